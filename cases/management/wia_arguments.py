"""What is typed behind `script/manage wia`, read into numbers. Every refusal is one Dutch sentence."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from cases.wia.person import Person
from cases.wia.scenarios import Scenario
from cases.wia.scheme import Scheme, scheme_of
from cases.wia.wage import reference_wage

VALUES = {
    "on": ("DATUM", "dag van berekening; die bepaalt welke bedragen gelden"),
    "wage": ("BEDRAG", "bruto loon per maand zonder vakantiegeld"),
    "wage-incl": ("BEDRAG", "bruto loon per maand met vakantiegeld"),
    "hours": ("UREN", "uren per week volgens het contract, om met het minimumloon te vergelijken"),
    "ao": ("PERCENTAGE", "hoeveel procent arbeidsongeschikt"),
    "rvc": ("BEDRAG", "loon per maand dat iemand nog kan verdienen, met vakantiegeld"),
    "earned": ("BEDRAG", "loon per maand uit werk tijdens de WIA, met vakantiegeld"),
    "years-before-2016": ("JAREN", "gewerkte jaren tot en met 2015"),
    "years-from-2016": ("JAREN", "gewerkte jaren vanaf 2016"),
    "ww-months": ("MAANDEN", "maanden WW voor de ziekte"),
    "sick-pay": ("PERCENTAGES", "afspraak over loon bij ziekte: 100/70 per jaar of 100/90/80/70 per half jaar"),
}
"""The options with a value: how it is called, and what it means."""

FLAGS = {
    "durable": "herstel is niet te verwachten",
    "no-26-of-36": "werkte in minder dan 26 van de 36 weken voor de ziekte",
    "uncapped": "reken zonder het maximumdagloon",
    "json": "JSON in plaats van een tabel",
}
MOST = Decimal(1_000_000)
MOST_YEARS = 99
_NUMBER = re.compile(r"[0-9]{1,9}(\.[0-9]{1,6})?")
_WHOLE = re.compile(r"[0-9]{1,2}")

Given = Mapping[str, str | None]


class WrongArgument(ValueError):
    """What was typed cannot be computed with; a Dutch sentence says why."""


@dataclass(frozen=True, slots=True)
class Question:
    """What is asked."""

    on: date
    person: Person
    scenario: Scenario


def read(values: Given, flags: Mapping[str, bool]) -> Question:
    """Read the options by their names without dashes; WrongArgument for one that is missing, wrong or too many."""
    on = _day(_needed(values, "on"))
    try:
        return Question(on, _person(values, flags), _scenario(values, flags))
    except WrongArgument:
        raise
    except ValueError as error:
        raise WrongArgument(f"{error}.") from error


def _person(values: Given, flags: Mapping[str, bool]) -> Person:
    name, text = _one_of(values, "wage", "wage-incl")
    amount = _amount(name, text)
    return Person(
        reference_wage=reference_wage(amount) if name == "wage" else amount,
        contract_hours=_optional(values, "hours"),
        scheme=_scheme(values["sick-pay"]),
        years_before_2016=_years(values, "years-before-2016"),
        years_from_2016=_years(values, "years-from-2016"),
        ww_months=_optional(values, "ww-months") or Decimal(0),
        weeks_26_of_36=not flags["no-26-of-36"],
        uncapped=flags["uncapped"],
    )


def _scenario(values: Given, flags: Mapping[str, bool]) -> Scenario:
    name, text = _one_of(values, "ao", "rvc")
    number = _amount(name, text)
    return Scenario(
        ao_pct=number if name == "ao" else None,
        rvc_month=number if name == "rvc" else None,
        earned_month=_optional(values, "earned") or Decimal(0),
        durable=flags["durable"],
    )


def _needed(values: Given, name: str) -> str:
    text = values[name]
    if text is None:
        raise WrongArgument(f"Geef --{name} {VALUES[name][0]}: {VALUES[name][1]}.")
    return text


def _one_of(values: Given, *names: str) -> tuple[str, str]:
    given = [(name, text) for name in names if (text := values[name]) is not None]
    if len(given) != 1:
        first, second = names
        problem = "niet allebei" if given else "een van de twee"
        raise WrongArgument(f"Geef --{first} of --{second}, {problem}.")
    return given[0]


def _optional(values: Given, name: str) -> Decimal | None:
    text = values[name]
    return None if text is None else _amount(name, text)


def _amount(name: str, text: str) -> Decimal:
    if not _NUMBER.fullmatch(text):
        raise WrongArgument(f"--{name} {text!r} is geen getal van 0 of hoger. Schrijf het als 2750 of 2750.50.")
    number = Decimal(text)
    if number > MOST:
        raise WrongArgument(f"--{name} {text} is te hoog om mee te rekenen.")
    return number


def _years(values: Given, name: str) -> int | None:
    text = values[name]
    if text is None:
        return None
    if not _WHOLE.fullmatch(text):
        raise WrongArgument(f"--{name} {text!r} is geen heel aantal jaren van 0 tot en met {MOST_YEARS}.")
    return int(text)


def _scheme(text: str | None) -> Scheme | None:
    if text is None:
        return None
    try:
        return scheme_of(tuple(_amount("sick-pay", part) for part in text.split("/")))
    except WrongArgument:
        raise WrongArgument(f"--sick-pay {text!r} is niet te lezen. Schrijf het als 100/70.") from None
    except ValueError as error:
        raise WrongArgument(f"--sick-pay {text!r}: {error}.") from error


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError:
        day = None
    if day is None or day.isoformat() != text:
        raise WrongArgument(f"--on {text!r} is geen datum. Schrijf het als 2026-11-21.")
    return day
