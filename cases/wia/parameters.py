"""What a parameter of the WIA calculation is: a number through time, each with its source and how sure it is.

A new number is a new row; a row that was in force is never edited. Values are in `amounts.py` and `rates.py`.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from enum import StrEnum


class Tag(StrEnum):
    """How sure a value is."""

    VERIFIED = "verified"
    """Read in the source that is named."""
    KNOWLEDGE = "knowledge"
    """Professional knowledge, not read in a source."""
    ASSUMPTION = "assumption"
    """A choice of this tool."""


class Unit(StrEnum):
    """What a value counts."""

    EURO_DAY = "euro per day"
    EURO_HOUR = "euro per hour"
    EURO_MONTH = "euro per month"
    PERCENT = "%"
    DAYS = "days"
    WEEKS = "weeks"
    MONTHS = "months"
    YEARS = "years"


class Key(StrEnum):
    """Every number that the calculation takes from the tables."""

    MAX_DAILY_WAGE = "max_daily_wage"
    MIN_WAGE_HOUR = "min_wage_hour"
    REFERENCE_MONTH_MIN_WAGE = "reference_month_min_wage"
    DAYS_PER_YEAR = "days_per_year"
    MIN_WAGE_HOLIDAY_PCT = "min_wage_holiday_pct"
    SICK_PAY_PCT = "sick_pay_pct"
    SICK_PAY_FLOOR_WEEKS = "sick_pay_floor_weeks"
    WIA_THRESHOLD_PCT = "wia_threshold_pct"
    FULL_INCAPACITY_PCT = "full_incapacity_pct"
    IVA_PCT = "iva_pct"
    IVA_SET_OFF_PCT = "iva_set_off_pct"
    LGU_FIRST_PCT = "lgu_first_pct"
    LGU_FIRST_MONTHS = "lgu_first_months"
    LGU_LATER_PCT = "lgu_later_pct"
    LGU_FULL_YEARS = "lgu_full_years"
    LGU_LATER_YEAR_MONTHS = "lgu_later_year_months"
    LGU_MIN_MONTHS = "lgu_min_months"
    LGU_MAX_MONTHS = "lgu_max_months"
    LAU_PCT = "lau_pct"
    INCOME_REQUIREMENT_PCT = "income_requirement_pct"
    VVU_PCT_35 = "vvu_pct_35"
    VVU_PCT_45 = "vvu_pct_45"
    VVU_PCT_55 = "vvu_pct_55"
    VVU_PCT_65 = "vvu_pct_65"
    VVU_HOLIDAY_PCT = "vvu_holiday_pct"


@dataclass(frozen=True, slots=True)
class Row:
    """One value with the days of calculation it holds for: `in_force_from` inclusive, `in_force_until` exclusive."""

    value: Decimal
    source: str
    tag: Tag
    in_force_from: date
    in_force_until: date = date.max

    def __post_init__(self) -> None:
        """Refuse a row that never holds, that is negative or that names no source."""
        if self.in_force_from >= self.in_force_until:
            raise ValueError(f"A value cannot hold from {self.in_force_from} until {self.in_force_until}")
        if not self.value.is_finite() or self.value < 0:
            raise ValueError(f"{self.value} is no amount, rate or number of a parameter")
        if not self.source.strip():
            raise ValueError("A value needs a source")

    def holds_on(self, day: date) -> bool:
        """Tell whether this is the value for a calculation on a day."""
        return self.in_force_from <= day < self.in_force_until

    def overlaps(self, other: "Row") -> bool:
        """Tell whether there is a day on which both would hold."""
        return self.in_force_from < other.in_force_until and other.in_force_from < self.in_force_until


@dataclass(frozen=True, slots=True)
class Parameter:
    """A number through time."""

    key: Key
    term: str
    """Dutch, with its article "het" or "de": what a person reads when it is missing."""
    meaning: str
    unit: Unit
    rows: tuple[Row, ...]

    def row_on(self, day: date) -> Row | None:
        """Return the row for a calculation on a day; None when there is none."""
        return next((row for row in self.rows if row.holds_on(day)), None)

    def with_row(self, added: Row) -> "Parameter":
        """Return the parameter with one row more, for a number that was published after a release.

        A row without an end stops where the new one begins. ValueError when they would still hold together.
        """
        rows = [_closed(row, added.in_force_from) for row in self.rows]
        if any(row.overlaps(added) for row in rows):
            raise ValueError(f"{self.key} has a value for {added.in_force_from} already")
        return replace(self, rows=tuple(sorted((*rows, added), key=lambda row: row.in_force_from)))


Table = Mapping[Key, Parameter]


def table_of(parameters: Iterable[Parameter]) -> Table:
    """Return parameters by their key; ValueError when a key comes twice."""
    found: dict[Key, Parameter] = {}
    for parameter in parameters:
        if parameter.key in found:
            raise ValueError(f"{parameter.key} stands in the tables twice")
        found[parameter.key] = parameter
    return found


def _closed(row: Row, day: date) -> Row:
    is_open = row.in_force_until == date.max and row.in_force_from < day
    return replace(row, in_force_until=day) if is_open else row
