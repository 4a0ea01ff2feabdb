"""The same for the benefits: which one it is and why, and its formula with the numbers in it."""

from collections.abc import Iterator

from cases.wia.benefits import class_pct, follow_up_base, supplement_on_capacity
from cases.wia.dutch import bare, euro, number, percent
from cases.wia.outcome import Benefit, Outcome, WageRelated
from cases.wia.parameters import Key
from cases.wia.rounding import two_decimals


def wage_related(outcome: Outcome) -> Iterator[str]:
    """Say how long the wage-related benefit lasts and how much it is, or why there is none."""
    if outcome.lgu is None:
        if outcome.after.kind not in (Benefit.NONE, Benefit.IVA):
            yield "U werkte in minder dan 26 van de 36 weken voor uw ziekte. U krijgt geen loongerelateerde uitkering."
        return
    figures = outcome.figures
    missing = _missing(outcome)
    yield from _duration(outcome, outcome.lgu)
    first, early = bare(figures[Key.LGU_FIRST_MONTHS]), percent(figures[Key.LGU_FIRST_PCT])
    yield f"Maand 1 tot en met {first}: {early} van {missing} = {euro(outcome.lgu.first_two_months)}."
    later = percent(figures[Key.LGU_LATER_PCT])
    yield f"Daarna: {later} van {missing} = {euro(outcome.lgu.later)}."
    yield f"Uw inkomen is dan {_sum(outcome, euro(outcome.lgu.later))} = {euro(outcome.total_lgu)}."


def lasting(outcome: Outcome) -> Iterator[str]:
    """Say which benefit lasts and why, how much it is, and what is missed by earning too little."""
    write = {Benefit.IVA: _iva, Benefit.LAU: _supplement, Benefit.VVU: _follow_up, Benefit.NONE: _none}
    yield from write[outcome.after.kind](outcome)
    paid = euro(outcome.after.amount_incl_holiday)
    yield f"Uw inkomen is dan {_sum(outcome, paid)} = {euro(outcome.total_after)}."


def _duration(outcome: Outcome, lgu: WageRelated) -> Iterator[str]:
    duration, figures = lgu.duration, outcome.figures
    if not outcome.person.history_known:
        yield f"Duur: de kortste die er is, {bare(duration.months)} maanden."
        return
    parts = f"{bare(duration.full)} maanden voor hele jaren, {bare(duration.reduced)} voor halve"
    if duration.ww_months:
        parts += f", min {bare(duration.ww_months)} maanden WW"
    least, most = bare(figures[Key.LGU_MIN_MONTHS]), bare(figures[Key.LGU_MAX_MONTHS])
    yield f"Duur: {parts}. Minstens {least} en hoogstens {most}: {bare(duration.months)} maanden."


def _iva(outcome: Outcome) -> Iterator[str]:
    figures, wage = outcome.figures, outcome.wage
    full = percent(figures[Key.FULL_INCAPACITY_PCT])
    yield f"{full} of meer en duurzaam: u krijgt een IVA-uitkering."
    formula = f"{percent(figures[Key.IVA_PCT])} van {euro(wage.month_wage)}"
    if outcome.scenario.earned_month:
        formula += f" − {percent(figures[Key.IVA_SET_OFF_PCT])} van {euro(wage.scaled(outcome.scenario.earned_month))}"
    yield f"IVA: {formula} = {euro(outcome.after.amount)}."


def _supplement(outcome: Outcome) -> Iterator[str]:
    figures, capacity, earned = outcome.figures, outcome.capacity, outcome.scenario.earned_month
    rate = percent(figures[Key.LAU_PCT])
    if capacity.ao_pct >= figures[Key.FULL_INCAPACITY_PCT]:
        limit = percent(figures[Key.FULL_INCAPACITY_PCT])
        yield f"{limit} of meer: u krijgt een loonaanvullingsuitkering, hoeveel u ook verdient."
    elif capacity.uses_all(earned):
        yield "U verdient minstens wat u kunt verdienen. U krijgt een loonaanvullingsuitkering."
    else:
        yield f"U verdient minstens de inkomenseis van {euro(outcome.income_requirement)}."
        counted = outcome.wage.scaled(capacity.rvc)
        base = f"({euro(outcome.wage.month_wage)} − {euro(counted)})"
        yield f"Loonaanvulling: {rate} van {base} = {euro(outcome.after.amount)}. Wat u kunt verdienen telt."
        return
    yield f"Loonaanvulling: {rate} van {_missing(outcome)} = {euro(outcome.after.amount)}."


def _follow_up(outcome: Outcome) -> Iterator[str]:
    figures, after = outcome.figures, outcome.after
    rate = percent(class_pct(outcome.capacity.ao_pct, figures))
    base = follow_up_base(outcome.wage, figures)
    of_wage = base < figures[Key.REFERENCE_MONTH_MIN_WAGE]
    what = "uw loon, dat lager is dan het minimumloon" if of_wage else "het minimumloon"
    yield f"U verdient minder dan de inkomenseis van {euro(outcome.income_requirement)}: u krijgt een vervolguitkering."
    yield f"Bij {percent(outcome.capacity.ao_pct)} is die {rate} van {what}, {euro(base)}: {euro(after.amount)}."
    holiday = number((100 + figures[Key.VVU_HOLIDAY_PCT]) / 100)
    yield f"Met vakantiegeld: {euro(after.amount)} × {holiday} = {euro(after.amount_incl_holiday)}."
    if two_decimals(outcome.wga_gap):
        supplement = supplement_on_capacity(outcome.wage, outcome.capacity, figures)
        yield (
            f"Het WGA-hiaat is {euro(outcome.wga_gap)} per maand: "
            f"een loonaanvulling van {euro(supplement)} − {euro(after.amount_incl_holiday)}."
        )


def _none(outcome: Outcome) -> Iterator[str]:
    limit = percent(outcome.figures[Key.WIA_THRESHOLD_PCT])
    yield f"Minder dan {limit} arbeidsongeschikt: u krijgt geen WIA-uitkering."


def _missing(outcome: Outcome) -> str:
    """The wage minus the part of the income that counts, as a formula; never written below zero."""
    earned, wage = outcome.scenario.earned_month, outcome.wage
    if not earned:
        return euro(wage.month_wage)
    return f"({euro(wage.month_wage)} − {euro(wage.scaled(earned))})"


def _sum(outcome: Outcome, paid: str) -> str:
    return f"{euro(outcome.scenario.earned_month)} + {paid}"
