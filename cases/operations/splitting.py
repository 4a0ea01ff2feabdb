"""Making two files of one, when the bedrijfsarts answers that sickness after maternity leave has another cause."""

from datetime import date, datetime, time, timedelta

from django.db.models import Exists, OuterRef, Q, Subquery
from django.utils import timezone

from accounts.actor import Actor, acting_as, system
from accounts.audit import record
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.events import case_split
from cases.models import (
    AbsenceCase,
    AdvisedDerivation,
    AdvisedGround,
    BuildUpHours,
    BuildUpSchedule,
    CapacityChange,
    CaseConference,
    CaseFact,
    CaseTransfer,
    CoachingNote,
    CoachingReaction,
    Completion,
    ConferenceAction,
    ContactMoment,
    CorrectionRequest,
    Delay,
    EmployeeVision,
    ExpertConsideration,
    GuidancePlan,
    HandoverNote,
    JobTask,
    LabourExpertCall,
    LegalHold,
    MaternityLeave,
    Notice,
    SickReport,
    Spell,
    StepConfirmation,
    TaskAbility,
    TaskAdvice,
    TaskAnalysis,
    TimeSpent,
    VisionAnswer,
    Waiver,
    WorkProposal,
    WorkReply,
)
from cases.models.case import State
from cases.models.milestone import JUDGED
from cases.models.transfer_terms import AHEAD
from cases.operations.batch import one_by_one
from cases.operations.consult_moving import move_consults
from cases.operations.steps import complete, count
from cases.operations.transfers import unread
from cases.projection import refresh_milestones
from cases.splitting import any_vangnet, begin, done_by_beginning
from cases.timeline.absence import Absence
from cases.timeline.splitting import (
    ANSWER,
    RECOVERY,
    UPDATE,
    analysed_on,
    goes_along,
    is_cut,
    is_recorded_since,
    parted_by,
    start_of,
)

# A reminder speaks of a day of the whole; the file that begins has reminders of its own. What the others lead to stays
# in the file for which it was asked, computed or opened.
STAYING_NOTICES = (
    Notice.Kind.REMINDER,
    Notice.Kind.WAGE_ASKED,
    Notice.Kind.WAGE_ANSWERED,
    Notice.Kind.INCOME_SHARED,
    Notice.Kind.EMERGENCY_OPENED,
    Notice.Kind.VAULT_READY,
    Notice.Kind.VAULT_REPORT,
)
# Rows with a day of their own: on or after the first sick day they belong to the file that begins.
BY_DAY = (
    (Spell, "start"),
    (ContactMoment, "held_on"),
    (CapacityChange, "effective_from"),
    (BuildUpSchedule, "proposed_on"),
    (Waiver, "waived_on"),
    (MaternityLeave, "first"),
    (CorrectionRequest, "asked_on"),
    (GuidancePlan, "written_on"),
    (EmployeeVision, "written_on"),
    (CaseConference, "written_on"),
    (ExpertConsideration, "considered_on"),
    (TaskAnalysis, "written_on"),
    (CoachingNote, "written_on"),
    (TimeSpent, "spent_on"),
)


def split_after_leave(*, actor: Actor, case: AbsenceCase, today: date) -> bool:
    """Part a file, locked by the caller's operation, where the law does with the answer it has; tell whether it does.

    For every operation that changes the answer, the leave or a spell of a file, inside its transaction. The earlier
    file closes on the day on which the later one begins: nobody has two open files. What is dated from that day on
    goes along. A part of the system moves it: who acts may not write, nor read, most of it.
    """
    with acting_as(system(Role.SPLITTER, on_behalf_of=actor)) as splitter:
        answers = CaseFact.objects.in_force().filter(case=case.pk, kind=ANSWER)
        answer: CaseFact | None = answers.order_by("-on").first()
        if answer is None or not case.is_open:
            return False
        parts = parted_by(case.absence(), answer.answer, today)
        if parts is None:
            return False
        begun = _split(splitter, case, *parts, today)
        while further := parted_by(begun.absence(), answer.answer, today):
            _repeat(answer, begun)
            begun = _split(splitter, begun, *further, today)
    return True


@operation(Verb.CLOSE_CASE, on="case", resource="cases.absencecase")
def begin_after_leave(*, actor: Actor, case: AbsenceCase, today: date) -> AbsenceCase:
    """The leave is over, the employee still sick and the cause another one: this file closes, a new one begins.

    Raises NotNow for a file in which the leave still runs, or that the answer of the bedrijfsarts does not part.
    """
    if not split_after_leave(actor=actor, case=case, today=today):
        raise NotNow("Dit dossier wordt na het verlof niet gesplitst.")
    return case


def split_due(*, actor: Actor, today: date) -> int:
    """Part every file whose leave is over and whose answer waited for that. Returns how many."""
    answers = CaseFact.objects.in_force().filter(case=OuterRef("pk"), kind=ANSWER, answer=False)
    over = MaternityLeave.objects.filter(case=OuterRef("pk"), last__lt=today)
    waiting = AbsenceCase.objects.open().filter(Exists(answers), Exists(over)).order_by("pk")
    due = [one for one in waiting.with_facts() if parted_by(one.absence(), same_cause=False, today=today)]
    return one_by_one(due, lambda case: begin_after_leave(actor=actor, case=case, today=today))


def _split(splitter: Actor, case: AbsenceCase, earlier: Absence, later: Absence, today: date) -> AbsenceCase:
    stored, start = AbsenceCase.objects.with_facts().get(pk=case.pk), start_of(later)
    begun = begin(stored, later, today)
    done = done_by_beginning(stored, begun, later)
    cut = is_cut(stored.absence(), later)
    called = case.labour_expert_id, case.labour_expert_until
    case.labour_expert = case.labour_expert_until = None
    _close(case, earlier, start)
    begun.labour_expert_id, begun.labour_expert_until = called
    begun.save()
    if cut:
        _cut(case, begun, earlier, later)
    analysed = analysed_on(stored.registered_facts().done, later)
    _move(case, begun, later)
    _move_facts(case, begun, later, analysed)
    _move_steps(case, begun, later, analysed)
    _move_calls(case, begun, start)
    _move_transfers(case, begun, start)
    _move_work(case, begun, start)
    move_consults(case, begun, start)
    _hold(case, begun)
    if cut and earlier.recovered_on is not None:  # nobody was better: there is no recovery to pass on
        complete(case=case, key=RECOVERY, done_on=earlier.recovered_on, by=splitter)
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


def _cut(case: AbsenceCase, begun: AbsenceCase, earlier: Absence, later: Absence) -> None:
    """The spell that ran on through the leave ends on its first day, and goes on in the file that begins."""
    start = earlier.spells[-1].start
    Spell.objects.filter(case=case, start=start, mistaken=False).update(recovered_on=earlier.recovered_on)
    Spell.objects.create(
        case=begun,
        employer_id=begun.employer_id,
        employee_id=begun.employee_id,
        start=start_of(later),
        recovered_on=later.spells[0].recovered_on,
    )


def _judged_before(case: AbsenceCase, start: date) -> None:
    """The judgement about the duration was given anew since: what counts is the last one before."""
    before = case.completions.filter(key=JUDGED, done_on__lt=start).order_by("done_on", "pk").last()
    if before is None:
        case.expected_long_term = case.triaged_on = case.triaged_by_id = None
    else:
        if before.expected_long_term is not None:
            case.expected_long_term = before.expected_long_term
        case.triaged_on = before.done_on
        case.triaged_by_id = before.recorded_by_id or case.triaged_by_id


def _move(case: AbsenceCase, begun: AbsenceCase, later: Absence) -> None:
    start = start_of(later)
    for model, day in BY_DAY:
        model._default_manager.filter(case=case, **{f"{day}__gte": start}).update(case=begun)
    bring_leave(case=begun, start=start)
    AdvisedGround.objects.filter(waiver__case=begun).update(case=begun)
    BuildUpHours.objects.filter(schedule__case=begun).update(case=begun)
    VisionAnswer.objects.filter(vision__case=begun).update(case=begun)
    ConferenceAction.objects.filter(conference__case=begun).update(case=begun)
    JobTask.objects.filter(analysis__case=begun).update(case=begun)
    CoachingReaction.objects.filter(note__case=begun).update(case=begun)
    for answers in (TaskAbility, TaskAdvice):
        answers._default_manager.filter(task__case=begun).update(case=begun)
    reports = SickReport.objects.filter(spell__case=begun)
    reports.update(case=begun)
    first_report = reports.order_by("reported_at").values("reported_at")[:1]
    # Work to hand over is written down with a report.
    HandoverNote.objects.filter(case=case, written_at__gte=Subquery(first_report)).update(case=begun)
    news = Notice.objects.filter(case=case, created_at__gte=_midnight(start)).exclude(kind__in=STAYING_NOTICES)
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
    for beside in (AdvisedDerivation, StepConfirmation):
        beside._default_manager.filter(completion__in=along).update(case=begun)
    stays = [one.key for one in done if one.pk not in along and one.withdrawn_at is None]
    midnight = _midnight(start_of(later))
    for delay in Delay.objects.filter(case=case, recorded_at__gte=midnight):
        before = stays.count(delay.key)
        if delay.occurrence > before:
            Delay.objects.filter(pk=delay.pk).update(case=begun, occurrence=delay.occurrence - before)


def _hold(case: AbsenceCase, begun: AbsenceCase) -> None:
    """What keeps the file as evidence keeps both: what is in dispute may lie in either."""
    for hold in LegalHold.objects.filter(case=case, lifted_on__isnull=True):
        kept = {"ground": hold.ground, "since": hold.since, "until": hold.until, "placed_by_id": hold.placed_by_id}
        LegalHold.objects.create(case=begun, employer_id=begun.employer_id, **kept)


def _move_calls(case: AbsenceCase, begun: AbsenceCase, start: date) -> None:
    """Who is called now goes on with the file that is open, whenever he was asked; what is over stays by its day."""
    questions = LabourExpertCall.objects.filter(case=case)
    questions.filter(valid_from__gte=start).update(case=begun)
    if begun.labour_expert_until is not None:
        questions.filter(ended_at=None, valid_to=begun.labour_expert_until).update(case=begun)


def _move_transfers(case: AbsenceCase, begun: AbsenceCase, start: date) -> None:
    """What lies ready, waits or was not read yet is about the file that goes on, whenever it was written."""
    along = Q(state__in=AHEAD) | unread() | Q(moved_on__gte=start)
    CaseTransfer.objects.filter(along, case=case).update(case=begun)


def _move_work(case: AbsenceCase, begun: AbsenceCase, start: date) -> None:
    """A proposal that still waits is about the file that goes on, in which it can be answered."""
    waits = ~Exists(WorkReply.objects.filter(proposal=OuterRef("pk")))
    WorkProposal.objects.filter(waits | Q(proposed_on__gte=start), case=case).update(case=begun)
    WorkReply.objects.filter(proposal__case=begun).update(case=begun)


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


def bring_leave(*, case: AbsenceCase, start: date) -> None:
    """Store a leave that ends directly before the file begins, or later, in that file too: what is due follows from it.

    `start` is the first day of its first spell. For operations that begin a file, inside their transaction.
    """
    known = MaternityLeave.objects.filter(case__employee=case.employee_id, last__gte=start - timedelta(days=1))
    for leave in known.exclude(case=case).exclude(case__state=State.CANCELLED):
        MaternityLeave.objects.get_or_create(
            case=case, first=leave.first, last=leave.last, defaults={"employer_id": case.employer_id}
        )
