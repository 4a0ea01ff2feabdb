"""What must be said beside the amounts: warnings of this calculation, and assumptions of every calculation."""

from collections.abc import Iterator
from datetime import date
from decimal import ROUND_CEILING
from typing import NamedTuple

from cases.timeline.calendar import add_months
from cases.timeline.dutch import format_date
from cases.timeline.parameters import PENSION_AGE_SICK_PAY_WEEKS
from cases.wia.benefits import follow_up_benefit, with_holiday_allowance
from cases.wia.dutch import bare, euro, percent
from cases.wia.outcome import Benefit, Outcome
from cases.wia.parameters import Key

INDICATION = "Dit is een indicatie. UWV beslist. Alle bedragen zijn bruto en inclusief vakantiegeld."
MORE_WORK = "Hoe meer u werkt, hoe hoger uw totale inkomen."
ASSUMPTIONS = (
    "De bedragen en percentages zijn die van de dag van berekening. Een latere verhoging is niet meegeteld.",
    "UWV rekent met uurlonen van functies. Hier is met lonen per maand gerekend.",
    "Uw inkomen uit werk is elke maand even hoog.",
    "Een toeslag of een andere uitkering is niet meegeteld. Wachtdagen zonder loon ook niet.",
    "Het minimumloon is dat voor mensen van 21 jaar en ouder.",
    "De vervolguitkering is een deel van het minimumloon. Het vakantiegeld daarbovenop is meegeteld.",
    "Een jaar werk telt mee als u minstens 208 uren betaald kreeg. Voor vroegere jaren gelden soms andere regels.",
    "Bent u eerst volledig en daarna gedeeltelijk arbeidsongeschikt? De inkomenseis geldt dan twee jaar niet. "
    "Dat is niet meegeteld.",
    "Verdient u bij een IVA langere tijd meer dan 20% van uw oude loon? UWV kan u dan opnieuw beoordelen.",
    "De berekening geldt niet voor werk in het buitenland of zonder gewoon dienstverband.",
)
"""Dutch sentences that hold for every calculation."""


class Caution(NamedTuple):
    """A warning: a key for programs and a Dutch sentence for people."""

    key: str
    text: str


def cautions(outcome: Outcome) -> tuple[Caution, ...]:
    """Return what somebody must know about these amounts, most important first."""
    return tuple(_found(outcome))


def more_work_pays(outcome: Outcome) -> bool:
    """Tell whether more work surely means more income: not where a supplement is lower than a follow-up benefit."""
    return not _is_lower_than_follow_up(outcome)


def _found(outcome: Outcome) -> Iterator[Caution]:
    yield from _pension(outcome)
    yield from _kind(outcome)
    yield from _wage(outcome)
    yield from _unknown(outcome)


def _pension(outcome: Outcome) -> Iterator[Caution]:
    start, pension_on = outcome.person.wia_start, outcome.person.pension_on
    if start is None or pension_on is None:
        return
    if pension_on <= start:
        weeks = PENSION_AGE_SICK_PAY_WEEKS.value_on(outcome.figures.on)
        reached = (
            f"U bereikt de AOW-leeftijd op {format_date(pension_on)}, voordat de WIA begint. U krijgt dan geen WIA."
        )
        text = f"{reached} Uw loon bij ziekte loopt na die dag hoogstens {weeks} weken door."
        yield Caution("pension_before_wia", text)
    elif pension_on <= _lgu_end(outcome, start):
        text = f"U bereikt de AOW-leeftijd op {format_date(pension_on)}. De uitkering stopt dan."
        yield Caution("pension_in_benefit", text)


def _lgu_end(outcome: Outcome, start: date) -> date:
    """The first day after the wage-related benefit; a half month counts as a whole one, to warn in time."""
    months = 0 if outcome.lgu is None else int(outcome.lgu.duration.months.to_integral_value(ROUND_CEILING))
    return add_months(start, months)


def _kind(outcome: Outcome) -> Iterator[Caution]:
    capacity, scenario, figures = outcome.capacity, outcome.scenario, outcome.figures
    if outcome.after.kind is Benefit.NONE:
        limit = percent(figures[Key.WIA_THRESHOLD_PCT])
        text = f"Bij minder dan {limit} krijgt u geen WIA. Uw dienstverband stopt daardoor niet vanzelf."
        yield Caution("no_wia", text)
        return
    if outcome.income_requirement:
        yield Caution("income_requirement", _requirement(outcome))
    if scenario.earned_month > capacity.rvc:
        text = f"U verdient meer dan de {euro(capacity.rvc)} die u volgens UWV kunt verdienen. "
        yield Caution("income_above_capacity", f"{text}UWV kan u dan opnieuw beoordelen.")
    if scenario.durable and outcome.after.kind is not Benefit.IVA:
        limit = percent(figures[Key.FULL_INCAPACITY_PCT])
        yield Caution("durable_without_effect", f"Duurzaam telt alleen bij {limit} of meer.")
    if _is_lower_than_follow_up(outcome):
        text = "De loonaanvulling is hier lager dan de vervolguitkering zou zijn. Vraag aan UWV wat voor u geldt."
        yield Caution("supplement_below_follow_up", text)


def _requirement(outcome: Outcome) -> str:
    part, least = percent(outcome.figures[Key.INCOME_REQUIREMENT_PCT]), euro(outcome.income_requirement)
    later = "" if outcome.lgu is None else "na de loongerelateerde uitkering "
    rule = f"De inkomenseis is {least} per maand: {part} van wat u kunt verdienen."
    return f"{rule} Verdient u minder, dan krijgt u {later}een vervolguitkering."


def _wage(outcome: Outcome) -> Iterator[Caution]:
    if outcome.wage.capped:
        text = f"Uw loon is hoger dan het maximum. Over {euro(outcome.wage.excess)} per maand krijgt u geen uitkering."
        yield Caution("capped", text)
    if outcome.person.uncapped:
        yield Caution("uncapped", "Er is gerekend zonder het maximumdagloon. UWV rekent wel met dat maximum.")


def _unknown(outcome: Outcome) -> Iterator[Caution]:
    if outcome.person.contract_hours is None:
        text = "De uren per week zijn niet ingevuld. In het eerste ziektejaar is niet met het minimumloon vergeleken."
        yield Caution("hours_unknown", text)
    if outcome.lgu is not None and not outcome.person.history_known:
        months = bare(outcome.lgu.duration.months)
        text = (
            f"De gewerkte jaren zijn niet ingevuld. De loongerelateerde uitkering is daarom op {months} maanden gezet."
        )
        yield Caution("history_unknown", text)


def _is_lower_than_follow_up(outcome: Outcome) -> bool:
    """With a low wage and a percentage low in its class; only where the requirement decides between the two."""
    if outcome.after.kind is not Benefit.LAU or outcome.capacity.ao_pct >= outcome.figures[Key.FULL_INCAPACITY_PCT]:
        return False
    if outcome.capacity.uses_all(outcome.scenario.earned_month):
        return False
    follow_up = follow_up_benefit(outcome.wage, outcome.capacity.ao_pct, outcome.figures)
    return outcome.after.amount < with_holiday_allowance(follow_up, outcome.figures)
