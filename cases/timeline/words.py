"""A term as a person would say it: when a step can begin and what its last day is, before there is a date."""

from functools import singledispatch

from cases.timeline.dutch import count_days, count_weeks
from cases.timeline.expressions import (
    AfterFact,
    AfterLast,
    AfterStep,
    CalendarDaysAfterStep,
    Day,
    Earliest,
    Expression,
    IfAfterLeave,
    IfDone,
    IfFact,
    Latest,
    MonthsAfterRecovery,
    NextWorkday,
    Recovered,
)
from cases.timeline.moment import Amount, Moment
from cases.timeline.names import term_of
from cases.timeline.numbers import Number
from cases.timeline.occasions import AgreedDay, CalendarDaysAfterFact, Event, MonthsAfterLast, NextEvaluation, NoDate
from cases.timeline.regimes import LastPaidDay, OnLeaving, WaitingDay
from cases.timeline.rules import Rule
from cases.timeline.wages import Ending

_DAYS = {
    "usable_capacity_on": "de dag waarop de bedrijfsarts weer mogelijkheden voor werk ziet",
    "without_capacity": "de dag waarop de bedrijfsarts geen mogelijkheden voor werk meer ziet",
    "capacity_changed_on": "de dag waarop de mogelijkheden of de verwachting veranderen",
    "hours_known_on": "de dag waarop de gewijzigde uren zijn ingegaan en vastgelegd",
    "opinion_requested_on": "de aanvraag van het oordeel",
    "frequent_absence_on": "de derde melding in twaalf maanden, of een volgende",
    "policy_start": "de eerste dag van de polis",
    "contract_end": "de laatste dag in dienst",
    "sanctioned_on": "het besluit over de loonsanctie",
    "shortening_requested_on": "het bekortingsverzoek",
}
_FIT = "de eerste dag beter"
_END = "end_of_waiting_period"
_ENDED_BY = {
    Ending.PENSION: "Einde loondoorbetaling (AOW-leeftijd)",
    Ending.CONTRACT: "Einde loondoorbetaling (uit dienst)",
}


def term_in_file(rule: Rule, moment: Moment) -> str:
    """What a step is called in one file: of the end of the pay also after how long it comes there, or by what.

    "Einde wachttijd en loondoorbetaling (104 weken)"; weeks of sickness, with the days that are left over.
    """
    if rule.key != _END or (wages := moment.wages()).last_paid_day is None:
        return rule.term
    lasted = count_weeks(moment.facts.absence.counted_days(wages.last_paid_day))
    return _ENDED_BY.get(wages.ending, f"{rule.term} ({lasted})")


@singledispatch
def say(expression: Expression) -> str:
    """Write a term in Dutch, with every number in it: "14 ziektedagen na Probleemanalyse"."""
    raise TypeError(f"{type(expression).__name__} has no words")


def ask(number: Number) -> str:
    """Write in Dutch what one number of a term counts: "Aantal ziektedagen na Probleemanalyse"."""
    if number.counted:
        return "Dag"
    if number.name == "update_days" and isinstance(number.leaf, NextEvaluation):
        return f"Aantal ziektedagen na {_sooner(number.leaf)}"
    if isinstance(number.leaf, MonthsAfterRecovery):
        return f"Aantal maanden na {_FIT}" if number.name == "months" else "Aantal dagen daarna"
    _, unit, where = _told(number.leaf)
    return f"Aantal {unit} {'vóór' if number.before else 'na'} {where}"


@singledispatch
def _told(leaf: Expression) -> tuple[int, str, str]:
    """How many of what, counted from where."""
    raise TypeError(f"{type(leaf).__name__} does not count from something")


@_told.register
def _(leaf: AfterStep) -> tuple[int, str, str]:
    return leaf.days, "ziektedagen", term_of(leaf.key)


@_told.register
def _(leaf: CalendarDaysAfterStep) -> tuple[int, str, str]:
    return leaf.days, "kalenderdagen", term_of(leaf.key)


@_told.register
def _(leaf: AfterLast) -> tuple[int, str, str]:
    since = f", of na {_day(leaf.since)}" if leaf.since else ""
    return leaf.days, "ziektedagen", _either(leaf.keys) + since


@_told.register
def _(leaf: AfterFact) -> tuple[int, str, str]:
    return leaf.days, "ziektedagen", _day(leaf.fact)


@_told.register(CalendarDaysAfterFact)
@_told.register(Event)
def _(leaf: CalendarDaysAfterFact | Event) -> tuple[int, str, str]:
    return _value(leaf.days), "kalenderdagen", _day(leaf.fact)


@_told.register
def _(leaf: Recovered) -> tuple[int, str, str]:
    return _value(leaf.days), "kalenderdagen", _FIT


@_told.register
def _(leaf: MonthsAfterLast) -> tuple[int, str, str]:
    return _value(leaf.months), "maanden", f"{term_of(leaf.key)}, of na {_day(leaf.since)}"


@_told.register
def _(leaf: OnLeaving) -> tuple[int, str, str]:
    return leaf.days, "kalenderdagen", _day("contract_end")


@say.register(AfterStep)
@say.register(CalendarDaysAfterStep)
@say.register(AfterLast)
@say.register(AfterFact)
@say.register(CalendarDaysAfterFact)
@say.register(Event)
@say.register(Recovered)
@say.register(MonthsAfterLast)
def _(expression: Expression) -> str:
    number, unit, where = _told(expression)
    if number == 0:
        return f"de dag van {where}" if isinstance(expression, AfterStep | AfterLast) else where
    return f"{_count(abs(number), unit)} {'vóór' if number < 0 else 'na'} {where}"


@say.register
def _(expression: Day) -> str:
    return f"dag {expression.k}"


@say.register
def _(expression: WaitingDay) -> str:
    return f"dag {expression.k} (later bij een vrijwillige verlenging)"


@say.register
def _(expression: AgreedDay) -> str:
    return f"dag {_value(expression.k)}"


@say.register
def _(expression: NextEvaluation) -> str:
    term = f"{_count(expression.days, 'ziektedagen')} na {_either(expression.keys)}"
    return f"{term}; of {_count(expression.update_days, 'ziektedagen')} na {_sooner(expression)}"


@say.register
def _(expression: MonthsAfterRecovery) -> str:
    months, days = _value(expression.months), _value(expression.days)
    more = f" en {count_days(days)}" if days else ""
    return f"{_count(months, 'maanden')}{more} na {_FIT}"


@say.register
def _(expression: OnLeaving) -> str:
    _, unit, where = _told(expression)
    day = f"{_count(-expression.days, unit)} vóór {where}" if expression.days else where
    return f"{day}, bij ziek uit dienst na meer dan {_value(expression.weeks)} weken"


@say.register
def _(expression: LastPaidDay) -> str:
    return "de laatste dag met loon"


@say.register
def _(expression: NoDate) -> str:
    return "er is geen termijn"


@say.register
def _(expression: NextWorkday) -> str:
    return f"{say(expression.of)}, of de eerste werkdag daarna"


@say.register
def _(expression: Earliest) -> str:
    return f"{_listed(expression.of)} (de vroegste telt)"


@say.register
def _(expression: Latest) -> str:
    return f"{_listed(expression.of)} (de laatste telt)"


@say.register
def _(expression: IfDone) -> str:
    return f"{say(expression.then)}; is die stap niet gedaan, dan {say(expression.otherwise)}"


@say.register
def _(expression: IfFact) -> str:
    """A term that only gets a floor once the fact is known is said once."""
    then = expression.then
    if isinstance(then, Latest) and then.of[0] == expression.otherwise:
        return f"{say(expression.otherwise)}; nooit eerder dan {' of '.join(say(part) for part in then.of[1:])}"
    return f"{say(expression.otherwise)}; vanaf {_day(expression.fact)}: {say(then)}"


@say.register
def _(expression: IfAfterLeave) -> str:
    return f"{say(expression.otherwise)}; begint het verzuim direct na zwangerschapsverlof, dan {say(expression.then)}"


def _sooner(expression: NextEvaluation) -> str:
    return f"{term_of(expression.update)} (als dat eerder is) of na {_day(expression.resumed)}"


def _either(keys: tuple[str, ...]) -> str:
    terms = [term_of(key) for key in keys]
    return terms[0] if len(terms) == 1 else f"de laatste van {', '.join(terms[:-1])} of {terms[-1]}"


def _listed(parts: tuple[Expression, ...]) -> str:
    return " of ".join(say(part) for part in parts)


def _count(number: int, unit: str) -> str:
    """One of them in the singular: "1 kalenderdag", "1 maand"."""
    return f"{number} {unit.removesuffix('en') if number == 1 else unit}"


def _day(fact: str) -> str:
    return _DAYS.get(fact, fact)


def _value(amount: Amount) -> int:
    """A dated parameter by the value of its newest row."""
    return amount if isinstance(amount, int) else amount.rows[-1].value
