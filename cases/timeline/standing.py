"""Where a step stands: still to do, standing still or void, and the Dutch sentences that say why."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.timeline.rules import Phase, Rule, Scope
from cases.timeline.wages import Ending, WageEnd, wage_end


class State(StrEnum):
    """The stored state of a step; whether it is open or late depends on the day one looks."""

    PENDING = "pending"
    DONE = "done"
    PAUSED = "paused"
    CANCELLED = "cancelled"
    WAIVED = "waived"


@dataclass(frozen=True, slots=True)
class Standing:
    """The state of a step that was not done, and why; nothing to say about a step that is simply to be done."""

    state: State
    why: tuple[str, ...] = ()


PENDING = Standing(State.PENDING)


def standing(rule: Rule, due: date | None, facts: Facts, end: WageEnd | None = None) -> Standing:
    """Tell where a step that was not done stands; `end` saves computing the end of sick pay once more."""
    if rule.can_be_waived and rule.key in facts.waived:
        waived_on = format_date(facts.waived[rule.key])
        return Standing(State.WAIVED, (f"Vastgelegd is dat deze stap niet nodig is, op {waived_on}.",))
    if rule.scope is Scope.POLICY:
        return _without_cover(due, facts.policy_end)
    recovered_on, closes_on = facts.absence.recovered_on, facts.absence.closes_on
    ends = rule.phase is Phase.SICKNESS or rule.each_done or recovered_on is None  # only an open file takes answers
    if facts.closed_on is not None and ends:
        return Standing(State.CANCELLED, (f"Vervallen: het dossier is gesloten op {format_date(facts.closed_on)}.",))
    if rule.phase is not Phase.SICKNESS:
        return PENDING
    if recovered_on is None or closes_on is None:
        return _sick(rule, due, facts, end)
    return _recovered(recovered_on, closes_on)


def _sick(rule: Rule, due: date | None, facts: Facts, end: WageEnd | None) -> Standing:
    if rule.pauses(facts):
        return _without_capacity(facts)
    void = _void(rule, due, facts, end or wage_end(facts))
    return Standing(State.CANCELLED, (void,)) if void else PENDING


def _recovered(recovered_on: date, closes_on: date) -> Standing:
    last = format_date(closes_on - timedelta(days=1))
    return Standing(
        State.PAUSED,
        (
            f"Gepauzeerd: beter gemeld per {format_date(recovered_on)}.",
            f"Bij een nieuwe ziekmelding tot en met {last} loopt de termijn verder vanaf waar hij stopte.",
        ),
    )


def _without_capacity(facts: Facts) -> Standing:
    since = format_date(facts.without_capacity[-1].start)
    return Standing(
        State.PAUSED,
        (
            f"Gepauzeerd: de bedrijfsarts ziet sinds {since} geen mogelijkheden voor werk.",
            "De bedrijfsarts kijkt elke zes weken opnieuw.",
        ),
    )


def _without_cover(due: date | None, policy_end: date | None) -> Standing:
    if policy_end is None or due is None or due < policy_end:
        return PENDING
    last = format_date(policy_end - timedelta(days=1))
    return Standing(State.CANCELLED, (f"Vervallen: de polis loopt tot en met {last}.",))


def _void(rule: Rule, due: date | None, facts: Facts, end: WageEnd) -> str:
    """Say why a step falls away; empty when it does not. What was due by then stays."""
    if due is None:
        return ""
    last = end.last_paid_day
    if last is not None and due > last and end.ending is Ending.CONTRACT:
        return f"Vervallen: deze stap valt na de laatste dag in dienst, {format_date(last)}."
    if last is not None and due > last and end.ending is Ending.PENSION:
        return f"Vervallen: door de AOW-leeftijd loopt het loon tot en met {format_date(last)}. Deze stap valt daarna."
    if rule.towards_wia and last is not None and end.wia_start is None:
        return "Vervallen: de AOW-leeftijd wordt bereikt voordat de WIA kan beginnen."
    granted = facts.iva_granted_on
    if granted is not None and due > granted and not rule.survives_iva:
        return f"Vervallen: deze plicht stopt met de vervroegde IVA-uitkering vanaf {format_date(granted)}."
    return ""
