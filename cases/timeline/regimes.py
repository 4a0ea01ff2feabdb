"""Expressions that bend with the regime of a file: a longer waiting period, an earlier end of the employment."""

from dataclasses import dataclass
from datetime import date, timedelta

from cases.timeline.absence import SICK_PAY_DAYS
from cases.timeline.expressions import Day, Expression, amount_text
from cases.timeline.leaving import leaves_sick, sick_days_on_leaving
from cases.timeline.moment import Amount, Moment
from cases.timeline.wages import waiting_days


@dataclass(frozen=True, slots=True)
class WaitingDay(Day):
    """The k-th counted day of a waiting period of 104 weeks; as long before its end when that was postponed."""

    def on(self, moment: Moment) -> date | None:
        return moment.facts.absence.day(self.k + extra_days(moment))

    def __str__(self) -> str:
        return f"day {self.k}, later by a voluntary extension"


def extra_days(moment: Moment) -> int:
    """Return the counted days by which a voluntary extension lengthens the waiting period.

    None for a step that was done before the extension was asked for.
    """
    extension = moment.facts.extension
    if extension is not None and moment.before is not None and moment.before < extension.requested_on:
        return 0
    return waiting_days(moment.facts) - SICK_PAY_DAYS


@dataclass(frozen=True, slots=True)
class LastPaidDay(Expression):
    """The last day with sick pay."""

    def on(self, moment: Moment) -> date | None:
        return moment.wages().last_paid_day

    def __str__(self) -> str:
        return "last paid day: day 728 unless sanction, late application, extension or state pension move it"


@dataclass(frozen=True, slots=True)
class OnLeaving(Expression):
    """The last day of the employment, for who leaves sick with a full re-integratieverslag; plus calendar days.

    That is after more than so many weeks, unless recovery is expected: for the short one UWV asks no such paper.
    """

    weeks: Amount
    days: int = 0

    def on(self, moment: Moment) -> date | None:
        facts = moment.facts
        if facts.contract_end is None or not leaves_sick(facts, moment.wages()):
            return None
        if sick_days_on_leaving(facts) <= 7 * moment.amount(self.weeks) or facts.short_recovery_expected:
            return None
        return facts.contract_end + timedelta(days=self.days)

    def __str__(self) -> str:
        offset = f" - {-self.days} calendar days" if self.days else ""
        return (
            f"contract_end{offset} leaving sick after more than {amount_text(self.weeks)} weeks, recovery not expected"
        )
