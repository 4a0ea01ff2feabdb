"""The provider, and the wall around who helps: what the database shows by raw SQL, until the last day and after it."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest
from django.core import mail
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from accounts.actor import Actor, acting_as, system
from accounts.rls import tenant_models
from accounts.terms import Role
from cases.models import Notice
from cases.tasks import mail_notices
from interventions.models import Assignment, Intervention
from interventions.operations import refuse_assignment, withdraw_intervention
from tests.access.helped import helper_of, ordered_help, reported_progress
from tests.access.test_mandates import today
from tests.access.world import NETWORK, World, make_world
from tests.cast import Cast
from tests.conftest import AsActor

WHO_HELPS = (
    "employers_provider",
    "interventions_offering",
    "interventions_assignment",
    "interventions_briefing",
)
HELP = ("interventions_intervention", "interventions_progressreport")
KIND = "Psychologische"


@pytest.fixture
def world(cast: Cast) -> World:
    """Help that runs in every file, of this provider in the first and of others in the rest."""
    made = make_world(cast)
    made.open()
    for file in made.all_files():
        reported_progress(file)
    return made


def rows(actor: Actor, table: str) -> int:
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def written(actor: Actor, sql: str) -> int:
    with transaction.atomic(), acting_as(actor), connection.cursor() as cursor:
        cursor.execute(sql)
        return int(cursor.rowcount)


def own(world: World) -> Intervention:
    with acting_as(world.cast.noor):
        return Intervention.objects.get(case=world.own.open())


def full_tables(actor: Actor) -> set[str]:
    tables = {model._meta.db_table for model in tenant_models()} - {"accounts_auditevent", "cases_notice"}
    return {table for table in tables if rows(actor, table)}


# What each reads of help in the four files: providers, offerings, assignments, briefings, interventions, reports.
READS = {
    Role.EMPLOYER: (0, 0, 0, 0, 3, 3),
    Role.EMPLOYEE: (1, 0, 1, 1, 1, 1),
    Role.ONTZORGMANAGER: (4, 4, 1, 1, 1, 1),
    Role.BEDRIJFSARTS: (4, 4, 1, 1, 1, 1),
    Role.DELEGATE: (1, 0, 1, 1, 1, 0),
    Role.LABOUR_EXPERT: (0, 0, 0, 0, 1, 1),
    Role.DESK: (4, 4, 4, 0, 4, 4),
    Role.PROVIDER: (1, 0, 1, 1, 1, 1),
    Role.ARBODIENST: (0, 0, 0, 0, 0, 0),
    Role.CLAIMS: (0, 0, 0, 0, 0, 0),
    Role.INTERMEDIARY: (0, 0, 0, 0, 0, 0),
    Role.PLATFORM: (0, 0, 0, 0, 0, 0),
    Role.PRIVACY_OFFICER: (0, 0, 0, 0, 0, 0),
    Role.VISITOR: (0, 0, 0, 0, 0, 0),
}


def test_who_reads_what_of_help_by_raw_sql(world: World) -> None:
    found = {role: tuple(rows(world.actor(role), table) for table in (*WHO_HELPS, *HELP)) for role in READS}
    assert found == READS


def test_delegate_reads_of_help_as_long_as_the_delegation_lasts(world: World) -> None:
    delegate = world.actor(Role.DELEGATE)
    for actor, seen in ((delegate, 1), (replace(delegate, mandate_id=None), 0)):
        found = [
            rows(actor, table) for table in (*WHO_HELPS, *HELP) if table not in ("interventions_offering", HELP[1])
        ]
        assert found == [seen] * 4


def test_provider_finds_no_file_employee_or_employer(world: World) -> None:
    helper = world.actor(Role.PROVIDER)
    assert full_tables(helper) == {
        *("employers_membership", "employers_provider", "interventions_assignment", "interventions_briefing"),
        *HELP,
    }


def test_last_day_is_included_and_the_day_after_shows_nothing(world: World, as_actor: AsActor) -> None:
    helper, made = world.actor(Role.PROVIDER), own(world)
    page = reverse("interventions:assignment", args=[made.pk])
    for days, seen, status in ((0, 1, 200), (-1, 0, 404)):
        with acting_as(world.cast.noor):
            until = today() + timedelta(days=days)
            Assignment.objects.filter(pk=made.assignment_id).update(provider_until=until)
        found = [rows(helper, table) for table in ("interventions_assignment", "interventions_briefing", *HELP)]
        assert found == [seen] * 4
        assert as_actor(helper).get(page).status_code == status
    assert "Carla" not in as_actor(helper).get("/").content.decode()
    assert written(helper, "UPDATE interventions_intervention SET started_on = started_on") == 0


@pytest.mark.parametrize(
    "change",
    [
        "interventions_assignment SET provider_until = provider_until + 1",
        "interventions_intervention SET ends_on = ends_on + 1",
        "interventions_intervention SET state = 'withdrawn', started_on = NULL, ended_on = current_date",
    ],
)
def test_provider_does_not_lengthen_his_sight_nor_take_back(world: World, change: str) -> None:
    with pytest.raises(ProgrammingError, match="may not change"):
        written(world.actor(Role.PROVIDER), f"UPDATE {change}")


@pytest.mark.parametrize("column", ["provider_id = provider_id", "kind = 'retraining'", "employee_id = employee_id"])
def test_nobody_rewrites_who_was_asked_for_what(world: World, column: str) -> None:
    for actor in (world.actor(Role.PROVIDER), world.cast.noor, world.cast.daan, world.cast.ina):
        with pytest.raises(ProgrammingError, match="permission denied"):
            written(actor, f"UPDATE interventions_assignment SET {column}")


def test_guide_answers_nothing_for_the_provider(world: World) -> None:
    for change in ("state = 'completed', ended_on = current_date", "started_on = started_on - 1"):
        with pytest.raises(ProgrammingError, match="may not change"):
            written(world.cast.noor, f"UPDATE interventions_intervention SET {change}")
    refused = "UPDATE interventions_assignment SET refusal_reason = 'no_room'"
    with pytest.raises(ProgrammingError, match="may not change"):
        written(world.cast.noor, refused)


def test_what_has_ended_is_not_changed_any_more(world: World) -> None:
    withdraw_intervention(actor=world.cast.noor, intervention=own(world), today=today())
    for actor in (world.cast.noor, world.actor(Role.PROVIDER)):
        with pytest.raises(ProgrammingError, match="may not change"):
            written(actor, "UPDATE interventions_intervention SET ended_on = ended_on - 1")


def test_report_is_added_and_never_changed(world: World) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"):
        written(world.actor(Role.PROVIDER), "UPDATE interventions_progressreport SET text = 'anders'")
    assert written(world.actor(Role.PROVIDER), "DELETE FROM interventions_progressreport") == 0
    for actor in (world.cast.anna, world.cast.noor, world.cast.ina):
        assert written(actor, "UPDATE interventions_progressreport SET case_id = case_id") == 0


# Leak checklist, items 4 and 6: no kind of help outside the pages of who may know it.


def pages_of(actor: Actor, world: World, as_actor: AsActor) -> Iterator[str]:
    client = as_actor(actor)
    number = world.own.open().pk
    for url in ("/", reverse("cases:detail", args=[number]), reverse("cases:notices"), f"/api/dossiers/{number}/"):
        answer = client.get(url)
        yield answer.content.decode()
        yield str(answer.headers)
    with acting_as(actor):
        notices = list(Notice.objects.visible_to(actor).values_list("pk", flat=True))
    for notice in notices:
        yield client.get(reverse("cases:notice", args=[notice])).content.decode()


def test_employer_meets_neither_kind_nor_name_of_who_helps(world: World, as_actor: AsActor) -> None:
    found = list(pages_of(world.cast.anna, world, as_actor))
    assert any("Re-integratie-interventie" in page for page in found)
    assert any("De uren gaan omhoog." in page for page in found)
    for word in (KIND, NETWORK, "Pim Helper", "Zittend werk", "psychological"):
        assert not [page for page in found if word.lower() in page.lower()], word


def test_arbeidsdeskundige_meets_neither(world: World, as_actor: AsActor) -> None:
    number = world.own.open().pk
    page = as_actor(world.actor(Role.LABOUR_EXPERT)).get(reverse("cases:detail", args=[number])).content.decode()
    assert "De uren gaan omhoog." in page
    for word in (KIND, NETWORK, "Pim Helper"):
        assert word not in page, word


def test_no_mail_says_who_helps_or_with_what(world: World) -> None:
    ordered_help(world.own, "physical_therapy")
    refuse_assignment(
        actor=helper_of(world.own),
        intervention=_waiting(world),
        reason="other",
        note="Wij zitten vol.",
        today=today(),
    )
    mail_notices()
    assert {address for one in mail.outbox for address in one.to}
    for one in mail.outbox:
        for word in ("psych", NETWORK, "Helper", "interventie", "Bos", "32 uur", "Wij zitten vol", "fysi"):
            assert word.lower() not in f"{one.subject} {one.body}".lower(), word


def _waiting(world: World) -> Intervention:
    with acting_as(world.cast.noor):
        return Intervention.objects.get(case=world.own.open(), state="ordered")


def test_notices_hold_numbers_only(world: World) -> None:
    with acting_as(system(Role.MAILER)):
        found = Notice.objects.filter(kind__startswith="help_").values_list("key", flat=True)
        assert set(found) == {""}
