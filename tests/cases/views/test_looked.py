"""Who looked at a file: what the employee reads of it, on the page and as JSON."""

from datetime import UTC, datetime
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.actor import Actor, acting_as, system
from accounts.audit import record
from accounts.models import AuditEvent
from accounts.terms import Role, Verb
from cases import operations
from cases.models import AbsenceCase, CorrectionRequest
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import assign, day, report

MORNING = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)  # nine o'clock in Amsterdam
QUERIES = 25


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    """Carla's file with Noor, reported and assigned in January."""
    with time_machine.travel(datetime(2026, 1, 12, 9, 0, tzinfo=UTC), tick=False):
        return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def look(case: AbsenceCase, *actors: Actor, at: datetime = MORNING) -> None:
    for actor in actors:
        with time_machine.travel(at, tick=False):
            operations.read_case(actor=actor, case=case)


def address(case: AbsenceCase) -> str:
    return reverse("cases:looks", args=[case.pk])


def page(client: Client, case: AbsenceCase, query: str = "") -> BeautifulSoup:
    answer = client.get(address(case) + query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content.decode(), "html.parser")


def lines(found: BeautifulSoup) -> list[str]:
    """Each line as one reads it, under its day."""
    return [
        " | ".join([panel.h2.get_text(strip=True), *(cell.get_text(" ", strip=True) for cell in row("td"))])
        for panel in found("section")
        if panel.table
        for row in panel.tbody("tr")
    ]


def test_employee_reads_when_who_in_which_role_what_and_why(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    look(case, cast.daan)
    look(case, cast.noor, at=MORNING.replace(minute=5))
    assert lines(page(as_actor(cast.carla), case)) == [
        "maandag 2 maart 2026 | Noor de Wit Ontzorgmanager, de verzekeraar | dossier openen | begeleiding bij verzuim"
        " | 09:05",
        "maandag 2 maart 2026 | Daan Dokter Bedrijfsarts, Vitaal Werk | dossier openen"
        " | advies over wat iemand in het werk kan | 09:00",
        "maandag 12 januari 2026 | Anna Smit Werkgever, Bakkerij De Korenaar | ziek melden"
        " | taak van de werkgever bij ziekte | 10:00",
        "maandag 12 januari 2026 | Ina Balie Re-integratie en Diensten, de verzekeraar | Ontzorgmanager toewijzen"
        " | toezien op de stappen van het dossier | 10:00",
    ]


def test_ten_openings_of_a_day_are_one_line(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    for hour in range(8, 18):
        look(case, cast.noor, at=MORNING.replace(hour=hour))
    look(case, cast.noor, at=MORNING.replace(day=3))
    found = [line.split(" | ") for line in lines(page(as_actor(cast.carla), case)) if "openen" in line]
    assert [(line[0], line[2], line[4]) for line in found] == [
        ("dinsdag 3 maart 2026", "dossier openen", "09:00"),
        ("maandag 2 maart 2026", "dossier openen (10 keer)", "09:00 tot 18:00"),
    ]


def test_day_is_that_of_amsterdam(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    look(case, cast.noor, at=MORNING.replace(hour=23, minute=30))
    assert lines(page(as_actor(cast.carla), case))[0].startswith("dinsdag 3 maart 2026")


def test_own_looks_are_shown_on_request_only(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    look(case, cast.carla)
    client = as_actor(cast.carla)
    found = page(client, case)
    assert not [line for line in lines(found) if "Carla" in line]
    switch = found.find("a", string="Toon ook wat u zelf deed")
    assert switch is not None
    own = [line for line in lines(page(client, case, str(switch["href"]))) if "Carla Bos Werknemer" in line]
    assert any("dossier openen | inzage in het eigen dossier" in line for line in own)
    assert any("bekijken wie in het dossier keek" in line for line in own)


def test_part_of_the_system_names_for_whom_it_works(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    splitter = system(Role.SPLITTER, on_behalf_of=cast.daan)
    with acting_as(splitter), time_machine.travel(MORNING, tick=False):
        record(actor=splitter, action=Verb.RECORD_FACT, resource="cases.absencecase", about=case)
    assert lines(page(as_actor(cast.carla), case))[0] == (
        "maandag 2 maart 2026 | Ontzorg Systeem (splitsen van dossiers), namens Daan Dokter | feit vastleggen"
        " | automatische verwerking van het dossier | 09:00"
    )


def test_looking_at_the_lookers_leaves_a_trace(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    page(as_actor(cast.daan), case)
    with acting_as(cast.daan):
        event = AuditEvent.objects.filter(actor_id=cast.daan.user_id).order_by("-pk")[0]
    assert (event.action, event.case_id, event.subject_id) == ("read_trail", case.pk, cast.carla_file.pk)


def test_file_without_other_lookers_says_so(cast: Cast, as_actor: AsActor) -> None:
    case = report(cast.eva, cast.finn_file)
    with acting_as(cast.finn):
        theirs = AbsenceCase.objects.get(pk=case.pk)
    assert "Eva Dam" in page(as_actor(cast.finn), theirs).get_text()
    again = page(as_actor(cast.finn), theirs, "?page=9")
    assert "Eva Dam" in again.get_text()


@pytest.mark.parametrize(("who", "status"), [("anna", 403), ("noor", 403), ("ina", 403), ("bert", 403)])
def test_page_is_for_the_employee_and_the_bedrijfsarts(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str, status: int
) -> None:
    client = as_actor(getattr(cast, who))
    assert client.get(address(case)).status_code == status
    assert client.get(reverse("cases_api:looks", args=[case.pk])).status_code == status
    file_page = client.get(reverse("cases:detail", args=[case.pk])).content.decode()
    assert address(case) not in file_page


@pytest.mark.parametrize("who", ["finn", "gijs"])
def test_trail_of_a_file_of_others_does_not_exist(cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str) -> None:
    client = as_actor(getattr(cast, who))
    for name in ("cases:looks", "cases_api:looks"):
        assert client.get(reverse(name, args=[case.pk])).status_code == 404


def test_bedrijfsarts_loses_the_trail_with_the_file(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    look(case, cast.noor)
    with acting_as(cast.daan):
        assert AuditEvent.objects.filter(action="read_case").exists()
    with acting_as(cast.gijs):
        assert not AuditEvent.objects.filter(case_id=case.pk).exists()


def test_file_page_of_the_employee_leads_there(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    body = as_actor(cast.carla).get(reverse("cases:detail", args=[case.pk])).content.decode()
    assert f'href="{address(case)}"' in body


def test_json_says_the_same_page_by_page(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    look(case, cast.noor)
    answer: dict[str, Any] = as_actor(cast.carla).get(reverse("cases_api:looks", args=[case.pk])).json()
    assert answer["count"] == 3
    assert answer["results"][0] == {
        "day": "2026-03-02",
        "first": "2026-03-02T09:00:00+01:00",
        "last": "2026-03-02T09:00:00+01:00",
        "count": 1,
        "who": "Noor de Wit",
        "role": "Ontzorgmanager",
        "organisation": "de verzekeraar",
        "on_behalf_of": "",
        "what": "dossier openen",
        "why": "begeleiding bij verzuim",
    }


def test_no_name_of_the_code_is_on_the_page(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    look(case, cast.noor, cast.anna, cast.daan)
    text = page(as_actor(cast.carla), case, "?eigen=1").get_text()
    assert not [verb for verb in Verb if verb.value in text and "_" in verb.value]
    assert "127.0.0.1" not in text


@pytest.mark.parametrize("number", [1, 3])
def test_queries_do_not_follow_the_number_of_lines(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for index in range(number):
        look(case, cast.noor, cast.daan, at=MORNING.replace(day=2 + index))
    client = as_actor(cast.carla)
    with django_assert_num_queries(QUERIES):
        client.get(address(case))


def test_request_for_correction_shows_only_to_who_may_read_it(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    """The bedrijfsarts learns of what he was asked, and not that somebody else was asked something."""
    asked = {
        topic: operations.ask_correction(
            actor=cast.carla, case=case, topic=topic, text="Dit klopt niet.", today=day(9)
        ).pk
        for topic in ("report", "advice")
    }
    with acting_as(cast.anna):
        request = CorrectionRequest.objects.get(pk=asked["report"])
    values = {"decision": "corrected", "answer": "", "today": day(9)}
    operations.answer_correction(actor=cast.anna, request=request, **values)
    seen = {}
    for actor in (cast.daan, cast.carla):
        with acting_as(actor), connection.cursor() as cursor:
            cursor.execute("SELECT object_id FROM accounts_auditevent WHERE action LIKE '%_correction' ORDER BY 1")
            by_database = [row[0] for row in cursor.fetchall()]
            found = AuditEvent.objects.visible_to(actor).filter(action__endswith="_correction").order_by("object_id")
            assert list(found.values_list("object_id", flat=True)) == by_database
            seen[actor.role] = by_database
    everything = sorted([asked["report"], *asked.values()])
    assert seen == {Role.BEDRIJFSARTS: [asked["advice"]], Role.EMPLOYEE: everything}
    text = page(as_actor(cast.daan), case).get_text(" ", strip=True)
    assert "om correctie vragen" in text
    assert "een verzoek om correctie beantwoorden" not in text
