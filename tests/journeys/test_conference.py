"""The multidisciplinair overleg: written, confirmed by the bedrijfsarts, read on two phones, and ticked off."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import check_page, tick
from tests.journeys.conftest import PHONE, Stack
from tests.journeys.test_spine import LogIn, press, report_sick, today
from tests.journeys.test_vision import guide

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

NAMES = ("Carla", "Bos")
SAYS = "Twee uur per dag inpakken aan de tafel past."


def test_from_the_overleg_to_what_was_agreed(stack: Stack, person: LogIn) -> None:
    anna, ina = person("anna").page, person("ina").page
    case = report_sick(anna, stack, today() - timedelta(days=20), "")
    guide(ina, stack, case)
    file = f"{stack.url}/dossiers/{case}"
    write(person("noor").page, file)
    carla = person("carla", PHONE).page
    for page in (anna, carla):
        page.goto(f"{file}/overleg/")
        expect(page.locator("main")).to_contain_text("Er is geen overleg om te lezen")
        check_page(page, *NAMES)
    confirm(stack, person("daan").page)
    for page in (anna, carla):
        page.goto(f"{file}/overleg/")
        expect(page.locator("main")).to_contain_text(SAYS)
        check_page(page, *NAMES)
    expect(carla.get_by_role("button", name="Gedaan")).to_have_count(0)
    anna.goto(stack.url)
    anna.locator("#afspraken").get_by_role("link", name="Maakt plaats aan de tafel").click()
    anna.get_by_role("button", name="Gedaan").click()
    expect(anna.locator("main")).to_contain_text("De afspraak is afgevinkt.")
    [(done,)] = stack.query(f"SELECT done_as FROM cases_conferenceaction WHERE case_id = {case}")
    assert done == "employer"


def write(noor: Page, file: str) -> None:
    """The Ontzorgmanager is told of a word about health, puts it otherwise, and lays it before the bedrijfsarts."""
    noor.goto(f"{file}/overleg/")
    check_page(noor, *NAMES)
    noor.get_by_role("link", name="Overleg vastleggen").first.click()
    tick(noor.locator('input[name="others"][value="employer"]'))
    noor.locator('[name="question"]').fill("Welke taken passen nu?")
    noor.locator('[name="conclusion"]').fill("Door de hernia past inpakken.")
    expect(noor.locator("[data-draft-status]")).to_contain_text("Concept bewaard")
    noor.locator('[name="what_1"]').fill("Maakt plaats aan de tafel")
    noor.locator('[name="who_1"]').select_option("employer")
    noor.locator('[name="due_1"]').fill(f"{today() + timedelta(days=7):%Y-%m-%d}")
    press(noor, "Aan de bedrijfsarts voorleggen")
    expect(noor.locator("main")).to_contain_text("U schreef")
    check_page(noor, *NAMES)
    noor.locator('[name="conclusion"]').fill(SAYS)
    press(noor, "Aan de bedrijfsarts voorleggen")
    expect(noor.locator("main")).to_contain_text("Wacht op de bedrijfsarts")
    check_page(noor, *NAMES)


def confirm(stack: Stack, daan: Page) -> None:
    """The bedrijfsarts finds it on his first page."""
    daan.goto(stack.url)
    daan.get_by_role("link", name="Lezen en bevestigen").click()
    check_page(daan, *NAMES)
    press(daan, "Dit klopt en bevat niets medisch")
    expect(daan.locator("main")).to_contain_text("U heeft de conclusie bevestigd")
    check_page(daan, *NAMES)
