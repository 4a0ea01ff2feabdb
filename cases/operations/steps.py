"""Steps that were done, and looking into a file."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import Actor, acting_as, current_actor, system
from accounts.dated import Today
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb, seen_as
from cases.computation import deadlines_of
from cases.events import case_closed
from cases.meanwhile import say_meanwhile
from cases.models import AbsenceCase, Completion, LabourExpertCall
from cases.models.milestone import JUDGED, RULE_BY_KEY, readers_of
from cases.operations.derivations import keep_derivation, shared_derivation
from cases.projection import refresh_milestones
from cases.timeline.explain import format_date
from cases.timeline.rules import STATUTORY, Category, ClosedBy, Party, Scope
from cases.timeline.schedule import Deadline, State


def complete(*, case: AbsenceCase, key: str, done_on: date, by: Actor) -> None:
    """Store that a step was done, with the last day it had and why, as is true now.

    For operations only, inside their transaction; they refresh the milestones.
    """
    complete_all(case=case, keys=[key], done_on=done_on, by=by)


def complete_all(
    *, case: AbsenceCase, keys: Iterable[str], done_on: date, by: Actor, judged: bool | None = None
) -> None:
    """The same for several steps that one act completes: the dates are computed once.

    `judged` is the answer of a judgement among them, which is a record of its own each time.
    """
    pending = {step.key: step for step in reversed(deadlines_of(case)) if step.state in (State.PENDING, State.PAUSED)}
    for key in keys:
        who = {"recorded_by_id": by.user_id, "recorded_as": by.role.value}
        step = pending.get(key)
        values = {"employer_id": case.employer_id, "shown_to": readers_of(key), **who, **_truth(step)}
        if key == JUDGED:
            values["expected_long_term"] = judged
            done, is_new = Completion.objects.create(case=case, key=key, done_on=done_on, **values), True
        else:
            done, is_new = Completion.objects.get_or_create(case=case, key=key, done_on=done_on, defaults=values)
        if is_new and step is not None:
            keep_derivation(done, step)


def _truth(step: Deadline | None) -> dict[str, object]:
    """What holds for a step on the day it is done; nothing for one that the file did not ask for."""
    if step is None:
        return {}
    return {"due_on": step.due, "rule_version": step.rule.version, "why": shared_derivation(step)}


def check_version(case: AbsenceCase, expected: int) -> None:
    """Refuse a page that is older than the file. Raises Stale, which says in which role it was changed and when."""
    if case.version != expected:
        raise Stale(f"{say_meanwhile(case, current_actor().role)} Bekijk de nieuwe stand en verstuur opnieuw.")


@operation(Verb.READ_CASE, on="case", resource="cases.absencecase")
def read_case(*, actor: Actor, case: AbsenceCase) -> AbsenceCase:
    """Open a file; leaves a trace of who looked."""
    return case


@operation(Verb.READ_TRAIL, on="case", resource="cases.absencecase")
def read_trail(*, actor: Actor, case: AbsenceCase) -> AbsenceCase:
    """See who looked at a file and what they did in it; AVG art. 15, NEN 7513."""
    return case


LEFT_TO_GUIDE = frozenset({Party.EMPLOYER, Party.ONTZORGMANAGER, Party.EMPLOYEE, Party.UWV})
"""Whose steps the employer records in a file that he guides himself: nobody else does it for those outside."""


def may_record(role: Role, key: str, *, self_guided: bool = False) -> bool:
    """Whether somebody in this role records this step as done.

    Only what the rule leaves to be recorded by hand. Employer and bedrijfsarts their own statutory steps, the
    Ontzorgmanager any step, except what is between the bedrijfsarts and the employee alone. In a file that the
    employer guides himself (`self_guided`) he records everything that the bedrijfsarts does not.
    """
    rule = RULE_BY_KEY.get(key)
    if rule is None or rule.closed_by is not ClosedBy.RECORD or rule.scope is not Scope.CASE:
        return False
    if role is Role.ONTZORGMANAGER:
        return key != "medical_information"
    if role is Role.EMPLOYER and self_guided:
        return rule.responsible in LEFT_TO_GUIDE
    own = {Role.EMPLOYER: Party.EMPLOYER, Role.BEDRIJFSARTS: Party.BEDRIJFSARTS}.get(seen_as(role))
    return rule.responsible is own and rule.category is not Category.PRODUCT


@operation(Verb.RECORD_STEP, on="case", resource="cases.absencecase")
def record_step(
    *, actor: Actor, case: AbsenceCase, key: str, done_on: date, expected_version: int, today: date
) -> AbsenceCase:
    """Record that a step outside this application was done on a day, for example the report to UWV.

    Raises ValidationError for a day before the step can be done or in the future, Stale for an old page, NotNow for a
    step that this file does not have or that was done before.
    """
    check_version(case, expected_version)
    if not may_record(actor.role, key, self_guided=case.is_self_guided):
        raise PermissionDenied(f"{actor.role} does not record {key}")
    check_recorded(case, key, done_on, today)
    complete(case=case, key=key, done_on=done_on, by=actor)
    return touch(case)


def check_recorded(case: AbsenceCase, key: str, done_on: date, today: date) -> None:
    """Refuse a step that cannot be recorded as done on this day. Raises ValidationError, NotNow."""
    check_done(case, key, done_on, today, deadlines_of(case))
    if case.completions.filter(key=key, done_on=done_on).exists():
        raise NotNow("Op deze dag is deze stap al vastgelegd. Kies een andere dag.")


def check_done(case: AbsenceCase, key: str, done_on: date, today: date, steps: Iterable[Deadline]) -> None:
    """Refuse a day on which the step, one of these, cannot have been done. Raises ValidationError, NotNow."""
    if not case.first_sick_day <= done_on <= today:
        raise ValidationError({"done_on": f"Kies een datum van {format_date(case.first_sick_day)} tot en met vandaag."})
    open_steps = [step for step in steps if step.key == key and step.state in (State.PENDING, State.PAUSED)]
    if not open_steps:
        raise NotNow("Deze stap staat niet open. Misschien is hij al vastgelegd. Bekijk de stappen in het dossier.")
    _check_begun(open_steps[0], done_on)
    _check_order(open_steps[0])
    _check_later(open_steps[0], done_on)


def too_early(step: Deadline, done_on: date) -> str:
    """Why a step cannot have been done on this day yet, as the end of a sentence; empty when it can.

    Of the law or of UWV only: they cannot be done before they can begin. An evaluation is always welcome sooner.
    """
    if step.rule.repeats or step.state is State.PAUSED or step.rule.category not in STATUTORY:
        return ""
    if step.opens is None:
        return f"pas na: {' en '.join(RULE_BY_KEY[key].term for key in step.rule.prerequisites)}"
    return f"pas vanaf {format_date(step.opens)}" if done_on < step.opens else ""


def _check_begun(step: Deadline, done_on: date) -> None:
    early = too_early(step, done_on)
    if early:
        then = "Leg dat eerst vast." if step.opens is None else "Kies die dag of een latere."
        raise ValidationError({"done_on": f"Deze stap kan {early}. {then}"})


def touch(case: AbsenceCase) -> AbsenceCase:
    """Count the change and bring the milestones up to date."""
    count(case)
    case.save()
    refresh_milestones(case)
    return case


def finish(case: AbsenceCase) -> AbsenceCase:
    """Count the end of the file; a question to an arbeidsdeskundige that still runs ends with it."""
    touch(case)
    with acting_as(system(Role.PROJECTOR)):
        # The one who ends the file need not be the one who asks; the moment is that of the change itself.
        running = LabourExpertCall.objects.filter(case=case.pk, ended_at=None, valid_to__gte=Today())
        running.update(ended_at=case.changed_at)
    case_closed.send(sender=AbsenceCase, actor=current_actor(), subject=case)
    return case


def count_change(case: AbsenceCase) -> AbsenceCase:
    """Count a change that moves no date, so that a page from before it is refused."""
    count(case)
    case.save(update_fields=["version", "changed_as", "changed_at"])
    return case


def count(case: AbsenceCase) -> None:
    """Number the change, and note in which role it is made; the caller saves."""
    case.version += 1
    case.changed_as = current_actor().role.value


def _check_later(step: Deadline, done_on: date) -> None:
    """Refuse a time of a repeating step that is not after the time before it: they would change numbers."""
    before = step.moment.facts.done.get(step.key, ())
    if before and done_on <= before[-1]:
        raise ValidationError(
            {"done_on": f"De vorige keer was op {format_date(before[-1])}. Kies een latere dag, of wijzig die datum."}
        )


def _check_order(step: Deadline) -> None:
    """Refuse a step whose rule lets it follow others only, as long as one of these was not recorded."""
    missing = [key for key in step.rule.prerequisites if step.moment.facts.first_done(key) is None]
    if step.rule.in_order and missing:
        before = " en ".join(RULE_BY_KEY[key].term for key in missing)
        raise ValidationError({"done_on": f"Deze stap kan pas na: {before}. Leg dat eerst vast."})
