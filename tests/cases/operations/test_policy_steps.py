"""What a policy promises: computed from the policy, recorded by people, kept when the policy changes."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.core.management import CommandError, call_command

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow
from accounts.terms import Role
from cases.models import PolicyStep
from cases.operations.policy_steps import record_policy_step
from cases.policies import compare_policies, explain
from cases.tasks import keep_policy_steps
from employers import operations as employers
from employers.models import Employer, Policy
from tests.cast import Cast
from tests.factories import cases as files
from tests.factories import employers as make

START = date(2026, 1, 5)
TODAY = date(2026, 1, 12)
CALL, CHECK = "welcome_call", "prevention_check"


@pytest.fixture
def employer(db: None) -> Employer:
    """A new customer."""
    return make.make_employer("Bakkerij Nieuw")


def start(cast: Cast, employer: Employer, starts_on: date = START, **fields: Any) -> Policy:
    values = {"number": f"P-{starts_on:%y%m%d}", "casemanagement_by": "insurer"} | fields
    return employers.start_policy(actor=cast.ina, employer=employer, starts_on=starts_on, **values)


def change(cast: Cast, policy: Policy, **fields: Any) -> Policy:
    values = {"number": policy.number, "casemanagement_by": "insurer", "ends_on": None} | fields
    return employers.change_policy(actor=cast.ina, policy=policy, **values)


def steps(cast: Cast, employer: Employer) -> list[tuple[Any, ...]]:
    with acting_as(cast.ina):
        rows = PolicyStep.objects.filter(employer=employer).order_by("due_on", "pk")
        return [(row.key, row.occurrence, row.opens_on, row.due_on, row.done_on) for row in rows]


def step(cast: Cast, employer: Employer, key: str = CALL) -> PolicyStep:
    with acting_as(cast.ina):
        found: PolicyStep = PolicyStep.objects.get(employer=employer, key=key, done_on=None)
        return found


def record(actor: Actor, row: PolicyStep, done_on: date = TODAY, today: date = TODAY) -> PolicyStep:
    return record_policy_step(actor=actor, step=row, done_on=done_on, today=today)


OPEN_CALL = (CALL, 1, START, date(2026, 1, 19), None)
OPEN_CHECK = (CHECK, 1, date(2026, 12, 5), date(2027, 1, 5), None)


def test_new_policy_brings_its_steps(cast, employer):
    start(cast, employer)
    assert steps(cast, employer) == [OPEN_CALL, OPEN_CHECK]


def test_who_manages_himself_is_promised_nothing(cast, employer):
    policy = start(cast, employer, casemanagement_by="employer")
    assert steps(cast, employer) == []
    change(cast, policy)
    assert steps(cast, employer) == [OPEN_CALL, OPEN_CHECK]


def test_what_was_done_stays_and_the_yearly_one_comes_again(cast, employer):
    policy = start(cast, employer)
    record(cast.ina, step(cast, employer))
    late = date(2027, 2, 1)
    record(cast.ina, step(cast, employer, CHECK), late, today=late)
    done = [(CALL, 1, START, date(2026, 1, 19), TODAY), (*OPEN_CHECK[:4], late)]
    assert steps(cast, employer) == [*done, (CHECK, 2, date(2028, 1, 1), date(2028, 2, 1), None)]
    change(cast, policy, casemanagement_by="employer")
    assert steps(cast, employer) == done


def test_ended_policy_promises_nothing_after_its_end(cast, employer):
    policy = start(cast, employer)
    change(cast, policy, ends_on=date(2026, 6, 1))
    assert steps(cast, employer) == [OPEN_CALL]
    change(cast, policy)
    assert steps(cast, employer) == [OPEN_CALL, OPEN_CHECK]


def test_next_policy_ends_the_steps_of_the_one_before(cast, employer):
    start(cast, employer)
    start(cast, employer, date(2026, 7, 1))
    assert steps(cast, employer) == [
        OPEN_CALL,
        (CALL, 1, date(2026, 7, 1), date(2026, 7, 15), None),
        (CHECK, 1, date(2027, 6, 1), date(2027, 7, 1), None),
    ]


@pytest.mark.parametrize("done_on", [START - timedelta(days=1), TODAY + timedelta(days=1)])
def test_day_outside_the_policy_or_in_the_future_is_refused(cast, employer, done_on):
    start(cast, employer)
    with pytest.raises(ValidationError, match="Kies een datum van 5 januari 2026 tot en met vandaag"):
        record(cast.ina, step(cast, employer), done_on)


def test_check_comes_after_the_check_before(cast, employer):
    start(cast, employer)
    record(cast.ina, step(cast, employer, CHECK))
    with pytest.raises(ValidationError, match="De vorige keer was op 12 januari 2026"):
        record(cast.ina, step(cast, employer, CHECK))


def test_step_is_recorded_once(cast, employer):
    start(cast, employer)
    row = step(cast, employer)
    assert record(cast.ina, row).recorded_by_id == cast.ina.user_id
    with pytest.raises(NotNow, match="al vastgelegd: gedaan op 12 januari 2026"):
        record(cast.ina, row)


def test_ontzorgmanager_with_a_file_there_records_it_too(cast):
    keep_policy_steps()
    row = step(cast, cast.bakery)
    with pytest.raises(ObjectDoesNotExist):
        record(cast.noor, row)
    files.assign(cast, files.report(cast.anna, cast.carla_file), on=files.day(8))
    assert record(cast.noor, row).recorded_by_id == cast.noor.user_id
    with pytest.raises(ObjectDoesNotExist):
        record(cast.loes, row)


@pytest.mark.parametrize("who", ["anna", "carla", "daan", "bert"])
def test_nobody_else_records_it(cast, employer, who):
    start(cast, employer)
    with pytest.raises(PermissionDenied):
        record(getattr(cast, who), step(cast, employer))


def test_employer_reads_own_steps_only(cast):
    keep_policy_steps()
    with acting_as(cast.anna):
        assert {row.employer_id for row in PolicyStep.objects.all()} == {cast.bakery.pk}
    with acting_as(cast.carla):
        assert not PolicyStep.objects.exists()


def test_date_is_explained(cast, employer):
    start(cast, employer)
    assert any("19 januari 2026" in line for line in explain(step(cast, employer)))


def test_check_finds_and_sweep_repairs_what_differs(cast, employer, capsys):
    policy = start(cast, employer)
    keep_policy_steps()
    call_command("check_timelines")
    with acting_as(system(Role.PROJECTOR)):
        PolicyStep.objects.filter(policy=policy, key=CALL).update(due_on=TODAY)
        PolicyStep.objects.filter(policy=policy, key=CHECK).update(occurrence=9)
        found = dict(compare_policies(Policy.objects.filter(pk=policy.pk)))
    assert found == {
        (policy.pk, CALL, 1): "differs",
        (policy.pk, CHECK, 1): "missing",
        (policy.pk, CHECK, 9): "obsolete",
    }
    with pytest.raises(CommandError, match="3 differences in 0 files and 3 policies"):
        call_command("check_timelines")
    assert f"policy {policy.pk} {CHECK} 9: obsolete" in capsys.readouterr().out
    keep_policy_steps()
    call_command("check_timelines")
    assert steps(cast, employer) == [OPEN_CALL, OPEN_CHECK]
