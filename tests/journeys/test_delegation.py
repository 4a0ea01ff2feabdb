"""Delegated advice: a delegate writes in the name of the bedrijfsarts, and after the end sees nothing."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import check_page
from tests.journeys.conftest import Stack
from tests.journeys.test_spine import LogIn, fill, pick, press, report_sick, today

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

NAMES = ("Carla", "Bos")


def test_delegated_advice_before_and_after_the_end(stack: Stack, person: LogIn) -> None:
    day = today()
    anna, daan, dewi = person("anna").page, person("daan").page, person("dewi").page
    case = report_sick(anna, stack, day - timedelta(days=2), "")

    # Nothing was left to her: no file, by list or by address.
    expect(dewi.get_by_role("heading", level=1)).to_have_text("Er loopt geen taakdelegatie")
    check_page(dewi, *NAMES)
    assert _status(dewi, f"{stack.url}/dossiers/{case}/") == 404

    daan.goto(f"{stack.url}/werkgevers/taakdelegatie/")
    daan.locator('[name="delegate"]').select_option(label="Dewi Begeleider")
    pick(daan, "tasks", "problem_analysis")
    fill(daan, valid_from=day.isoformat(), valid_to=(day + timedelta(days=30)).isoformat())
    check_page(daan, *NAMES)
    press(daan, "Taken overdragen")
    expect(daan.locator("main")).to_contain_text("Loopt")

    # In the name of the doctor: what was left to her, and no more.
    dewi.goto(stack.url)
    expect(dewi.locator("main")).to_contain_text("namens bedrijfsarts Daan Dokter")
    expect(dewi.locator("main")).to_contain_text("Probleemanalyse maken")
    expect(dewi.locator("main")).not_to_contain_text("Inschatten")
    check_page(dewi, *NAMES)
    assert _status(dewi, f"{stack.url}/dossiers/{case}/inschatting/") == 403
    write_draft(dewi, stack, case)
    expect(dewi.locator("main")).to_contain_text("De bedrijfsarts leest dit na en ondertekent")
    expect(dewi.locator("main")).to_contain_text("Dewi Begeleider, namens bedrijfsarts Daan Dokter")
    expect(dewi.get_by_role("button", name="Ondertekenen")).to_have_count(0)
    check_page(dewi, *NAMES)
    document = dewi.url

    trail = stack.query(
        "SELECT u.name, b.name FROM accounts_auditevent e JOIN accounts_user u ON u.id = e.actor_id "
        "JOIN accounts_user b ON b.id = e.on_behalf_of_id WHERE e.action = 'draft_problem_analysis'"
    )
    assert trail == [("Dewi Begeleider", "Daan Dokter")]

    daan.goto(f"{document}ondertekenen/")
    expect(daan.locator("main")).to_contain_text("Dewi Begeleider, namens bedrijfsarts Daan Dokter")
    fill(daan, place="Utrecht")
    press(daan, "Ondertekenen")
    expect(daan.locator("main")).to_contain_text("De probleemanalyse is ondertekend")

    daan.goto(f"{stack.url}/werkgevers/taakdelegatie/")
    daan.locator("summary", has_text="Beëindigen").click()
    press(daan, "Nu beëindigen")
    expect(daan.locator("main")).to_contain_text("Eerder beëindigd")

    # At once, in the session that was open: neither file nor document, and the start page says why.
    for address in (f"{stack.url}/dossiers/{case}/", document):
        assert _status(dewi, address) == 404
    dewi.goto(stack.url)
    expect(dewi.get_by_role("heading", level=1)).to_have_text("Er loopt geen taakdelegatie")
    # What she wrote stays, and still says in whose name.
    anna.goto(document)
    expect(anna.locator("main")).to_contain_text("Dewi Begeleider, namens bedrijfsarts Daan Dokter")


def write_draft(page: Page, stack: Stack, case: int) -> None:
    page.goto(f"{stack.url}/documenten/dossier/{case}/probleemanalyse/")
    fill(page, consult_on=today().isoformat(), max_hours_per_day="4")
    for name, value in {
        "expected_long_term": "yes",
        "work_related": "unknown",
        "work_conflict": "no",
        "work_accident": "no",
        "suitable_work": "adapted",
        "full_recovery": "yes",
        "end_goal": "own_work",
    }.items():
        pick(page, name, value)
    check_page(page, *NAMES)
    press(page, "Bewaren en nalezen")
    page.wait_for_url(re.compile(r"/documenten/[0-9]+/$"))


def _status(page: Page, address: str) -> int:
    answer = page.goto(address)
    assert answer is not None
    return answer.status
