"""What somebody types stays that person's: also when the page is left at once, the line is gone, or another logs in."""

from datetime import timedelta

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.conftest import Stack
from tests.journeys.test_spine import LogIn, report_sick, today
from tests.journeys.test_vision import guide

pytestmark = [pytest.mark.xdist_group("journeys"), pytest.mark.usefixtures("no_files_left")]

FIRST, SECOND = "Wij bellen donderdag over de eerste uren.", "Dit is alleen van mij."


def test_words_stay_with_who_typed_them(stack: Stack, person: LogIn) -> None:
    case = report_sick(person("anna").page, stack, today() - timedelta(days=20), "")
    guide(person("ina").page, stack, case)
    writing = f"{stack.url}/dossiers/{case}/berichten/nieuw/"
    noor = person("noor")
    leave_at_once(noor.page, writing)
    without_a_line(noor.page)
    noor.complaints[:] = [one for one in noor.complaints if "ERR_INTERNET_DISCONNECTED" not in one]
    another_logs_in(noor.page, person("anna").page, writing)


def leave_at_once(noor: Page, writing: str) -> None:
    """Before the words were kept: by a link, and by another address."""
    noor.goto(writing)
    noor.locator('[name="text"]').fill(FIRST)
    noor.get_by_role("link", name="Ontzorg").first.click()
    expect(noor.locator("h1")).not_to_have_text("Nieuw bericht")
    noor.goto(writing)
    expect(noor.locator('[name="text"]')).to_have_value(FIRST)
    noor.locator('[name="text"]').fill(SECOND)
    noor.goto("about:blank")
    noor.goto(writing)
    expect(noor.locator('[name="text"]')).to_have_value(SECOND)


def without_a_line(noor: Page) -> None:
    """The tab keeps a copy until the server can be reached."""
    noor.context.set_offline(True)
    noor.locator('[name="text"]').fill(f"{SECOND} {FIRST}")
    expect(noor.locator("[data-draft-status]")).to_contain_text("Nog niet bewaard")
    noor.context.set_offline(False)
    assert SECOND in "".join(copies(noor))


def another_logs_in(noor: Page, anna: Page, writing: str) -> None:
    """In the same tab: the next person finds nothing of it."""
    session = next(one for one in anna.context.cookies() if one["name"] == "sessionid")
    noor.context.clear_cookies()
    noor.context.add_cookies([session])
    noor.goto(writing)
    expect(noor.locator('[name="text"]')).to_have_value("")
    assert copies(noor) == []


def copies(page: Page) -> list[str]:
    found: list[str] = page.evaluate(
        "Object.keys(sessionStorage).filter((key) => key.startsWith('draft:')).map((key) => sessionStorage[key])"
    )
    return found
