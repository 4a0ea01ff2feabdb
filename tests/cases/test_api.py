"""Files as JSON: exactly the granted keys, own rows only, the same answers as the pages."""

import json
from collections.abc import Iterator
from datetime import date
from io import StringIO
from typing import Any

import pytest
import time_machine
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.actor import acting_as
from accounts.models import AuditEvent
from cases.management.commands.timeline import Command
from cases.models import AbsenceCase, Completion
from cases.models.milestone import readers_of
from cases.operations.steps import touch
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make
from tests.factories.employers import make_employee

FIRST = date(2026, 1, 5)
LIST_QUERIES = 15
KEYS = {
    "id",
    "number",
    "state",
    "state_label",
    "first_sick_day",
    "reported_on",
    "recovered_on",
    "closes_on",
    "closed_on",
    "expected_long_term",
    "version",
    "employee",
    "employer",
    "ontzorgmanager",
    "physician",
}
STEP_KEYS = {
    *("key", "occurrence", "term", "status", "late", "responsible", "opens_on", "due_on", "done_on"),
    *("why", "moved_by", "rule_version"),
}
ROLES = ["anna", "carla", "daan", "bert", "noor", "ina"]


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-02-02T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    found = make.report(cast.anna, cast.carla_file, FIRST, handover_notes="SLEUTELBOS", stay_address="Kerkstraat 9")
    return make.assign(cast, found, on=date(2026, 1, 13))


def address(case: AbsenceCase, name: str = "case") -> str:
    return reverse(f"cases_api:{name}", args=[case.pk])


def recover(client: Client, case: AbsenceCase, **fields: Any) -> Any:
    body = {"recovered_on": "2026-02-02", "expected_version": case.version} | fields
    return client.post(address(case, "recovery"), body, content_type="application/json")


@pytest.mark.parametrize("name", ROLES)
def test_file_has_exactly_these_keys(cast: Cast, as_actor: AsActor, case: AbsenceCase, name: str) -> None:
    body = as_actor(getattr(cast, name)).get(address(case)).json()
    assert set(body) == KEYS | {"milestones"}
    assert {frozenset(step) for step in body["milestones"]} == {frozenset(STEP_KEYS)}
    assert (set(body["employee"]), set(body["employer"])) == ({"id", "short_name"}, {"id", "name"})
    assert (set(body["ontzorgmanager"]), set(body["physician"])) == ({"name"}, {"name"})


@pytest.mark.parametrize("name", ROLES)
def test_file_holds_no_word_of_the_report_or_the_handover(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, name: str
) -> None:
    client = as_actor(getattr(cast, name))
    texts = [client.get(url).content.decode() for url in (address(case), reverse("cases_api:cases"))]
    assert [(text.count("SLEUTELBOS"), text.count("Kerkstraat")) for text in texts] == [(0, 0), (0, 0)]


def test_file_says_what_it_is(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    body = as_actor(cast.anna).get(address(case)).json()
    del body["milestones"]
    assert body == {
        "id": case.pk,
        "number": case.number,
        "state": "active",
        "state_label": "In begeleiding",
        "first_sick_day": "2026-01-05",
        "reported_on": "2026-01-05",
        "recovered_on": None,
        "closes_on": None,
        "closed_on": None,
        "expected_long_term": None,
        "version": case.version,
        "employee": {"id": cast.carla_file.pk, "short_name": "C. Bos"},
        "employer": {"id": cast.bakery.pk, "name": "Bakkerij De Korenaar"},
        "ontzorgmanager": {"name": "Noor de Wit"},
        "physician": {"name": "Daan Dokter"},
    }


def test_step_says_why_that_date(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    steps = {step["key"]: step for step in as_actor(cast.anna).get(address(case)).json()["milestones"]}
    analysis = steps["problem_analysis"]
    assert (analysis["due_on"], analysis["responsible"]) == ("2026-02-15", "bedrijfsarts")
    assert analysis["why"][0] == "Eerste ziektedag 5 januari 2026."
    assert (analysis["rule_version"], steps["plan_of_action"]["rule_version"]) == (1, 2)
    assert analysis["moved_by"]


@pytest.mark.parametrize("today", [date(2026, 2, 2), date(2026, 3, 16), date(2027, 4, 26)])
def test_step_stands_where_the_command_says_it_does(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, today: date
) -> None:
    """The same words on the same day, also of a day that passed by itself and of what is late."""
    with time_machine.travel(f"{today}T10:00:00+01:00", tick=False):
        steps = as_actor(cast.carla).get(address(case)).json()["milestones"]
    found = {step["key"]: (step["status"], step["late"]) for step in steps}
    arguments = ["--spell", str(FIRST), "--today", str(today), "--json"]
    for key in ("sick_report", "arbo_report", "assign_ontzorgmanager"):
        done_on = next(step["done_on"] for step in steps if step["key"] == key)
        arguments += ["--done", f"{key}={done_on}"] if done_on else []
    output = StringIO()
    Command(stdout=output).run_from_argv(["manage.py", "timeline", *arguments])
    (file,) = json.loads(output.getvalue())["cases"]
    said = {step["key"]: (step["status"], step["late"]) for step in file["milestones"]}
    shared = ("problem_analysis", "plan_of_action", "early_iva_window", "wia_application", "arbo_report")
    assert {key: found[key] for key in shared} == {key: said[key] for key in shared}
    lapsed = today > date(2027, 4, 25)
    assert (found["early_iva_window"][0] == "cancelled") == lapsed
    assert found["problem_analysis"] == ("open", today > date(2026, 2, 15))


def test_step_that_was_done_says_what_was_true_then(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    with acting_as(cast.anna):
        Completion.objects.create(
            case=case,
            employer_id=case.employer_id,
            key="problem_analysis",
            shown_to=readers_of("problem_analysis"),
            done_on=date(2026, 2, 1),
            recorded_as="employer",
            recorded_by_id=cast.anna.user_id,
            due_on=date(2026, 2, 20),
            rule_version=7,
            why=["Zo was het toen."],
        )
        touch(AbsenceCase.objects.get(pk=case.pk))
    steps = {step["key"]: step for step in as_actor(cast.anna).get(address(case)).json()["milestones"]}
    done = steps["problem_analysis"]
    assert (done["due_on"], done["rule_version"], done["why"], done["moved_by"]) == (
        "2026-02-20",
        7,
        ["Zo was het toen."],
        [],
    )


def test_early_iva_is_a_step_of_employee_and_doctor_only(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    seen = {
        name: "early_iva_window" in [step["key"] for step in body["milestones"]]
        for name in ROLES
        if (body := as_actor(getattr(cast, name)).get(address(case)).json())
    }
    assert seen == {"anna": False, "carla": True, "daan": True, "bert": False, "noor": False, "ina": False}


def test_reading_a_file_leaves_a_trace(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    as_actor(cast.noor).get(address(case))
    with acting_as(cast.noor):
        trace = list(AuditEvent.objects.visible_to(cast.noor).values_list("action", "case_id"))
    assert trace == [("read_case", case.pk)]


@pytest.mark.parametrize(
    ("name", "seen"),
    [*((name, 1) for name in ROLES), *((name, 0) for name in ("eva", "finn", "gijs", "hans", "loes"))],
)
def test_everybody_sees_own_files_only(cast: Cast, as_actor: AsActor, case: AbsenceCase, name: str, seen: int) -> None:
    client = as_actor(getattr(cast, name))
    body = client.get(reverse("cases_api:cases")).json()
    assert (body["count"], [row["id"] for row in body["results"]]) == (seen, [case.pk] * seen)
    assert client.get(address(case)).status_code == (200 if seen else 404)


def test_list_rows_have_exactly_these_keys(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    body = as_actor(cast.anna).get(reverse("cases_api:cases")).json()
    assert set(body) == {"count", "next", "previous", "results"}
    assert [set(row) for row in body["results"]] == [KEYS]


def test_recovery_is_reported_and_answers_with_the_file(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    response = recover(as_actor(cast.anna), case)
    body = response.json()
    assert (response.status_code, body["state"], body["recovered_on"], body["closes_on"]) == (
        200,
        "recovered_waiting",
        "2026-02-02",
        "2026-03-02",
    )


def test_recovery_twice_is_not_now(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    client = as_actor(cast.anna)
    recover(client, case)
    second = recover(client, case)
    assert (second.status_code, second.json().keys()) == (409, {"fout"})
    assert second.json()["fout"].startswith("Dit dossier is intussen gewijzigd, door uzelf of een collega, op ")


@pytest.mark.parametrize(
    ("fields", "errors"),
    [
        (
            {"recovered_on": "2026-02-03"},
            {"recovered_on": ["Deze dag ligt in de toekomst. Meld pas beter als iemand weer volledig werkt."]},
        ),
        ({"recovered_on": "morgen"}, {"recovered_on": ["Dit is geen datum. Schrijf de datum als 2026-05-06."]}),
        ({"expected_version": "x"}, {"expected_version": ["Dit is geen versie."]}),
    ],
)
def test_recovery_with_wrong_input_is_refused(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, fields: dict[str, Any], errors: dict[str, list[str]]
) -> None:
    response = recover(as_actor(cast.anna), case, **fields)
    assert (response.status_code, response.json()) == (422, {"fout": errors})
    assert make.fresh(cast.anna, case).state == "active"


@pytest.mark.parametrize(
    ("name", "status"),
    [("carla", 403), ("daan", 403), ("bert", 403), ("noor", 403), ("ina", 403), ("eva", 404), ("loes", 404)],
)
def test_recovery_by_others_is_refused(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, name: str, status: int
) -> None:
    assert recover(as_actor(getattr(cast, name)), case).status_code == status
    assert make.fresh(cast.anna, case).state == "active"


def test_without_a_token_nothing_is_changed_and_the_answer_is_dutch(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    client = as_actor(cast.anna)
    client.handler.enforce_csrf_checks = True
    response = recover(client, case)
    assert (response.status_code, response.json()) == (
        403,
        {
            "fout": "Dit is niet uitgevoerd, omdat het beveiligingskenmerk ontbreekt of is verlopen."
            " Open de pagina opnieuw en probeer het nog eens."
        },
    )
    assert make.fresh(cast.anna, case).state == "active"


def test_nobody_gets_json_without_logging_in(case: AbsenceCase) -> None:
    response = Client().get(address(case))
    assert (response.status_code, set(response.json())) == (403, {"fout"})


@pytest.mark.parametrize("body", ["null", "[]", '"x"', "3"])
def test_what_is_no_object_is_said_in_dutch(cast: Cast, as_actor: AsActor, case: AbsenceCase, body: str) -> None:
    answer = as_actor(cast.anna).post(f"{address(case)}recovery/", body, content_type="application/json")
    said = {"non_field_errors": ["Stuur een object met recovered_on en expected_version."]}
    assert (answer.status_code, answer.json()) == (422, {"fout": said})


def test_what_is_no_json_and_another_method_are_refused_in_the_same_shape(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    client, url = as_actor(cast.anna), f"{address(case)}recovery/"
    broken = client.post(url, "{", content_type="application/json")
    other = client.delete(url)
    assert [(answer.status_code, set(answer.json())) for answer in (broken, other)] == [
        (400, {"fout"}),
        (405, {"fout"}),
    ]


@pytest.mark.parametrize("number", [1, 3])
def test_list_asks_the_same_number_of_queries(
    cast: Cast, as_actor: AsActor, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for serial in range(number):
        make.report(cast.anna, make_employee(cast.bakery, "Ali", f"Aydin{serial}"), FIRST)
    client = as_actor(cast.anna)
    with django_assert_num_queries(LIST_QUERIES):
        client.get(reverse("cases_api:cases"))
