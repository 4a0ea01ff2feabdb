"""Which step gets another day: the page says which one and when, and why there is none."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.actor import Actor, acting_as
from cases import operations
from cases.models import AbsenceCase
from cases.operations.steps import complete
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make

EVALUATION = "periodic_evaluation"
FIRST = date(2026, 1, 5)
TODAY = FIRST + timedelta(days=200)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+02:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    case = make.assign(cast, make.report(cast.anna, cast.carla_file, FIRST), on=FIRST + timedelta(days=7))
    with acting_as(cast.noor):  # evaluations begin with the plan
        complete(case=case, key="plan_of_action", done_on=date(2026, 3, 2), by=cast.noor)
    return case


def record(actor: Actor, case: AbsenceCase, done_on: date, key: str = EVALUATION) -> None:
    version = make.fresh(actor, case).version
    operations.record_step(actor=actor, case=case, key=key, done_on=done_on, expected_version=version, today=TODAY)


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def address(case: AbsenceCase, key: str = "") -> str:
    return reverse("cases:change", args=[case.pk, "datum-van-een-stap"]) + (f"?key={key}" if key else "")


def chosen(soup: BeautifulSoup) -> tuple[str, str]:
    option = soup.select_one("#wijziging [name=key] option[selected]")
    return option.get_text(), soup.select_one("#wijziging [name=done_on]").get("value", "")


def test_link_in_the_file_begins_with_that_step_and_its_day(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    for day in (date(2026, 5, 4), date(2026, 6, 8)):
        record(cast.anna, case, day)
    client = as_actor(cast.anna)
    file = page(client.get(reverse("cases:detail", args=[case.pk])))
    assert len([link for link in file.select("a") if link.get("href") == address(case, EVALUATION)]) == 1
    soup = page(client.get(address(case, EVALUATION)))
    assert chosen(soup) == (
        "Periodieke evaluatie van het plan van aanpak (2e keer), gedaan op 8 juni 2026",
        "2026-06-08",
    )
    assert "Is een stap vaker gedaan? Dan gaat het om de laatste keer." in soup.select_one("#wijziging").get_text()


def test_only_step_there_is_needs_no_choice(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    record(cast.anna, case, date(2026, 6, 8))
    assert chosen(page(as_actor(cast.anna).get(address(case)))) == (
        "Periodieke evaluatie van het plan van aanpak, gedaan op 8 juni 2026",
        "2026-06-08",
    )


def test_of_several_steps_none_is_chosen_beforehand(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    record(cast.noor, case, date(2026, 6, 8))
    record(cast.noor, case, date(2026, 2, 9), "employee_intake")
    soup = page(as_actor(cast.noor).get(address(case)))
    assert soup.select_one("#wijziging [name=done_on]").get("value", "") == ""
    assert soup.select_one("#wijziging [name=key] option[selected]")["value"] == ""


def refusal(client: Any, case: AbsenceCase) -> str:
    soup = page(client.get(address(case), follow=True))
    return soup.select_one("main .notice").get_text(" ", strip=True)


def test_who_recorded_an_earlier_time_reads_who_recorded_the_last(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    client = as_actor(cast.anna)
    assert refusal(client, case) == "U heeft in dit dossier geen stap vastgelegd, of u heeft die al ingetrokken."
    record(cast.anna, case, date(2026, 5, 4))
    record(cast.noor, case, date(2026, 6, 8))
    assert refusal(client, case) == (
        "Periodieke evaluatie van het plan van aanpak: de laatste keer is vastgelegd door de Ontzorgmanager, op 8 juni "
        "2026. Alleen wie de laatste keer vastlegde, kan die wijzigen of intrekken."
    )
