"""In whose place: what a delegate and a substitute see and do, until the end and the day after. Also by raw SQL."""

from dataclasses import replace
from datetime import date, timedelta
from functools import partial
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError
from django.urls import reverse

from accounts.actor import Actor, acting_as
from accounts.dated import Today
from accounts.models import AuditEvent, User
from accounts.rls import tenant_models
from accounts.terms import Role
from cases import operations as cases
from cases.models import AbsenceCase
from documents import operations as documents
from documents.models import Document
from employers.acting import actor_for, capacities_of
from employers.models import Delegation, Membership, OccupationalPhysician, Substitution
from employers.operations import end_delegation, end_role, end_substitution
from tests.access.world import ANALYSIS, NOW, TODAY, World, delegate_of, make_world, proposed_plan
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import employers as make

DAY = timedelta(days=1)
# Not of a file: the own roles and traces, the directory of partners, the law, and the papers themselves.
ABOUT_NO_FILE = {
    *("accounts_auditevent", "accounts_draft", "accounts_wordingoverride", "cases_rulechange", "cases_savedview"),
    *("employers_membership", "employers_delegation", "employers_substitution"),
    *("employers_occupationalhealthservice", "employers_occupationalphysician", "employers_ontzorgmanager"),
    *("employers_delegatedadviser", "employers_labourexpert", "employers_provider", "interventions_offering"),
}
OF_A_FILE = sorted({model._meta.db_table for model in tenant_models()} - ABOUT_NO_FILE)


def today() -> date:
    """The day by the clock of the database."""
    found: date = User.objects.annotate(day=Today()).values_list("day", flat=True)[0]
    return found


def counts(actor: Actor) -> dict[str, int]:
    """How many rows of files this person finds with raw SQL, per table; tables without any are left out."""
    found = {}
    with acting_as(actor), connection.cursor() as cursor:
        for table in OF_A_FILE:
            cursor.execute(f"SELECT count(*) FROM {table}")
            found[table] = cursor.fetchone()[0]
    return {table: number for table, number in found.items() if number}


@pytest.fixture
def world(cast: Cast) -> World:
    """Four files; the first has a signed analysis and a plan that lies before two parties."""
    made = make_world(cast)
    made.open()
    proposed_plan(made.own)
    return made


def substitute_for(world: World, **days: Any) -> Actor:
    """Loes stands in for Noor."""
    paper = make.make_substitution(world.cast.noor_profile, world.cast.loes_profile, **days)
    with acting_as(make.ARRANGER):
        return actor_for(Membership.objects.get(pk=world.cast.loes.membership_id), paper)


ACTORS = {
    "delegate": lambda world, **days: delegate_of(world.cast.daan_profile, **days),
    "substitute": substitute_for,
}


@pytest.mark.parametrize("kind", ACTORS)
def test_sees_the_files_of_the_other_and_no_more(world: World, kind: str) -> None:
    actor = ACTORS[kind](world)
    with acting_as(actor):
        asked = set(AbsenceCase.objects.visible_to(actor).values_list("pk", flat=True))
        by_database = {row[0] for row in _rows("SELECT id FROM cases_absencecase")}
    assert asked == by_database == {world.own.open().pk}


@pytest.mark.parametrize("kind", ACTORS)
def test_last_day_counts(world: World, kind: str) -> None:
    last = ACTORS[kind](world, valid_from=today() - 3 * DAY, valid_to=today())
    assert counts(last)["cases_absencecase"] == 1


@pytest.mark.parametrize("kind", ACTORS)
@pytest.mark.parametrize(
    ("first", "last"), [(-9, -1), (1, 9)], ids=["the day after the last", "the day before the first"]
)
def test_outside_its_days_every_table_of_a_file_is_empty(world: World, kind: str, first: int, last: int) -> None:
    actor = ACTORS[kind](world, valid_from=today() + first * DAY, valid_to=today() + last * DAY)
    assert counts(actor) == {}
    with acting_as(actor):
        for model in (AbsenceCase, Document):
            assert list(model.objects.visible_to(actor)) == []
        with connection.cursor() as cursor:
            cursor.execute("UPDATE cases_absencecase SET version = 99")
            assert cursor.rowcount == 0


def test_ended_delegation_shows_nothing_from_that_moment(world: World) -> None:
    actor = delegate_of(world.cast.daan_profile)
    assert counts(actor)["documents_problemanalysis"] == 1
    _end(world, actor)
    assert counts(actor) == {}


def test_ended_substitution_shows_nothing_from_that_moment(world: World) -> None:
    actor = substitute_for(world)
    assert counts(actor)["cases_notice"] > 0
    with acting_as(world.cast.noor):
        found = Substitution.objects.get(pk=actor.mandate_id)
    end_substitution(actor=world.cast.noor, substitution=found, at=NOW)
    assert counts(actor) == {}


@pytest.mark.parametrize("keeper", [Role.DESK, Role.PLATFORM])
def test_delegation_ends_with_the_role_of_the_bedrijfsarts(world: World, keeper: Role) -> None:
    """Whoever ends that role, and without a word about the delegation: in the database and in the queryset."""
    actor, doctor = delegate_of(world.cast.daan_profile), world.cast.daan
    assert counts(actor)["documents_problemanalysis"] == 1
    with acting_as(make.ARRANGER):
        OccupationalPhysician.objects.filter(pk=doctor.user_id).update(is_active=False)
        role = Membership.objects.get(pk=doctor.membership_id)
    ended = partial(end_role, actor=world.actor(keeper), membership=role, today=today())
    ended(valid_to=today())
    assert counts(actor)["cases_absencecase"] == 1  # the last day counts
    ended(valid_to=today() - DAY)
    assert counts(actor) == {}
    with acting_as(actor):
        assert list(AbsenceCase.objects.visible_to(actor)) == []
        assert not Delegation.objects.visible_to(actor).in_force().exists()
    assert [one.mandate for one in capacities_of(User.objects.get(pk=actor.user_id))] == [None]


def test_delegation_is_not_written_for_longer_than_the_role(world: World) -> None:
    with acting_as(make.ARRANGER):
        Membership.objects.filter(pk=world.cast.daan.membership_id).update(valid_to=today() + DAY)
    actor = delegate_of(world.cast.daan_profile)
    with acting_as(actor):
        paper = Delegation.objects.get(pk=actor.mandate_id)
    assert (paper.doctor_role, paper.doctor_until) == (world.cast.daan.membership_id, today() + DAY)
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), acting_as(world.cast.daan):
        _rows("UPDATE employers_delegation SET doctor_until = '2999-01-01' RETURNING id")


@pytest.mark.parametrize("kind", ACTORS)
def test_paper_of_somebody_else_opens_nothing(world: World, kind: str) -> None:
    """Neither the number of another's paper, nor a number that nobody has."""
    actor = ACTORS[kind](world)
    for thief in (replace(actor, user_id=world.cast.anna.user_id), replace(actor, mandate_id=actor.mandate_id + 999)):
        assert counts(thief) == {}


def test_delegate_without_a_delegation_sees_nothing(world: World) -> None:
    actor = replace(delegate_of(world.cast.daan_profile), mandate_id=None, on_behalf_of_id=None)
    assert counts(actor) == {}


def test_substitute_does_not_see_the_own_files_meanwhile(world: World) -> None:
    """One role at a time: for the own files the substitute goes back to the own work."""
    assert counts(world.cast.loes)["cases_absencecase"] == 3
    assert counts(substitute_for(world))["cases_absencecase"] == 1


def test_audit_names_who_acted_and_in_whose_place(world: World) -> None:
    actor = delegate_of(world.cast.daan_profile)
    cases.triage(actor=actor, case=world.own.open(), expected_long_term=True, today=TODAY)
    with acting_as(actor):
        event = AuditEvent.objects.visible_to(actor).order_by("-pk")[0]
    assert (event.actor_id, event.on_behalf_of_id, event.role, event.action) == (
        actor.user_id,
        world.cast.daan.user_id,
        "delegate",
        "triage",
    )


def test_only_tasks_that_were_left(world: World) -> None:
    actor = delegate_of(world.cast.daan_profile, tasks=["problem_analysis"])
    with pytest.raises(PermissionDenied):
        cases.triage(actor=actor, case=world.own.open(), expected_long_term=True, today=TODAY)


def test_draft_of_a_delegate_is_signed_by_the_doctor_and_says_so(cast: Cast) -> None:
    world = make_world(cast)
    world.open()
    actor = world.actor(Role.DELEGATE)
    made = documents.draft_problem_analysis(actor=actor, case=world.own.open(), content=ANALYSIS, today=TODAY)
    with pytest.raises(PermissionDenied):
        documents.sign_problem_analysis(
            actor=actor, document=made, place="Utrecht", expected_version=1, today=TODAY, at=NOW
        )
    documents.sign_problem_analysis(
        actor=cast.daan, document=made, place="Utrecht", expected_version=1, today=TODAY, at=NOW
    )
    with acting_as(cast.carla):
        signed = Document.objects.visible_to(cast.carla).with_content().get(pk=made.pk)
        assert signed.prepared == "Dewi Begeleider, namens bedrijfsarts Daan Dokter"


def test_draft_of_the_doctor_says_nothing_about_a_delegate(world: World) -> None:
    with acting_as(world.cast.carla):
        documents_of = Document.objects.visible_to(world.cast.carla).with_content()
        assert {one.prepared for one in documents_of} == {""}


def test_one_account_is_never_both(cast: Cast) -> None:
    """Also not by raw SQL, and in either order."""
    for first, second in ((Role.ONTZORGMANAGER, Role.DELEGATE), (Role.DELEGATE, Role.ONTZORGMANAGER)):
        user = make.make_user("Beide Kanten")
        make.make_membership(user, first, **({"ohs": cast.vitaal} if first is Role.DELEGATE else {}))
        ohs = cast.vitaal.pk if second is Role.DELEGATE else None
        insert = "INSERT INTO employers_membership (user_id, role, ohs_id) VALUES (%s, %s, %s)"
        with pytest.raises(IntegrityError, match="membership_guide_or_delegate"), transaction.atomic():
            with acting_as(make.ARRANGER), connection.cursor() as cursor:
                cursor.execute(insert, [user.pk, second.value, ohs])


def test_what_was_agreed_is_not_rewritten(cast: Cast) -> None:
    make.make_delegation(cast.daan_profile, make.make_adviser(cast.vitaal))
    with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic(), acting_as(cast.daan):
        _rows("UPDATE employers_delegation SET valid_to = '2100-01-01' RETURNING id")
    with acting_as(cast.daan):
        assert _rows("DELETE FROM employers_delegation RETURNING id") == []


def test_a_doctor_delegates_own_files_only(cast: Cast) -> None:
    """Not in the name of a colleague, whatever the application would do."""
    adviser = make.make_adviser(cast.oost)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), acting_as(cast.daan):
        Delegation.objects.create(
            bedrijfsarts=cast.gijs_profile,
            delegate=adviser,
            ohs=cast.oost,
            tasks=["triage"],
            valid_from=TODAY,
            valid_to=TODAY,
        )


def test_ways_to_act_follow_the_papers(cast: Cast) -> None:
    adviser = make.make_adviser(cast.vitaal)
    assert [one.mandate for one in capacities_of(adviser.user)] == [None]
    delegation = make.make_delegation(cast.daan_profile, adviser)
    assert [one.mandate for one in capacities_of(adviser.user)] == [delegation]
    substitution = make.make_substitution(cast.noor_profile, cast.loes_profile)
    assert [one.mandate for one in capacities_of(cast.user(cast.loes))] == [None, substitution]
    assert [one.says for one in capacities_of(cast.user(cast.loes))] == ["", "vervangt Noor de Wit"]
    assert [one.mandate for one in capacities_of(cast.user(cast.noor))] == [None]


@pytest.mark.parametrize("kind", ACTORS)
def test_pages_open_for_the_files_of_the_other_only(world: World, as_actor: AsActor, kind: str) -> None:
    actor = ACTORS[kind](world)
    client = as_actor(actor)
    with acting_as(actor):
        signed = Document.objects.visible_to(actor).of_kind("problem_analysis")[0].pk
    own, other = world.own.open().pk, world.same.open().pk
    pages = {"start": [], "cases:list": [], "cases:detail": [own], "documents:detail": [signed]}
    more = {"cases:triage": [own], "documents:problem_analysis": [own]} if kind == "delegate" else {}
    found = {name: client.get(reverse(name, args=args)).status_code for name, args in (pages | more).items()}
    assert set(found.values()) == {200}, found
    assert client.get(reverse("cases:detail", args=[other])).status_code == 404
    body = client.get("/").content.decode()
    assert ("namens bedrijfsarts Daan Dokter" if kind == "delegate" else "vervangt Noor de Wit") in body


def _rows(statement: str) -> list[tuple[Any, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
        return list(cursor.fetchall())


def _end(world: World, actor: Actor) -> None:
    with acting_as(world.cast.daan):
        found = Delegation.objects.get(pk=actor.mandate_id)
    end_delegation(actor=world.cast.daan, delegation=found, at=NOW)
