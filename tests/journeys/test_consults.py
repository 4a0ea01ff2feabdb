"""A question to the bedrijfsarts: read first on a phone, planned, missed and answered; the employer sees the day."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import check_page, tick
from tests.journeys.conftest import PHONE, Stack
from tests.journeys.test_spine import LogIn, press, report_sick, today
from tests.journeys.test_vision import guide

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

NAMES = ("Carla", "Bos")
QUESTION = "Welke taken passen nu, en hoeveel uur per dag?"
WORDS = "Graag ook over vroeg beginnen."
REPLY = "Ik stond in de file en belde meteen."


def test_from_the_question_to_a_missed_talk(stack: Stack, person: LogIn) -> None:
    anna, ina = person("anna").page, person("ina").page
    case = report_sick(anna, stack, today() - timedelta(days=20), "")
    guide(ina, stack, case)
    talks = f"{stack.url}/dossiers/{case}/spreekuur/"

    noor = person("noor").page
    noor.goto(talks)
    check_page(noor, *NAMES)
    noor.get_by_role("link", name="Vraag opschrijven").click()
    check_page(noor, *NAMES)
    tick(noor.locator('input[name="reason"][value="tasks"]'))
    noor.locator('[name="question"]').fill(QUESTION)
    press(noor, "Aan de werknemer voorleggen")
    expect(noor.locator("main")).to_contain_text("Vraag die bij de werknemer ligt")
    check_page(noor, *NAMES)

    carla = person("carla", PHONE).page
    read_and_add(stack, carla)
    plan(stack, person("bert").page, case)
    miss(stack, person("daan").page)
    reply(carla, talks)
    see_the_day_only(stack, person("anna", PHONE).page, talks)
    noor.goto(talks)
    expect(noor.locator("main")).to_contain_text(REPLY)
    mails = "".join(mail.read_text() for mail in stack.place.mail.glob("*.eml"))
    assert not [word for word in (QUESTION, WORDS, REPLY, "Kade 4") if word in mails]


def read_and_add(stack: Stack, carla: Page) -> None:
    """The employee finds it on the start page, and the exact words stand there."""
    carla.goto(stack.url)
    carla.get_by_role("link", name="Lezen en reageren").first.click()
    expect(carla.locator("main")).to_contain_text(QUESTION)
    check_page(carla, *NAMES)
    tick(carla.locator('input[name="reaction"][value="read"]'))
    carla.locator('[name="own_words"]').fill(WORDS)
    expect(carla.locator("[data-draft-status]")).to_contain_text("Concept bewaard")
    press(carla, "Reactie versturen")
    expect(carla.locator("main")).to_contain_text("De vraag gaat met uw woorden naar de bedrijfsarts")
    check_page(carla, *NAMES)


def plan(stack: Stack, bert: Page, case: int) -> None:
    """The planner gives it an hour, and never reads the question."""
    bert.goto(f"{stack.url}/agenda/")
    check_page(bert, *NAMES)
    bert.get_by_role("link", name="Plannen").first.click()
    check_page(bert, *NAMES)
    assert QUESTION not in bert.content()
    bert.locator('[name="day"]').fill(today().isoformat())
    bert.locator('[name="begins"]').fill("00:10")
    bert.locator('[name="ends"]').fill("00:05")
    tick(bert.locator('input[name="how"][value="visit"]'))
    bert.locator('[name="place"]').fill("Kade 4, Utrecht")
    press(bert, "Afspraak vastleggen")
    expect(bert.locator("main")).to_contain_text("Kies een tijd na het begin")
    check_page(bert, *NAMES)
    bert.locator('[name="ends"]').fill("00:40")
    press(bert, "Afspraak vastleggen")
    expect(bert.locator("main")).to_contain_text("De afspraak is vastgelegd")
    assert WORDS not in bert.content()
    assert stack.query(f"SELECT state FROM cases_consultappointment WHERE case_id = {case}") == [("planned",)]


def miss(stack: Stack, daan: Page) -> None:
    """The bedrijfsarts reads the question with the words of the employee, and says that nobody came."""
    daan.goto(f"{stack.url}/agenda/?per=dag")
    check_page(daan, *NAMES)
    daan.locator(".agenda-talk a").first.click()
    daan.get_by_text("Lees de vraag").first.click()
    expect(daan.locator("main")).to_contain_text(WORDS)
    check_page(daan, *NAMES)
    daan.get_by_role("link", name="Vastleggen hoe het ging").click()
    tick(daan.locator('input[name="held"][value="no"]'))
    tick(daan.locator('input[name="why"][value="too_late"]'))
    check_page(daan, *NAMES)
    press(daan, "Vastleggen")
    expect(daan.locator("main")).to_contain_text("De werknemer heeft te laat afgemeld")


def reply(carla: Page, talks: str) -> None:
    """The employee says himself how it came."""
    carla.goto(talks)
    carla.get_by_role("link", name="Hierop reageren").click()
    check_page(carla, *NAMES)
    carla.locator('[name="words"]').fill(REPLY)
    press(carla, "Reactie versturen")
    expect(carla.locator("main")).to_contain_text(REPLY)
    check_page(carla, *NAMES)


def see_the_day_only(stack: Stack, anna: Page, talks: str, stands: str = "Gesprek ging niet door") -> None:
    """The employer learns the day and whether the talk goes through, and nothing else."""
    anna.goto(talks)
    expect(anna.locator("main")).to_contain_text(stands)
    check_page(anna, *NAMES)
    told = anna.content()
    assert not [word for word in (QUESTION, WORDS, REPLY, "00.10", "Kade 4", "afgemeld") if word in told]
    anna.goto(f"{stack.url}/dossiers/berichten/")
    assert not [word for word in (QUESTION, WORDS, REPLY, "afgemeld") if word in anna.content()]


def test_bedrijfsarts_begins_a_talk_moves_it_and_calls_it_off(stack: Stack, person: LogIn) -> None:
    case = report_sick(person("anna").page, stack, today() - timedelta(days=20), "")
    talks, daan = f"{stack.url}/dossiers/{case}/spreekuur/", person("daan").page
    begin(daan, talks)
    carla = person("carla", PHONE).page
    carla.goto(talks)
    expect(carla.locator("main")).to_contain_text("Vervolg op een eerder gesprek")
    carla.get_by_role("link", name="Lezen en reageren").click()
    check_page(carla, *NAMES)
    tick(carla.locator('input[name="reaction"][value="read"]'))
    carla.locator('[name="own_words"]').fill(WORDS)
    press(carla, "Reactie versturen")
    expect(carla.locator("main")).to_contain_text("De bedrijfsarts leest uw woorden")
    see_the_day_only(stack, person("anna", PHONE).page, talks, "Gepland")
    change(daan, talks)


def begin(daan: Page, talks: str) -> None:
    """Nothing that was typed is lost when he looks elsewhere first."""
    daan.goto(talks)
    daan.get_by_role("link", name="Gesprek plannen").click()
    check_page(daan, *NAMES)
    tick(daan.locator('input[name="reason"][value="follow_up"]'))
    daan.locator('[name="question"]').fill(QUESTION)
    expect(daan.locator("[data-draft-status]")).to_contain_text("Concept bewaard")
    daan.goto(talks)
    daan.get_by_role("link", name="Gesprek plannen").click()
    expect(daan.locator("main")).to_contain_text("U was hier al aan begonnen")
    expect(daan.locator('[name="question"]')).to_have_value(QUESTION)
    daan.locator('[name="day"]').fill((today() + timedelta(days=7)).isoformat())
    daan.locator('[name="begins"]').fill("09:00")
    daan.locator('[name="ends"]').fill("09:30")
    tick(daan.locator('input[name="how"][value="visit"]'))
    daan.locator('[name="place"]').fill("Kade 4, Utrecht")
    press(daan, "Afspraak vastleggen")
    expect(daan.locator("main")).to_contain_text("De afspraak is vastgelegd")
    check_page(daan, *NAMES)


def change(daan: Page, talks: str) -> None:
    """Another hour, and then not at all."""
    daan.goto(talks)
    daan.get_by_role("link", name="Verplaatsen").click()
    check_page(daan, *NAMES)
    tick(daan.locator('input[name="why"][value="service"]'))
    daan.locator('[name="begins"]').fill("10:00")
    daan.locator('[name="ends"]').fill("10:20")
    press(daan, "Afspraak verplaatsen")
    expect(daan.locator("main")).to_contain_text("10.00–10.20 uur")
    daan.get_by_role("link", name="Afzeggen").click()
    check_page(daan, *NAMES)
    tick(daan.locator('input[name="why"][value="not_needed"]'))
    press(daan, "Afspraak afzeggen")
    expect(daan.locator("main")).to_contain_text("Afgezegd")
    check_page(daan, *NAMES)
