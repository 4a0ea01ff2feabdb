"""What follows from the advice of the bedrijfsarts is in rows that neither planner nor desk finds, also by raw SQL."""

import json
from collections.abc import Callable
from datetime import date
from importlib import import_module
from typing import Any

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor, acting_as, system
from accounts.rls import APP_ROLE, tenant_models
from accounts.terms import Role
from cases import operations
from cases.kept import whole_derivations
from cases.models import AbsenceCase, AdvisedDerivation, AdvisedGround, Completion, Waiver
from cases.operations.steps import complete_all, touch
from cases.timeline.advice import HIDDEN, tells_advice
from cases.timeline.rules import ADVISED
from tests.cast import Cast
from tests.factories.cases import assign, day, fresh, report

TODAY = date(2026, 4, 20)
AGAIN = date(2026, 4, 15)
OUTSIDE, KNOWING = ("bert", "ina"), ("anna", "carla", "noor", "daan")
READS = [(name, False) for name in OUTSIDE] + [(name, True) for name in KNOWING]
WORDS = (
    *("mogelijkheden", "Bijstelling", "verwacht herstel", "no_capacity", "no_usable_capacity", "capacity_changed"),
    *("short_recovery", "problem_analysis_update"),
)
EVALUATION, EXPERT = "periodic_evaluation", "labour_expert_assessment"


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    """A file in which advice moved a date, and is the reason why a step is not needed."""
    found = assign(cast, report(cast.anna, cast.carla_file), on=day(8))
    with acting_as(cast.daan):
        complete_all(case=found, keys=["problem_analysis", "plan_of_action"], done_on=day(43), by=cast.daan)
        touch(found)
    for kind, more in (
        ("no_usable_capacity", {"on": date(2026, 4, 6), "until": AGAIN}),
        ("incapacity_percentage", {"on": date(2026, 4, 15), "number": 80}),
    ):
        do(operations.record_fact, cast.daan, found, kind=kind, **more)
    hours = {"effective_from": TODAY, "hours_per_week": 8, "therapeutic": False}
    do(operations.record_hours, cast.anna, found, **hours)
    do(operations.record_step, cast.anna, found, key=EVALUATION, done_on=TODAY)
    do(operations.waive_step, cast.noor, found, key=EXPERT, ground="no_capacity")
    return found


def do(operation: Callable[..., Any], actor: Actor, case: AbsenceCase, **values: Any) -> None:
    operation(actor=actor, case=case, expected_version=fresh(actor, case).version, today=TODAY, **values)


def everything(actor: Actor) -> dict[str, str]:
    """Every row of every table as the database gives it to whoever asks for all of it."""
    with acting_as(actor), connection.cursor() as cursor:
        found = {}
        for model in tenant_models():
            cursor.execute(f"SELECT to_jsonb(t)::text FROM {model._meta.db_table} t")
            found[model._meta.label_lower] = "\n".join(
                json.dumps(json.loads(row), ensure_ascii=False) for (row,) in cursor
            )
        return found


def stored() -> list[tuple[Any, ...]]:
    """What is kept of the two, together with what is kept apart."""
    with acting_as(system(Role.PURGER)):
        done = Completion.history.order_by("pk").values_list("pk", "why", "advised__why", "advised__shown_to")
        waived = Waiver.objects.order_by("pk").values_list("pk", "ground", "advised__ground", "advised__shown_to")
        return [*done, *waived]


@pytest.mark.parametrize(("name", "reads"), READS)
def test_no_row_of_any_table_tells_who_may_not_know(cast: Cast, case: AbsenceCase, *, name: str, reads: bool) -> None:
    found = everything(getattr(cast, name))
    assert EVALUATION in found["cases.completion"]
    assert EXPERT in found["cases.waiver"]
    told = {label for label, rows in found.items() if any(word in rows for word in WORDS)}
    apart = {"cases.advisedderivation", "cases.advisedground", "cases.casefact"}
    assert told & apart == (apart if reads else set())
    assert reads or told == set()


@pytest.mark.parametrize(("name", "reads"), [("bert", False), ("ina", True), *((name, True) for name in KNOWING)])
def test_percentage_is_read_by_the_insurer_and_not_by_a_planner(
    cast: Cast, case: AbsenceCase, *, name: str, reads: bool
) -> None:
    assert ("incapacity_percentage" in everything(getattr(cast, name))["cases.casefact"]) is reads


@pytest.mark.parametrize("name", [*OUTSIDE, *KNOWING])
def test_hours_are_read_outside_the_file_once_the_employer_passed_them_on(
    cast: Cast, case: AbsenceCase, name: str
) -> None:
    hours = {"effective_from": date(2026, 4, 16), "hours_per_week": 11, "therapeutic": False}
    do(operations.record_hours, cast.carla, case, **hours)
    inside = name in KNOWING
    before = everything(getattr(cast, name))["cases.capacitychange"]
    assert ('"hours_per_week": 11.0' in before, '"hours_per_week": 8.0' in before) == (inside, True)
    do(operations.forward_hours, cast.anna, case)
    assert '"hours_per_week": 11.0' in everything(getattr(cast, name))["cases.capacitychange"]


def test_the_step_keeps_what_everybody_may_know_and_the_row_beside_it_the_whole(cast: Cast, case: AbsenceCase) -> None:
    with acting_as(cast.anna):
        done = Completion.objects.select_related("advised").get(key=EVALUATION)
        others = Completion.objects.exclude(key=EVALUATION).filter(advised__isnull=False)
        assert not others.exists()
    assert done.why[:2] == ["Eerste ziektedag 5 januari 2026.", HIDDEN]
    assert any(map(tells_advice, done.advised.why))
    assert not any(map(tells_advice, done.why))
    assert set(done.advised.shown_to) == {party.value for party in ADVISED}


def test_step_that_only_who_is_advised_may_know_of_keeps_everything_itself(cast: Cast, case: AbsenceCase) -> None:
    do(operations.record_fact, cast.daan, case, kind="capacity_changed", on=TODAY)
    with acting_as(cast.daan):
        complete_all(case=case, keys=["problem_analysis_update"], done_on=TODAY, by=cast.daan)
        done = Completion.objects.get(key="problem_analysis_update")
        assert any(map(tells_advice, done.why))
        assert not AdvisedDerivation.objects.filter(completion=done).exists()


def test_who_may_not_know_records_a_step_and_does_not_read_the_whole_of_it(cast: Cast, case: AbsenceCase) -> None:
    with acting_as(cast.ina):
        complete_all(case=case, keys=["second_track_start"], done_on=TODAY, by=cast.ina)
        assert HIDDEN in Completion.objects.get(key="second_track_start").why
        assert not AdvisedDerivation.objects.exists()
    with acting_as(cast.daan):
        assert any(map(tells_advice, AdvisedDerivation.objects.get(completion__key="second_track_start").why))


@pytest.mark.parametrize("name", [*OUTSIDE, *KNOWING])
@pytest.mark.parametrize(
    "statement",
    [
        "INSERT INTO cases_advisedderivation (completion_id, case_id, employer_id, why, shown_to)"
        " SELECT id, case_id, employer_id, '{x}', '{employer}' FROM cases_completion LIMIT 1",
        "UPDATE cases_advisedderivation SET why = '{x}'",
        "UPDATE cases_advisedground SET ground = 'x', shown_to = '{desk}'",
        "UPDATE cases_advisedderivation SET case_id = case_id",
        "DELETE FROM cases_advisedderivation",
    ],
)
def test_nobody_rewrites_what_was_kept(cast: Cast, case: AbsenceCase, *, name: str, statement: str) -> None:
    before = stored()
    assert changed(getattr(cast, name), statement) == 0
    assert stored() == before


def changed(actor: Actor, statement: str) -> int:
    """How many rows; none when the database refuses it altogether."""
    try:
        with transaction.atomic(), acting_as(actor), connection.cursor() as cursor:
            cursor.execute(statement)
            return int(cursor.rowcount)
    except ProgrammingError:
        return 0


@pytest.mark.parametrize("table", ["advisedderivation", "advisedground"])
def test_a_row_beside_another_file_is_impossible(cast: Cast, case: AbsenceCase, table: str) -> None:
    other = report(cast.eva, cast.finn_file)
    with pytest.raises(IntegrityError, match="tenant"), transaction.atomic():
        with acting_as(system(Role.SPLITTER)), connection.cursor() as cursor:
            cursor.execute(f"UPDATE cases_{table} SET case_id = %s", [other.pk])
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


def test_the_waiver_itself_never_names_a_reason_of_the_bedrijfsarts(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(IntegrityError, match="waiver_ground_is_for_everybody"), acting_as(cast.noor):
        Waiver.objects.create(
            case=case,
            employer_id=case.employer_id,
            key="second_track_start",
            ground="no_capacity",
            waived_on=TODAY,
            recorded_by_id=cast.noor.person_id,
        )


def test_a_step_that_is_needed_after_all_leaves_no_reason_behind(cast: Cast, case: AbsenceCase) -> None:
    operations.undo_waiver(actor=cast.noor, case=case, key=EXPERT, expected_version=fresh(cast.noor, case).version)
    with acting_as(system(Role.PURGER)):
        assert not AdvisedGround.objects.exists()


@pytest.mark.parametrize(("name", "queries"), [("ina", 0), ("noor", 1)])
def test_the_whole_costs_one_query_and_none_where_there_is_none(
    cast: Cast, case: AbsenceCase, *, name: str, queries: int
) -> None:
    with acting_as(getattr(cast, name)):
        parted = [one for one in Completion.objects.all() if one.key == EVALUATION]
        plain = [one for one in Completion.objects.all() if one.key != EVALUATION]
        assert plain
        for completions, wanted in ((parted, queries), (plain, 0)):
            with CaptureQueriesContext(connection) as captured:
                whole_derivations(completions)
            assert len(captured) == wanted


def as_owner(*statements: str) -> None:
    """The test's connection belongs to the owner; rolled back with the test."""
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("SET ROLE NONE")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(f"SET ROLE {APP_ROLE}")


def test_the_migration_stores_what_the_operations_store(cast: Cast, case: AbsenceCase) -> None:
    """Backward everything is in one row again; forward it comes apart just as it was."""
    moved, before = import_module("cases.migrations.0013_advised_moved"), stored()
    as_owner("ALTER TABLE cases_waiver DROP CONSTRAINT waiver_ground_is_for_everybody", moved.TOGETHER)
    joined = stored()
    assert {(whole, readers) for _, _, whole, readers in joined} == {(None, None)}
    assert [own for _, own, _, _ in joined] == [whole or own for _, own, whole, _ in before]
    as_owner(moved.APART)
    assert stored() == before
