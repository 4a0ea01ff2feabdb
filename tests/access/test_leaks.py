"""The leak checklist and the traps that others fell into, each by its name; some are proved elsewhere."""

import ast
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import connection, transaction
from django.urls import reverse
from django.utils.timezone import localdate

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.policy import POLICY
from accounts.terms import Field, Role
from cases import operations as cases
from cases.models import AbsenceCase, CaseFact
from cases.operations.notices import waiting
from cases.tasks import mail_notices
from documents import operations as documents
from documents.models import Document
from documents.render import lay_out
from employers.models import Membership
from tests.access.world import TODAY, World, make_world, proposed_plan
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.cases import day, report
from tests.factories.employers import ARRANGER, make_employee

ROOT = Path(__file__).resolve().parents[2]
SECRET = "zeewiertaart"
FORBIDDEN = (
    "diagnos ziekte_naam illness symptom klacht complaint pain pijn psych physical treatment behandel medic therap "
    "pregnan zwanger vangnet_ground private prive incapacity bsn handover draft content_hash"
).split()
# What is proved where the rule lives.
ELSEWHERE = {
    "urls of another tenant": "tests/access/test_urls.py::"
    "test_record_of_the_other_employer_is_as_one_that_does_not_exist",
    "permission checked in the page only": "tests/access/test_matrix.py::test_role_by_verb_by_row",
    "search does not reach others": "tests/cases/views/test_listing.py::test_search_does_not_reach_the_files_of_others",
    "mail holds no name and no health word": "tests/cases/test_mail.py::"
    "test_no_mail_of_a_whole_file_holds_a_name_or_a_health_word",
    "mail doubled by redelivery": "tests/cases/test_mail.py::test_mailing_twice_sends_once",
    "reminders doubled by redelivery": "tests/cases/operations/test_reminders.py::"
    "test_the_whole_sweep_twice_does_nothing_more",
    "disease names in a remarks field": "tests/accounts/test_guarded.py::test_every_open_text_is_guarded",
    "terms on holidays": "tests/cases/timeline/test_schedule.py::test_week_42_report_rolls_over_a_holiday",
    "a suspension that moves nothing": "tests/cases/timeline/test_absence.py::"
    "test_leave_inside_an_open_spell_pauses_the_count",
    "text lost when the session ends": "tests/documents/views/test_pages.py::test_draft_is_shown_again_as_it_was_kept",
}


@pytest.mark.parametrize("test", ELSEWHERE.values(), ids=list(ELSEWHERE))
def test_named_proof_is_there(test: str) -> None:
    path, _, name = test.partition("::")
    tree = ast.parse((ROOT / path).read_text())
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}


@pytest.fixture
def world(cast: Cast) -> World:
    """A file on each side, with a signed probleemanalyse and a plan on which somebody wrote a telling word."""
    made = make_world(cast)
    made.open()
    for file in (made.own, made.other):
        plan = proposed_plan(file)
        documents.add_vision(
            actor=made.cast.carla if file is made.own else made.cast.finn, document=plan, vision=SECRET
        )
    return made


def keys(data: Any) -> Iterator[str]:
    if isinstance(data, dict):
        for key, value in data.items():
            yield key
            yield from keys(value)
    for item in data if isinstance(data, list) else ():
        yield from keys(item)


@pytest.mark.parametrize("who", ["anna", "noor", "bert", "ina"])
def test_json_of_a_file_has_no_forbidden_key(world: World, as_actor: AsActor, who: str) -> None:
    """Checklist 1."""
    answer = as_actor(getattr(world.cast, who)).get(reverse("cases_api:case", args=[world.own.open().pk]))
    found = set(keys(answer.json()))
    assert {"number", "milestones"} <= found
    assert [key for key in found for word in FORBIDDEN if word in key.lower()] == []


@pytest.mark.parametrize("who", ["anna", "carla", "noor", "daan", "bert", "ina"])
def test_search_finds_no_vision(world: World, as_actor: AsActor, who: str) -> None:
    """Checklist 2: what somebody wrote in a document is no search term."""
    client = as_actor(getattr(world.cast, who))
    page = client.get(reverse("cases:list"), {"q": SECRET}).content.decode()
    assert world.own.open().number not in page
    assert world.own.open().number in client.get(reverse("cases:list")).content.decode()


def test_pdf_of_the_plan_is_the_same_for_both(world: World) -> None:
    """Checklist 3: one text, whoever asks for it; and it names both signers."""
    with acting_as(system(Role.RENDERER)):
        plan = Document.objects.with_content().get(case=world.own.open(), kind="plan_of_action")
        first, second = lay_out(plan), lay_out(plan)
    assert first == second
    assert "Anna Smit" in first
    assert "Carla Bos" in first


def test_desk_and_planner_find_no_document_content(world: World) -> None:
    """Checklist 3, and the trap of insurers who saw file content: not by raw SQL either."""
    tables = "documents_problemanalysis documents_limitation documents_planofaction documents_planactivity "
    tables += "documents_signature documents_buildupstep cases_handovernote"
    for actor in (world.cast.ina, world.cast.bert):
        with acting_as(actor), connection.cursor() as cursor:
            for table in tables.split():
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), (actor.role, table)


def test_claims_side_finds_no_file_and_no_person(world: World) -> None:
    """The wall: held by the database."""
    others = (Role.CLAIMS, Role.INTERMEDIARY, Role.PLATFORM, Role.PRIVACY_OFFICER, Role.PROVIDER)
    for role in others:
        with acting_as(world.actor(role)), connection.cursor() as cursor:
            for table in ("cases_absencecase", "employers_employee", "cases_milestone", "documents_document"):
                cursor.execute(f"SELECT count(*) FROM {table}")
                assert cursor.fetchone() == (0,), (role, table)


def test_mail_holds_no_content(world: World) -> None:
    """Checklist 4, and the trap of mail with content."""
    with acting_as(system(Role.MAILER)):
        assert waiting()
    mail_notices()
    assert mail.outbox
    texts = [f"{message.subject}\n{message.body}" for message in mail.outbox]
    words = (SECRET, "Carla", "Bos", "Finn", "Prins", "Werkritme", "inpakken", "psycholoog")
    assert [text for text in texts for word in words if word in text] == []


def test_audit_trail_holds_no_content(world: World) -> None:
    """Checklist 6: numbers and kinds of action, nothing that was written."""
    with acting_as(world.cast.carla), connection.cursor() as cursor:
        cursor.execute("SELECT to_jsonb(t)::text FROM accounts_auditevent t")
        rows = [text for (text,) in cursor.fetchall()]
    assert rows
    assert [row for row in rows if SECRET in row or "Carla" in row] == []


def test_audit_trail_of_others_is_closed(world: World) -> None:
    """Checklist 6, and the trap of the global list of activity."""
    with acting_as(world.cast.anna):
        seen = set(AuditEvent.objects.visible_to(world.cast.anna).values_list("actor_id", flat=True))
    assert seen == {world.cast.anna.user_id}


@pytest.mark.parametrize("method", ["get", "post"])
def test_error_page_names_nobody(world: World, as_actor: AsActor, method: str) -> None:
    """Checklist 6 and 7."""
    answer = getattr(as_actor(world.cast.anna), method)(reverse("cases:detail", args=[world.other.open().pk]))
    body = answer.content.decode()
    assert answer.status_code in (404, 405)
    assert [word for word in ("Finn", "Prins", "Garage", SECRET, "Traceback") if word in body] == []


def test_role_that_was_taken_away_opens_nothing(world: World, as_actor: AsActor) -> None:
    """Checklist 8: with the next request, not after the session."""
    client = as_actor(world.cast.anna)
    address = reverse("cases:detail", args=[world.own.open().pk])
    assert client.get(address).status_code == 200
    with acting_as(ARRANGER):
        Membership.objects.filter(pk=world.cast.anna.membership_id).update(valid_to=localdate() - timedelta(days=1))
    answer = client.get(address)
    assert (answer.status_code, answer.headers.get("Location")) == (302, reverse("choose_role"))


def test_early_iva_and_its_outcome_stay_between_employee_and_doctor(world: World) -> None:
    """Checklist 9, as far as there is anything about the WIA in a file."""
    file = world.own
    case = file.open()
    with acting_as(world.cast.anna):
        version = AbsenceCase.objects.get(pk=case.pk).version
    values = {"kind": "early_iva_request", "on": day(22), "expected_version": version, "today": day(22)}
    cases.record_fact(actor=world.cast.carla, case=case, **values)
    readers = set()
    for name in ("anna", "carla", "daan", "noor", "bert", "ina"):
        actor: Actor = getattr(world.cast, name)
        with acting_as(actor):
            if CaseFact.objects.filter(kind="early_iva_request").exists():
                readers.add(actor.role)
    assert readers == {Role.EMPLOYEE, Role.BEDRIJFSARTS}


def test_operation_is_refused_without_any_page(world: World) -> None:
    """The trap of a permission that only the page checks."""
    version = world.own.open().version
    values = {"case": world.own.open(), "recovered_on": TODAY, "expected_version": version, "today": TODAY}
    for actor, error in ((world.cast.ina, PermissionDenied), (world.cast.eva, ObjectDoesNotExist)):
        with pytest.raises(error):
            cases.report_recovery(actor=actor, **values)


@pytest.mark.parametrize("who", ["anna", "carla", "noor", "daan", "bert"])
def test_lists_hold_own_files_only(world: World, as_actor: AsActor, who: str) -> None:
    """The trap of lists and exports without the row filter."""
    client = as_actor(getattr(world.cast, who))
    for address in ("cases:list", "cases_api:cases", "cases:notices", "start"):
        body = client.get(reverse(address)).content.decode()
        assert [word for word in ("Finn", "Prins", "Garage") if word in body] == [], address


def test_new_employee_is_there_at_once(cast: Cast, as_actor: AsActor) -> None:
    """The trap of an employee whom nobody sees because an authorisation is missing."""
    make_employee(cast.bakery, "Nieuwkomer", "Eerstedag")
    assert "Eerstedag" in as_actor(cast.anna).get(reverse("employers:people")).content.decode()
    assert "Eerstedag" not in as_actor(cast.noor).get(reverse("cases:list")).content.decode()


def test_relapse_is_one_file_in_the_list(cast: Cast) -> None:
    """The trap of the same person twice in the figures."""
    case = report(cast.anna, cast.carla_file)
    cases.report_recovery(actor=cast.anna, case=case, recovered_on=day(5), expected_version=case.version, today=day(5))
    report(cast.anna, cast.carla_file, day(12), today=day(12))
    with acting_as(cast.anna):
        assert AbsenceCase.objects.visible_to(cast.anna).count() == 1


def test_no_actor_is_left_in_a_pooled_connection(cast: Cast) -> None:
    """The trap of the tenant variable that the next user of the connection inherits."""
    with transaction.atomic():
        with acting_as(cast.anna):
            pass
        with connection.cursor() as cursor:
            names = ("role", "user_id", "org_id", "employee_id", "membership_id")
            for name in names:
                cursor.execute("SELECT current_setting(%s, true)", [f"ontzorg.{name}"])
                assert cursor.fetchone()[0] in ("", None), name


def test_functional_content_is_no_field_of_the_desk() -> None:
    """The trap of the insurer, in the access table itself."""
    assert [key for key, line in POLICY.items() if key[0] is Role.DESK and Field.FUNCTIONAL in line.fields] == []


def test_percentage_is_no_field_of_the_arbodienst_and_hours_are_those_of_one_table() -> None:
    """The insurer pays by hours and percentage (Besluit SUWI); a planner needs the hours only."""
    outside = (Role.DESK, Role.ARBODIENST)
    for field, lines in (
        (Field.INCAPACITY, {(Role.DESK, "cases.casefact")}),
        (Field.HOURS, {(role, "cases.capacitychange") for role in outside}),
    ):
        assert {key for key, line in POLICY.items() if key[0] in outside and field in line.fields} == lines
