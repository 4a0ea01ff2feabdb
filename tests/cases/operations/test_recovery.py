"""Reporting recovery: the file waits four weeks, open steps pause, an old page is refused."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django_fsm import TransitionNotAllowed

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import Stale
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, Completion, Milestone, Notice, Spell
from cases.operations.closing import close_due
from cases.operations.recovery import closing_day
from tests.cast import Cast
from tests.factories import cases as make

FIT = make.day(11)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.report(cast.anna, cast.carla_file)


def seen(actor: Actor, model: Any) -> list[Any]:
    with acting_as(actor):
        return list(model.objects.visible_to(actor))


def recover(cast: Cast, case: AbsenceCase, *, version: int | None = None, on: date = FIT, today: date = FIT) -> None:
    operations.report_recovery(
        actor=cast.anna,
        case=case,
        recovered_on=on,
        expected_version=case.version if version is None else version,
        today=today,
    )


def test_recovery_lets_the_file_wait_four_weeks(cast: Cast, case: AbsenceCase) -> None:
    recover(cast, case)
    found = make.fresh(cast.anna, case)
    assert (found.state, found.recovered_on, found.closes_on) == (
        "recovered_waiting",
        FIT,
        FIT + timedelta(days=28),
    )
    assert (found.version, found.closed_on) == (case.version + 1, None)
    assert [(spell.start, spell.recovered_on) for spell in seen(cast.anna, Spell)] == [(make.MONDAY, FIT)]


def test_recovery_pauses_open_steps(cast: Cast, case: AbsenceCase) -> None:
    recover(cast, case)
    states = {step.key: (step.state, step.due_on) for step in seen(cast.anna, Milestone)}
    assert (states["problem_analysis"], states["plan_of_action"]) == (("paused", None), ("paused", None))


def test_recovery_is_passed_on_by_reporting_it(cast: Cast, case: AbsenceCase) -> None:
    recover(cast, case, today=FIT + timedelta(days=1))
    done = {completion.key: completion.done_on for completion in seen(cast.anna, Completion)}
    assert done == {"sick_report": make.MONDAY, "recovery_report_internal": FIT + timedelta(days=1)}


def test_recovery_tells_who_guides(cast: Cast, case: AbsenceCase) -> None:
    case = make.assign(cast, case, on=make.day(8))
    recover(cast, case)
    told = {
        name: [notice.kind for notice in seen(getattr(cast, name), Notice)].count("recovered")
        for name in ("anna", "carla", "daan", "bert", "noor", "loes", "eva")
    }
    assert told == {"anna": 0, "carla": 1, "daan": 1, "bert": 1, "noor": 1, "loes": 0, "eva": 0}


def test_recovery_leaves_one_audit_event(cast: Cast, case: AbsenceCase) -> None:
    recover(cast, case)
    assert [event.action for event in seen(cast.anna, AuditEvent)] == ["report_recovery", "report_sick"]


def test_old_page_is_refused_and_changes_nothing(cast: Cast, case: AbsenceCase) -> None:
    operations.accept_report(actor=cast.bert, case=case, today=make.day(2))
    with pytest.raises(Stale, match="Iemand anders heeft dit dossier intussen gewijzigd"):
        recover(cast, case)
    assert make.fresh(cast.anna, case).state == "reported"


def test_recovery_of_who_is_not_sick_is_refused(cast: Cast, case: AbsenceCase) -> None:
    recover(cast, case)
    with pytest.raises(TransitionNotAllowed):
        recover(cast, case, version=case.version + 1)


@pytest.mark.parametrize(
    ("on", "sentence"),
    [
        (make.MONDAY, "De eerste dag beter moet na de eerste ziektedag liggen. Kies een dag na 5 januari 2026."),
        (make.day(12), "Deze dag ligt in de toekomst. Meld pas beter als iemand weer volledig werkt."),
    ],
)
def test_impossible_day_is_refused(cast: Cast, case: AbsenceCase, on: date, sentence: str) -> None:
    with pytest.raises(ValidationError) as error:
        recover(cast, case, on=on)
    assert error.value.message_dict == {"recovered_on": [sentence]}
    assert make.fresh(cast.anna, case).version == case.version


def test_closing_day_is_the_first_on_which_a_relapse_is_a_new_file(cast: Cast, case: AbsenceCase) -> None:
    with acting_as(cast.anna):
        assert closing_day(AbsenceCase.objects.get(pk=case.pk), FIT) == FIT + timedelta(days=28)


@pytest.mark.parametrize(("days", "state"), [(27, "recovered_waiting"), (28, "closed")])
def test_waiting_file_closes_on_its_day(cast: Cast, case: AbsenceCase, days: int, state: str) -> None:
    recover(cast, case)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=FIT + timedelta(days=days))
    assert make.fresh(cast.anna, case).state == state


@pytest.mark.parametrize("name", ["carla", "daan", "bert", "noor", "ina"])
def test_other_roles_do_not_report_recovery(cast: Cast, case: AbsenceCase, name: str) -> None:
    with pytest.raises(PermissionDenied):
        make_recovery(getattr(cast, name), case)


def test_file_of_another_employer_does_not_exist(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(AbsenceCase.DoesNotExist):
        make_recovery(cast.eva, case)


def make_recovery(actor: Actor, case: AbsenceCase) -> None:
    operations.report_recovery(actor=actor, case=case, recovered_on=FIT, expected_version=case.version, today=FIT)
