"""How an expression comes to its date, in Dutch sentences."""

from datetime import date, timedelta
from functools import singledispatch

from cases.timeline.calendar import holiday_name
from cases.timeline.dutch import WEEKDAYS, count_days, format_date
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
from cases.timeline.moment import Moment
from cases.timeline.rules import RULES
from cases.timeline.shift import say_day, say_shift

_FACT_NAMES = {"usable_capacity_on": "De bedrijfsarts ziet mogelijkheden voor werk"}
_TERMS = {rule.key: rule.term for rule in RULES}

Sentences = list[str]


@singledispatch
def steps(expression: Expression, moment: Moment) -> Sentences:
    """Explain how an expression comes to its date, one sentence for each step."""
    raise TypeError(f"{type(expression).__name__} is not explained")


@steps.register
def _(expression: Day, moment: Moment) -> Sentences:
    return say_day(moment.facts.absence, expression.k)


@steps.register
def _(expression: AfterStep, moment: Moment) -> Sentences:
    done_on = moment.facts.first_done(expression.key)
    return [] if done_on is None else _after_done(expression.key, done_on, expression, moment)


@steps.register
def _(expression: AfterLast, moment: Moment) -> Sentences:
    last = moment.last_done(expression.keys)
    return [] if last is None else _after_done(last[1], last[0], expression, moment)


def _after_done(key: str, done_on: date, expression: AfterStep | AfterLast, moment: Moment) -> Sentences:
    lines = [f"{_term(key)}: gedaan op {format_date(done_on)}."]
    return lines + _plus(done_on, expression.days, expression.on(moment), moment)


@steps.register
def _(expression: AfterFact, moment: Moment) -> Sentences:
    start = moment.facts.on(expression.fact)
    if start is None:
        return []
    lines = [f"{_FACT_NAMES.get(expression.fact, expression.fact)} vanaf {format_date(start)}."]
    return lines + _plus(start, expression.days, expression.on(moment), moment)


@steps.register
def _(expression: CalendarDaysAfterStep, moment: Moment) -> Sentences:
    done_on = moment.facts.first_done(expression.key)
    if done_on is None:
        return []
    reached = format_date(done_on + timedelta(days=expression.days))
    return [
        f"{_term(expression.key)}: gedaan op {format_date(done_on)}.",
        f"Plus {count_days(expression.days)}: {reached}.",
    ]


@steps.register
def _(expression: Recovered, moment: Moment) -> Sentences:
    recovered_on, reached = moment.recovered_on(), expression.on(moment)
    if recovered_on is None or reached is None:
        return []
    days = count_days(moment.amount(expression.days))
    return [_recovered(recovered_on), f"Plus {days}: {format_date(reached)}."]


@steps.register
def _(expression: MonthsAfterRecovery, moment: Moment) -> Sentences:
    recovered_on = moment.recovered_on()
    begins = MonthsAfterRecovery(expression.months).on(moment)
    reached = expression.on(moment)
    if recovered_on is None or begins is None or reached is None:
        return []
    months = moment.amount(expression.months)
    lines = [_recovered(recovered_on), f"Plus {months} kalendermaanden: {format_date(begins)}."]
    days = moment.amount(expression.days)
    return [*lines, f"Plus {count_days(days)}: {format_date(reached)}."] if days else lines


@steps.register
def _(expression: NextWorkday, moment: Moment) -> Sentences:
    day, reached = expression.of.on(moment), expression.on(moment)
    lines = steps(expression.of, moment)
    if day is None or reached is None or day == reached:
        return lines
    holiday = holiday_name(day)
    reason = f"een feestdag ({holiday})" if holiday else f"een {WEEKDAYS[day.weekday()]}"
    return [*lines, f"{format_date(day)} is {reason}. De eerste werkdag daarna is {format_date(reached)}."]


@steps.register
def _(expression: Earliest, moment: Moment) -> Sentences:
    return _choice(expression.of, moment, expression.on(moment), "vroegste")


@steps.register
def _(expression: Latest, moment: Moment) -> Sentences:
    return _choice(expression.of, moment, expression.on(moment), "laatste")


def _choice(parts: tuple[Expression, ...], moment: Moment, reached: date | None, which: str) -> Sentences:
    known = [part for part in parts if part.on(moment) is not None]
    lines = [line for part in known for line in steps(part, moment)]
    if len(known) < 2 or reached is None:
        return lines
    return [*lines, f"De {which} van deze datums telt: {format_date(reached)}."]


@steps.register
def _(expression: IfDone, moment: Moment) -> Sentences:
    chosen = expression.chosen(moment)
    waiting = [] if chosen is expression.then else [f"{_term(expression.key)}: nog niet gedaan."]
    return waiting + steps(chosen, moment)


@steps.register(IfFact)
@steps.register(IfAfterLeave)
def _(expression: IfFact | IfAfterLeave, moment: Moment) -> Sentences:
    return steps(expression.chosen(moment), moment)


def _plus(start: date, days: int, reached: date | None, moment: Moment) -> Sentences:
    plain = start + timedelta(days=days)
    return [f"Plus {count_days(days)}: {format_date(plain)}.", *say_shift(moment.facts.absence, plain, reached, start)]


def _term(key: str) -> str:
    return _TERMS.get(key, key)


def _recovered(recovered_on: date) -> str:
    return f"Eerste hersteldag: {format_date(recovered_on)}."
