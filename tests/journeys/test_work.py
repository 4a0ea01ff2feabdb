"""What the employee proposes on a phone and the employer answers; and what only employee and Ontzorgmanager read."""

from datetime import timedelta

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check_page, tick
from tests.journeys.conftest import PHONE, Stack
from tests.journeys.test_spine import LogIn, press, report_sick, today
from tests.journeys.test_vision import guide

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

NAMES = ("Carla", "Bos")
WORK = "Bestellingen klaarzetten, drie ochtenden per week"
REASON = "De expeditie is tot maart dicht"
NOTE = "Wij spraken over de eerste weken"
OWN = "Maandag bel ik mijn leidinggevende"


def test_employee_proposes_work_and_reads_why_not(stack: Stack, person: LogIn) -> None:
    anna, ina = person("anna").page, person("ina").page
    carla = person("carla", PHONE).page
    case = report_sick(anna, stack, today() - timedelta(days=10), "")
    guide(ina, stack, case)
    file = f"{stack.url}/dossiers/{case}"

    # On a phone: from the start page to the form. What is missing is said, and nothing typed is lost.
    carla.goto(stack.url)
    carla.get_by_role("link", name="Passend werk").click()
    check_page(carla, *NAMES)
    carla.get_by_role("link", name="Werk voorstellen").click()
    carla.locator('[name="text"]').fill(WORK)
    expect(carla.locator("[data-draft-status]")).to_contain_text("Concept bewaard")
    tick(carla.get_by_label("Ander werk bij mijn werkgever"))
    carla.locator('[name="starts_on"]').fill(f"{today() + timedelta(days=1):%Y-%m-%d}")
    press(carla, "Voorstel versturen")
    expect(carla.locator("main")).to_contain_text("Vul het aantal uren in.")
    expect(carla.locator('[name="text"]')).to_have_value(WORK)
    check_page(carla, *NAMES)
    carla.locator('[name="hours_per_week"]').fill("7,5")
    press(carla, "Voorstel versturen")
    expect(carla.locator("main")).to_contain_text("Antwoord uiterlijk over 14 dagen")
    check_page(carla, *NAMES)

    # The employer meets it first thing. Without a reason it is not sent; what was chosen stays.
    anna.goto(stack.url)
    anna.get_by_role("link", name="Voorstel lezen").click()
    expect(anna.locator("main")).to_contain_text(WORK)
    check_page(anna, *NAMES)
    tick(anna.get_by_label("Nee, dit kan niet"))
    press(anna, "Antwoord versturen")
    expect(anna.locator("main")).to_contain_text("Schrijf op waarom dit niet kan.")
    expect(anna.get_by_label("Nee, dit kan niet")).to_be_checked()
    check_page(anna, *NAMES)
    anna.locator('[name="reason"]').fill(REASON)
    press(anna, "Antwoord versturen")
    expect(anna.locator("main")).to_contain_text(REASON)
    check_page(anna, *NAMES)

    # The employee has a message that leads to the answer, and nothing to take back any more.
    carla.goto(f"{stack.url}/dossiers/berichten/")
    expect(carla.locator("main")).to_contain_text("Antwoord op een voorstel voor passend werk")
    carla.goto(f"{file}/passend-werk/")
    expect(carla.locator("main")).to_contain_text("Antwoord van de werkgever: nee")
    expect(carla.locator("main")).to_contain_text(REASON)
    expect(carla.get_by_text("Intrekken")).to_have_count(0)


def test_coaching_is_between_two(stack: Stack, person: LogIn) -> None:
    anna, ina, noor = person("anna").page, person("ina").page, person("noor").page
    carla = person("carla", PHONE).page
    case = report_sick(anna, stack, today() - timedelta(days=10), "")
    guide(ina, stack, case)
    file = f"{stack.url}/dossiers/{case}"

    noor.goto(f"{file}/coaching/schrijven/")
    noor.locator('[name="text"]').fill(NOTE)
    check_page(noor, *NAMES)
    press(noor, "Notitie vastleggen")
    expect(noor.locator("main")).to_contain_text(NOTE)
    carla.goto(file)
    carla.get_by_role("link", name="Notities lezen").click()
    expect(carla.locator("main")).to_contain_text(NOTE)
    check_page(carla, *NAMES)
    carla.get_by_role("link", name="Reageren").click()
    carla.locator('[name="text"]').fill(OWN)
    check_page(carla, *NAMES)
    press(carla, "Reactie vastleggen")
    expect(carla.locator("main")).to_contain_text(OWN)
    noor.reload()
    expect(noor.locator("main")).to_contain_text(OWN)
    check_page(noor, *NAMES)
    anna.goto(f"{file}/coaching/")
    expect(anna.locator("h1")).not_to_contain_text("Coaching")
