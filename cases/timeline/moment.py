"""The facts as an expression sees them."""

from dataclasses import dataclass, field
from datetime import date

from cases.timeline.dated import Parameter
from cases.timeline.facts import Facts
from cases.timeline.wages import WageEnd, wage_end

Amount = int | Parameter[int]


@dataclass(frozen=True, slots=True)
class Moment:
    """The facts; for a step that was done, as they stood just before that."""

    facts: Facts
    before: date | None = None
    occurrence: int = 1
    end: WageEnd | None = field(default=None, repr=False, compare=False)
    """The end of sick pay when it was computed already: it is the same for every step of a file."""

    def wages(self) -> WageEnd:
        """Return the end of sick pay that follows from the facts."""
        return self.end or wage_end(self.facts)

    def amount(self, amount: Amount) -> int:
        """Return a number, looked up for the first sick day when it is a dated parameter."""
        return amount if isinstance(amount, int) else amount.value_on(self.facts.day_one)

    def recovered_on(self) -> date | None:
        """Return the first fit day of the spell this moment lies in: the last one when nothing was done yet."""
        spells = self.facts.absence.spells
        if self.before is None:
            return spells[-1].recovered_on
        return next((spell.recovered_on for spell in reversed(spells) if spell.start <= self.before), None)

    def found(self, fact: str) -> date | None:
        """Return the date in a field of the facts, unless that came after this moment."""
        day = self.facts.on(fact)
        return None if day is not None and self.before is not None and day > self.before else day

    def event(self, fact: str) -> date | None:
        """Return the day in `fact` that belongs to this occurrence; None when there are fewer."""
        days = self.facts.days(fact)
        return days[self.occurrence - 1] if self.occurrence <= len(days) else None

    def last_done(self, keys: tuple[str, ...], since: str = "") -> tuple[date, str] | None:
        """Return the latest completion among these steps and its key, before this moment; None when there is none.

        The days of the fact `since` count as well; the name of the fact then stands for the key.
        """
        known = [
            (done_on, key)
            for key in keys
            for done_on in self.facts.done.get(key, ())
            if self.before is None or done_on < self.before
        ]
        days = self.facts.days(since) if since else ()
        known += [(day, since) for day in days if self.before is None or day <= self.before]
        return max(known, default=None)


def counted_after(start: date, days: int, moment: Moment) -> date | None:
    """Return the date `days` counted sickness days after `start`; `start` itself when `days` is 0."""
    absence = moment.facts.absence
    return start if days == 0 else absence.day(absence.counted_days(start) + days)
