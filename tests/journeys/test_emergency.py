"""Break-glass with two administrators, each in a browser, and the question who it is with a code of the app."""

import re
from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.checks import check_page
from tests.journeys.conftest import PHONE, Stack
from tests.journeys.test_spine import LogIn, press, report_sick, today
from tests.second_factor import codes

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

NAMES = ("Carla", "Bos")
# Everybody showed who it is an hour ago; what a browser cannot wait for.
AN_HOUR_LATER = """
from django.contrib.sessions.backends.db import SessionStore
from django.contrib.sessions.models import Session
for row in Session.objects.order_by("pk"):
    store = SessionStore(row.session_key)
    for record in store.get("account_authentication_methods", []):
        record["at"] -= 3600
    store.modified = True
    store.save()
"""


def confirm(page: Page, stack: Stack, name: str, until: str) -> None:
    """Answer with a code of the app that was not used for logging in."""
    expect(page.get_by_role("heading", level=1)).to_have_text("Bent u het zelf?")
    check_page(page, *NAMES)
    for code in reversed(codes(stack.people["secrets"][name])):
        page.get_by_label("Code", exact=True).fill(code)
        page.get_by_role("button", name="Doorgaan").click()
        page.wait_for_load_state()
        if re.search(until, page.url):
            return
    raise AssertionError(f"None of the codes was taken: {page.inner_text('main')}")


def test_two_administrators_and_one_file(stack: Stack, person: LogIn) -> None:
    anna, bas, judith = person("anna").page, person("bas").page, person("judith", PHONE).page
    case = report_sick(anna, stack, today() - timedelta(days=2), "")
    [(number,)] = stack.query(
        f"SELECT to_char(reported_on, 'YY') || '-' || lpad(id::text, 4, '0') FROM cases_absencecase WHERE id = {case}"
    )
    bas.get_by_role("link", name="Noodtoegang").first.click()
    bas.get_by_label("Dossiernummer").fill(number)
    bas.get_by_label("Het dossier doet het niet").check()
    bas.get_by_label("Toelichting in één zin").fill("De pagina van dit dossier opent niet.")
    check_page(bas, *NAMES)
    press(bas, "Verzoek versturen")
    expect(bas.locator("main")).to_contain_text("Wacht op besluit")
    expect(bas.get_by_role("button", name="Toestaan")).to_have_count(0)
    judith.goto(f"{stack.url}/noodtoegang/")
    check_page(judith, *NAMES)
    judith.get_by_role("button", name=re.compile("^Toestaan")).click()
    expect(judith.locator("main")).to_contain_text("De noodtoegang is toegestaan")
    stack.manage("shell", "-c", AN_HOUR_LATER)
    bas.goto(f"{stack.url}/noodtoegang/")
    bas.get_by_role("link", name="Dossier bekijken").click()
    confirm(bas, stack, "bas", r"/noodtoegang/\d+/dossier/$")
    expect(bas.locator("main")).to_contain_text("Daan Dokter")
    expect(bas.locator("main")).to_contain_text(number)
    check_page(bas, *NAMES)
    looked = bas.url
    judith.goto(f"{stack.url}/noodtoegang/")
    judith.get_by_role("button", name="Beëindigen").click()
    expect(judith.locator("main")).to_contain_text("De noodtoegang is beëindigd")
    answer = bas.goto(looked)
    assert answer is not None
    assert answer.status == 404
    carla = person("carla").open(f"/dossiers/{case}/inzage/")
    expect(carla.locator("main")).to_contain_text("met akkoord van Judith Beheer")
    daan = person("daan").open("/dossiers/berichten/")
    expect(daan.locator("main")).to_contain_text("Noodtoegang tot dit dossier")


def test_copy_of_ones_own_data_asks_who_it_is(stack: Stack, person: LogIn) -> None:
    finn = person("finn", PHONE).open("/documenten/mijn-gegevens/")
    finn.get_by_role("button", name=re.compile("kopie maken", re.I)).click()
    expect(finn.get_by_role("link", name="Kopie downloaden")).to_be_visible(timeout=60_000)
    stack.manage("shell", "-c", AN_HOUR_LATER)
    finn.get_by_role("link", name="Kopie downloaden").click()
    expect(finn.get_by_role("heading", level=1)).to_have_text("Bent u het zelf?")
    with finn.expect_download() as download:
        confirm(finn, stack, "finn", r"verder=1$")
    assert download.value.suggested_filename.startswith("mijn-gegevens-")
    expect(finn.locator("main")).to_contain_text("Het downloaden begint vanzelf")
