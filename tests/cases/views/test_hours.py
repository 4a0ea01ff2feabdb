"""Hours worked, in the browser: record, correct, remove; all contract hours ask first whether somebody is better."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.contrib.messages import get_messages
from django.test import Client
from django.urls import reverse

from accounts.actor import Actor, acting_as
from cases import operations
from cases.models import AbsenceCase, CapacityChange
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make

TODAY = date(2026, 2, 2)
HOURS_PAGE = 32  # queries, six of them to write down who looked
DONE = "Het dossier blijft open en geen datum is verschoven."
SAVED = {
    "anna": f"De uren zijn vastgelegd en doorgegeven aan de arbodienst en de verzekeraar. {DONE}",
    "carla": f"De uren zijn vastgelegd. Uw werkgever geeft ze door aan de arbodienst en de verzekeraar. {DONE}",
    "noor": f"De uren zijn vastgelegd. De werkgever geeft ze door aan de arbodienst en de verzekeraar. {DONE}",
}


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-02-02T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(8))


@pytest.fixture
def anna(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.anna)


def address(case: AbsenceCase) -> str:
    return reverse("cases:hours", args=[case.pk])


def typed(case: AbsenceCase, **fields: Any) -> dict[str, Any]:
    return {"effective_from": "2026-01-26", "hours_per_week": "12,5", "expected_version": case.version} | fields


def page(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def said(response: Any) -> list[str]:
    return [str(message) for message in get_messages(response.wsgi_request)]


def stored(cast: Cast) -> list[tuple[date, Decimal, bool]]:
    with acting_as(cast.anna):
        return list(CapacityChange.objects.values_list("effective_from", "hours_per_week", "therapeutic"))


@pytest.mark.parametrize("who", ["anna", "carla", "noor"])
def test_hours_are_recorded_and_the_file_says_so(cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str) -> None:
    client = as_actor(getattr(cast, who))
    response = client.post(address(case), typed(case, therapeutic="on"))
    assert (response.status_code, said(response)) == (303, [SAVED[who]])
    assert stored(cast) == [(date(2026, 1, 26), Decimal("12.5"), True)]
    panel = page(client.get(response["Location"])).select_one("#werken")
    name = "U werkt" if who == "carla" else "C. Bos werkt"
    assert f"{name} 12,5 uur van de 36 uur per week, sinds 26 januari 2026." in words(panel)
    assert "telt als volledig ziek" in words(panel)


@pytest.mark.parametrize("who", ["bert", "ina"])
def test_desk_and_planner_see_hours_once_they_are_passed_on(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str
) -> None:
    record(cast, case, by=cast.carla)
    client = as_actor(getattr(cast, who))
    detail = reverse("cases:detail", args=[case.pk])
    before = page(client.get(detail)).select_one("#werken")
    assert words(before) == "Werken tijdens ziekte Er zijn nog geen gewerkte uren doorgegeven."
    as_actor(cast.anna).post(reverse("cases:forward_hours", args=[case.pk]), {"expected_version": case.version + 1})
    panel = page(client.get(detail)).select_one("#werken")
    assert "C. Bos werkt 12 uur van de 36 uur per week, sinds 26 januari 2026." in words(panel)
    assert panel.select("a.btn") == []
    assert client.get(address(case)).status_code == 403


def test_employer_passes_on_what_the_employee_recorded(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    record(cast, case, by=cast.carla)
    anna, detail = as_actor(cast.anna), reverse("cases:detail", args=[case.pk])
    soup = page(anna.get(detail))
    line = words(soup.select_one("#werken"))
    assert "De uren vanaf 26 januari 2026 zijn nog niet doorgegeven aan de arbodienst en de verzekeraar." in line
    assert [a["href"] for a in soup.select("#werken a.btn-primary")] == [address(case)]
    asked = page(anna.get(address(case))).select_one("#doorgeven")
    assert "Vanaf 26 januari 2026: 12 uur per week vastgelegd door Carla Bos" in words(asked)
    version = asked.select_one("input[name=expected_version]")["value"]
    done = anna.post(asked.form["action"], {"expected_version": version})
    passed = "De uren zijn doorgegeven. De arbodienst en de verzekeraar lezen ze nu in het dossier."
    assert (done.status_code, done["Location"], said(done)) == (303, detail, [passed])
    after = page(anna.get(address(case)))
    assert after.select("#doorgeven") == []
    assert "Doorgegeven op 2 februari 2026" in words(after.select_one("#vastgelegd"))
    again = anna.post(asked.form["action"], {"expected_version": version})
    assert again.status_code == 409
    assert anna.post(asked.form["action"], {}).status_code == 422


def test_the_others_read_that_the_employer_has_yet_to_pass_it_on(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    record(cast, case, by=cast.noor)
    for who in ("carla", "noor", "daan"):
        soup = page(as_actor(getattr(cast, who)).get(reverse("cases:detail", args=[case.pk])))
        assert "Wacht op de werkgever De uren vanaf 26 januari 2026" in words(soup.select_one("#werken"))
    for who in ("carla", "noor"):
        client = as_actor(getattr(cast, who))
        assert page(client.get(address(case))).select("#doorgeven") == []
        assert client.post(reverse("cases:forward_hours", args=[case.pk])).status_code == 403


def record(
    cast: Cast, case: AbsenceCase, hours: str = "12", on: date = date(2026, 1, 26), by: Actor | None = None
) -> None:
    actor = by or cast.anna
    operations.record_hours(
        actor=actor,
        case=case,
        effective_from=on,
        hours_per_week=Decimal(hours),
        therapeutic=False,
        expected_version=make.fresh(actor, case).version,
        today=TODAY,
    )


def test_page_says_what_hours_are_and_what_they_are_not(anna: Client, case: AbsenceCase) -> None:
    soup = page(anna.get(address(case)))
    text = words(soup.select_one("main"))
    assert "hoeveel procent iemand arbeidsongeschikt is, bepaalt alleen de bedrijfsarts" in text
    assert "Arbeidstherapeutisch werk telt als volledig ziek." in text
    assert "geen datum verschuift" in text
    names = {field["name"] for field in soup.select("form#hours input[name]")}
    assert names == {"csrfmiddlewaretoken", "expected_version", "effective_from", "hours_per_week", "therapeutic"}


@pytest.mark.parametrize(
    ("who", "readers"),
    [
        ("anna", "U, uw werknemer, de arbodienst, de bedrijfsarts, een verzuimbegeleider, de Ontzorgmanager"),
        ("carla", "U, uw werkgever, de arbodienst, de bedrijfsarts, een verzuimbegeleider, de Ontzorgmanager"),
        ("noor", "U, de werkgever, de werknemer, de arbodienst, de bedrijfsarts, een verzuimbegeleider"),
    ],
)
def test_field_says_who_reads_it(cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str, readers: str) -> None:
    said = f"{readers}, een gevraagde arbeidsdeskundige en de verzekeraar."
    assert said in words(page(as_actor(getattr(cast, who)).get(address(case))).select_one("form#hours"))


@pytest.mark.parametrize(
    ("who", "way_on"),
    [
        ("anna", "Meld uw werknemer dan beter."),
        ("carla", "Vraag uw werkgever u beter te melden."),
        ("noor", "Vraag de werkgever om de betermelding."),
    ],
)
def test_all_hours_ask_first_whether_somebody_is_better(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str, way_on: str
) -> None:
    client = as_actor(getattr(cast, who))
    soup = page(client.post(address(case), typed(case, hours_per_week="36")))
    assert soup.h1.get_text() == "Zijn dit ook alle eigen taken?"
    assert way_on in words(soup)
    links = [link["href"] for link in soup.select("main a")]
    assert (reverse("cases:recovery", args=[case.pk]) in links) == (who == "anna")
    assert stored(cast) == []
    kept = {field["name"]: field["value"] for field in soup.select("main form input[type=hidden]")}
    response = client.post(address(case), kept | {"intent": "record"})
    assert (response.status_code, said(response)) == (303, [SAVED[who]])
    assert stored(cast) == [(date(2026, 1, 26), Decimal(36), False)]
    assert make.fresh(cast.anna, case).is_sick


def test_all_hours_of_therapeutic_work_are_simply_recorded(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    response = anna.post(address(case), typed(case, hours_per_week="36", therapeutic="on"))
    assert (response.status_code, stored(cast)) == (303, [(date(2026, 1, 26), Decimal(36), True)])


def test_back_from_the_question_keeps_what_was_typed(anna: Client, case: AbsenceCase) -> None:
    soup = page(anna.post(address(case), typed(case, hours_per_week="36", intent="edit")))
    assert soup.select_one("form#hours [name=hours_per_week]")["value"] == "36"


@pytest.mark.parametrize(
    ("answer", "sentence"),
    [
        (("hours_per_week", "36,5"), "Vul ten hoogste de contracturen in: 36 uur per week."),
        (("hours_per_week", "veel"), "Dit is geen getal. Schrijf bijvoorbeeld 12 of 7,5."),
        (("hours_per_week", ""), "Vul het aantal uren in."),
        (("hours_per_week", "7,25"), "Gebruik hooguit één cijfer achter de komma."),
        (("hours_per_week", "-1"), "Vul 0 of meer in."),
        (("effective_from", "2026-02-03"), "Kies een dag van 5 januari 2026 tot en met vandaag."),
        (("effective_from", ""), "Vul in vanaf welke dag deze uren zijn gewerkt."),
    ],
)
def test_wrong_answer_is_named(
    cast: Cast, anna: Client, case: AbsenceCase, answer: tuple[str, str], sentence: str
) -> None:
    response = anna.post(address(case), typed(case, **dict([answer])))
    soup = page(response)
    assert (response.status_code, words(soup.select_one(".field-error"))) == (422, sentence)
    assert sentence in words(soup.select_one(".error-summary"))
    assert stored(cast) == []


def test_stale_page_keeps_what_was_typed(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    record(cast, case, on=date(2026, 1, 20))
    response = anna.post(address(case), typed(case, therapeutic="on"))
    soup = page(response)
    assert response.status_code == 409
    assert "Dit dossier is intussen gewijzigd, door uzelf of een collega" in words(soup.select_one("main .notice"))
    form = soup.select_one("form#hours")
    assert form.select_one("[name=hours_per_week]")["value"] == "12,5"
    assert form.select_one("[name=therapeutic]").has_attr("checked")
    again = form.select_one("[name=expected_version]")["value"]
    assert anna.post(address(case), typed(case, expected_version=again)).status_code == 303


def test_record_is_corrected_from_the_list(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    record(cast, case)
    [line] = page(anna.get(address(case))).select("#vastgelegd li")
    assert "Vanaf 26 januari 2026: 12 uur per week" in words(line)
    assert "vastgelegd door Anna Smit op 2 februari 2026" in words(line)
    form = page(anna.get(address(case) + line.a["href"].removeprefix(address(case)))).select_one("form#hours")
    values = {field["name"]: field.get("value", "") for field in form.select("input[name]")}
    assert (values["effective_from"], values["hours_per_week"]) == ("2026-01-26", "12")


def test_record_is_removed_once(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    record(cast, case)
    form = page(anna.get(address(case))).select_one("#vastgelegd .confirm form")
    sent = {field["name"]: field["value"] for field in form.select("input[name]")}
    response = anna.post(form["action"], sent)
    assert (response.status_code, stored(cast)) == (303, [])
    assert said(response) == ["De uren zijn weggehaald. Geen datum is verschoven."]
    assert anna.post(form["action"], sent).status_code == 409
    assert anna.post(form["action"], {}).status_code == 422
    assert anna.get(form["action"]).status_code == 405


@pytest.mark.parametrize(
    ("first", "second", "name"),
    [("carla", "anna", "Carla Bos"), ("carla", "noor", "Carla Bos"), ("anna", "carla", "Anna Smit")],
)
@pytest.mark.parametrize("hours", ["8,5", "36"])
def test_hours_of_the_other_side_stay_and_nothing_typed_is_lost(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, *, first: str, second: str, name: str, hours: str
) -> None:
    record(cast, case, by=getattr(cast, first))
    client = as_actor(getattr(cast, second))
    version = make.fresh(cast.anna, case).version
    response = client.post(address(case), typed(case, hours_per_week=hours, expected_version=version))
    soup = page(response)
    assert response.status_code == 422
    sentence = f"{name} heeft 12 uur per week vastgelegd vanaf 26 januari 2026."
    assert sentence in words(soup.select_one(".field-error"))
    assert f"Vraag {name} om het te verbeteren, of leg uren vast vanaf een andere dag." in words(soup)
    form = soup.select_one("form#hours")
    assert [form.select_one(f"[name={field}]")["value"] for field in ("effective_from", "hours_per_week")] == [
        "2026-01-26",
        hours,
    ]
    assert stored(cast) == [(date(2026, 1, 26), Decimal(12), False)]


def test_list_offers_the_other_side_no_correction(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    record(cast, case, on=date(2026, 1, 20))
    record(cast, case, by=cast.carla)
    client = as_actor(cast.carla)
    own, other = page(client.get(address(case))).select("#vastgelegd li")
    assert "Verbeteren" in words(own)
    assert (other.select("form"), other.select("a")) == ([], [])
    assert "Klopt dit niet? Vraag Anna Smit om het te verbeteren." in words(other)
    sent = {"effective_from": "2026-01-20", "expected_version": make.fresh(cast.anna, case).version}
    response = client.post(reverse("cases:remove_hours", args=[case.pk]), sent)
    assert response.status_code == 409
    assert "Anna Smit heeft 12 uur per week vastgelegd" in words(page(response).select_one("main .notice"))
    assert len(stored(cast)) == 2


def test_who_is_recovered_has_no_hours_to_record(cast: Cast, anna: Client, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(20))
    response = anna.get(address(case))
    assert (response.status_code, response["Location"]) == (303, reverse("cases:detail", args=[case.pk]))


def test_what_waits_is_passed_on_after_a_recovery(
    cast: Cast, anna: Client, as_actor: AsActor, case: AbsenceCase
) -> None:
    as_actor(cast.carla).post(address(case), typed(case, effective_from="2026-01-12"))
    make.recover(cast.anna, case, make.day(20))
    panel = page(anna.get(reverse("cases:detail", args=[case.pk]))).select_one("#werken")
    assert panel is not None
    assert [link["href"] for link in panel.select("a")] == [address(case)]
    seen = page(anna.get(address(case)))
    assert (len(seen.select("#doorgeven form")), seen.select("form#hours"), seen.select("#vastgelegd a")) == (1, [], [])
    version = seen.select_one("#doorgeven [name=expected_version]")
    assert version is not None
    anna.post(reverse("cases:forward_hours", args=[case.pk]), {"expected_version": version["value"]})
    with acting_as(cast.ina):
        assert CapacityChange.objects.count() == 1
    assert anna.get(address(case)).status_code == 303
    assert as_actor(cast.carla).get(address(case)).status_code == 303


@pytest.mark.parametrize("who", ["eva", "finn", "loes"])
def test_file_of_others_does_not_exist(cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str) -> None:
    client = as_actor(getattr(cast, who))
    remove = reverse("cases:remove_hours", args=[case.pk])
    answers = [client.get(address(case)), client.post(address(case), typed(case)), client.post(remove, typed(case))]
    assert [answer.status_code for answer in answers] == [404, 404, 404]


def test_queries_do_not_follow_the_number_of_records(
    cast: Cast, anna: Client, case: AbsenceCase, django_assert_num_queries: Any
) -> None:
    record(cast, case, on=date(2026, 1, 12))
    with django_assert_num_queries(HOURS_PAGE):
        anna.get(address(case))
    for day in (14, 16, 20):
        record(cast, case, on=date(2026, 1, day))
    with django_assert_num_queries(HOURS_PAGE):
        anna.get(address(case))
