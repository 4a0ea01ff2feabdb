"""What must hold on every page, at the width of a phone and of a desk."""

import time
from collections.abc import Callable
from typing import Any

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Error, Locator, Page

WIDTHS = (360, 1440)
RULES = {"runOnly": {"type": "tag", "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}}
BEING_CHECKED: set[Page] = set()
SHAPE = """() => ({
  lang: document.documentElement.lang,
  h1: document.querySelectorAll('h1').length,
  main: document.querySelectorAll('main').length,
  skip: document.querySelectorAll('a.skip[href="#inhoud"]').length,
  sideways: document.documentElement.scrollWidth > document.documentElement.clientWidth,
})"""


def check_page(page: Page, *names: str) -> None:
    """No barrier, no sideways scrolling, the right skeleton, and nobody's name in the title."""
    before = page.viewport_size
    assert before is not None
    for width in WIDTHS:
        page.set_viewport_size({"width": width, "height": before["height"]})
        page.wait_for_load_state()  # a page that is just being opened has nothing in it yet
        where = f"{page.url} at {width}"
        shape = page.evaluate(SHAPE)
        assert shape == {"lang": "nl", "h1": 1, "main": 1, "skip": 1, "sideways": False}, f"{where}: {shape}"
        BEING_CHECKED.add(page)
        found = Axe().run(page, options=RULES)
        BEING_CHECKED.discard(page)
        assert found.violations_count == 0, f"{where}\n{found.generate_report()}"
    page.set_viewport_size(before)
    title = page.title()
    assert title.endswith("· Ontzorg"), title
    assert [name for name in names if name in title] == []


def tick(choice: Locator) -> None:
    """Choose a box or a radio, and once more when a busy browser lost the press, as it now and then does.

    `check` looks at the state first, so a press that came through late is not undone; a second loss is an error.
    """
    try:
        choice.check()
    except Error as lost:
        if "did not change its state" not in str(lost):
            raise
        choice.check()


def wait_for(condition: Callable[[], Any], seconds: float) -> Any:
    """Ask again until it is so."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        if found := condition():
            return found
        time.sleep(0.5)
    raise AssertionError("It did not happen in time")
