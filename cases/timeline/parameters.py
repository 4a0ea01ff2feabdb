"""Figures that the law, UWV or the insurer may change, each with its dates.

A new figure is a new row and the old row gets an end; a row that was in force is never edited.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Generic, TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Dated(Generic[T]):
    """One value with the first sick days it holds for: `in_force_from` inclusive, `in_force_until` exclusive."""

    value: T
    basis: str
    in_force_from: date = date.min
    in_force_until: date = date.max


@dataclass(frozen=True, slots=True)
class Parameter(Generic[T]):
    """A figure through time."""

    key: str
    meaning: str
    rows: tuple[Dated[T], ...]

    def value_on(self, first_sick_day: date) -> T:
        """Return the value for a file with this first sick day; LookupError when no row covers the day."""
        for row in self.rows:
            if row.in_force_from <= first_sick_day < row.in_force_until:
                return row.value
        raise LookupError(f"{self.key} has no value on {first_sick_day}")


def _constant(key: str, meaning: str, value: T, basis: str) -> Parameter[T]:
    return Parameter(key, meaning, (Dated(value, basis),))


RELAPSE_WINDOW_DAYS = _constant(
    "relapse_window_days",
    "Fit days from which a new sick report opens a new file; one day fewer still joins the old one",
    28,
    "BW art. 7:629 lid 10",
)
DEFAULT_LONG_TERM_DAY = _constant(
    "default_long_term_day",
    "Counted day on which somebody who is still absent is guided as long-term, whatever the triage said",
    14,
    "Productafspraak",
)
RELAPSE_CONTACT_MINIMUM_MONTHS = _constant(
    "relapse_contact_minimum_months",
    "Absence must have lasted longer than this many calendar months for a relapse-prevention contact",
    3,
    "Productafspraak terugvalpreventie",
)
RELAPSE_CONTACT_AFTER_MONTHS = _constant(
    "relapse_contact_after_months",
    "Calendar months between recovery and the relapse-prevention contact",
    6,
    "Productafspraak terugvalpreventie",
)
RELAPSE_CONTACT_WINDOW_DAYS = _constant(
    "relapse_contact_window_days", "Calendar days in which that contact takes place", 14, "Productafspraak"
)
RECOVERY_REPORT_DAYS = _constant(
    "recovery_report_days", "Calendar days to pass a recovery on to arbodienst and insurer", 2, "Productafspraak"
)
REMINDER_OFFSETS = _constant(
    "reminder_offsets",
    "Days from the due date on which a reminder goes out: negative before, positive after",
    (-14, -7, -1, 1),
    "Productafspraak",
)

SANCTION_MAXIMUM_DAYS = _constant(
    "sanction_maximum_days", "Days of pay that a wage sanction adds at most: 52 weeks", 364, "WIA art. 25 lid 9"
)
SANCTION_AFTER_REPAIR_DAYS = _constant(
    "sanction_after_repair_days",
    "Days from UWV's decision that the shortcoming has been made good to the last day of the wage sanction",
    42,
    "WIA art. 25 lid 14",
)
EXTENSION_MAXIMUM_MONTHS = _constant(
    "extension_maximum_months", "Calendar months that a voluntary extension adds at most", 12, "WIA art. 24"
)

APPLICATION_DAY = 651
"""Counted day by which the employee applies for the WIA (WIA art. 64)."""

EVALUATION_DAYS = 42
"""A plan is evaluated within so many days after it was agreed or last evaluated (Regeling procesgang art. 4)."""

UWV_FINE_SCALE = _constant(
    "uwv_fine_scale",
    "Steps of the fine for a late report to UWV: (days late from which it holds, euro)",
    ((1, 70), (7, 230), (28, 455)),
    "Boetebesluit socialezekerheidswetten art. 2a-2b; Beleidsregel boete werkgevers ZW (2017)",
)

_PENSION_SICK_PAY_BASIS = "BW art. 7:629 lid 2 onder b"
PENSION_AGE_SICK_PAY_WEEKS = Parameter(
    "pension_age_sick_pay_weeks",
    "Weeks of sick pay for an employee past state pension age",
    (
        Dated(13, _PENSION_SICK_PAY_BASIS, in_force_until=date(2023, 7, 1)),
        Dated(6, _PENSION_SICK_PAY_BASIS, in_force_from=date(2023, 7, 1)),
    ),
)
STATE_PENSION_AGE = Parameter(
    "state_pension_age",
    "State pension age as (years, months), by the day on which it is reached",
    (
        Dated((66, 4), "AOW art. 7a", date(2020, 1, 1), date(2022, 1, 1)),
        Dated((66, 7), "AOW art. 7a", date(2022, 1, 1), date(2023, 1, 1)),
        Dated((66, 10), "AOW art. 7a", date(2023, 1, 1), date(2024, 1, 1)),
        Dated((67, 0), "AOW art. 7a", date(2024, 1, 1), date(2028, 1, 1)),
        Dated((67, 3), "AOW art. 7a", date(2028, 1, 1)),
    ),
)


def latest_evaluation(agreed_on: date) -> date:
    """Return the last day for the next evaluation of a plan that is agreed on a day: six weeks later, inclusive."""
    return agreed_on + timedelta(days=EVALUATION_DAYS)


def uwv_fine(days_late: int, first_sick_day: date) -> int:
    """Return the fine in whole euros for a report that reaches UWV `days_late` calendar days late; 0 when in time."""
    steps = UWV_FINE_SCALE.value_on(first_sick_day)
    return max((euro for from_days, euro in steps if days_late >= from_days), default=0)
