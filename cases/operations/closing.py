"""What the calendar does to files: closing after four weeks of recovery, the end of sick pay."""

from datetime import date, timedelta
from functools import partial, reduce
from operator import or_

from django.db.models import Exists, OuterRef, Q, QuerySet

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.computation import facts_of
from cases.models import AbsenceCase, Milestone
from cases.models.case import SICK, State
from cases.operations.batch import one_by_one
from cases.operations.steps import complete, finish, touch
from cases.timeline.rules import RULES
from cases.timeline.wages import Ending, wage_end

END = "end_of_waiting_period"
APPLICATION = "wia_application"
# What the employer still owes UWV when somebody leaves sick; closing the file would make it void.
LEAVING = ("sick_leaving_employment_report", "sick_leaving_employment_riv")
# Steps whose day can be the last one with sick pay; which of them it is, and why, `wage_end` says. With each: what
# keeps the file open while it is pending.
ENDING = {END: (APPLICATION,), "sick_leaving_employment_report": LEAVING}
# The end of the waiting period ends the file as well: `end_sick_pay_due` does both.
PASSING = frozenset(rule.key for rule in RULES if rule.passes) - {END}


@operation(Verb.CLOSE_CASE, on="case", resource="cases.absencecase")
def close_case(*, actor: Actor, case: AbsenceCase, today: date) -> AbsenceCase:
    """Close a recovered file: four weeks have passed without a relapse. Open steps are cancelled."""
    if case.closes_on is None or case.closes_on > today:
        raise NotNow("De vier weken van dit dossier zijn nog niet voorbij.")
    case.close(on=case.closes_on)
    return finish(case)


@operation(Verb.CLOSE_CASE, on="case", resource="cases.absencecase")
def end_sick_pay(*, actor: Actor, case: AbsenceCase, today: date) -> AbsenceCase:
    """The last paid day has passed: the file ends, closed from the day after.

    After 104 weeks, or more by a sanction, an extension or a late application; with the employment; or some weeks
    after state pension age. Raises NotNow while the employer still pays. He does so too, without an end, as long as
    the WIA application is missing (BW art. 7:629 lid 11 onder a), unless it was recorded as not needed. NotNow as
    well while somebody who left sick was not reported to UWV: that is late then, not void.
    """
    end = wage_end(facts_of(case))
    if end.last_paid_day is None or end.last_paid_day >= today:
        raise NotNow("De laatste dag met loon van dit dossier is nog niet voorbij.")
    closed_on = end.last_paid_day + timedelta(days=1)
    if end.ending is Ending.CONTRACT:
        if _pending(case, LEAVING):
            raise NotNow("De ziek-uit-dienstmelding is nog niet vastgelegd.")
        case.leave_employment(on=closed_on)
    elif end.ending is Ending.PENSION:
        case.reach_pension(on=closed_on)
    else:
        if _pending(case, (APPLICATION,)):
            raise NotNow("De WIA is nog niet aangevraagd. Zolang dat niet gebeurt, loopt het loon door.")
        case.end_waiting_period(on=closed_on)
        complete(case=case, key=END, done_on=end.last_paid_day, by=actor)
    return finish(case)


def _pending(case: AbsenceCase, keys: tuple[str, ...]) -> bool:
    found: bool = case.milestones.filter(key__in=keys, state="pending").exists()
    return found


@operation(Verb.CLOSE_CASE, on="case", resource="cases.absencecase")
def pass_day(*, actor: Actor, case: AbsenceCase, key: str, on: date) -> AbsenceCase:
    """A step that the calendar itself completes, such as the start of the second year of sick pay."""
    complete(case=case, key=key, done_on=on, by=actor)
    return touch(case)


def pass_days(*, actor: Actor, today: date) -> int:
    """Complete the steps that happen by themselves once their day has come. Returns how many."""
    due = list(
        Milestone.objects.pending().filter(key__in=PASSING, due_on__lte=today).select_related("case").order_by("pk")
    )
    return sum(one_by_one([step.case], partial(_pass, actor, step)) for step in due)


def _pass(actor: Actor, step: Milestone, case: AbsenceCase) -> None:
    if step.due_on is not None:
        pass_day(actor=actor, case=case, key=step.key, on=step.due_on)


def close_due(*, actor: Actor, today: date) -> int:
    """Close every recovered file whose four weeks are over on this day. Returns how many."""
    due = _mine(AbsenceCase.objects.filter(state=State.RECOVERED_WAITING, closes_on__lte=today))
    return one_by_one(due, lambda case: close_case(actor=actor, case=case, today=today))


def end_sick_pay_due(*, actor: Actor, today: date) -> int:
    """End every file whose last paid day has passed. Returns how many.

    Found by the stored steps, so the cost follows the files that end and not those that are open. A file that waits
    for the WIA application, or for the report of who left sick, is passed over.
    """
    ended = reduce(or_, (_ended(key, awaited, today) for key, awaited in ENDING.items()))
    due = _mine(AbsenceCase.objects.filter(ended, state__in=SICK))
    return one_by_one(due, lambda case: end_sick_pay(actor=actor, case=case, today=today))


def _ended(key: str, awaited: tuple[str, ...], today: date) -> Q:
    steps = Milestone.objects.filter(case=OuterRef("pk"))
    return Exists(steps.filter(key=key, due_on__lt=today)) & ~Exists(steps.filter(key__in=awaited, state="pending"))


def _mine(due: "QuerySet[AbsenceCase]") -> list[AbsenceCase]:
    """Lock what this sweep will do, so that a second one at the same time passes over it."""
    return list(due.order_by("pk").select_for_update(of=("self",), skip_locked=True))
