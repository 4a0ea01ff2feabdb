"""Why a date is that date, in Dutch sentences: the fact, the arithmetic, the article and the version of the rule."""

from datetime import date, timedelta

from cases.timeline.arithmetic import Sentences, steps
from cases.timeline.dutch import count_days, format_date
from cases.timeline.facts import Facts
from cases.timeline.moment import Moment
from cases.timeline.rules import Rule

__all__ = ["count_days", "format_date", "reasons"]


def reasons(rule: Rule, moment: Moment, *, due: date | None, done_on: date | None, state: str) -> tuple[str, ...]:
    """Explain one step: how its due date follows from the facts, its state, and the rule it comes from."""
    arithmetic = [] if due is None else steps(rule.due, moment)
    outcome = _state(rule, moment.facts, state) if done_on is None else _done(done_on, due)
    return (
        f"Eerste ziektedag {format_date(moment.facts.absence.first_sick_day)}.",
        *arithmetic,
        *outcome,
        *_source(rule),
    )


def _source(rule: Rule) -> Sentences:
    version = f"Regelversie {rule.version}"
    if rule.in_force_from > date.min:
        version += f", vanaf eerste ziektedag {format_date(rule.in_force_from)}"
    if rule.in_force_until < date.max:
        last = rule.in_force_until - timedelta(days=1)
        version += f", tot en met eerste ziektedag {format_date(last)}"
    return [f"Bron: {rule.basis}.", f"{version}."]


def _done(done_on: date, due: date | None) -> Sentences:
    if due is None or done_on <= due:
        return [f"Gedaan op {format_date(done_on)}."]
    return [f"Gedaan op {format_date(done_on)}, {count_days((done_on - due).days)} na deze datum."]


def _state(rule: Rule, facts: Facts, state: str) -> Sentences:
    absence = facts.absence
    if state == "paused" and absence.recovered_on is not None and absence.closes_on is not None:
        last = format_date(absence.closes_on - timedelta(days=1))
        return [
            f"Gepauzeerd: hersteld gemeld per {format_date(absence.recovered_on)}.",
            f"Bij een nieuwe ziekmelding tot en met {last} loopt de termijn verder vanaf waar hij stopte.",
        ]
    if state == "cancelled" and facts.closed_on is not None:
        return [f"Vervallen: het dossier is gesloten op {format_date(facts.closed_on)}."]
    if state == "waived":
        return [f"Vastgelegd is dat deze stap niet nodig is, op {format_date(facts.waived[rule.key])}."]
    return []
