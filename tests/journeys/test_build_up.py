"""A build-up: proposed by the employee on a phone, advised otherwise, agreed in the plan, and followed."""

from datetime import date, timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import check_page
from tests.journeys.conftest import PHONE, Stack
from tests.journeys.test_spine import LogIn, fill, pick, press, report_sick, sign_plan, today, write_analysis
from tests.journeys.test_vision import guide

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

NAMES = ("Carla", "Bos")
DAY = timedelta(days=1)


def test_build_up_is_agreed_and_followed(stack: Stack, person: LogIn) -> None:
    anna, daan, carla = person("anna").page, person("daan").page, person("carla", PHONE).page
    case = report_sick(anna, stack, today() - 25 * DAY, "")
    guide(person("ina").page, stack, case)
    file = f"{stack.url}/dossiers/{case}"
    write_analysis(daan, stack, case, today())
    proposed = propose(carla, file)
    advise_otherwise(stack, daan, proposed)

    # The plan begins with what the bedrijfsarts advised, and both sign it.
    noor = person("noor").page
    document = plan_from_schedule(noor, stack, case, proposed)
    for page in (anna, carla):
        sign_plan(page, stack, document, "Zo kan het beginnen.")

    # What is really worked stands beside the plan.
    carla.goto(f"{file}/uren/")
    fill(carla, effective_from=today().isoformat(), hours_per_week="6")
    press(carla, "Uren vastleggen")
    for page in (carla, anna):
        page.goto(f"{file}/")
        picture = page.locator(".hours-picture")
        expect(picture.locator(".hours-worked").first).to_be_attached()
        expect(picture.locator("polyline.hours-plan")).to_be_attached()
        check_page(page, *NAMES)


def days_of(page: Page, steps: str) -> list[str]:
    """From which day each step is, as the form has it."""
    fields = page.locator(f'[name^="{steps}-"][name$="-starts_on"]')
    fields.first.wait_for()
    return [field.input_value() for field in fields.all()]


def propose(carla: Page, file: str) -> list[str]:
    """The employee sends the usual rhythm, with fewer hours to begin with."""
    carla.goto(f"{file}/opbouwschema/")
    fill(carla, **{"steps-0-hours_per_week": "3"})
    days = days_of(carla, "steps")
    check_page(carla, *NAMES)
    press(carla, "Voorstel versturen")
    expect(carla.locator("main")).to_contain_text("Uw voorstel ligt nu bij de bedrijfsarts")
    check_page(carla, *NAMES)
    return days


def advise_otherwise(stack: Stack, daan: Page, proposed: list[str]) -> None:
    """The bedrijfsarts finds it among what waits, and advises percentages on dates in its place."""
    daan.goto(stack.url)
    daan.get_by_role("link", name="Beantwoorden").first.click()
    expect(daan.locator("main")).to_contain_text("3 uur")
    daan.get_by_role("link", name="Een ander schema adviseren").click()
    assert days_of(daan, "steps") == proposed
    fill(daan, **{"steps-0-percentage": "10"})
    check_page(daan, *NAMES)
    press(daan, "Advies versturen")
    expect(daan.locator("main")).to_contain_text("Uw advies is vastgelegd")
    expect(daan.locator("main")).to_contain_text("3,6 uur")
    check_page(daan, *NAMES)


def plan_from_schedule(noor: Page, stack: Stack, case: int, proposed: list[str]) -> int:
    """The steps are there already; the rest of the plan is written and laid before both."""
    begins = date.fromisoformat(proposed[0])
    noor.goto(f"{stack.url}/documenten/dossier/{case}/plan-van-aanpak/")
    assert days_of(noor, "build_up") == proposed
    expect(noor.locator('[name="build_up-0-hours_per_week"]')).to_have_value("3,6")
    pick(noor, "end_goal", "own_work")
    pick(noor, "contact_every", noor.locator('[name="contact_every"]').first.get_attribute("value") or "")
    fill(noor, contact_with="Anna Smit, eigenaar", next_evaluation_on=(today() + 42 * DAY).isoformat())
    fill(noor, **{"activities-0-activity": "Taarten opmaken", "activities-0-result": "De helft van de uren"})
    for name in ("type", "responsible"):
        noor.locator(f'[name="activities-0-{name}"]').select_option(index=1)
    fill(noor, **{"activities-0-starts_on": begins.isoformat()})
    fill(noor, **{"activities-0-ends_on": (begins + 30 * DAY).isoformat()})
    press(noor, "Bewaren en nalezen")
    noor.wait_for_url("**/documenten/*/")
    press(noor, "Voorleggen aan werkgever en werknemer")
    expect(noor.locator("main")).to_contain_text("Het plan is voorgelegd")
    return int(noor.url.rstrip("/").rsplit("/", 1)[1])
