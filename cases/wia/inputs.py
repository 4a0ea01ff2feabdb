"""What somebody fills in about oneself, as it was typed; the calculation makes a `Person` of it."""

from dataclasses import dataclass, fields
from datetime import date
from decimal import Decimal

from cases.wia.person import Person
from cases.wia.rounding import ZERO, plain
from cases.wia.scheme import Scheme
from cases.wia.wage import HOLIDAY_PCT, reference_wage


@dataclass(frozen=True, slots=True)
class Inputs:
    """Wage per month without holiday allowance, hours per week, and the work before. None means not known."""

    gross_month_wage: Decimal
    holiday_pct: Decimal = HOLIDAY_PCT
    extra_year_wage: Decimal = ZERO
    contract_hours: Decimal | None = None
    worked_hours: Decimal = ZERO
    """Hours a week that are worked and paid in full now, during the sickness."""
    scheme: Scheme | None = None
    years_before_2016: int | None = None
    years_from_2016: int | None = None
    ww_months: Decimal = ZERO
    weeks_26_of_36: bool = True

    def person(self, *, wia_start: date | None, pension_on: date | None) -> Person:
        """Return who the calculation is about, with two days from the timeline of the file.

        ValueError, in Dutch, for what cannot be computed with.
        """
        return Person(
            reference_wage=reference_wage(self.gross_month_wage, self.holiday_pct, self.extra_year_wage),
            contract_hours=self.contract_hours,
            scheme=self.scheme,
            worked_share=self._worked_share(),
            years_before_2016=self.years_before_2016,
            years_from_2016=self.years_from_2016,
            ww_months=self.ww_months,
            weeks_26_of_36=self.weeks_26_of_36,
            wia_start=wia_start,
            pension_on=pension_on,
        )

    def _worked_share(self) -> Decimal:
        if not self.worked_hours:
            return ZERO
        if not self.contract_hours:
            raise ValueError("Vul ook de uren van uw contract in")
        return self.worked_hours / self.contract_hours

    def record(self) -> dict[str, str | int | bool | None]:
        """Return everything as plain text and numbers, to be kept beside a result."""
        return {field.name: _plain(getattr(self, field.name)) for field in fields(self)}


def _plain(value: Decimal | Scheme | int | None) -> str | int | None:
    if isinstance(value, Decimal):
        return plain(value)
    return str(value) if isinstance(value, Scheme) else value
