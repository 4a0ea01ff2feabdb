"""The file that begins when one turns out to be two: what it would be, before and while it is made. Reads only."""

from dataclasses import replace
from datetime import date

from django.utils import timezone

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.law import rules_in_force
from cases.models import AbsenceCase, CaseFact, SickReport
from cases.models.case import State
from cases.operations.contact import FIRST_CONTACT, spoken_with_both
from cases.operations.inbox import TRIAGE_COMPLETES
from cases.timeline.absence import Absence
from cases.timeline.facts import Facts
from cases.timeline.recorded import same_cause
from cases.timeline.schedule import State as Standing
from cases.timeline.schedule import deadlines
from cases.timeline.splitting import (
    ANALYSIS,
    ANSWER,
    RECOVERY,
    REPORT,
    analysed_on,
    facts_since,
    goes_along,
    is_cut,
    last_of,
    parted_by,
    start_of,
)
from employers.models import Policy


def answered(case: AbsenceCase) -> bool | None:
    """What the bedrijfsarts said about the cause before and after leave, whoever looks; None while unknown."""
    with acting_as(system(Role.PROJECTOR)):
        return same_cause(fact.recorded() for fact in CaseFact.objects.in_force().filter(case=case.pk, kind=ANSWER))


def splits_on(whole: Absence, answer: bool | None, today: date) -> date | None:
    """The first sick day of the file that goes on when this is the answer; None when nothing parts."""
    later = last_of(whole, answer, today)
    return later.first_sick_day if later is not whole else None


def facts_after(case: AbsenceCase, answer: bool | None, today: date, whole: Absence | None = None) -> Facts:
    """The facts of the file that goes on when this is the answer; the same as are stored once it is carried through.

    `whole` are the spells and leave that the file would have, when these change as well.
    """
    with acting_as(system(Role.PROJECTOR)):
        stored = AbsenceCase.objects.with_facts().get(pk=case.pk)
        later = last_of(whole or stored.absence(), answer, today)
        begun = begin(stored, later, today)
        policy = stored.policy_on(begun.first_sick_day)
        return replace(
            facts_since(
                stored.registered_facts(), stored.recorded_facts(), later, done_by_beginning(stored, begun, later)
            ),
            reported_on=begun.reported_on,
            expected_long_term=begun.expected_long_term,
            casemanagement_by_insurer=begun.insurer_manages,
            guided_by_employer=begun.is_self_guided,
            vangnet_applies=begun.vangnet_applies,
            policy_start=policy.starts_on if policy else None,
            policy_end=policy.ends_on if policy else None,
        )


def left_behind(case: AbsenceCase, whole: Absence, today: date) -> tuple[str, ...]:
    """The terms of the steps that stay to be done in the earlier file when another cause parts these spells."""
    parts = parted_by(whole, same_cause=False, today=today)
    if parts is None:
        return ()
    earlier, later = parts
    with acting_as(system(Role.PROJECTOR)):
        facts = AbsenceCase.objects.with_facts().get(pk=case.pk).facts()
        start = start_of(later)
        done = {key: tuple(day for day in days if not goes_along(key, day, later)) for key, days in facts.done.items()}
        if is_cut(whole, later) and earlier.recovered_on is not None:
            done[RECOVERY] = (*done.get(RECOVERY, ()), earlier.recovered_on)
        closed = replace(facts, absence=earlier, done=done, closed_on=start, next_case_on=start)
        steps = deadlines(closed, rules_in_force())
    return tuple(step.rule.term for step in steps if step.state is Standing.PENDING)


def done_by_beginning(stored: AbsenceCase, begun: AbsenceCase, later: Absence) -> dict[str, date]:
    """Per step the day on which it was done in the file that begins, although nobody could record it there yet.

    The report itself, an analysis that was an update in the whole, the judgement about the duration and with it the
    receipt, and the talks with both parties.
    """
    done = {REPORT: begun.reported_on}
    if analysed := analysed_on(stored.registered_facts().done, later):
        done[ANALYSIS] = analysed
    if begun.triaged_on is not None:
        done |= dict.fromkeys(TRIAGE_COMPLETES, begun.triaged_on)
    contacts = stored.contacts.filter(held_on__gte=start_of(later))
    if both_on := spoken_with_both(contacts, begun.assigned_on):
        done[FIRST_CONTACT] = both_on
    return done


def begin(stored: AbsenceCase, later: Absence, today: date) -> AbsenceCase:
    """The file that begins with these spells, with the people who work on it; not stored.

    `stored` is loaded with its facts. The judgement about the duration goes along when it was given since.
    The version goes on counting: news that moved along is told apart by it from news to come.
    """
    start, first_sick_day = start_of(later), later.first_sick_day
    policy = stored.policy_on(first_sick_day)
    judged = stored.triaged_on is not None and stored.triaged_on >= start
    return AbsenceCase(
        employer_id=stored.employer_id,
        employee=stored.employee,
        ohs_id=stored.ohs_id,
        physician_id=stored.physician_id,
        ontzorgmanager_id=stored.ontzorgmanager_id,
        assigned_on=stored.assigned_on,
        state=_state(stored, later),
        insurer_manages=policy is not None and policy.casemanagement_by == Policy.CaseManagement.INSURER,
        first_sick_day=first_sick_day,
        reported_on=_reported_on(stored, start, today),
        recovered_on=later.recovered_on,
        closes_on=later.closes_on,
        expected_long_term=stored.expected_long_term if judged else None,
        triaged_on=stored.triaged_on if judged else None,
        triaged_by_id=stored.triaged_by_id if judged else None,
        vangnet_applies=_vangnet_since(stored, later),
        version=stored.version + 1,
    )


def any_vangnet(case: AbsenceCase, starts: list[date]) -> bool:
    """Whether a report of one of these spells says that a Ziektewet safety net applies."""
    return SickReport.objects.filter(case=case, spell__start__in=starts, vangnet_applies=True).exists()


def _vangnet_since(stored: AbsenceCase, later: Absence) -> bool:
    """Sickness that ran on through the leave was reported once: what was said then goes on as well."""
    ran_on = stored.vangnet_applies and is_cut(stored.absence(), later)
    return ran_on or any_vangnet(stored, [spell.start for spell in later.spells])


def _state(stored: AbsenceCase, later: Absence) -> State:
    if later.recovered_on is not None:
        return State.RECOVERED_WAITING
    return State.ACTIVE if stored.ontzorgmanager_id else State.REPORTED


def _reported_on(stored: AbsenceCase, start: date, today: date) -> date:
    """The day on which the report of this spell came in, as far as that can be."""
    report = SickReport.objects.filter(case=stored.pk, spell__start=start, spell__mistaken=False).first()
    came = timezone.localtime(report.reported_at).date() if report else start
    return max(start, min(came, today))
