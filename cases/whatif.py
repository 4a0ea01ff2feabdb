"""What the facts of a file would be after a change. Nothing is stored: a preview compares them with those of now."""

from dataclasses import replace
from datetime import date, timedelta

from django.core.exceptions import ValidationError

from cases.computation import Known
from cases.timeline.absence import Absence, Leave, Spell
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.timeline.pension import pension_day
from cases.timeline.recorded import Recorded, with_recorded
from cases.timeline.wages import least_pay, wage_end, waits_for_application


def recovered(facts: Facts, on: date | None) -> Facts:
    """The last spell ends with `on` as its first fit day; with None it goes on."""
    *earlier, last = facts.absence.spells
    return _with_spells(facts, (*earlier, Spell(last.start, on)))


def recovered_after_pay(after: Facts, today: date) -> date | None:
    """The last paid day, inclusive, when these facts have a recovery that is to come after it; None when they have not.

    By then the file is over, so nobody is reported recovered in it. A recovery up to today is judged by the operation.
    """
    for number, spell in enumerate(after.absence.spells):
        if spell.recovered_on is not None and spell.recovered_on > today:
            last = _pay_lasts(_with_spells(after, (*after.absence.spells[:number], Spell(spell.start))), today)
            if last is not None and last < spell.recovered_on:
                return last
    return None


def check_pay_lasts(after: Facts, today: date) -> None:
    """Refuse a recovery that is to come after the last paid day. Raises ValidationError by field."""
    last = recovered_after_pay(after, today)
    if last is not None:
        day = format_date(last)
        raise ValidationError(
            {
                "recovered_on": f"De laatste dag met loon bij ziekte is {day}. Daarna is dit dossier gesloten, dus "
                f"beter melden kan dan niet meer. Kies een dag tot en met {day}."
            }
        )


def _pay_lasts(facts: Facts, today: date) -> date | None:
    """As far as is known today: without a WIA application in time the pay runs on."""
    end = wage_end(facts)
    if end.last_paid_day is not None and waits_for_application(facts, end, today):
        return least_pay(facts, end.last_paid_day, today)
    return end.last_paid_day


def relapsed(facts: Facts, start: date) -> Facts:
    """The employee is sick again from `start`, and the file goes on."""
    after = _with_spells(facts, (*facts.absence.spells, Spell(start)))
    return replace(after, closed_on=None, report_days=tuple(sorted({*facts.report_days, start})))


def begun_on(facts: Facts, first_sick_day: date) -> Facts:
    """The first spell began on another day."""
    first, *later = facts.absence.spells
    days = {first_sick_day if day == first.start else day for day in facts.report_days}
    after = _with_spells(facts, (Spell(first_sick_day, first.recovered_on), *later))
    return replace(after, report_days=tuple(sorted(days)))


def on_leave(facts: Facts, first: date, last: date) -> Facts:
    """Maternity leave from `first` up to and including `last`."""
    leaves = sorted((*facts.absence.leaves, Leave(first, last)), key=lambda leave: leave.first)
    return replace(facts, absence=Absence(facts.absence.spells, tuple(leaves)))


def without_leave(facts: Facts, leave: Leave) -> Facts:
    """This leave was not."""
    left = tuple(one for one in facts.absence.leaves if one != leave)
    return replace(facts, absence=Absence(facts.absence.spells, left))


def done(facts: Facts, key: str, on: date) -> Facts:
    """The step was done on this day."""
    return replace(facts, done={**facts.done, key: tuple(sorted({*facts.done.get(key, ()), on}))})


def undone(facts: Facts, key: str, on: date) -> Facts:
    """The step was not done on this day."""
    left = tuple(day for day in facts.done.get(key, ()) if day != on)
    others = {one: days for one, days in facts.done.items() if one != key}
    return replace(facts, done=others | ({key: left} if left else {}))


def stopped(facts: Facts, on: date) -> Facts:
    """The file ends on this day."""
    return replace(facts, closed_on=on)


def died(facts: Facts, on: date) -> Facts:
    """The employee died: the file ends, and with it the employment (BW art. 7:674 lid 1)."""
    return replace(stopped(facts, on), contract_end=on)


def cancelled(facts: Facts, today: date) -> Facts:
    """The last report was a mistake: the recovery before it counts again, or there is no file at all."""
    *earlier, last = facts.absence.spells
    days = tuple(day for day in facts.report_days if day != last.start)
    after = _with_spells(facts, tuple(earlier)) if earlier else stopped(facts, today)
    return replace(after, report_days=days)


def also(known: Known, fact: Recorded) -> Facts:
    """One more fact was recorded."""
    return with_recorded(known.registered, (*known.recorded, fact))


def without(known: Known, fact: Recorded) -> Facts:
    """One fact was withdrawn."""
    left = list(known.recorded)
    left.remove(fact)
    return with_recorded(known.registered, left)


def ended(known: Known, fact: Recorded, until: date) -> Facts:
    """A period that was open turns out to end: `until` is the first day on which it no longer holds."""
    others = [one for one in known.recorded if one != fact]
    return with_recorded(known.registered, (*others, replace(fact, until=until)))


def _with_spells(facts: Facts, spells: tuple[Spell, ...]) -> Facts:
    return replace(facts, absence=Absence(spells, facts.absence.leaves))


def employed_otherwise(known: Known, *, birth_date: date | None = None, ended_on: date | None = None) -> Facts:
    """The employee was born on another day, or leaves: `ended_on` is the first day gone. None leaves it as it is."""
    facts = known.registered
    if birth_date is not None:
        facts = replace(facts, born_on=birth_date, pension_on=pension_day(birth_date))
    if ended_on is not None:
        facts = replace(facts, contract_end=ended_on - timedelta(days=1))
    return with_recorded(facts, known.recorded)
