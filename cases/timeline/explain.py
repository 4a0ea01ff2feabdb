"""Why a date is that date, in Dutch sentences: the fact, the arithmetic, the article and the version of the rule."""

from datetime import date, timedelta

from cases.timeline.arithmetic_regimes import steps
from cases.timeline.dutch import count_days, format_date
from cases.timeline.facts import Facts
from cases.timeline.moment import Moment
from cases.timeline.moves import moves
from cases.timeline.reason import Kind, Reason, Reasons, counting
from cases.timeline.rules import Rule, Scope
from cases.timeline.standing import State, standing

__all__ = ["count_days", "derivation", "format_date", "moved_by", "reasons"]


def reasons(rule: Rule, moment: Moment, *, due: date | None, done_on: date | None, state: str) -> tuple[Reason, ...]:
    """Explain one step: how its due date follows from the facts, its state, the rule it comes from, what moves it."""
    derived = derivation(rule, moment, due=due, done_on=done_on, state=state)
    return (*derived, *(Reason(Kind.MOVES, line) for line in moved_by(rule, moment, state=state)))


def derivation(rule: Rule, moment: Moment, *, due: date | None, done_on: date | None, state: str) -> tuple[Reason, ...]:
    """The same without what would still move the date."""
    arithmetic = _expected(rule, moment) if due is None else steps(rule.due, moment)
    in_time = None if rule.answered_later else due
    outcome = list(standing(rule, due, moment.facts, moment.end).why) if done_on is None else _done(done_on, in_time)
    return (
        Reason(Kind.ANCHOR, _anchor(rule, moment.facts)),
        *(arithmetic if state != State.PAUSED else []),
        *_says(rule, moment.facts),
        *(Reason(Kind.STATE, line) for line in outcome),
        Reason(Kind.SOURCE, f"Bron: {rule.basis}."),
        Reason(Kind.VERSION, _version(rule)),
    )


def moved_by(rule: Rule, moment: Moment, *, state: str) -> tuple[str, ...]:
    """Say in Dutch what would still move the due date; nothing once the step is done, paused or void."""
    return tuple(dict.fromkeys(moves(rule.due, moment))) if state == State.PENDING else ()


def _anchor(rule: Rule, facts: Facts) -> str:
    first = format_date(facts.day_one)
    return f"Eerste dag van de polis {first}." if rule.scope is Scope.POLICY else f"Eerste ziektedag {first}."


def _expected(rule: Rule, moment: Moment) -> Reasons:
    """A step without a term, such as UWV's opinion: when it may be expected."""
    expected = rule.target.on(moment) if rule.target is not None else None
    if rule.target is None or expected is None:
        return []
    return [*steps(rule.target, moment), *counting(f"Er is geen wettelijke termijn. Reken op {format_date(expected)}.")]


def _says(rule: Rule, facts: Facts) -> Reasons:
    return counting(rule.says(facts)) if rule.says is not None else []


def _version(rule: Rule) -> str:
    version = f"Regelversie {rule.version}"
    if rule.in_force_from > date.min:
        version += f", vanaf eerste ziektedag {format_date(rule.in_force_from)}"
    if rule.in_force_until < date.max:
        last = rule.in_force_until - timedelta(days=1)
        version += f", tot en met eerste ziektedag {format_date(last)}"
    if rule.repaired_on is not None:
        version += f", verbeterd op {format_date(rule.repaired_on)}"
    return f"{version}."


def _done(done_on: date, due: date | None) -> list[str]:
    if due is None or done_on <= due:
        return [f"Gedaan op {format_date(done_on)}."]
    return [f"Gedaan op {format_date(done_on)}, {count_days((done_on - due).days)} na deze datum."]
