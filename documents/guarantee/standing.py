"""From what is known of a file to the state of its guarantee."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from cases.timeline.dated import Parameter
from cases.timeline.product_terms import GUARANTEE_GRACE_DAYS, GUARANTEE_NOT_MET_DAYS, GUARANTEE_REFUSAL_DAYS
from cases.timeline.rules import STATUTORY, ClosedBy, Party, Rule
from documents.guarantee.facts import Known, LateStep, Reason, Standing, State, Why

WIA = "wia_application"
"""The employee's step; but who is late with it keeps the employer paying."""
_OF_OTHERS = frozenset({"arbo_report"})
"""The employer's by law, but here the report goes on by itself and the arbodienst closes the step."""
_NOBODY_SAID = frozenset({"", "other"})
"""Causes that leave open whose it was: a person has to look, so they never decide on their own."""


def counts(rule: Rule) -> bool:
    """Whether being late with this step is about the guarantee: a statutory step of the employer, or the WIA.

    Not a day that the calendar closes, and not a step whose times are numbered by other facts: nobody names who
    delayed those. Nor a step that another one completes as well: that one counts.
    """
    if rule.key == WIA:
        return True
    if rule.key in _OF_OTHERS or rule.folded_into:
        return False
    by_somebody = rule.closed_by is not ClosedBy.CALENDAR and not rule.each_done and not rule.lapses
    shown = Party.EMPLOYER in rule.shown_to
    return rule.category in STATUTORY and rule.responsible is Party.EMPLOYER and by_somebody and shown


def standing(known: Known, today: date) -> Standing:
    """Compute the state on a day: the heaviest of all reasons, intact without any. It only grows while days pass.

    The heaviest state rests on what somebody said: a delay that the employer caused, or a refusal of the employer.
    """
    found = sorted((*_of_steps(known, today), *_of_advice(known, today), *_of_refusals(known, today)), key=_order)
    state = max((reason.state for reason in found), key=lambda one: one.rank, default=State.INTACT)
    return Standing(state, tuple(found), tuple(step for step in known.steps if _is_excused(step)))


def _order(reason: Reason) -> tuple[int, date, str, int, int]:
    day = reason.due or reason.since or date.max
    return -reason.state.rank, day, reason.key, reason.occurrence, reason.number


def _is_excused(step: LateStep) -> bool:
    """Whether somebody else than the employer caused it. The employee's delay of the WIA stays a reason."""
    if step.cause in _NOBODY_SAID or step.cause == Party.EMPLOYER.value:
        return False
    return not (step.key == WIA and step.cause == Party.EMPLOYEE.value)


def _of_steps(known: Known, today: date) -> Iterator[Reason]:
    grace = _days(GUARANTEE_GRACE_DAYS, known)
    for step in known.steps:
        if _is_excused(step) or (step.done_on is not None and step.done_on <= step.due + grace):
            continue
        own = step.cause == Party.EMPLOYER.value
        over = (step.done_on or today) > step.due + _days(GUARANTEE_NOT_MET_DAYS, known)
        yield Reason(
            Why.DONE_LATE if step.done_on else Why.LATE_STEP,
            State.NOT_MET if own and over else State.AT_RISK,
            key=step.key,
            occurrence=step.occurrence,
            due=step.due,
            since=step.done_on,
        )


def _of_advice(known: Known, today: date) -> Iterator[Reason]:
    for one in known.advice:
        if one.addressee not in (Party.EMPLOYER.value, Party.EMPLOYEE.value):
            continue
        about = Reason(
            Why.ADVICE_OVERDUE, State.AT_RISK, number=one.number, party=one.party, who=one.addressee, due=one.due
        )
        if one.stands == "refused":
            state = _refused(known, one.addressee, one.since, today)
            yield replace(about, why=Why.ADVICE_REFUSED, state=state, since=one.since)
        elif one.stands in ("open", "accepted") and one.due < today:
            yield about


def _of_refusals(known: Known, today: date) -> Iterator[Reason]:
    for one in known.refusals:
        state = _refused(known, one.party, one.since, today)
        yield Reason(Why.NOT_SIGNED, state, number=one.number, who=one.party, since=one.since)


def _refused(known: Known, party: str, since: date, today: date) -> State:
    """A refusal leaves time to talk; only the employer's own weighs heaviest after that."""
    over = today > since + _days(GUARANTEE_REFUSAL_DAYS, known)
    return State.NOT_MET if over and party == Party.EMPLOYER.value else State.AT_RISK


def _days(parameter: Parameter[int], known: Known) -> timedelta:
    return timedelta(days=parameter.value_on(known.first_sick_day))
