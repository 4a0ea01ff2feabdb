"""Expressions for what happens more than once, or when somebody says so."""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.timeline.calendar import add_months
from cases.timeline.dated import Parameter
from cases.timeline.expressions import AfterLast, Expression, amount_text
from cases.timeline.moment import Amount, Moment, counted_after


@dataclass(frozen=True, slots=True)
class NoDate(Expression):
    """There is no such date."""

    def on(self, moment: Moment) -> date | None:
        return None

    def __str__(self) -> str:
        return "no date"


@dataclass(frozen=True, slots=True)
class Event(Expression):
    """Plain calendar days after the event that this occurrence of the step answers."""

    fact: str
    days: Amount = 0

    def on(self, moment: Moment) -> date | None:
        day = moment.event(self.fact)
        return None if day is None else day + timedelta(days=moment.amount(self.days))

    def __str__(self) -> str:
        return f"each {self.fact} + {amount_text(self.days)} calendar days" if self.days else f"each {self.fact}"


@dataclass(frozen=True, slots=True)
class CalendarDaysAfterFact(Expression):
    """Plain calendar days after a date in the facts; before it when negative."""

    fact: str
    days: Amount = 0

    def on(self, moment: Moment) -> date | None:
        day = moment.facts.on(self.fact)
        return None if day is None else day + timedelta(days=moment.amount(self.days))

    def __str__(self) -> str:
        days = amount_text(self.days)
        sign = "-" if days.startswith("-") else "+"
        return f"{self.fact} {sign} {days.lstrip('-')} calendar days" if self.days else self.fact


@dataclass(frozen=True, slots=True)
class MonthsAfterLast(Expression):
    """Calendar months after the latest completion of a step; after a date in the facts as long as there is none."""

    key: str
    since: str
    months: Amount

    def on(self, moment: Moment) -> date | None:
        last = moment.last_done((self.key,), self.since)
        return None if last is None else add_months(last[0], moment.amount(self.months))

    def __str__(self) -> str:
        return f"`{self.key}` last done, or {self.since}, + {amount_text(self.months)} calendar months"


@dataclass(frozen=True, slots=True)
class AgreedDay(Expression):
    """A counted day of sickness that is not in the law: a dated parameter."""

    k: Parameter[int]

    def on(self, moment: Moment) -> date | None:
        return moment.facts.absence.day(moment.amount(self.k))

    def __str__(self) -> str:
        return f"day {amount_text(self.k)}"


@dataclass(frozen=True, slots=True)
class NextEvaluation(AfterLast):
    """Counted days after the latest of several steps, unless something since then sets another term.

    The first completion of the step `update` since then can bring the date forward. The day of the fact `resumed`
    since then ends a time without evaluations and replaces the term. Both give `update_days` counted days.
    """

    update: str = ""
    resumed: str = ""
    update_days: int = 0

    def asked(self, moment: Moment) -> tuple[date, str] | None:
        """Return what set another term since the latest evaluation: the day, and the step or fact; else None."""
        last = moment.last_done(self.keys)
        if last is None:
            return None
        resumed = moment.found(self.resumed)
        if resumed is not None and resumed > last[0]:
            return resumed, self.resumed
        latest = moment.before or date.max
        updates = [day for day in moment.facts.done.get(self.update, ()) if last[0] < day <= latest]
        return (updates[0], self.update) if updates else None

    def other_term(self, moment: Moment) -> date | None:
        """Return the last day that follows from `asked`; None when there is none."""
        asked = self.asked(moment)
        return None if asked is None else counted_after(asked[0], self.update_days, moment)

    def on(self, moment: Moment) -> date | None:
        asked, other = self.asked(moment), self.other_term(moment)
        if asked is not None and asked[1] == self.resumed:
            return other
        known = [day for day in (AfterLast.on(self, moment), other) if day is not None]
        return min(known, default=None)

    def __str__(self) -> str:
        days = f"+ {self.update_days} counted days"
        other = f"sooner: first `{self.update}` since then {days}; instead: {self.resumed} since then {days}"
        return f"{AfterLast.__str__(self)}; {other}"
