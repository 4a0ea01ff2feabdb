"""The werknemersvisie on a phone: words survive a killed server and a lost session; one answer is for the employer."""

import io
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from ontzorg.local.processes import kill_group
from ontzorg.local.serve import wait_until_healthy
from tests.journeys.checks import check_page, tick
from tests.journeys.conftest import PHONE, Stack
from tests.journeys.test_spine import LogIn, press, report_sick, today, wait_for

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

NAMES = ("Carla", "Bos")
CAN = "Twee uur per dag inpakken aan de tafel"
GOAL = "Drie ochtenden achter de toonbank"
QUESTION = "Mag ik om tien uur beginnen?"


def test_employee_writes_shares_and_prepares(stack: Stack, person: LogIn) -> None:
    anna, ina = person("anna").page, person("ina").page
    carla = person("carla", PHONE).page
    case = report_sick(anna, stack, today() - timedelta(days=20), "")
    guide(ina, stack, case)
    file = f"{stack.url}/dossiers/{case}"

    # Typed on a phone, kept while the server is killed and starts anew.
    carla.goto(stack.url)
    carla.get_by_role("link", name="Uw visie op werk").click()
    check_page(carla, *NAMES)
    carla.get_by_role("link", name="Visie schrijven").click()
    check_page(carla, *NAMES)
    carla.locator('[name="still_can"]').fill(CAN)
    expect(carla.locator("[data-draft-status]")).to_contain_text("Concept bewaard")
    restart_web(stack)
    carla.goto(f"{file}/visie/invullen/")
    expect(carla.locator('[name="still_can"]')).to_have_value(CAN)

    # The session is gone: after a new log-in the words are still there, and the switch as well.
    carla.locator('[name="goal"]').fill(GOAL)
    tick(carla.locator('[name="still_can__employer"]'))
    kept = "SELECT count(*) FROM accounts_draft WHERE data ?& ARRAY['goal', 'still_can__employer']"
    wait_for(lambda: stack.query(kept) == [(1,)], 60)
    stack.query_and_commit("DELETE FROM django_session")
    carla = person("carla", PHONE).page
    carla.goto(f"{file}/visie/invullen/")
    expect(carla.locator('[name="goal"]')).to_have_value(GOAL)
    expect(carla.locator('[name="still_can__employer"]')).to_be_checked()
    press(carla, "Visie bewaren")
    expect(carla.locator("main")).to_contain_text("Uw visie is bewaard")
    expect(carla.locator("main")).to_contain_text(GOAL)
    check_page(carla, *NAMES)
    [(done,)] = stack.query(f"SELECT recorded_as FROM cases_completion WHERE case_id = {case} AND key LIKE '%intake'")
    assert done == "employee"

    # The employer is told, and reads this one answer only.
    anna = person("anna").page
    anna.goto(f"{stack.url}/dossiers/berichten/")
    expect(anna.locator("main")).to_contain_text("Werknemer deelt antwoorden")
    anna.goto(f"{file}/visie/")
    expect(anna.locator("main")).to_contain_text(CAN)
    expect(anna.locator("main")).not_to_contain_text(GOAL)
    check_page(anna, *NAMES)

    # The sheet for the talk: own questions are kept, and stand on the PDF.
    carla.goto(f"{file}/gesprek/werkgever/")
    carla.locator('[name="questions"]').fill(QUESTION)
    expect(carla.locator("[data-draft-status]")).to_contain_text("Concept bewaard")
    check_page(carla, *NAMES)
    text = " ".join(sheet(carla).split())
    shared, private = text.split("Dit leest uw werkgever niet", 1)
    assert (CAN in shared, GOAL in shared, GOAL in private, QUESTION in private) == (True, False, True, True)

    # What is taken back is gone at once.
    carla.goto(f"{file}/visie/")
    carla.locator('[name="still_can__employer"]').uncheck()
    press(carla, "Keuzes bewaren")
    expect(carla.locator("main")).to_contain_text("Uw keuzes zijn bewaard")
    anna.goto(f"{file}/visie/")
    expect(anna.locator("main")).to_contain_text("De werknemer deelt nu niets met u")


def restart_web(stack: Stack) -> None:
    """The server is killed in the middle of its work."""
    web = stack.processes.children.pop("web")
    kill_group(web)
    web.wait(timeout=30)
    stack.processes.start("web", stack.lines["web"], stack.environment)
    wait_until_healthy(stack.processes, int(stack.url.rsplit(":", 1)[1]))


def guide(page: Page, stack: Stack, case: int) -> None:
    """The desk chooses an Ontzorgmanager."""
    page.goto(f"{stack.url}/dossiers/{case}/ontzorgmanager/")
    page.get_by_label("Noor de Wit").check()
    press(page, "Dossier toewijzen")
    page.wait_for_url(f"**/dossiers/{case}/")


def sheet(page: Page) -> str:
    """The words on the PDF, which is tagged and in Dutch."""
    with page.expect_download() as download:
        page.get_by_role("link", name="Downloaden als PDF").click()
    content = download.value.path().read_bytes()
    reader = PdfReader(io.BytesIO(content))
    catalog = reader.trailer["/Root"]
    assert (catalog["/Lang"], bool(catalog["/MarkInfo"]["/Marked"])) == ("nl", True)  # type: ignore[index]  # by key
    return "\n".join(found.extract_text() for found in reader.pages)
