"""Messages: an employee asks on a phone, the Ontzorgmanager answers, the employer finds nothing; who read it shows."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.documents.papers import make_image
from tests.journeys.checks import check_page, tick
from tests.journeys.conftest import PHONE, Stack
from tests.journeys.test_spine import LogIn, press, report_sick, today, wait_for

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

NAMES = ("Carla", "Bos")
SUBJECT = "Uren in maart"
ASKED = "Kan ik in maart twee ochtenden thuis werken?"
ANSWERED = "Dat kan. Ik bel u maandag over de uren."


def test_employee_asks_and_the_employer_sees_nothing(stack: Stack, person: LogIn) -> None:
    anna, ina, noor = (person(name).page for name in ("anna", "ina", "noor"))
    carla = person("carla", PHONE).page
    case = report_sick(anna, stack, today() - timedelta(days=20), "")
    ina.goto(f"{stack.url}/dossiers/{case}/ontzorgmanager/")
    ina.get_by_label("Noor de Wit").check()
    press(ina, "Dossier toewijzen")
    ina.wait_for_url(f"**/dossiers/{case}/")
    file = f"{stack.url}/dossiers/{case}"

    _ask(carla, file)
    waits = "SELECT count(*) FROM cases_notice WHERE kind = 'message_sent' AND mailed_at IS NOT NULL"
    wait_for(lambda: stack.query(waits) == [(1,)], 60)
    assert not [mail for mail in stack.mails() for words in (SUBJECT, ASKED) if words in mail.as_string()]
    place = _answer(noor, stack.url)

    # The employer finds no trace of it.
    for url in (stack.url, f"{file}/", f"{file}/berichten/", f"{stack.url}/dossiers/berichten/"):
        anna.goto(url)
        _nothing_of_it(anna)
    check_page(anna, *NAMES)
    answer = anna.goto(place)
    assert answer is not None
    assert answer.status == 404

    # The employee reads the answer, and both see by whom.
    carla.goto(stack.url)
    expect(carla.locator("main")).to_contain_text("Er is een nieuw bericht voor u")
    carla.goto(place)
    expect(carla.locator("main")).to_contain_text(ANSWERED)
    expect(carla.locator("main")).to_contain_text("Gelezen door Noor de Wit (Ontzorgmanager) op")
    noor.reload()
    expect(noor.locator("main")).to_contain_text("Gelezen door Carla Bos (Werknemer) op")
    carla.goto(stack.url)
    expect(carla.locator("main")).not_to_contain_text("nieuw bericht")


def _ask(carla: Page, file: str) -> None:
    """On a phone: chosen, typed, kept while typing, with a picture."""
    carla.goto(f"{file}/")
    carla.locator("#berichten").get_by_role("link", name="Nieuw bericht").click()
    check_page(carla, *NAMES)
    tick(carla.get_by_label("De Ontzorgmanager"))
    carla.get_by_label("Onderwerp").fill(SUBJECT)
    carla.get_by_label("Uw bericht").fill(ASKED)
    expect(carla.locator("[data-draft-status]")).to_contain_text("Concept bewaard")
    carla.goto(f"{file}/berichten/nieuw/")
    expect(carla.get_by_label("Uw bericht")).to_have_value(ASKED)
    expect(carla.get_by_label("De Ontzorgmanager")).to_be_checked()
    carla.get_by_text("Bijlage toevoegen").click()
    picture = {"name": "rooster Carla.jpg", "mimeType": "image/jpeg", "buffer": make_image(place=True)}
    carla.locator('[name="file"]').set_input_files(picture)
    tick(carla.locator('[name="no_medical"]'))
    press(carla, "Bericht versturen")
    expect(carla.locator("main")).to_contain_text("Ontzorgmanager: nog niet gelezen")
    expect(carla.get_by_label("Uw bericht")).to_have_value("")
    check_page(carla, *NAMES)


def _answer(noor: Page, url: str) -> str:
    """Found on the start page, read, the file taken along, and answered; the address of it."""
    noor.goto(url)
    noor.get_by_role("link", name="Bericht lezen").click()
    check_page(noor, *NAMES)
    noor.get_by_role("link", name=SUBJECT).click()
    check_page(noor, *NAMES)
    with noor.expect_download() as download:
        noor.get_by_role("link", name="Bijlage downloaden").click()
    assert download.value.suggested_filename.startswith("bijlage-")
    assert b"Kliniek" not in download.value.path().read_bytes()
    noor.get_by_label("Uw bericht").fill(ANSWERED)
    press(noor, "Antwoord versturen")
    expect(noor.locator("main")).to_contain_text("Werknemer: nog niet gelezen")
    return noor.url


def _nothing_of_it(page: Page) -> None:
    words = page.locator("body").inner_text()
    assert [word for word in (SUBJECT, ASKED, ANSWERED, "Nieuw bericht voor u") if word in words] == []
