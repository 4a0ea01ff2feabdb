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
from cases.timeline.names import fact_name, term_of
from cases.timeline.reason import Reasons, counting, shifting
from cases.timeline.shift import say_day, say_shift


@singledispatch
def steps(expression: Expression, moment: Moment) -> Reasons:
    """Explain how an expression comes to its date, one sentence for each step."""
    raise TypeError(f"{type(expression).__name__} is not explained")


def counted_day(k: int, moment: Moment) -> Reasons:
    """Explain a counted day of sickness."""
    first, *rest = say_day(moment.facts.absence, k)
    return counting(first) + shifting(*rest)


@steps.register
def _(expression: Day, moment: Moment) -> Reasons:
    return counted_day(expression.k, moment)


@steps.register
def _(expression: AfterStep, moment: Moment) -> Reasons:
    done_on = moment.facts.first_done(expression.key)
    return [] if done_on is None else after_done(expression.key, done_on, expression.days, moment)


@steps.register
def _(expression: AfterLast, moment: Moment) -> Reasons:
    last = moment.last_done(expression.keys, expression.since)
    return [] if last is None else after_done(last[1], last[0], expression.days, moment)


def after_done(name: str, start: date, days: int, moment: Moment) -> Reasons:
    """Explain counted days after a step that was done, or after a fact."""
    absence = moment.facts.absence
    reached = absence.day(absence.counted_days(start) + days)
    return counting(say_start(name, start)) + _plus(start, days, reached, moment)


def say_start(name: str, start: date) -> str:
    """Say when a step was done, or when a fact came up."""
    term = term_of(name)
    if term != name or fact_name(name) == name:
        return f"{term}: gedaan op {format_date(start)}."
    return f"{fact_name(name)}: {format_date(start)}."


@steps.register
def _(expression: AfterFact, moment: Moment) -> Reasons:
    start = moment.found(expression.fact)
    if start is None:
        return []
    lines = counting(f"{fact_name(expression.fact)} vanaf {format_date(start)}.")
    return lines + _plus(start, expression.days, expression.on(moment), moment)


@steps.register
def _(expression: CalendarDaysAfterStep, moment: Moment) -> Reasons:
    done_on = moment.facts.first_done(expression.key)
    if done_on is None:
        return []
    reached = format_date(done_on + timedelta(days=expression.days))
    plus = f"Plus {count_days(expression.days)}: {reached}."
    return counting(say_start(expression.key, done_on), plus)


@steps.register
def _(expression: Recovered, moment: Moment) -> Reasons:
    recovered_on, reached = moment.recovered_on(), expression.on(moment)
    if recovered_on is None or reached is None:
        return []
    days = count_days(moment.amount(expression.days))
    return counting(_recovered(recovered_on), f"Plus {days}: {format_date(reached)}.")


@steps.register
def _(expression: MonthsAfterRecovery, moment: Moment) -> Reasons:
    recovered_on = moment.recovered_on()
    begins = MonthsAfterRecovery(expression.months).on(moment)
    reached = expression.on(moment)
    if recovered_on is None or begins is None or reached is None:
        return []
    months = moment.amount(expression.months)
    lines = counting(_recovered(recovered_on), f"Plus {months} kalendermaanden: {format_date(begins)}.")
    days = moment.amount(expression.days)
    return lines + counting(f"Plus {count_days(days)}: {format_date(reached)}.") if days else lines


@steps.register
def _(expression: NextWorkday, moment: Moment) -> Reasons:
    day, reached = expression.of.on(moment), expression.on(moment)
    lines = steps(expression.of, moment)
    if day is None or reached is None or day == reached:
        return lines
    holiday = holiday_name(day)
    reason = f"een feestdag ({holiday})" if holiday else f"een {WEEKDAYS[day.weekday()]}"
    return lines + shifting(f"{format_date(day)} is {reason}. De eerste werkdag daarna is {format_date(reached)}.")


@steps.register
def _(expression: Earliest, moment: Moment) -> Reasons:
    return _choice(expression.of, moment, expression.on(moment), "vroegste")


@steps.register
def _(expression: Latest, moment: Moment) -> Reasons:
    return _choice(expression.of, moment, expression.on(moment), "laatste")


def _choice(parts: tuple[Expression, ...], moment: Moment, reached: date | None, which: str) -> Reasons:
    known = [part for part in parts if part.on(moment) is not None]
    lines = [line for part in known for line in steps(part, moment)]
    if len(known) < 2 or reached is None:
        return lines
    return lines + counting(f"De {which} van deze datums telt: {format_date(reached)}.")


@steps.register
def _(expression: IfDone, moment: Moment) -> Reasons:
    chosen = expression.chosen(moment)
    waiting = [] if chosen is expression.then else counting(f"{term_of(expression.key)}: nog niet gedaan.")
    return waiting + steps(chosen, moment)


@steps.register(IfFact)
@steps.register(IfAfterLeave)
def _(expression: IfFact | IfAfterLeave, moment: Moment) -> Reasons:
    return steps(expression.chosen(moment), moment)


def _plus(start: date, days: int, reached: date | None, moment: Moment) -> Reasons:
    plain = start + timedelta(days=days)
    lines = counting(f"Plus {count_days(days)}: {format_date(plain)}.")
    return lines + shifting(*say_shift(moment.facts.absence, plain, reached, start))


def _recovered(recovered_on: date) -> str:
    return f"Eerste hersteldag: {format_date(recovered_on)}."
