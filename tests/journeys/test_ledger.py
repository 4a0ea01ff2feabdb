"""An advice that the employer does not follow, on a phone: with a reason, and with what it does to the guarantee."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check_page, tick
from tests.journeys.conftest import PHONE, Stack
from tests.journeys.test_spine import LogIn, press, report_sick, today
from tests.journeys.test_vision import guide

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

NAMES = ("Carla", "Bos")
ADVICE = "Geef een plek in de dagploeg"
REASON = "De dagploeg is vol tot eind van de maand"


def test_employer_does_not_follow_an_advice(stack: Stack, person: LogIn) -> None:
    anna, ina, noor = person("anna", PHONE).page, person("ina").page, person("noor").page
    case = report_sick(anna, stack, today() - timedelta(days=10), "")
    guide(ina, stack, case)
    file = f"{stack.url}/dossiers/{case}"

    # The Ontzorgmanager gives an advice with a term that is filled in already.
    noor.goto(file)
    noor.get_by_role("link", name="Advies geven").click()
    noor.locator('[name="text"]').fill(ADVICE)
    expect(noor.locator("[data-draft-status]")).to_contain_text("Concept bewaard")
    tick(noor.get_by_label("Werkgever"))
    check_page(noor, *NAMES)
    press(noor, "Advies vastleggen")
    expect(noor.locator("main")).to_contain_text(ADVICE)
    check_page(noor, *NAMES)

    # The employer meets it first thing, on a phone. Without a reason it is not sent; what was chosen stays.
    anna.goto(stack.url)
    anna.get_by_role("link", name="Advies lezen").click()
    check_page(anna, *NAMES)
    tick(anna.get_by_label("Ik doe dit niet"))
    press(anna, "Versturen")
    expect(anna.locator("main")).to_contain_text("Schrijf op waarom het niet gebeurt.")
    expect(anna.get_by_label("Ik doe dit niet")).to_be_checked()
    anna.locator('[name="note"]').fill(REASON)
    check_page(anna, *NAMES)
    press(anna, "Versturen")
    expect(anna.locator("main")).to_contain_text("Wordt niet gedaan")
    expect(anna.locator("main")).to_contain_text(REASON)
    check_page(anna, *NAMES)

    # It asks attention; a person confirms that, and the employer reads it in neutral words.
    noor.goto(f"{file}/garantie/")
    expect(noor.locator("#nu")).to_contain_text("Vraagt aandacht")
    expect(noor.locator("#nu")).to_contain_text("Advies van de Ontzorgmanager aan de werkgever: niet opgevolgd")
    check_page(noor, *NAMES)
    press(noor, "Stand bevestigen")
    expect(noor.locator("#bevestigd")).to_contain_text("Vraagt aandacht")
    anna.goto(f"{file}/garantie/")
    expect(anna.locator("#bevestigd")).to_contain_text("Vraagt aandacht")
    check_page(anna, *NAMES)
    carla = person("carla", PHONE).page
    carla.goto(f"{file}/garantie/")
    expect(carla.locator("h1")).not_to_contain_text("Poortwachtergarantie")

    # The advice is taken back: the page says that something changed since it was confirmed.
    noor.goto(f"{file}/adviezen/")
    noor.get_by_role("link", name="Intrekken").click()
    noor.locator('[name="note"]').fill("Wij zoeken samen een andere tijd.")
    check_page(noor, *NAMES)
    press(noor, "Advies intrekken")
    anna.goto(f"{file}/garantie/")
    expect(anna.locator("#bevestigd")).to_contain_text("Sinds deze bevestiging is er iets veranderd")
    expect(anna.locator("#nu")).to_contain_text("Op schema")
    check_page(anna, *NAMES)
