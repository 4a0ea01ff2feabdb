"""What is said beside the amounts: the arithmetic, the periods, warnings and assumptions."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest

from cases.wia.cautions import ASSUMPTIONS, INDICATION, MORE_WORK, cautions, more_work_pays
from cases.wia.dutch import bare, euro, number, percent
from cases.wia.explain import HEADINGS, Part, explain
from cases.wia.outcome import Outcome
from cases.wia.phases import Stage, phases
from cases.wia.scheme import scheme_of
from tests.cases.wia.make import cents, outcome

CAPPED: dict[str, Any] = {"rvc_month": "4000", "years_before_2016": 12, "years_from_2016": 9}


def lines(found: Outcome, part: Part) -> list[str]:
    return [step.text for step in explain(found) if step.part is part]


def keys(found: Outcome) -> list[str]:
    return [caution.key for caution in cautions(found)]


def test_a_capped_wage_is_explained_step_by_step() -> None:
    assert lines(outcome("8000", **CAPPED), Part.WAGE) == [
        "Uw loon met vakantiegeld is € 8.000,00 per maand.",
        "Dagloon: 12 × € 8.000,00 : 261 = € 367,82.",
        "Het maximumdagloon is € 309,91. Dat telt in plaats van uw eigen dagloon.",
        "WIA-maandloon: € 309,91 × 21,75 = € 6.740,54.",
        "Van uw loon telt een deel van 0,8425678125. Van inkomen uit werk telt hetzelfde deel.",
    ]


def test_the_wage_related_benefit_is_explained() -> None:
    assert lines(outcome("8000", earned_month="3000", ww_months="1", **CAPPED), Part.LGU) == [
        "Duur: 12 maanden voor hele jaren, 4,5 voor halve, min 1 maanden WW. Minstens 3 en hoogstens 24: 15,5 maanden.",
        "Maand 1 tot en met 2: 75% van (€ 6.740,54 − € 2.527,70) = € 3.159,63.",
        "Daarna: 70% van (€ 6.740,54 − € 2.527,70) = € 2.948,99.",
        "Uw inkomen is dan € 3.000,00 + € 2.948,99 = € 5.948,99.",
    ]
    assert lines(outcome("8000", ao_pct="50"), Part.LGU)[0] == "Duur: de kortste die er is, 3 maanden."
    assert lines(outcome("8000", ao_pct="50", weeks_26_of_36=False), Part.LGU) == [
        "U werkte in minder dan 26 van de 36 weken voor uw ziekte. U krijgt geen loongerelateerde uitkering."
    ]
    assert lines(outcome("8000", ao_pct="20", weeks_26_of_36=False), Part.LGU) == []


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        (
            {"rvc_month": "4000", "earned_month": "1500"},
            [
                "U verdient minder dan de inkomenseis van € 2.000,00: u krijgt een vervolguitkering.",
                "Bij 50% is die 35% van het minimumloon, € 2.337,00: € 817,95.",
                "Met vakantiegeld: € 817,95 × 1,08 = € 883,39.",
                "Het WGA-hiaat is € 1.475,80 per maand: een loonaanvulling van € 2.359,19 − € 883,39.",
                "Uw inkomen is dan € 1.500,00 + € 883,39 = € 2.383,39.",
            ],
        ),
        (
            {"rvc_month": "4000", "earned_month": "3000"},
            [
                "U verdient minstens de inkomenseis van € 2.000,00.",
                "Loonaanvulling: 70% van (€ 6.740,54 − € 3.370,27) = € 2.359,19. Wat u kunt verdienen telt.",
                "Uw inkomen is dan € 3.000,00 + € 2.359,19 = € 5.359,19.",
            ],
        ),
        (
            {"rvc_month": "4000", "earned_month": "4000"},
            [
                "U verdient minstens wat u kunt verdienen. U krijgt een loonaanvullingsuitkering.",
                "Loonaanvulling: 70% van (€ 6.740,54 − € 3.370,27) = € 2.359,19.",
                "Uw inkomen is dan € 4.000,00 + € 2.359,19 = € 6.359,19.",
            ],
        ),
        (
            {"ao_pct": "100"},
            [
                "80% of meer: u krijgt een loonaanvullingsuitkering, hoeveel u ook verdient.",
                "Loonaanvulling: 70% van € 6.740,54 = € 4.718,38.",
                "Uw inkomen is dan € 0,00 + € 4.718,38 = € 4.718,38.",
            ],
        ),
        (
            {"ao_pct": "100", "durable": True, "earned_month": "1000"},
            [
                "80% of meer en duurzaam: u krijgt een IVA-uitkering.",
                "IVA: 75% van € 6.740,54 − 70% van € 842,57 = € 4.465,61.",
                "Uw inkomen is dan € 1.000,00 + € 4.465,61 = € 5.465,61.",
            ],
        ),
        (
            {"ao_pct": "20", "earned_month": "6400"},
            [
                "Minder dan 35% arbeidsongeschikt: u krijgt geen WIA-uitkering.",
                "Uw inkomen is dan € 6.400,00 + € 0,00 = € 6.400,00.",
            ],
        ),
    ],
)
def test_each_lasting_benefit_is_explained(given: dict[str, Any], expected: list[str]) -> None:
    assert lines(outcome("8000", **given), Part.AFTER) == expected


def test_a_low_wage_as_base_is_said() -> None:
    (line,) = [line for line in lines(outcome("1000", ao_pct="40"), Part.AFTER) if line.startswith("Bij 40%")]
    assert line == "Bij 40% is die 28% van uw loon, dat lager is dan het minimumloon, € 1.000,00: € 280,00."


def test_sick_pay_is_explained() -> None:
    scheme = scheme_of((Decimal(90), Decimal(70)))
    found = outcome("3000", ao_pct="50", contract_hours="40", worked_share="0.25", scheme=scheme)
    assert lines(found, Part.SICK_PAY) == [
        "Volgens de wet: 70% van € 3.000,00 = € 2.100,00.",
        "Minimumloon met vakantiegeld voor uw uren: € 2.806,13.",
        "In het eerste ziektejaar krijgt u minstens dat minimumloon, of uw hele loon als dat lager is.",
        "Afspraak met uw werkgever: 90/70 procent van uw loon. Het hoogste bedrag telt.",
        "Over 25% van uw uren krijgt u uw hele loon, omdat u die werkt.",
        "Eerste ziektejaar: € 2.854,60 per maand. Tweede ziektejaar: € 2.325,00 per maand.",
    ]


def test_the_percentage_is_explained_from_either_side() -> None:
    assert lines(outcome("3000", rvc_month="1250", earned_month="100"), Part.CAPACITY) == [
        "U kunt nog € 1.250,00 verdienen.",
        "Arbeidsongeschikt: (€ 3.000,00 − € 1.250,00) : € 3.000,00 = 58,33%.",
        "In dit voorbeeld verdient u € 100,00 per maand.",
    ]
    assert lines(outcome("3000", ao_pct="60"), Part.CAPACITY)[0] == (
        "U bent 60% arbeidsongeschikt. U kunt nog 40% van € 3.000,00 verdienen: € 1.200,00."
    )


def test_the_parameter_date_is_said_and_every_part_has_a_heading() -> None:
    assert lines(outcome("3000", ao_pct="60"), Part.FIGURES) == [
        "Gerekend op 1 juli 2026, met de bedragen vanaf 1 juli 2026.",
        "Maximumdagloon € 309,91, minimumloon per uur € 14,99, minimumloon per maand € 2.337,00.",
    ]
    assert set(HEADINGS) == set(Part)


def test_the_periods_follow_each_other() -> None:
    found = phases(outcome("4320", ao_pct="50", earned_month="1080", years_before_2016=12, years_from_2016=9))
    shown = [(one.stage, one.months, cents(one.earned), cents(one.paid), cents(one.total)) for one in found]
    assert shown == [
        (Stage.NOW, None, "4320.00", "0.00", "4320.00"),
        (Stage.YEAR_1, 12, "0.00", "3024.00", "3024.00"),
        (Stage.YEAR_2, 12, "0.00", "3024.00", "3024.00"),
        (Stage.LGU_FIRST, 2, "1080.00", "2430.00", "3510.00"),
        (Stage.LGU_LATER, Decimal("14.5"), "1080.00", "2268.00", "3348.00"),
        (Stage.AFTER, None, "1080.00", "1512.00", "2592.00"),
    ]
    assert [one.label for one in found][3:] == [
        "Loongerelateerde uitkering, maand 1 tot en met 2",
        "Loongerelateerde uitkering, vanaf maand 3",
        "Loonaanvullingsuitkering",
    ]


def test_periods_without_a_wage_related_benefit_and_with_work_during_sickness() -> None:
    found = phases(outcome("4000", ao_pct="100", durable=True, worked_share="0.5"))
    assert [one.stage for one in found] == [Stage.NOW, Stage.YEAR_1, Stage.YEAR_2, Stage.AFTER]
    assert (cents(found[1].earned), cents(found[1].paid)) == ("2000.00", "1400.00")


@pytest.mark.parametrize(
    ("wage", "given", "expected"),
    [
        ("3000", {"ao_pct": "20"}, ["no_wia", "hours_unknown"]),
        ("3000", {"ao_pct": "50"}, ["income_requirement", "hours_unknown", "history_unknown"]),
        ("3000", {"ao_pct": "90", "contract_hours": "32"}, ["history_unknown"]),
        ("3000", {"ao_pct": "90", "contract_hours": "32", "years_from_2016": 4}, []),
        ("8000", {"ao_pct": "90", "contract_hours": "32", "years_from_2016": 4}, ["capped"]),
        ("8000", {"ao_pct": "90", "contract_hours": "32", "weeks_26_of_36": False, "uncapped": True}, ["uncapped"]),
        ("3000", {"ao_pct": "90", "earned_month": "300.01", "contract_hours": "9", "years_from_2016": 0},
         ["income_above_capacity"]),
        ("3000", {"ao_pct": "90", "earned_month": "300", "contract_hours": "9", "years_from_2016": 0}, []),
        ("3000", {"ao_pct": "50", "durable": True, "contract_hours": "9", "years_from_2016": 0},
         ["income_requirement", "durable_without_effect"]),
        ("3000", {"ao_pct": "90", "durable": True, "contract_hours": "9"}, []),
    ],
)  # fmt: skip
def test_warnings(wage: str, given: dict[str, Any], expected: list[str]) -> None:
    assert keys(outcome(wage, **given)) == expected


def test_a_warning_has_its_amount() -> None:
    assert [caution.text for caution in cautions(outcome("8000", rvc_month="4000", contract_hours="9"))][:2] == [
        "De inkomenseis is € 2.000,00 per maand: 50% van wat u kunt verdienen. Verdient u minder, dan krijgt u na de "
        "loongerelateerde uitkering een vervolguitkering.",
        "Uw loon is hoger dan het maximum. Over € 1.259,46 per maand krijgt u geen uitkering.",
    ]
    (line, *_) = cautions(outcome("3000", ao_pct="50", weeks_26_of_36=False))
    assert line.text.endswith("Verdient u minder, dan krijgt u een vervolguitkering.")


@pytest.mark.parametrize(
    ("pension_on", "expected"),
    [
        (date(2028, 7, 1), "pension_before_wia"),
        (date(2028, 7, 2), "pension_in_benefit"),
        (date(2029, 11, 30), "pension_in_benefit"),  # 16.5 months: warned of until the seventeenth is over
        (date(2029, 12, 1), "pension_in_benefit"),
        (date(2029, 12, 2), None),
        (None, None),
    ],
)
def test_state_pension_age_is_warned_of(pension_on: date | None, expected: str | None) -> None:
    years = {"years_before_2016": 12, "years_from_2016": 9}
    found = outcome("3000", ao_pct="90", wia_start=date(2028, 7, 1), pension_on=pension_on, **years)
    assert [key for key in keys(found) if key.startswith("pension")] == ([expected] if expected else [])


def test_state_pension_age_before_the_wia_ends_sick_pay_after_six_weeks() -> None:
    (first, *_) = cautions(outcome("3000", ao_pct="90", wia_start=date(2028, 7, 1), pension_on=date(2028, 5, 1)))
    assert first.text == (
        "U bereikt de AOW-leeftijd op 1 mei 2028, voordat de WIA begint. U krijgt dan geen WIA. "
        "Uw loon bij ziekte loopt na die dag hoogstens 6 weken door."
    )


def test_more_work_pays_unless_a_supplement_is_lower_than_a_follow_up_benefit() -> None:
    """A wage of 1000 at 40%: the supplement is 280.00, the follow-up benefit with holiday allowance 302.40."""
    low = outcome("1000", ao_pct="40", earned_month="300")
    assert cents(low.after.amount) == "280.00"
    assert "supplement_below_follow_up" in keys(low)
    assert not more_work_pays(low)
    for found in (
        outcome("4000", ao_pct="40", earned_month="1200"),
        outcome("1000", ao_pct="40", earned_month="299.99"),
        outcome("1000", ao_pct="40", earned_month="600"),
        outcome("1000", ao_pct="90"),
    ):
        assert more_work_pays(found)


def test_standing_sentences_are_dutch_and_calm() -> None:
    for sentence in (*ASSUMPTIONS, INDICATION, MORE_WORK):
        assert sentence.endswith(".")
        assert "!" not in sentence
    assert {"indicatie", "UWV beslist", "bruto", "inclusief vakantiegeld"} <= {
        part for part in ("indicatie", "UWV beslist", "bruto", "inclusief vakantiegeld") if part in INDICATION
    }


def test_numbers_are_written_as_dutch_readers_do() -> None:
    assert euro(Decimal("1234567.005")) == "€ 1.234.567,01"
    assert euro(Decimal("0.004")) == "€ 0,00"
    assert percent(Decimal("50.750")) == "50,75%"
    assert (bare(Decimal("100")), bare(Decimal("0.5")), number(Decimal("1234.50"))) == ("100", "0,5", "1.234,50")
