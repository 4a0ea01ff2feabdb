"""The small line of time in the lists lasts as long as the file."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from cases import operations
from cases.models import AbsenceCase
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make
from tests.factories import employers

TODAY = date(2026, 3, 2)
FIRST = date(2024, 3, 11)  # 104 weeks end on 8 March 2026
LISTS = pytest.mark.parametrize(
    ("name", "address"),
    [("noor", "start"), ("bert", "start"), ("daan", "start"), ("anna", "cases:list"), ("ina", "cases:list")],
)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False):
        yield


def told(cast: Cast, case: AbsenceCase, kind: str, on: date, **more: Any) -> None:
    version = make.fresh(cast.noor, case).version
    values = {"actor": cast.noor, "case": case, "kind": kind, "on": on, "expected_version": version, "today": TODAY}
    operations.record_fact(**values | more)


def bars(cast: Cast, as_actor: AsActor, name: str, address: str) -> dict[str, set[tuple[str, str]]]:
    """Per employee what each line says, and how much of it is behind."""
    answer = as_actor(getattr(cast, name)).get(reverse(address))
    assert answer.status_code == 200
    found: dict[str, set[tuple[str, str]]] = {}
    for row in BeautifulSoup(answer.content, "html.parser").select("tr:has(.mini-bar)"):
        bar = row.select_one(".mini-bar")
        person = row.select_one("a[href*='/dossiers/']").get_text(strip=True)
        found.setdefault(person, set()).add((bar["aria-label"], bar.select_one(".mini-done")["width"]))
    return found


@LISTS
def test_the_line_lasts_as_long_as_the_pay(cast: Cast, as_actor: AsActor, name: str, address: str) -> None:
    extended = make.assign(cast, make.report(cast.anna, cast.carla_file, FIRST, today=TODAY), on=TODAY)
    told(cast, extended, "voluntary_extension", date(2026, 2, 2), until=date(2026, 9, 6))
    sanctioned = employers.make_employee(cast.bakery, "Piet", "Jansen")
    case = make.assign(cast, make.report(cast.anna, sanctioned, FIRST, today=TODAY), on=TODAY)
    version = make.fresh(cast.noor, case).version
    operations.record_step(
        actor=cast.noor,
        case=case,
        key="wia_application",
        done_on=date(2025, 12, 15),
        expected_version=version,
        today=TODAY,
    )
    told(cast, case, "wage_sanction", date(2026, 1, 5), until=date(2027, 3, 7), ground="substantive")
    ordinary = employers.make_employee(cast.bakery, "Kim", "Visser")
    make.assign(cast, make.report(cast.anna, ordinary, FIRST, today=TODAY), on=TODAY)
    assert bars(cast, as_actor, name, address) == {
        "C. Bos": {("Week 104 van 130", "80%")},
        "P. Jansen": {("Week 104 van 156", "66%")},
        "K. Visser": {("Week 104 van 104", "100%")},
    }
