"""How a kept calculation is laid out: words in Dutch, and bars that can be compared."""

from datetime import date
from decimal import Decimal

import pytest

from accounts.numbers import as_number
from cases.income_picture import WIDTH, IncomePage, lay_out_income
from cases.wia.calculate import calculate
from cases.wia.figures import figures_on
from cases.wia.inputs import Inputs
from cases.wia.record import kept
from cases.wia.scenarios import Scenario, default_scenarios


def page(wage: int = 4000, *own: Scenario) -> IncomePage:
    inputs = Inputs(gross_month_wage=Decimal(wage))
    person = inputs.person(wia_start=None, pension_on=None)
    figures = figures_on(date(2026, 7, 1))
    scenarios = own or default_scenarios(person.reference_wage)
    return lay_out_income(kept(inputs, [calculate(person, one, figures) for one in scenarios]))


def test_all_bars_have_the_scale_of_the_highest_income() -> None:
    bars = [bar for scene in page().scenes for bar in scene.bars]
    assert max(bar.earned + bar.paid for bar in bars) == pytest.approx(WIDTH, abs=0.2)
    assert {(bar.earned, bar.paid) for bar in bars if bar.label == "Voor u ziek werd"} == {(WIDTH, 0.0)}
    assert {round(bar.paid) for bar in bars if bar.label == "Tweede ziektejaar"} == {224}  # 70% of 320


def test_what_holds_for_all_is_said_once() -> None:
    found = page(9000)
    assert any("hoger dan het maximum" in text for text in found.cautions)
    assert not any("hoger dan het maximum" in text for scene in found.scenes for text in scene.cautions)
    assert found.more_work


def test_sentence_about_more_work_is_left_out_where_it_is_not_sure() -> None:
    low = Scenario(ao_pct=Decimal(36), earned_month=Decimal(700))
    found = page(1200, low)
    assert (found.more_work, found.scenes[0].more_work) == ("", "")


def test_last_period_says_how_long_where_there_is_a_benefit() -> None:
    lasts = {scene.title: scene.periods[-1].duration for scene in page().scenes}
    assert lasts["Minder dan 35% arbeidsongeschikt, u werkt zoveel als u kunt"] == ""
    assert set(lasts.values()) == {"", "tot de AOW"}


@pytest.mark.parametrize(
    ("typed", "read"),
    [
        ("2750", "2750"),
        ("2.750", "2750"),
        ("2750,50", "2750.50"),
        ("€ 2.750,50", "2750.50"),
        ("2750.50", "2750.50"),
        ("8%", "8"),
        ("1.234.567", "1234567"),
        ("veel", "veel"),
    ],
)
def test_amounts_are_read_as_people_type_them(typed: str, read: str) -> None:
    assert as_number(typed) == read
