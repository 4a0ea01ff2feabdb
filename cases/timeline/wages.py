"""How long the employer pays a sick employee, and when the WIA begins. The only place that computes either."""

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from cases.timeline.absence import SICK_PAY_DAYS
from cases.timeline.calendar import add_months
from cases.timeline.dutch import count_days, format_date
from cases.timeline.facts import Facts
from cases.timeline.parameters import (
    APPLICATION_DAY,
    EXTENSION_MAXIMUM_MONTHS,
    PENSION_AGE_SICK_PAY_WEEKS,
    SANCTION_AFTER_REPAIR_DAYS,
    SANCTION_MAXIMUM_DAYS,
)
from cases.timeline.shift import say_day, say_shift


class Ending(StrEnum):
    """What ends the duty to pay."""

    WAITING_PERIOD = "waiting_period"
    PENSION = "pension"
    CONTRACT = "contract"


@dataclass(frozen=True, slots=True)
class WageEnd:
    """The end of sick pay: `last_paid_day` is inclusive, `wia_start` the first day of the WIA.

    Both are None when recovery comes first, or when the report was a mistake; `wia_start` also when the state pension
    or death comes before it.
    """

    last_paid_day: date | None
    wia_start: date | None
    why: tuple[str, ...] = ()
    """Dutch sentences; the last one ends with the last paid day."""
    ending: Ending = Ending.WAITING_PERIOD


NO_END = WageEnd(None, None)
_Moved = tuple[date, tuple[str, ...]]


def wage_end(facts: Facts) -> WageEnd:
    """Tell until when the employer pays (BW art. 7:629) and from when the WIA can.

    104 counted weeks; longer by a voluntary extension, a late WIA application or a wage sanction; shorter once the
    employee reaches state pension age or leaves.
    """
    found = _closed(facts, _leave(facts, _pension(facts, _waiting_period(facts))))
    recovered_on = facts.absence.recovered_on
    if found.last_paid_day is None or (recovered_on is not None and recovered_on <= found.last_paid_day):
        return NO_END
    return found


def waiting_days(facts: Facts) -> int:
    """Return the counted days of the waiting period: 728, or more by a voluntary extension of at most a year."""
    ordinary = facts.absence.day(SICK_PAY_DAYS)
    if facts.extension is None or ordinary is None:
        return SICK_PAY_DAYS
    months = EXTENSION_MAXIMUM_MONTHS.value_on(facts.absence.first_sick_day)
    until = min(facts.extension.until, add_months(ordinary, months))
    return max(SICK_PAY_DAYS, facts.absence.counted_days(until))


def application_day(facts: Facts) -> date | None:
    """Return the last day for the WIA application (WIA art. 64): 77 counted days before the waiting period ends."""
    return facts.absence.day(APPLICATION_DAY + waiting_days(facts) - SICK_PAY_DAYS)


def say_application_missing(facts: Facts, end: WageEnd) -> str:
    """Say in Dutch that the pay waits for the WIA application; empty where it came, or is not needed.

    The facts know no today: so it is said in advance what a late application does to the end of sick pay.
    """
    key, latest = "wia_application", application_day(facts)
    asked = end.ending is Ending.WAITING_PERIOD and end.wia_start is not None and facts.iva_granted_on is None
    if latest is None or not asked or facts.first_done(key) is not None or key in facts.waived:
        return ""
    return f"Wordt de WIA later aangevraagd dan {format_date(latest)}, dan loopt het loon even lang door."


def waits_for_application(facts: Facts, end: WageEnd, today: date) -> bool:
    """Tell whether the pay runs on because the WIA was not applied for by the last day, inclusive, for that."""
    latest = application_day(facts)
    return latest is not None and latest < today and bool(say_application_missing(facts, end))


def least_pay(facts: Facts, end: date, today: date) -> date:
    """Return the last paid day, inclusive, when the WIA is applied for today: as much later as the application is."""
    latest = application_day(facts)
    return end if latest is None else end + timedelta(days=max(0, (today - latest).days))


def sick_after_pension(facts: Facts) -> bool:
    """Tell whether the first sick day lies on or after the day of state pension age."""
    return facts.pension_on is not None and facts.pension_on <= facts.absence.first_sick_day


def _waiting_period(facts: Facts) -> WageEnd:
    days = waiting_days(facts)
    end = facts.absence.day(days)
    if end is None:
        return NO_END
    lines = say_day(facts.absence, SICK_PAY_DAYS)
    if days > SICK_PAY_DAYS:
        lines.append(f"Door de vrijwillige verlenging loopt het loon door tot en met {format_date(end)}.")
    late_until, late = _late_application(facts, end)
    sanction_until, sanction = _sanction(facts, end)
    last = max(end, late_until, sanction_until)
    lines += late if last == late_until else ()
    lines += sanction if last == sanction_until else ()
    return WageEnd(last, _wia_start(facts, last), tuple(lines))


def _wia_start(facts: Facts, last_paid_day: date) -> date:
    """An early IVA begins on its own day, while the employer still pays (BW art. 7:629 lid 5)."""
    return facts.iva_granted_on or last_paid_day + timedelta(days=1)


def _late_application(facts: Facts, end: date) -> _Moved:
    """BW art. 7:629 lid 11 onder a: the pay lasts longer by the days that the application came late."""
    applied_on, latest = facts.first_done("wia_application"), application_day(facts)
    if applied_on is None or latest is None or applied_on <= latest:
        return end, ()
    delay = (applied_on - latest).days
    until = end + timedelta(days=delay)
    lines = (
        f"De WIA is aangevraagd op {format_date(applied_on)}. De laatste dag daarvoor was {format_date(latest)}.",
        f"Door {count_days(delay)} vertraging loopt het loon door tot en met {format_date(until)}.",
    )
    return until, lines


def _sanction(facts: Facts, end: date) -> _Moved:
    """WIA art. 25 lid 9 and 14: at most 52 weeks, and six weeks once the shortcoming has been made good."""
    sanction = facts.sanction
    if sanction is None:
        return end, ()
    first = facts.absence.first_sick_day
    latest = end + timedelta(days=SANCTION_MAXIMUM_DAYS.value_on(first))
    until = min(sanction.until, latest)
    lines = [
        f"UWV heeft op {format_date(sanction.decided_on)} een loonsanctie opgelegd tot en met {format_date(until)}."
    ]
    if sanction.repaired_on is not None:
        ends = max(end, sanction.repaired_on + timedelta(days=SANCTION_AFTER_REPAIR_DAYS.value_on(first)))
        repaired = f"Het tekort is hersteld volgens het besluit van UWV van {format_date(sanction.repaired_on)}"
        lines += [f"{repaired}. De loonsanctie eindigt dan op {format_date(ends)}."] if ends < until else []
        until = min(until, ends)
    return until, tuple(lines)


def _pension(facts: Facts, found: WageEnd) -> WageEnd:
    """BW art. 7:629 lid 2 onder b: a few weeks from state pension age on, and never beyond the ordinary end."""
    if facts.pension_on is None:
        return found
    end = _pension_end(facts, facts.pension_on)
    last = found.last_paid_day
    if end is not None and (last is None or end < last):
        return WageEnd(end, None, _pension_words(facts, facts.pension_on, end), Ending.PENSION)
    if found.wia_start is not None and facts.pension_on <= found.wia_start:
        return WageEnd(last, None, found.why, found.ending)
    return found


def _pension_end(facts: Facts, pension_on: date) -> date | None:
    days = 7 * PENSION_AGE_SICK_PAY_WEEKS.value_on(facts.absence.first_sick_day)
    return facts.absence.day(facts.absence.counted_days(pension_on - timedelta(days=1)) + days)


def _pension_words(facts: Facts, pension_on: date, end: date) -> tuple[str, ...]:
    first = facts.absence.first_sick_day
    weeks = PENSION_AGE_SICK_PAY_WEEKS.value_on(first)
    since, called = (first, "de eerste ziektedag") if sick_after_pension(facts) else (pension_on, "die dag")
    plain = since + timedelta(days=7 * weeks - 1)
    reached = f"De AOW-leeftijd is bereikt op {format_date(pension_on)}."
    runs_on = f"Het loon loopt vanaf {called} nog {weeks} weken door, tot en met {format_date(plain)}."
    return reached, runs_on, *say_shift(facts.absence, plain, end, since)


def _in_course(facts: Facts, day: date) -> bool:
    """Tell whether a day lies in the course of the file: leave, and fit days before a relapse, are part of it."""
    last = facts.absence.spells[-1]
    return facts.absence.first_sick_day <= day and (last.recovered_on is None or day < last.recovered_on)


def _leave(facts: Facts, found: WageEnd) -> WageEnd:
    """The employment ends first: UWV pays from then on (Ziektewet), and the waiting period goes on."""
    end, last = facts.contract_end, found.last_paid_day
    if end is None or not _in_course(facts, end) or (last is not None and last <= end):
        return found
    line = f"De laatste dag in dienst, en dus met loon, is {format_date(end)}."
    return WageEnd(end, found.wia_start, (line,), Ending.CONTRACT)


def _closed(facts: Facts, found: WageEnd) -> WageEnd:
    """A file that closed while the pay still ran: by death, on the last paid day, or because there was no sickness."""
    last = found.last_paid_day
    if facts.closed_on is None or last is None or last < facts.closed_on:
        return found
    died = found.ending is Ending.CONTRACT and last == facts.closed_on
    return WageEnd(last, None, found.why, found.ending) if died else NO_END
