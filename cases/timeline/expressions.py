"""The small language in which a rule says when it opens and when it is due.

Each expression is data and answers one question: which date, given the facts. None means: not known yet, or not
reached because the employee recovered first. `str(expression)` is its English reading in docs/timeline.md.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.timeline.calendar import add_months, next_workday
from cases.timeline.moment import Amount, Moment, counted_after


class Expression:
    """A date that follows from the facts."""

    __slots__ = ()

    def on(self, moment: Moment) -> date | None:
        """Return the date; None when it is not known yet or the employee recovered first."""
        raise TypeError(f"{type(self).__name__} does not say how it comes to a date")


@dataclass(frozen=True, slots=True)
class Day(Expression):
    """The k-th counted day of sickness."""

    k: int

    def on(self, moment: Moment) -> date | None:
        return moment.facts.absence.day(self.k)

    def __str__(self) -> str:
        return f"day {self.k}"


@dataclass(frozen=True, slots=True)
class AfterStep(Expression):
    """Counted sickness days after a step was first done."""

    key: str
    days: int = 0

    def on(self, moment: Moment) -> date | None:
        done_on = moment.facts.first_done(self.key)
        return None if done_on is None else counted_after(done_on, self.days, moment)

    def __str__(self) -> str:
        return f"`{self.key}` done + {self.days} counted days" if self.days else f"`{self.key}` done"


@dataclass(frozen=True, slots=True)
class CalendarDaysAfterStep(Expression):
    """Plain calendar days after a step was first done."""

    key: str
    days: int

    def on(self, moment: Moment) -> date | None:
        done_on = moment.facts.first_done(self.key)
        return None if done_on is None else done_on + timedelta(days=self.days)

    def __str__(self) -> str:
        return f"`{self.key}` done + {self.days} calendar days"


@dataclass(frozen=True, slots=True)
class AfterLast(Expression):
    """Counted sickness days after the latest completion among several steps; the days of the fact `since` count too."""

    keys: tuple[str, ...]
    days: int
    since: str = ""

    def on(self, moment: Moment) -> date | None:
        last = moment.last_done(self.keys, self.since)
        return None if last is None else counted_after(last[0], self.days, moment)

    def __str__(self) -> str:
        steps = ", ".join(f"`{key}`" for key in self.keys)
        since = f", or start of {self.since}," if self.since else ""
        return f"latest of {steps} done{since} + {self.days} counted days"


@dataclass(frozen=True, slots=True)
class AfterFact(Expression):
    """Counted sickness days after a date in the facts, unless that came after the step was done."""

    fact: str
    days: int

    def on(self, moment: Moment) -> date | None:
        start = moment.found(self.fact)
        return None if start is None else counted_after(start, self.days, moment)

    def __str__(self) -> str:
        return f"{self.fact} + {self.days} counted days"


@dataclass(frozen=True, slots=True)
class Recovered(Expression):
    """Plain calendar days after the first fit day."""

    days: Amount = 0

    def on(self, moment: Moment) -> date | None:
        recovered_on = moment.recovered_on()
        return None if recovered_on is None else recovered_on + timedelta(days=moment.amount(self.days))

    def __str__(self) -> str:
        return f"recovered_on + {amount_text(self.days)} calendar days" if self.days else "recovered_on"


@dataclass(frozen=True, slots=True)
class MonthsAfterRecovery(Expression):
    """Calendar months after the first fit day, and then plain calendar days."""

    months: Amount
    days: Amount = 0

    def on(self, moment: Moment) -> date | None:
        recovered_on = moment.recovered_on()
        if recovered_on is None:
            return None
        return add_months(recovered_on, moment.amount(self.months)) + timedelta(days=moment.amount(self.days))

    def __str__(self) -> str:
        months = f"recovered_on + {amount_text(self.months)} calendar months"
        return f"{months} + {amount_text(self.days)} days" if self.days else months


@dataclass(frozen=True, slots=True)
class NextWorkday(Expression):
    """The first working day on or after another date."""

    of: Expression

    def on(self, moment: Moment) -> date | None:
        day = self.of.on(moment)
        return None if day is None else next_workday(day)

    def __str__(self) -> str:
        return f"first working day on or after {self.of}"


@dataclass(frozen=True, slots=True)
class Earliest(Expression):
    """The earliest of the dates that are known."""

    of: tuple[Expression, ...]

    def on(self, moment: Moment) -> date | None:
        known = [day for day in (part.on(moment) for part in self.of) if day is not None]
        return min(known, default=None)

    def __str__(self) -> str:
        return f"earliest of ({'; '.join(map(str, self.of))})"


@dataclass(frozen=True, slots=True)
class Latest(Expression):
    """The latest of these dates; unknown as long as one of them is."""

    of: tuple[Expression, ...]

    def on(self, moment: Moment) -> date | None:
        days = [part.on(moment) for part in self.of]
        known = [day for day in days if day is not None]
        return max(known) if len(known) == len(days) else None

    def __str__(self) -> str:
        return f"latest of ({'; '.join(map(str, self.of))})"


@dataclass(frozen=True, slots=True)
class IfDone(Expression):
    """One date once a step is done, another as long as it is not."""

    key: str
    then: Expression
    otherwise: Expression

    def chosen(self, moment: Moment) -> Expression:
        """Return the branch that holds."""
        return self.otherwise if moment.facts.first_done(self.key) is None else self.then

    def on(self, moment: Moment) -> date | None:
        return self.chosen(moment).on(moment)

    def __str__(self) -> str:
        return f"{self.then}; while `{self.key}` is not done: {self.otherwise}"


@dataclass(frozen=True, slots=True)
class IfFact(Expression):
    """One date when a fact is known, another when it is not."""

    fact: str
    then: Expression
    otherwise: Expression

    def chosen(self, moment: Moment) -> Expression:
        """Return the branch that holds."""
        return self.otherwise if moment.found(self.fact) is None else self.then

    def on(self, moment: Moment) -> date | None:
        return self.chosen(moment).on(moment)

    def __str__(self) -> str:
        return f"{self.otherwise}; when {self.fact} is known: {self.then}"


@dataclass(frozen=True, slots=True)
class IfAfterLeave(Expression):
    """One date when sickness began directly after maternity leave, another when it did not."""

    then: Expression
    otherwise: Expression

    def chosen(self, moment: Moment) -> Expression:
        """Return the branch that holds."""
        absence = moment.facts.absence
        day_before = absence.first_sick_day - timedelta(days=1)
        return self.then if any(leave.last == day_before for leave in absence.leaves) else self.otherwise

    def on(self, moment: Moment) -> date | None:
        return self.chosen(moment).on(moment)

    def __str__(self) -> str:
        return f"{self.otherwise}; directly after maternity leave: {self.then}"


def amount_text(amount: Amount) -> str:
    """Write an amount for the documentation; a parameter by the value of its newest row."""
    return str(amount if isinstance(amount, int) else amount.rows[-1].value)
