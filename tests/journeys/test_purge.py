"""Two years later: a file that is evidence stays, and afterwards it is gone from every page."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import expect

from tests.journeys.checks import check_page, tick
from tests.journeys.conftest import DESK, PHONE, Stack
from tests.journeys.test_spine import LogIn, press, report_sick, today, wait_for

pytestmark = pytest.mark.xdist_group("journeys")


@pytest.fixture(autouse=True)
def _leave_no_files(stack: Stack) -> Iterator[None]:
    """The installation is shared with the other stories: they begin without files and without mail."""
    yield
    wait_for(lambda: not stack.query("SELECT 1 FROM cases_notice WHERE mailed_at IS NULL"), 60)
    stack.query_and_commit("TRUNCATE cases_absencecase, cases_purgerecord CASCADE")
    for mail in stack.place.mail.glob("*.eml"):
        mail.unlink()


def test_file_stays_while_it_is_evidence_and_is_gone_afterwards(stack: Stack, person: LogIn) -> None:
    anna, ina = person("anna", PHONE), person("ina", DESK)
    case = report_sick(anna.page, stack, today(), "nieuw dossier")
    long_ago = today().replace(day=1, year=today().year - 3)
    stack.query_and_commit(
        f"UPDATE cases_absencecase SET state = 'closed', recovered_on = '{today()}', closed_on = '{long_ago}' "
        f"WHERE id = {case}"
    )

    ina.open(f"/dossiers/{case}/")
    ina.page.get_by_role("link", name="Langer bewaren").click()
    check_page(ina.page, "Carla", "Bos")
    tick(ina.page.get_by_label("Procedure over een loonsanctie"))
    press(ina.page, "Langer bewaren")
    expect(ina.page.locator(".page-head")).to_contain_text("Dit dossier blijft langer bewaard sinds")
    anna.open(f"/dossiers/{case}/")
    expect(anna.page.locator(".page-head")).to_contain_text("Procedure over een loonsanctie")
    check_page(anna.page, "Carla", "Bos")

    assert "file: 0 rows removed" in stack.manage("purge")
    ina.open(f"/dossiers/{case}/bewaren/")
    press(ina.page, "Beëindigen")
    expect(ina.page.locator("main")).to_contain_text("weer de gewone bewaartermijn")
    assert "file: 1 due" in stack.manage("purge", "--dry-run")
    stack.manage("purge")

    assert stack.query("SELECT count(*) FROM cases_absencecase") == [(0,)]
    for who in (anna, ina):
        assert who.page.goto(f"{stack.url}/dossiers/{case}/").status == 404  # type: ignore[union-attr]  # it answers
        who.open("/dossiers/?q=Bos")
        expect(who.page.locator("main")).not_to_contain_text("C. Bos")
    ina.open("/dossiers/bewaartermijnen/")
    expect(ina.page.locator("main")).to_contain_text("Dossiers, tot en met")
    check_page(ina.page, "Carla", "Bos")
