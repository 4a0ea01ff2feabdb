"""How a counted day comes to its date, in Dutch sentences."""

from datetime import date, timedelta

from cases.timeline.absence import Absence
from cases.timeline.dutch import count_days, format_date


def say_day(absence: Absence, k: int) -> list[str]:
    """Explain the date of counted day `k`: where it would lie without interruptions, and how far these move it."""
    plain = absence.first_sick_day + timedelta(days=k - 1)
    return [
        f"{_name_day(k)}: {format_date(plain)}.",
        *say_shift(absence, plain, absence.day(k), absence.first_sick_day),
    ]


def say_shift(absence: Absence, plain: date, reached: date | None, since: date) -> list[str]:
    """Say how far interruptions moved a date. Gaps before `since` were counted already."""
    if reached is None or reached == plain:
        return []
    gaps = [gap for gap in absence.gaps if gap.last >= since and gap.first <= reached]
    if not gaps:
        return [f"Geteld in verzuimdagen is dat {format_date(reached)}."]
    recovery = "herstel" if any(gap.fit_days for gap in gaps) else ""
    leave = "verlof" if any(gap.leave_days for gap in gaps) else ""
    causes = " en ".join(filter(None, (recovery, leave)))
    return [f"Door {count_days((reached - plain).days)} {causes} schuift dat naar {format_date(reached)}."]


def _name_day(k: int) -> str:
    week = (k - 1) // 7 + 1
    if k % 7 == 0:
        return f"Dag {k} is het einde van week {week}"
    return f"Dag {k} is de eerste dag van week {week}" if k % 7 == 1 else f"Dag {k} valt in week {week}"
