"""Recording that a step is done: at once, or after a look when other dates move by it."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from cases import operations
from cases.computation import deadlines_of, facts_of
from cases.models import AbsenceCase
from cases.operations.steps import complete
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make

EVALUATION, APPLICATION = "periodic_evaluation", "wia_application"
FIRST = date(2026, 1, 5)
TODAY = FIRST + timedelta(days=200)
IN_TIME, LATER = "2026-04-13", "2026-05-04"
"""The last day of the first evaluation, and three weeks after it."""


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+02:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    case = make.assign(cast, make.report(cast.anna, cast.carla_file, FIRST), on=FIRST + timedelta(days=7))
    with acting_as(cast.noor):  # evaluations begin with the plan
        complete(case=case, key="plan_of_action", done_on=date(2026, 3, 2), by=cast.noor)
    return make.fresh(cast.anna, case)


@pytest.fixture
def anna(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.anna)


def address(case: AbsenceCase, key: str = EVALUATION) -> str:
    return reverse("cases:record_step", args=[case.pk, key])


def file_address(case: AbsenceCase) -> str:
    return reverse("cases:detail", args=[case.pk])


def record(client: Client, case: AbsenceCase, day: str, key: str = EVALUATION, **more: str) -> HttpResponse:
    return client.post(address(case, key), {"done_on": day, "expected_version": case.version} | more)


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def carry_through(client: Client, soup: BeautifulSoup) -> HttpResponse:
    form = soup.select_one("#gevolgen form")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    return client.post(form["action"], hidden | {"intent": "send"})


def dates(case: AbsenceCase) -> dict[tuple[str, int], date | None]:
    return {(step.key, step.occurrence): step.due for step in deadlines_of(case)}


def test_step_that_moves_nothing_else_is_recorded_at_once(anna: Client, case: AbsenceCase) -> None:
    answer = record(anna, case, IN_TIME)
    assert (answer.status_code, answer["Location"]) == (303, file_address(case))
    assert facts_of(case).done[EVALUATION] == (date(2026, 4, 13),)
    assert dates(case)[EVALUATION, 2] == date(2026, 5, 25)


def test_step_that_moves_the_next_one_is_looked_at_first(anna: Client, case: AbsenceCase) -> None:
    before, answer = facts_of(case), record(anna, case, LATER)
    assert (answer.status_code, answer["Location"]) == (303, f"{address(case)}?gevolgen")
    soup = page(anna.get(answer["Location"]))
    rows = {words(row.strong): words(row) for row in soup.select("#gevolgen tr:has(strong)")}
    assert "15 juni 2026 Komt erbij" in rows["Periodieke evaluatie van het plan van aanpak (2e keer)"]
    assert facts_of(case) == before
    sent = carry_through(anna, soup)
    assert (sent.status_code, sent["Location"]) == (303, file_address(case))
    assert dates(case)[EVALUATION, 2] == date(2026, 6, 15)


def test_early_step_moves_the_next_one_too(anna: Client, case: AbsenceCase) -> None:
    assert record(anna, case, "2026-04-01")["Location"] == f"{address(case)}?gevolgen"


def test_back_from_the_consequences_keeps_the_day(anna: Client, case: AbsenceCase) -> None:
    record(anna, case, LATER)
    assert record(anna, case, LATER, intent="edit")["Location"] == address(case)
    soup = page(anna.get(address(case)))
    assert soup.select_one("main [name=done_on]")["value"] == LATER
    assert words(soup.select_one("main .actions button")) == "Stap vastleggen"


def test_late_application_says_what_it_costs_before_it_is_recorded(cast: Cast, as_actor: AsActor) -> None:
    case = make.assign(cast, make.report(cast.anna, cast.carla_file, date(2024, 10, 7)), on=date(2024, 10, 14))
    case, noor = make.fresh(cast.noor, case), as_actor(cast.noor)
    soup = page(noor.get(record(noor, case, TODAY.isoformat(), APPLICATION)["Location"]))
    said = words(soup.select_one("#gevolgen"))
    assert "De aanvraag is dan 5 dagen te laat." in said
    assert "De werkgever betaalt het loon daardoor 5 dagen langer door" in said
    assert APPLICATION not in facts_of(case).done
    assert carry_through(noor, soup).status_code == 303
    assert facts_of(case).done[APPLICATION] == (TODAY,)


def test_consequences_name_the_readers_of_the_step(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    operations.record_fact(
        actor=cast.daan,
        case=case,
        kind="no_usable_capacity",
        on=date(2026, 6, 1),
        expected_version=case.version,
        today=TODAY,
    )
    case, daan = make.fresh(cast.daan, case), as_actor(cast.daan)
    soup = page(daan.get(record(daan, case, TODAY.isoformat(), "no_capacity_check")["Location"]))
    assert words(soup.select_one(".reader-note")) == (
        "Wie leest dit? U, de werkgever, de werknemer, uw verzuimbegeleider (als u die heeft), de Ontzorgmanager"
        " en een gevraagde arbeidsdeskundige."
    )


def test_day_that_cannot_be_is_refused_before_anything_is_compared(anna: Client, case: AbsenceCase) -> None:
    answer = record(anna, case, (TODAY + timedelta(days=1)).isoformat())
    assert answer.status_code == 422
    assert words(page(answer).select_one(".field-error")).startswith("Kies een datum van 5 januari 2026")


def test_file_that_changed_in_between_is_compared_anew(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    soup = page(anna.get(record(anna, case, LATER)["Location"]))
    operations.accept_report(actor=cast.bert, case=case, today=TODAY)
    answer = carry_through(anna, soup)
    assert (answer.status_code, answer["Location"]) == (303, f"{address(case)}?gevolgen")
    soup = page(anna.get(answer["Location"]))
    assert "Iemand anders heeft dit dossier intussen gewijzigd." in words(soup.select_one("main .notice"))
    assert carry_through(anna, soup)["Location"] == file_address(case)
    assert facts_of(case).done[EVALUATION] == (date(2026, 5, 4),)


def test_another_employer_is_shown_nothing(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    eva = as_actor(cast.eva)
    assert [record(eva, case, LATER).status_code, eva.get(f"{address(case)}?gevolgen").status_code] == [404, 404]
