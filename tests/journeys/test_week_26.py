"""Week 26: the employee, on a phone, finds out what long sickness does to income; nobody else does but the guide."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import check_page
from tests.journeys.conftest import PHONE, Stack
from tests.journeys.test_spine import LogIn, fill, pick, press, today

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

NAMES = ("Finn", "Prins")


def test_employee_computes_and_says_to_have_seen_it(stack: Stack, person: LogIn) -> None:
    eva, ina, noor = person("eva").page, person("ina").page, person("noor").page
    finn = person("finn", PHONE).page
    case = report_long_ago(eva, stack)
    guide(ina, stack, case)
    file = f"{stack.url}/dossiers/{case}"

    # The card of week 26 leads to the questions; the employer is asked for the wage.
    finn.goto(stack.url)
    expect(finn.locator("main")).to_contain_text("Bekijk wat er met uw inkomen kan gebeuren")
    check_page(finn, *NAMES)
    finn.get_by_role("link", name="Inkomen bekijken").click()
    check_page(finn, *NAMES)
    press(finn, "Vragen aan uw werkgever")
    expect(finn.locator("main")).to_contain_text("Wacht op uw werkgever")

    eva.goto(stack.url)
    eva.get_by_role("link", name="Vraag beantwoorden").first.click()
    check_page(eva, *NAMES)
    fill(eva, gross_month_wage="3.950", extra_year_wage="1.200", contract_hours="36")
    press(eva, "Antwoord versturen")

    # What the employer gave is offered; a row comes and goes; what was typed survives a closed page.
    finn.goto(f"{file}/inkomen/nieuw/")
    expect(finn.locator("main")).to_contain_text("€ 3950 per maand")
    expect(finn.locator('[name="gross_month_wage"]')).to_have_value("")
    press(finn, "Deze cijfers overnemen")
    expect(finn.locator('[name="gross_month_wage"]')).to_have_value("3950")
    pick(finn, "weeks_26_of_36", "yes")
    press(finn, "Eigen voorbeeld toevoegen")
    fill(finn, **{"own-0-ao_pct": "45", "own-0-earned_month": "1500"})
    expect(finn.locator("[data-draft-status]")).to_contain_text("Concept bewaard")
    check_page(finn, *NAMES)
    finn.goto(f"{file}/inkomen/nieuw/")
    expect(finn.locator('[name="own-0-ao_pct"]')).to_have_value("45")
    press(finn, "Berekenen")

    # (3950 × 1.08) + 100 = 4366 a month; 70% in the second year.
    expect(finn.locator("main")).to_contain_text("Hoe meer u werkt, hoe hoger uw totale inkomen.")
    expect(finn.locator("main")).to_contain_text("€ 4.366,00")
    expect(finn.locator("main")).to_contain_text("€ 3.056,20")
    expect(finn.locator(".income-scene")).to_have_count(7)
    check_page(finn, *NAMES)
    result = finn.url
    with finn.expect_download() as download:
        finn.get_by_role("link", name="Downloaden als PDF").click()
    assert download.value.suggested_filename.startswith("berekening-")
    press(finn, "Ik heb dit gezien")
    expect(finn.locator("main")).to_contain_text("U heeft laten weten dat u deze berekening heeft gezien.")

    # The Ontzorgmanager reads along; the step is done on this day.
    noor.goto(result)
    expect(noor.locator("main")).to_contain_text("€ 3.056,20")
    check_page(noor, *NAMES)
    done = f"SELECT done_on, recorded_as FROM cases_completion WHERE case_id = {case} AND key = 'wia_income_insight'"
    assert stack.query(done) == [(today(), "employee")]

    # Employer and insurer: as if it did not exist. What is stored is a token.
    for stranger in (eva, ina):
        for address in (result, f"{file}/inkomen/", f"{file}/inkomen/nieuw/"):
            assert _status(stranger, address) == 404
    [(stored,)] = stack.query(f"SELECT content FROM cases_wiacalculation WHERE case_id = {case}")
    assert stored.startswith("gAAAA")


def report_long_ago(page: Page, stack: Stack) -> int:
    """Sick for 178 days, reported today."""
    first = (today() - timedelta(days=178)).isoformat()
    page.goto(f"{stack.url}/dossiers/ziek-melden/{stack.people['finn']}/")
    fill(page, first_sick_day=first, contact_phone="06 12 34 56 78", stay_address="Garageweg 9, Ede")
    pick(page, "expected_duration", "longer")
    for question in ("vangnet_applies", "work_accident", "recourse_possible"):
        pick(page, question, "no")
    press(page, "Verder naar controleren")
    press(page, "Ziekmelding versturen")
    page.wait_for_url("**/dossiers/*/")
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def guide(page: Page, stack: Stack, case: int) -> None:
    """The desk chooses an Ontzorgmanager."""
    page.goto(f"{stack.url}/dossiers/{case}/ontzorgmanager/")
    page.get_by_label("Noor de Wit").check()
    press(page, "Dossier toewijzen")
    page.wait_for_url(f"**/dossiers/{case}/")


def _status(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer is not None
    return answer.status
