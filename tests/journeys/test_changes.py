"""Changes of a file in the browser: seen first, then carried through, and the dates are those that were shown."""

import re
import subprocess
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from cases.timeline.explain import format_date
from tests.journeys.checks import check_page, tick
from tests.journeys.conftest import DESK, PHONE, Person, Stack
from tests.journeys.test_spine import LogIn, due_dates, press, report_sick, today, wait_for

pytestmark = pytest.mark.xdist_group("journeys")


@pytest.fixture(autouse=True)
def _leave_no_files(stack: Stack) -> Iterator[None]:
    """The installation is shared with the other stories: they begin without files and without mail."""
    yield
    wait_for(lambda: not _unsent(stack), 60)
    stack.query_and_commit("TRUNCATE cases_absencecase CASCADE")
    for mail in stack.place.mail.glob("*.eml"):
        mail.unlink()


def _unsent(stack: Stack) -> int:
    return int(stack.query("SELECT count(*) FROM cases_notice WHERE mailed_at IS NULL")[0][0])


def preview(page: Page, **answers: str) -> Locator:
    """Fill in; the dates come by themselves. Returns the part that shows them."""
    for name, value in answers.items():
        control = page.locator(f'#wijziging [name="{name}"]')
        if control.first.get_attribute("type") == "radio":
            tick(page.locator(f'#wijziging [name="{name}"][value="{value}"]'))
        else:
            control.fill(value)
    press(page, "Bekijk gevolgen")
    page.wait_for_load_state()
    shown = page.locator("#gevolgen .comparison")
    shown.wait_for()
    check_page(page, "Carla", "Bos")
    return shown


def carry_through(person: Person, case: int) -> None:
    person.page.locator("#gevolgen").get_by_role("button", name="Doorvoeren").click()
    person.page.wait_for_url(f"**/dossiers/{case}/")
    check_page(person.page, "Carla", "Bos")


def differing(stack: Stack) -> list[str]:
    """Where stored steps are not those of a new computation."""
    try:
        lines = stack.manage("check_timelines").splitlines()
    except subprocess.CalledProcessError as found:
        lines = found.stdout.splitlines()
    return [line for line in lines if "no differences" not in line]


def said(day: date) -> str:
    return format_date(day)


def test_composite_absence_shows_its_dates_before_it_is_reported(stack: Stack, person: LogIn) -> None:
    """Sick, recovered for three weeks, sick again: the old dates stand still, the new ones are 21 days later."""
    anna, now = person("anna", PHONE), today()
    first, fit, again = now - timedelta(days=60), now - timedelta(days=24), now - timedelta(days=3)
    case = report_sick(anna.page, stack, first, "nieuw dossier")
    planned = due_dates(stack, case)
    anna.open(f"/dossiers/{case}/")
    anna.page.get_by_role("link", name="Wijziging doorgeven").click()
    check_page(anna.page, "Carla", "Bos")
    anna.page.get_by_role("link", name="Beter melden").click()
    shown = preview(anna.page, recovered_on=fit.isoformat())
    expect(shown).to_contain_text(said(fit + timedelta(days=28)))
    assert due_dates(stack, case) == planned
    carry_through(anna, case)
    assert due_dates(stack, case) == {}
    anna.open(f"/dossiers/{case}/wijzigen/terugval/")
    shown = preview(anna.page, first_sick_day=again.isoformat())
    for key in ("wia_application", "end_of_waiting_period"):
        expect(shown).to_contain_text(said(planned[key] + timedelta(days=21)))
    press(anna.page, "Verder met de ziekmelding")
    expect(anna.page.locator('[name="first_sick_day"]')).to_have_value(again.isoformat())
    assert report_sick(anna.page, stack, again, "gaat verder") == case
    after = due_dates(stack, case)
    assert after["end_of_waiting_period"] == planned["end_of_waiting_period"] + timedelta(days=21)
    assert differing(stack) == []


def file_of_noor(stack: Stack, person: LogIn, first: date) -> tuple[int, Person]:
    """A file that the sweep gave to an Ontzorgmanager; here to Noor."""
    case = report_sick(person("anna").page, stack, first, "nieuw dossier")
    ina = person("ina")
    ina.open(f"/dossiers/{case}/ontzorgmanager/")
    tick(ina.page.get_by_label("Noor de Wit"))
    press(ina.page, "Dossier toewijzen")
    ina.page.wait_for_url(f"**/dossiers/{case}/")
    return case, person("noor")


def test_what_if_is_tried_twice_and_carried_through_once(stack: Stack, person: LogIn) -> None:
    """Leave of sixteen weeks, then of ten: only the second one is kept, and the dates are as they were shown."""
    now = today()
    case, noor = file_of_noor(stack, person, now - timedelta(days=30))
    before, page = due_dates(stack, case), noor.open(f"/dossiers/{case}/wijzigen/verlof/")
    first = now - timedelta(days=10)
    for days in (112, 70):
        last = first + timedelta(days=days - 1)
        shown = preview(page, first=first.isoformat(), last=last.isoformat())
        expect(shown).to_contain_text(f"{days} dagen later")
        assert due_dates(stack, case) == before
    page.locator('#wijziging [name="last"]').fill((last + timedelta(days=7)).isoformat())
    page.locator('#wijziging [name="last"]').blur()
    expect(page.locator("#gevolgen .comparison")).to_contain_text("77 dagen later")
    carry_through(noor, case)
    expect(page.locator("#vastgelegd")).to_contain_text("77 dagen die niet meetellen")
    after = due_dates(stack, case)
    for key in ("first_year_evaluation", "wia_application", "end_of_waiting_period"):
        assert after[key] == before[key] + timedelta(days=77), key
    assert differing(stack) == []


def last_paid(stack: Stack, case: int) -> Any:
    return due_dates(stack, case)["end_of_waiting_period"]


def test_wage_sanction_is_shortened_and_taken_back(stack: Stack, person: LogIn) -> None:
    """UWV lets the employer pay on; the repair shortens it; taken back, every date is the old one again."""
    now = today()
    case, noor = file_of_noor(stack, person, now - timedelta(days=700))
    end = last_paid(stack, case)
    page = noor.open(f"/dossiers/{case}/wijzigen/stap-op-een-andere-dag/")  # the WIA application, chosen first
    preview(page, done_on=(now - timedelta(days=60)).isoformat())
    carry_through(noor, case)
    page = noor.open(f"/dossiers/{case}/wijzigen/loonsanctie/")
    until = end + timedelta(days=364)
    sanction = {"on": (now - timedelta(days=20)).isoformat(), "until": until.isoformat(), "ground": "substantive"}
    expect(preview(page, **sanction)).to_contain_text("364 dagen later")
    carry_through(noor, case)
    assert last_paid(stack, case) == until
    page = noor.open(f"/dossiers/{case}/wijzigen/tekort-hersteld/")
    repaired = now - timedelta(days=2)
    expect(preview(page, on=repaired.isoformat())).to_contain_text(said(repaired + timedelta(days=42)))
    carry_through(noor, case)
    assert last_paid(stack, case) == repaired + timedelta(days=42)
    anna = person("anna", DESK)
    expect(anna.open(f"/dossiers/{case}/").locator("#vastgelegd")).to_contain_text("Noor de Wit")
    for term in ("Tekort hersteld volgens UWV", "Loonsanctie"):
        noor.page.get_by_role("link", name=re.compile(rf"^Intrekken\s*: {term}$")).click()
        preview(noor.page)
        noor.page.locator("#gevolgen").get_by_role("button", name="Intrekken").click()
        noor.page.wait_for_url(f"**/dossiers/{case}/")
    assert last_paid(stack, case) == end
    assert differing(stack) == []
