"""A narrow slice of the odd and hostile values; `script/manage fuzz` sends them all."""

import logging
from collections.abc import Iterator

import pytest
from django.db import connection

from accounts.rls import APP_ROLE
from accounts.terms import HUMAN_ROLES
from ontzorg.isolation.forms_found import forms_on
from ontzorg.isolation.fuzz import Fuzz
from ontzorg.isolation.marks import spread_numbers
from ontzorg.isolation.ownership import Ownership
from ontzorg.isolation.scratch import scratch_files
from ontzorg.isolation.tables import all_rows, models
from ontzorg.isolation.world import make_world

PAGE = """
<a href="/lijst/?q=1&volgorde=naam">x</a><a href="https://elders.example/?a=1">y</a>
<form method="post" action="/melden/"><input name="dag" value="2026-01-05"><input type="checkbox" name="ja" value="1">
<select name="soort"><option value="a">A<option value="b" selected>B</select><textarea name="tekst"></textarea>
<input type="submit" name="weg"></form><form><input name="q"></form>
"""


def test_forms_and_questions_of_a_page_are_found() -> None:
    found = {(form.method, form.action): form.values for form in forms_on("/nu/", PAGE)}
    assert found == {
        ("post", "/melden/"): {"dag": "2026-01-05", "ja": "", "soort": "b", "tekst": ""},
        ("get", "/nu/"): {"q": ""},
        ("get", "/lijst/"): {"q": "1", "volgorde": "naam"},
    }


@pytest.fixture
def _silence() -> Iterator[None]:
    logging.disable(logging.CRITICAL)
    with scratch_files():
        yield
    logging.disable(logging.NOTSET)


@pytest.mark.usefixtures("_silence")
def test_odd_values_crash_nothing_and_show_nothing_of_others(db: None) -> None:
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        spread_numbers()
        cursor.execute(f"SET ROLE {APP_ROLE}")
    ownership = Ownership(make_world())
    people = ownership.world.people()
    everything = all_rows(people, models())
    fuzz = Fuzz(ownership, everything, lambda line: None, share=0.01)
    fuzz.run(HUMAN_ROLES)
    assert fuzz.problems == []
    assert fuzz.sent > 100
