"""How each amount follows from the one before it, in Dutch sentences."""

from collections.abc import Iterator
from enum import StrEnum
from typing import NamedTuple

from cases.timeline.dutch import format_date
from cases.wia.dutch import bare, euro, number, percent
from cases.wia.explain_benefit import lasting, wage_related
from cases.wia.outcome import Outcome
from cases.wia.parameters import Key


class Part(StrEnum):
    """What a sentence is about."""

    WAGE = "wage"
    SICK_PAY = "sick_pay"
    CAPACITY = "capacity"
    LGU = "lgu"
    AFTER = "after"
    FIGURES = "figures"


HEADINGS = {
    Part.WAGE: "Uw loon en dagloon",
    Part.SICK_PAY: "Loon tijdens ziekte",
    Part.CAPACITY: "Wat u kunt verdienen",
    Part.LGU: "Loongerelateerde uitkering",
    Part.AFTER: "Daarna",
    Part.FIGURES: "Gebruikte bedragen",
}


class Step(NamedTuple):
    """One sentence of the arithmetic, and the part it belongs to."""

    part: Part
    text: str


def explain(outcome: Outcome) -> tuple[Step, ...]:
    """Return every step from the wage to the last amount, in order. Shown numbers are rounded, the sums are not."""
    parts = (
        (Part.WAGE, _wage(outcome)),
        (Part.SICK_PAY, _sick_pay(outcome)),
        (Part.CAPACITY, _capacity(outcome)),
        (Part.LGU, wage_related(outcome)),
        (Part.AFTER, lasting(outcome)),
        (Part.FIGURES, _figures(outcome)),
    )
    return tuple(Step(part, line) for part, lines in parts for line in lines)


def _wage(outcome: Outcome) -> Iterator[str]:
    wage, figures = outcome.wage, outcome.figures
    days, monthly = bare(figures[Key.DAYS_PER_YEAR]), number(figures.days_per_month)
    yield f"Uw loon met vakantiegeld is {euro(wage.reference_wage)} per maand."
    yield f"Dagloon: 12 × {euro(wage.reference_wage)} : {days} = {euro(wage.uncapped_amount)}."
    if wage.capped:
        yield f"Het maximumdagloon is {euro(wage.amount)}. Dat telt in plaats van uw eigen dagloon."
        yield f"WIA-maandloon: {euro(wage.amount)} × {monthly} = {euro(wage.month_wage)}."
        yield f"Van uw loon telt een deel van {bare(wage.factor)}. Van inkomen uit werk telt hetzelfde deel."
    else:
        yield f"WIA-maandloon: {monthly} keer het dagloon. Dat is uw loon: {euro(wage.month_wage)}."


def _sick_pay(outcome: Outcome) -> Iterator[str]:
    pay, figures, person = outcome.sick_pay, outcome.figures, outcome.person
    rate = percent(figures[Key.SICK_PAY_PCT])
    statutory = figures[Key.SICK_PAY_PCT] * pay.base / 100
    yield f"Volgens de wet: {rate} van {euro(pay.base)} = {euro(statutory)}."
    if pay.minimum_wage is not None:
        yield f"Minimumloon met vakantiegeld voor uw uren: {euro(pay.minimum_wage)}."
    if pay.floored:
        yield "In het eerste ziektejaar krijgt u minstens dat minimumloon, of uw hele loon als dat lager is."
    if person.scheme is not None:
        yield f"Afspraak met uw werkgever: {person.scheme} procent van uw loon. Het hoogste bedrag telt."
    if person.worked_share:
        yield f"Over {percent(100 * person.worked_share)} van uw uren krijgt u uw hele loon, omdat u die werkt."
    yield f"Eerste ziektejaar: {euro(pay.year_1)} per maand. Tweede ziektejaar: {euro(pay.year_2)} per maand."


def _capacity(outcome: Outcome) -> Iterator[str]:
    wage, capacity = outcome.wage.reference_wage, outcome.capacity
    pct, able = percent(capacity.ao_pct), euro(capacity.rvc)
    if outcome.scenario.ao_pct is not None:
        left = percent(100 - capacity.ao_pct)
        yield f"U bent {pct} arbeidsongeschikt. U kunt nog {left} van {euro(wage)} verdienen: {able}."
    else:
        yield f"U kunt nog {able} verdienen."
        yield f"Arbeidsongeschikt: ({euro(wage)} − {able}) : {euro(wage)} = {pct}."
    yield f"In dit voorbeeld verdient u {euro(outcome.scenario.earned_month)} per maand."


def _figures(outcome: Outcome) -> Iterator[str]:
    figures = outcome.figures
    since, on = format_date(figures.since), format_date(figures.on)
    yield f"Gerekend op {on}, met de bedragen vanaf {since}."
    yield (
        f"Maximumdagloon {euro(figures[Key.MAX_DAILY_WAGE])}, minimumloon per uur {euro(figures[Key.MIN_WAGE_HOUR])}, "
        f"minimumloon per maand {euro(figures[Key.REFERENCE_MONTH_MIN_WAGE])}."
    )
