"""The facts as an expression sees them."""

from dataclasses import dataclass
from datetime import date

from cases.timeline.facts import Facts
from cases.timeline.parameters import Parameter

Amount = int | Parameter[int]


@dataclass(frozen=True, slots=True)
class Moment:
    """The facts; for an earlier occurrence of a repeating step, as they stood just before it was done."""

    facts: Facts
    before: date | None = None

    def amount(self, amount: Amount) -> int:
        """Return a number, looked up for the first sick day when it is a dated parameter."""
        return amount if isinstance(amount, int) else amount.value_on(self.facts.absence.first_sick_day)

    def recovered_on(self) -> date | None:
        """Return the first fit day of the spell this moment lies in: the last one when nothing was done yet."""
        spells = self.facts.absence.spells
        if self.before is None:
            return spells[-1].recovered_on
        return next((spell.recovered_on for spell in reversed(spells) if spell.start <= self.before), None)

    def last_done(self, keys: tuple[str, ...]) -> tuple[date, str] | None:
        """Return the latest completion among these steps and its key, before this moment; None when there is none."""
        known = [
            (done_on, key)
            for key in keys
            for done_on in self.facts.done.get(key, ())
            if self.before is None or done_on < self.before
        ]
        return max(known, default=None)


def counted_after(start: date, days: int, moment: Moment) -> date | None:
    """Return the date `days` counted sickness days after `start`; `start` itself when `days` is 0."""
    absence = moment.facts.absence
    return start if days == 0 else absence.day(absence.counted_days(start) + days)
