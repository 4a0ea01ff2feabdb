"""The same for the expressions of events, policies and regimes. Importing this module teaches `steps` about them."""

from datetime import date

from cases.timeline.arithmetic import after_done, counted_day, say_start, steps
from cases.timeline.dutch import count_days, format_date
from cases.timeline.expressions import AfterLast
from cases.timeline.moment import Moment
from cases.timeline.names import fact_name
from cases.timeline.occasions import (
    AgreedDay,
    CalendarDaysAfterFact,
    Event,
    MonthsAfterLast,
    NextEvaluation,
    NoDate,
)
from cases.timeline.reason import Reasons, counting, shifting
from cases.timeline.regimes import LastPaidDay, OnLeaving, WaitingDay, extra_days


@steps.register
def _(expression: NoDate, moment: Moment) -> Reasons:
    return []


@steps.register
def _(expression: AgreedDay, moment: Moment) -> Reasons:
    return counted_day(moment.amount(expression.k), moment)


@steps.register
def _(expression: Event, moment: Moment) -> Reasons:
    day, days = moment.event(expression.fact), moment.amount(expression.days)
    return _from_fact(expression.fact, day, days, expression.on(moment))


@steps.register
def _(expression: CalendarDaysAfterFact, moment: Moment) -> Reasons:
    day, days = moment.facts.on(expression.fact), moment.amount(expression.days)
    return _from_fact(expression.fact, day, days, expression.on(moment))


def _from_fact(fact: str, day: date | None, days: int, reached: date | None) -> Reasons:
    if day is None or reached is None:
        return []
    lines = counting(f"{fact_name(fact)}: {format_date(day)}.")
    return lines + counting(_offset(days, reached)) if days else lines


@steps.register
def _(expression: MonthsAfterLast, moment: Moment) -> Reasons:
    last, reached = moment.last_done((expression.key,), expression.since), expression.on(moment)
    if last is None or reached is None:
        return []
    months = moment.amount(expression.months)
    return counting(say_start(last[1], last[0]), f"Plus {months} kalendermaanden: {format_date(reached)}.")


@steps.register
def _(expression: NextEvaluation, moment: Moment) -> Reasons:
    ordinary, other, asked = AfterLast.on(expression, moment), expression.other_term(moment), expression.asked(moment)
    lines = steps.dispatch(AfterLast)(expression, moment)
    if asked is None or other is None or ordinary is None:
        return lines
    term = after_done(asked[1], asked[0], expression.update_days, moment)
    if asked[1] == expression.resumed:
        return term
    return lines + term + counting(f"De vroegste van deze datums telt: {format_date(min(ordinary, other))}.")


@steps.register
def _(expression: WaitingDay, moment: Moment) -> Reasons:
    reached, extra = expression.on(moment), extra_days(moment)
    lines = counted_day(expression.k, moment)
    if reached is None or extra == 0:
        return lines
    longer = f"De vrijwillige verlenging duurt {count_days(extra)}. Deze datum schuift mee naar {format_date(reached)}."
    return lines + shifting(longer)


@steps.register
def _(expression: LastPaidDay, moment: Moment) -> Reasons:
    why = moment.wages().why
    return counting(*why[:1]) + shifting(*why[1:])


@steps.register
def _(expression: OnLeaving, moment: Moment) -> Reasons:
    reached = expression.on(moment)
    if reached is None or moment.facts.contract_end is None:
        return []
    lines = counting(f"{fact_name('contract_end')}: {format_date(moment.facts.contract_end)}.")
    return lines + counting(_offset(expression.days, reached)) if expression.days else lines


def _offset(days: int, reached: date) -> str:
    sign = "Plus" if days > 0 else "Min"
    return f"{sign} {count_days(abs(days))}: {format_date(reached)}."


__all__ = ["steps"]
