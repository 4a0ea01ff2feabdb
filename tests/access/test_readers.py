"""What follows from the advice of the bedrijfsarts: neither planner nor desk finds it among what was done or late."""

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError

from accounts.actor import Actor, acting_as
from accounts.rows import TenantModel
from cases.computation import deadlines_of
from cases.models import AbsenceCase, Completion, Delay
from cases.models.milestone import RULE_BY_KEY, readers_of
from cases.operations.steps import complete_all, touch
from cases.timeline.rules import EVERYBODY
from tests.cast import Cast
from tests.factories.cases import assign, day, fresh, report

ADVICE = {"no_capacity_check", "problem_analysis_update"}
OTHER = "employee_intake"
READS = [("anna", True), ("carla", True), ("noor", True), ("daan", True), ("bert", False), ("ina", False)]


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    found = assign(cast, report(cast.anna, cast.carla_file), on=day(10))
    with acting_as(cast.daan):
        complete_all(case=found, keys=[*sorted(ADVICE), OTHER], done_on=day(60), by=cast.daan)
        for key in (*ADVICE, OTHER):
            by = {"recorded_by_id": cast.daan.user_id, "recorded_as": "bedrijfsarts"}
            late = {"cause": "medical", "shown_to": readers_of(key), **by}
            Delay.objects.create(case=found, employer_id=found.employer_id, key=key, **late)
        touch(found)
    return found


def keys(actor: Actor, model: type[TenantModel]) -> tuple[set[str], set[str]]:
    """As the application looks and as the database answers whoever forgets that."""
    with acting_as(actor), connection.cursor() as cursor:
        asked = set(model.objects.visible_to(actor).values_list("key", flat=True))
        cursor.execute(f"SELECT key FROM {model._meta.db_table}")
        return asked, {key for (key,) in cursor.fetchall()}


@pytest.mark.parametrize(("name", "reads"), READS)
@pytest.mark.parametrize("model", [Completion, Delay])
def test_only_readers_of_the_rule_find_the_row(
    cast: Cast, case: AbsenceCase, *, model: type[TenantModel], name: str, reads: bool
) -> None:
    asked, found = keys(getattr(cast, name), model)
    assert asked == found
    assert OTHER in found
    assert found & ADVICE == (ADVICE if reads else set())


@pytest.mark.parametrize("name", ["bert", "ina"])
def test_nobody_records_what_he_may_not_read(cast: Cast, case: AbsenceCase, name: str) -> None:
    actor: Actor = getattr(cast, name)
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), acting_as(actor):
        complete_all(case=case, keys=["no_capacity_check"], done_on=day(61), by=actor)


def test_the_dates_are_the_same_for_whoever_looks(cast: Cast, case: AbsenceCase) -> None:
    seen = []
    for name, _ in READS:
        actor: Actor = getattr(cast, name)
        with acting_as(actor):
            seen.append(tuple((step.key, step.due, step.done_on) for step in deadlines_of(fresh(actor, case))))
    assert len(set(seen)) == 1


def test_a_step_that_can_be_waived_is_known_to_everybody() -> None:
    """A waiver names no readers."""
    assert {rule.key for rule in RULE_BY_KEY.values() if rule.can_be_waived and rule.shown_to != EVERYBODY} == set()
