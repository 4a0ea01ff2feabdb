"""The taak-functieanalyse on a phone: described, filled in and confirmed, answered per task, put beside the next."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import check_page, tick
from tests.journeys.conftest import PHONE, Stack
from tests.journeys.test_spine import LogIn, press, report_sick, today
from tests.journeys.test_vision import guide

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

NAMES = ("Carla", "Bos")


def choose(page: Page, place: int, value: str) -> None:
    """The radio of the task in this place, counted from 0."""
    tick(page.locator("fieldset.job-task-line").nth(place).locator(f'input[value="{value}"]'))


def test_from_the_tasks_to_a_build_up(stack: Stack, person: LogIn) -> None:
    anna, ina = person("anna").page, person("ina").page
    case = report_sick(anna, stack, today() - timedelta(days=20), "")
    guide(ina, stack, case)
    file = f"{stack.url}/dossiers/{case}"

    # The Ontzorgmanager begins with an example.
    noor = person("noor").page
    noor.goto(f"{file}/taken/")
    check_page(noor, *NAMES)
    noor.get_by_role("link", name="Taken beschrijven").click()
    noor.get_by_label("Functie", exact=True).select_option("baker")
    press(noor, "Voorbeeld invullen")
    expect(noor.locator('[name="tasks-0-name"]')).to_have_value("Deeg maken en afwegen")
    noor.get_by_text("Wat vraagt deze taak?").first.click()
    check_page(noor, *NAMES)
    press(noor, "Aan de werknemer voorleggen")
    expect(noor.locator("main")).to_contain_text("De taken liggen nu bij de werknemer")
    fill_in_and_confirm(stack, person("carla", PHONE).page, case)
    answer_in_part(stack, person("daan").page, file)
    propose_build_up(person("anna", PHONE).page, file)

    # A second version, side by side with the first.
    noor.goto(f"{file}/taken/schrijven/")
    noor.locator('[name="tasks-0-share"]').fill("40")
    noor.locator('[name="tasks-1-share"]').fill("25")
    press(noor, "Aan de werknemer voorleggen")
    noor.get_by_role("link", name="Laatste twee vergelijken").click()
    expect(noor.locator("main")).to_contain_text("Gewijzigd")
    expect(noor.locator("main")).to_contain_text("40%")
    check_page(noor, *NAMES)


def fill_in_and_confirm(stack: Stack, carla: Page, case: int) -> None:
    """The employee finds it on the start page, fills it in on a phone, and confirms below the question."""
    carla.goto(stack.url)
    carla.get_by_role("link", name="Lezen en invullen").first.click()
    check_page(carla, *NAMES)
    for place, value in enumerate(("not_yet", "not_yet", "adapted", "yes", "yes")):
        choose(carla, place, value)
    press(carla, "Dit klopt, naar de bedrijfsarts")
    expect(carla.locator("main")).to_contain_text("Schrijf op met welke aanpassing")
    check_page(carla, *NAMES)
    carla.locator('[name$="-with_what"]').nth(2).fill("Met kratten tot 5 kilo")
    expect(carla.locator("[data-draft-status]")).to_contain_text("Concept bewaard")
    press(carla, "Dit klopt, naar de bedrijfsarts")
    expect(carla.locator("main")).to_contain_text("U heeft de taken bevestigd")
    expect(carla.locator("main")).to_contain_text("volgens uzelf")
    check_page(carla, *NAMES)
    [(done,)] = stack.query(
        f"SELECT recorded_as FROM cases_completion WHERE case_id = {case} AND key = 'task_function_analysis'"
    )
    assert done == "employee"


def answer_in_part(stack: Stack, daan: Page, file: str) -> None:
    """The bedrijfsarts hears of it and answers two of the five."""
    daan.goto(f"{stack.url}/dossiers/berichten/")
    expect(daan.locator("main")).to_contain_text("Taak-functieanalyse is bevestigd")
    daan.goto(f"{file}/taken/")
    check_page(daan, *NAMES)
    daan.get_by_role("link", name="Per taak antwoorden").click()
    choose(daan, 0, "adapted")
    daan.locator('[name$="-remark"]').nth(0).fill("Zittend, een uur per dag")
    choose(daan, 1, "not_fit")
    check_page(daan, *NAMES)
    press(daan, "Antwoord versturen")
    expect(daan.locator("main")).to_contain_text("Uw antwoord is vastgelegd")
    check_page(daan, *NAMES)


def propose_build_up(anna: Page, file: str) -> None:
    """The employer reads what is possible, with the receipt, and begins a build-up with it."""
    anna.goto(f"{file}/taken/")
    expect(anna.locator("main")).to_contain_text("Zittend, een uur per dag")
    expect(anna.locator("main")).to_contain_text("Gezien op")
    check_page(anna, *NAMES)
    possible = anna.locator(".job-tasks-now").inner_text()
    anna.get_by_role("link", name="Deze opbouw voorstellen").click()
    last = anna.locator('[name$="-hours_per_week"]').last.input_value()
    assert f"Nu mogelijk: {last} uur" in possible
    check_page(anna, *NAMES)
