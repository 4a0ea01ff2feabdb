"""The income of one scenario in the order in which it comes: now, two years of sickness, and the WIA."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum

from cases.wia.dutch import bare
from cases.wia.outcome import Benefit, Outcome
from cases.wia.parameters import Key
from cases.wia.rounding import ZERO


class Stage(StrEnum):
    """The periods of a table and a picture."""

    NOW = "now"
    YEAR_1 = "year_1"
    YEAR_2 = "year_2"
    LGU_FIRST = "lgu_first"
    LGU_LATER = "lgu_later"
    AFTER = "after"


AFTER_WORDS = {
    Benefit.IVA: "IVA-uitkering",
    Benefit.LAU: "Loonaanvullingsuitkering",
    Benefit.VVU: "Vervolguitkering",
    Benefit.NONE: "Geen WIA-uitkering",
}


@dataclass(frozen=True, slots=True)
class Phase:
    """One period: wage that is earned, and what is paid because of sickness. Per month with holiday allowance."""

    stage: Stage
    label: str
    earned: Decimal
    paid: Decimal
    months: Decimal | None = None
    """How long; None for now and for the last one, which lasts until state pension age."""

    @property
    def total(self) -> Decimal:
        """The whole income per month."""
        return self.earned + self.paid


def phases(outcome: Outcome) -> tuple[Phase, ...]:
    """Return the periods of one scenario; those of the wage-related benefit only where there is one."""
    wage, year = outcome.wage.reference_wage, Decimal(12)
    worked = outcome.person.worked_share * wage
    pay, after = outcome.sick_pay, outcome.after
    return (
        Phase(Stage.NOW, "Voor u ziek werd", wage, ZERO),
        Phase(Stage.YEAR_1, "Eerste ziektejaar", worked, pay.year_1 - worked, year),
        Phase(Stage.YEAR_2, "Tweede ziektejaar", worked, pay.year_2 - worked, year),
        *_wage_related(outcome),
        Phase(Stage.AFTER, AFTER_WORDS[after.kind], outcome.scenario.earned_month, after.amount_incl_holiday),
    )


def _wage_related(outcome: Outcome) -> Iterator[Phase]:
    if outcome.lgu is None:
        return
    earned, first = outcome.scenario.earned_month, outcome.figures[Key.LGU_FIRST_MONTHS]
    months = outcome.lgu.duration.months
    name = "Loongerelateerde uitkering"
    begin = f"{name}, maand 1 tot en met {bare(first)}"
    yield Phase(Stage.LGU_FIRST, begin, earned, outcome.lgu.first_two_months, min(first, months))
    if months > first:
        rest = f"{name}, vanaf maand {bare(first + 1)}"
        yield Phase(Stage.LGU_LATER, rest, earned, outcome.lgu.later, months - first)
