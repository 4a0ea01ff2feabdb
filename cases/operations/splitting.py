"""Making two files of one, when the bedrijfsarts answers that sickness after maternity leave has another cause."""

from datetime import date, datetime, time

from django.db.models import Subquery
from django.utils import timezone

from accounts.actor import Actor, acting_as, system
from accounts.audit import record
from accounts.terms import Role, Verb
from cases.events import case_split
from cases.models import (
    AbsenceCase,
    BuildUpHours,
    BuildUpSchedule,
    CapacityChange,
    CaseFact,
    Completion,
    ContactMoment,
    Delay,
    HandoverNote,
    MaternityLeave,
    Notice,
    SickReport,
    Spell,
    Waiver,
)
from cases.operations.leave import bring_leave
from cases.operations.steps import complete, count
from cases.projection import refresh_milestones
from cases.splitting import any_vangnet, begin, done_by_beginning
from cases.timeline.absence import Absence
from cases.timeline.splitting import UPDATE, analysed_on, goes_along, is_recorded_since, parted, start_of

JUDGED = "long_absence_triage"
# Rows with a day of their own: on or after the first sick day they belong to the file that begins.
BY_DAY = (
    (Spell, "start"),
    (ContactMoment, "held_on"),
    (CapacityChange, "effective_from"),
    (BuildUpSchedule, "proposed_on"),
    (Waiver, "waived_on"),
    (MaternityLeave, "first"),
)


def split_after_leave(*, actor: Actor, case: AbsenceCase, answer: CaseFact, today: date) -> bool:
    """Part a file, locked by the caller's operation, where the law does with this answer; tell whether it does.

    The earlier file closes on the day on which the later one begins: nobody has two open files. What is dated from
    that day on goes along. A part of the system moves it: the doctor may not write, nor read, most of it.
    """
    parts = parted(case.absence(), answer.answer)
    if parts is None:
        return False
    with acting_as(system(Role.SPLITTER, on_behalf_of=actor)) as splitter:
        begun = _split(splitter, case, *parts, today)
        while further := parted(begun.absence(), answer.answer):
            _repeat(answer, begun)
            begun = _split(splitter, begun, *further, today)
    return True


def _split(splitter: Actor, case: AbsenceCase, earlier: Absence, later: Absence, today: date) -> AbsenceCase:
    stored, start = AbsenceCase.objects.with_facts().get(pk=case.pk), start_of(later)
    begun = begin(stored, later, today)
    done = done_by_beginning(stored, begun, later)
    _close(case, earlier, start)
    begun.save()
    analysed = analysed_on(stored.registered_facts().done, later)
    _move(case, begun, later)
    _move_facts(case, begun, later, analysed)
    _move_steps(case, begun, later, analysed)
    known = set(begun.completions.values_list("key", flat=True))
    for key in done.keys() - known:
        complete(case=begun, key=key, done_on=done[key], by=splitter)
    record(actor=splitter, action=Verb.RECORD_FACT, resource="cases.absencecase", about=begun)
    refresh_milestones(begun)
    case_split.send(sender=AbsenceCase, actor=splitter, subject=begun, earlier=case, since=start)
    return begun


def _close(case: AbsenceCase, earlier: Absence, start: date) -> None:
    """Before the other is stored: the database allows one open file."""
    if case.is_sick:
        case.recover(on=start, closes_on=start)
    case.close(on=start)
    case.recovered_on = earlier.recovered_on
    if case.triaged_on is not None and case.triaged_on >= start:
        _judged_before(case, start)
    case.vangnet_applies = any_vangnet(case, [spell.start for spell in earlier.spells])
    count(case)
    case.save()


def _judged_before(case: AbsenceCase, start: date) -> None:
    """The judgement about the duration was given anew since: of the one before only its day is known."""
    before = case.completions.filter(key=JUDGED, done_on__lt=start).first()
    if before is None:
        case.expected_long_term = case.triaged_on = case.triaged_by_id = None
    else:
        case.triaged_on = before.done_on
        case.triaged_by_id = before.recorded_by_id or case.triaged_by_id


def _move(case: AbsenceCase, begun: AbsenceCase, later: Absence) -> None:
    start = start_of(later)
    for model, day in BY_DAY:
        model._default_manager.filter(case=case, **{f"{day}__gte": start}).update(case=begun)
    bring_leave(case=begun, start=start)
    BuildUpHours.objects.filter(schedule__case=begun).update(case=begun)
    reports = SickReport.objects.filter(spell__case=begun)
    reports.update(case=begun)
    first_report = reports.order_by("reported_at").values("reported_at")[:1]
    # Work to hand over is written down with a report.
    HandoverNote.objects.filter(case=case, written_at__gte=Subquery(first_report)).update(case=begun)
    # A reminder speaks of a day of the whole; the file that begins has reminders of its own.
    news = Notice.objects.filter(case=case, created_at__gte=_midnight(start)).exclude(kind=Notice.Kind.REMINDER)
    news.update(case=begun)


def _move_facts(case: AbsenceCase, begun: AbsenceCase, later: Absence, analysed: date | None) -> None:
    facts = CaseFact.objects.filter(case=case)
    along = [one.pk for one in facts if is_recorded_since(one.kind, one.on, later, analysed)]
    facts.filter(pk__in=along).update(case=begun)


def _move_steps(case: AbsenceCase, begun: AbsenceCase, later: Absence, analysed: date | None) -> None:
    """What was done, also what was taken back, and why it was late. A step that repeats is numbered anew."""
    done = list(Completion.history.filter(case=case))
    along = {one.pk for one in done if goes_along(one.key, one.done_on, later)}
    along -= {one.pk for one in done if (one.key, one.done_on) == (UPDATE, analysed)}
    Completion.history.filter(pk__in=along).update(case=begun)
    stays = [one.key for one in done if one.pk not in along and one.withdrawn_at is None]
    midnight = _midnight(start_of(later))
    for delay in Delay.objects.filter(case=case, recorded_at__gte=midnight):
        before = stays.count(delay.key)
        if delay.occurrence > before:
            Delay.objects.filter(pk=delay.pk).update(case=begun, occurrence=delay.occurrence - before)


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))


def _repeat(answer: CaseFact, begun: AbsenceCase) -> None:
    """A file that parts again carries the answer as well: it says why the next one is not part of it."""
    CaseFact.objects.create(
        case=begun,
        employer_id=begun.employer_id,
        kind=answer.kind,
        on=answer.on,
        answer=answer.answer,
        shown_to=answer.shown_to,
        recorded_as=answer.recorded_as,
        recorded_by_id=answer.recorded_by_id,
    )
