"""Reporting recovery in the browser: a date, what it does, sent; nothing lost when somebody else was first."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from cases import operations
from cases.models import AbsenceCase
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make

FIRST = date(2026, 1, 5)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-02-02T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def anna(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.anna)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.report(cast.anna, cast.carla_file, FIRST, handover_notes="Sleutel van de winkel")


def address(case: AbsenceCase) -> str:
    return reverse("cases:recovery", args=[case.pk])


def typed(case: AbsenceCase, **fields: Any) -> dict[str, Any]:
    return {"recovered_on": "2026-02-02", "expected_version": case.version, "intent": "send"} | fields


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def test_form_carries_the_version_of_the_file(anna: Client, case: AbsenceCase) -> None:
    form = page(anna.get(address(case))).select_one("form#wijziging")
    fields = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    assert fields.pop("csrfmiddlewaretoken")
    assert fields == {"expected_version": str(case.version), "recovered_on": ""}


def test_form_warns_that_almost_well_is_not_well(anna: Client, case: AbsenceCase) -> None:
    warning = page(anna.get(address(case))).select("main .columns > .stack:last-child > .panel")[0]
    assert [words(line) for line in warning.select("h2, p")] == [
        "Bijna beter is nog niet beter",
        "Meld pas beter als iemand weer alle uren werkt, in het eigen werk. Werkt iemand een deel of ander werk?"
        " Dan blijft het dossier open en hoeft u hier niets te melden.",
        "Meldt u te vroeg beter en wordt iemand na vier weken weer ziek? Dan begint een nieuw dossier, en begint ook de"
        " periode van twee jaar loon doorbetalen opnieuw.",
    ]


def test_preview_says_how_long_the_file_waits_and_what_stops(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    does = page(anna.post(address(case), typed(case, intent="preview"), follow=True)).select_one("#gevolgen .panel")
    assert [words(line) for line in does.select(":scope > p")] == [
        "Vanaf 2 februari 2026 is C. Bos weer helemaal beter.",
        "Het dossier blijft nog tot en met 1 maart 2026 wachten. Op 2 maart 2026 sluit het vanzelf.",
        "Wordt C. Bos vóór 2 maart 2026 weer ziek? Meld dat opnieuw. Dan gaat dit dossier verder.",
    ]
    assert "Dossier sluit was Geen datum wordt 2 maart 2026 Komt erbij" in words(does)
    rows = {words(row.strong): row for row in does.select("tbody tr") if row.strong}
    assert [words(cell) for cell in rows["Probleemanalyse"].select("td")[1:]] == [
        "15 februari 2026",
        "Staat stil",
        "Staat stil",
    ]
    assert make.fresh(cast.anna, case).state == "reported"


def test_preview_names_the_closing_day_that_the_file_then_gets(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    anna.post(address(case), typed(case))
    closed = make.fresh(cast.anna, case)
    assert (closed.recovered_on, closed.closes_on) == (date(2026, 2, 2), date(2026, 3, 2))


def test_preview_keeps_the_answers_for_sending(anna: Client, case: AbsenceCase) -> None:
    hidden = page(anna.post(address(case), typed(case, intent="preview"), follow=True)).select(
        "#gevolgen form input[type=hidden]"
    )
    kept = {field["name"]: field["value"] for field in hidden if field["name"] != "csrfmiddlewaretoken"}
    assert kept == {"recovered_on": "2026-02-02", "expected_version": str(case.version)}


def test_back_to_the_form_keeps_the_date(anna: Client, case: AbsenceCase) -> None:
    form = page(anna.post(address(case), typed(case, intent="edit"), follow=True)).select_one("form#wijziging")
    assert form.select_one("[name=recovered_on]")["value"] == "2026-02-02"


def test_send_goes_to_the_file(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    response = anna.post(address(case), typed(case))
    assert (response.status_code, response["Location"]) == (303, reverse("cases:detail", args=[case.pk]))
    assert [str(message) for message in get_messages(response.wsgi_request)] == [
        "Uw betermelding is ontvangen. Het dossier wacht nu vier weken."
    ]
    assert make.fresh(cast.anna, case).state == "recovered_waiting"


def test_send_twice_says_that_it_is_done(anna: Client, case: AbsenceCase) -> None:
    anna.post(address(case), typed(case))
    second = anna.post(address(case), typed(case))
    assert (second.status_code, second["Location"]) == (303, reverse("cases:detail", args=[case.pk]))
    assert [str(message) for message in get_messages(second.wsgi_request)][-1] == (
        "Dit dossier is intussen gewijzigd, door uzelf of een collega, op 2 februari 2026 om 10:00. Deze werknemer is "
        "al beter gemeld per 2 februari 2026. Klopt die dag niet? Geef dan een wijziging door."
    )


def test_stale_page_keeps_the_date_and_asks_to_look_again(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    operations.accept_report(actor=cast.bert, case=case, today=date(2026, 1, 6))
    response = anna.post(address(case), typed(case), follow=True)
    soup = page(response)
    assert response.redirect_chain == [(f"{address(case)}?gevolgen", 303)]
    assert words(soup.select_one("main .notice")) == (
        "Iemand anders heeft dit dossier intussen gewijzigd. Dat deed de arbodienst, op 2 februari 2026 om 10:00. "
        "Hieronder ziet u de nieuwe stand. Dossier bekijken"
    )
    assert soup.select_one("[name=recovered_on]")["value"] == "2026-02-02"
    again = {"expected_version": soup.select_one("[name=expected_version]")["value"]}
    assert anna.post(address(case), typed(case, **again)).status_code == 303


@pytest.mark.parametrize("intent", ["preview", "send"])
@pytest.mark.parametrize(
    ("value", "sentence"),
    [
        ("", "Vul de eerste dag beter in."),
        ("2026-01-05", "De eerste dag beter moet na de eerste ziektedag liggen. Kies een dag na 5 januari 2026."),
    ],
)
def test_wrong_date_is_named(anna: Client, case: AbsenceCase, intent: str, value: str, sentence: str) -> None:
    response = anna.post(address(case), typed(case, intent=intent, recovered_on=value), follow=intent == "preview")
    soup = page(response)
    assert (response.status_code, words(soup.select_one(".field-error"))) == (422, sentence)
    assert words(soup.select_one(".error-summary li")) == f"Eerste dag beter: {sentence}"


def test_file_of_another_employer_does_not_exist(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    eva = as_actor(cast.eva)
    assert [eva.get(address(case)).status_code, eva.post(address(case), typed(case)).status_code] == [404, 404]


def test_day_in_the_future_can_be_tried_and_not_reported(anna: Client, case: AbsenceCase) -> None:
    tried = anna.post(address(case), typed(case, intent="preview", recovered_on="2026-02-20"), follow=True)
    outcome = page(tried).select_one("#gevolgen")
    assert words(outcome.select_one(".notice")) == "Deze dag ligt in de toekomst. Doorvoeren kan op de dag zelf."
    assert outcome.select("button[value=send]") == []
    sent = anna.post(address(case), typed(case, recovered_on="2026-02-20"))
    assert (sent.status_code, words(page(sent).select_one(".field-error"))) == (
        422,
        "Deze dag ligt in de toekomst. Meld pas beter als iemand weer volledig werkt.",
    )


def test_day_in_the_future_leaves_alone_what_is_due_before_it(anna: Client, case: AbsenceCase) -> None:
    tried = page(anna.post(address(case), typed(case, intent="preview", recovered_on="2026-02-20"), follow=True))
    rows = [row for row in tried.select("#gevolgen .comparison-table tr") if row.strong]
    shown = {words(row.strong): [words(cell) for cell in row.select("td")[1:]] for row in rows}
    assert shown["Betermelding aan arbodienst en verzekeraar"] == ["Geen datum", "22 februari 2026", "Komt erbij"]
    assert "Probleemanalyse" not in shown
    assert shown["Plan van aanpak"] == ["1 maart 2026", "Staat stil", "Staat stil"]


@pytest.mark.parametrize("name", ["carla", "daan", "noor", "ina"])
def test_other_roles_may_look_and_not_report(cast: Cast, as_actor: AsActor, case: AbsenceCase, name: str) -> None:
    client = as_actor(getattr(cast, name))
    case = make.assign(cast, case, on=date(2026, 1, 12))
    tried = client.post(address(case), typed(case, intent="preview"), follow=True)
    outcome = page(tried).select_one("#gevolgen")
    assert (tried.status_code, outcome.select("button[value=send]")) == (200, [])
    assert client.post(address(case), typed(case)).status_code == 403
    assert make.fresh(cast.anna, case).state == "active"


def test_arbodienst_neither_looks_nor_reports(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    bert = as_actor(cast.bert)
    assert [bert.get(address(case)).status_code, bert.post(address(case), typed(case)).status_code] == [403, 403]
