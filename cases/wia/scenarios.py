"""How the future may turn out: what UWV decides, and how much somebody works. The usual ones, and own ones."""

from dataclasses import dataclass
from decimal import Decimal

from cases.wia.capacity import Capacity, capacity_of_pct, capacity_of_rvc
from cases.wia.dutch import euro, percent
from cases.wia.rounding import HUNDRED, ZERO, share, two_decimals


@dataclass(frozen=True, slots=True)
class Scenario:
    """Either the percentage that UWV decides on, or the month wage that somebody can still earn; and what is earned.

    Amounts per month including holiday allowance. `durable`: no recovery is to be expected.
    """

    ao_pct: Decimal | None = None
    rvc_month: Decimal | None = None
    earned_month: Decimal = ZERO
    durable: bool = False
    label: str = ""
    """Dutch, for a person; made from the numbers where there is none."""

    def __post_init__(self) -> None:
        """Refuse what cannot be computed with, in Dutch."""
        if (self.ao_pct is None) == (self.rvc_month is None):
            raise ValueError("Kies het percentage of het loon dat iemand nog kan verdienen, en niet allebei")
        if self.ao_pct is not None and not (self.ao_pct.is_finite() and 0 <= self.ao_pct <= HUNDRED):
            raise ValueError("Het percentage ligt van 0 tot en met 100")
        amounts = (self.rvc_month or ZERO, self.earned_month)
        if not all(amount.is_finite() and amount >= 0 for amount in amounts):
            raise ValueError("Een bedrag kan niet lager zijn dan 0")

    def capacity(self, reference_wage: Decimal) -> Capacity:
        """Return the percentage and the earning capacity, whichever of the two was given."""
        if self.ao_pct is not None:
            return capacity_of_pct(self.ao_pct, reference_wage)
        return capacity_of_rvc(self.rvc_month or ZERO, reference_wage)

    @property
    def title(self) -> str:
        """What the scenario is called on a page: its label, or its numbers."""
        if self.label:
            return self.label
        able = f"{percent(self.ao_pct)} arbeidsongeschikt" if self.ao_pct is not None else _able(self.rvc_month)
        lasting = ", duurzaam" if self.durable else ""
        return f"{able}{lasting}, inkomen {euro(self.earned_month)}"


@dataclass(frozen=True, slots=True)
class Usual:
    """A scenario for anybody: what is earned is a part of what somebody can earn."""

    label: str
    ao_pct: Decimal
    used_pct: Decimal = ZERO
    durable: bool = False

    def for_wage(self, reference_wage: Decimal) -> Scenario:
        """Return the scenario for a wage, what is earned in whole cents."""
        able = capacity_of_pct(self.ao_pct, reference_wage).rvc
        earned = two_decimals(share(self.used_pct, two_decimals(able)))
        return Scenario(ao_pct=self.ao_pct, earned_month=earned, durable=self.durable, label=self.label)


DEFAULT = (
    Usual("Minder dan 35% arbeidsongeschikt, u werkt zoveel als u kunt", Decimal(25), HUNDRED),
    Usual("Voor de helft arbeidsongeschikt, u werkt zoveel als u kunt", Decimal(50), HUNDRED),
    Usual("Voor de helft arbeidsongeschikt, u werkt de helft van wat u kunt", Decimal(50), Decimal(50)),
    Usual("Voor de helft arbeidsongeschikt, u werkt niet", Decimal(50)),
    Usual("Volledig arbeidsongeschikt, herstel is mogelijk", HUNDRED),
    Usual("Volledig arbeidsongeschikt, herstel is niet te verwachten", HUNDRED, durable=True),
)
"""The scenarios that everybody gets to see."""


def default_scenarios(reference_wage: Decimal) -> tuple[Scenario, ...]:
    """Return the usual scenarios for a wage per month including holiday allowance."""
    return tuple(usual.for_wage(reference_wage) for usual in DEFAULT)


def _able(rvc: Decimal | None) -> str:
    return f"U kunt nog {euro(rvc or ZERO)} verdienen"
