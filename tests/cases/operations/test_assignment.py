"""Who gets a file, and when."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django_fsm import TransitionNotAllowed

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, Notice
from cases.operations.assignment import by_load
from employers.models import Ontzorgmanager
from tests.cast import Cast
from tests.factories import cases as files

SCHEDULER = system(Role.SCHEDULER)


def assign_due(today: date) -> int:
    with acting_as(SCHEDULER):
        return operations.assign_due(actor=SCHEDULER, today=today)


def triage(cast: Cast, case: AbsenceCase, *, expected: bool, on: date) -> None:
    operations.triage(actor=cast.bert, case=case, expected_long_term=expected, today=on)


def manager_of(cast: Cast, case: AbsenceCase) -> int | None:
    return files.fresh(cast.desk, case).ontzorgmanager_id


def end_registration(actor: Actor, *managers: Ontzorgmanager, on: date) -> None:
    with acting_as(actor):
        Ontzorgmanager.objects.filter(pk__in=[one.pk for one in managers]).update(registered_until=on)


@pytest.mark.parametrize(("k", "assigned"), [(1, 0), (7, 0), (8, 1)])
def test_long_absence_expected_is_assigned_from_day_8(cast, k, assigned):
    case = files.report(cast.anna, cast.carla_file)
    triage(cast, case, expected=True, on=files.day(1))
    assert assign_due(files.day(k)) == assigned
    assert (manager_of(cast, case) is not None) == bool(assigned)


@pytest.mark.parametrize("expected", [None, False])
@pytest.mark.parametrize(("k", "assigned"), [(1, 0), (8, 0), (13, 0), (14, 1)])
def test_without_a_yes_a_file_is_assigned_on_day_14(cast, expected, k, assigned):
    case = files.report(cast.anna, cast.carla_file)
    if expected is not None:
        triage(cast, case, expected=expected, on=files.day(1))
    assert assign_due(files.day(k)) == assigned


def test_assigning_twice_changes_nothing(cast):
    case = files.report(cast.anna, cast.carla_file)
    assert assign_due(files.day(14)) == 1
    version = files.fresh(cast.desk, case).version
    assert assign_due(files.day(15)) == 0
    assert files.fresh(cast.desk, case).version == version


def test_the_least_loaded_gets_the_next_file(cast):
    busy = files.report(cast.eva, cast.finn_file)
    files.assign(cast, busy, cast.loes_profile, on=files.day(8))
    case = files.report(cast.anna, cast.carla_file)
    assign_due(files.day(14))
    assert manager_of(cast, case) == cast.noor_profile.pk


def test_files_of_one_sweep_are_divided(cast):
    cases = [files.report(cast.anna, cast.carla_file), files.report(cast.eva, cast.finn_file)]
    assert assign_due(files.day(14)) == 2
    assert {manager_of(cast, case) for case in cases} == {cast.noor_profile.pk, cast.loes_profile.pk}


def test_closed_files_do_not_count_as_load(cast):
    old = files.report(cast.eva, cast.finn_file)
    files.assign(cast, old, cast.loes_profile, on=files.day(8))
    files.recover(cast.eva, old, files.day(9))
    with acting_as(SCHEDULER):
        operations.close_due(actor=SCHEDULER, today=files.day(9 + 28))
    with acting_as(cast.desk):
        assert {manager.name: manager.load for manager in by_load(files.day(40))} == {"Loes Vos": 0, "Noor de Wit": 0}


def test_a_registration_is_valid_on_its_last_day(cast):
    end_registration(cast.desk, cast.noor_profile, cast.loes_profile, on=files.day(14))
    case = files.report(cast.anna, cast.carla_file)
    assert assign_due(files.day(14)) == 1
    assert manager_of(cast, case) == cast.loes_profile.pk  # first by name of two without files


def test_without_a_valid_registration_nobody_gets_the_file_and_the_desk_hears_it_on_day_15(cast):
    end_registration(cast.desk, cast.noor_profile, cast.loes_profile, on=files.day(13))
    case = files.report(cast.anna, cast.carla_file)
    at = make_moment()
    assert assign_due(files.day(14)) == 0
    assert operations.escalate(actor=SCHEDULER, today=files.day(14), at=at) == 0
    assert operations.escalate(actor=SCHEDULER, today=files.day(15), at=at) == 1
    assert operations.escalate(actor=SCHEDULER, today=files.day(16), at=at) == 0
    with acting_as(cast.desk):
        told = Notice.objects.visible_to(cast.desk).get(kind=Notice.Kind.UNASSIGNED)
    assert (told.case_id, told.due_on) == (case.pk, files.day(14))


def make_moment():
    from django.utils import timezone

    return timezone.now()


def test_an_employer_with_its_own_case_management_gets_nobody(cast):
    with acting_as(cast.desk):
        cast.bakery.policies.update(casemanagement_by="employer")
    case = files.report(cast.anna, cast.carla_file)
    assert assign_due(files.day(30)) == 0
    assert operations.escalate(actor=SCHEDULER, today=files.day(30), at=make_moment()) == 0
    assert manager_of(cast, case) is None


def test_a_recovered_file_is_not_assigned(cast):
    case = files.report(cast.anna, cast.carla_file)
    files.recover(cast.anna, case, files.day(10))
    assert assign_due(files.day(14)) == 0


def test_a_file_with_an_ontzorgmanager_goes_to_the_next_one_by_a_hand_over_only(cast):
    case = files.report(cast.anna, cast.carla_file)
    files.assign(cast, case, cast.noor_profile, on=files.day(8))
    with pytest.raises(TransitionNotAllowed):
        files.assign(cast, case, cast.loes_profile, on=files.day(9))
    assert manager_of(cast, case) == cast.noor_profile.pk


def test_the_desk_cannot_choose_somebody_without_a_valid_registration(cast):
    end_registration(cast.desk, cast.noor_profile, on=files.day(7))
    manager = Ontzorgmanager(pk=cast.noor_profile.pk, user=cast.noor_profile.user, registered_until=files.day(7))
    case = files.report(cast.anna, cast.carla_file)
    with pytest.raises(ValidationError) as refused:
        files.assign(cast, case, manager, on=files.day(8))
    assert refused.value.message_dict == {
        "ontzorgmanager": ["De registratie van Noor de Wit liep af op 11 januari 2026. Kies iemand anders."]
    }
    assert manager_of(cast, case) is None


def test_the_choice_looks_at_the_registration_as_it_is_now(cast):
    """The page was opened before the registration ended."""
    end_registration(cast.desk, cast.noor_profile, on=files.day(7))
    case = files.report(cast.anna, cast.carla_file)
    with pytest.raises(ValidationError):
        files.assign(cast, case, cast.noor_profile, on=files.day(8))


def test_a_recovered_file_cannot_be_assigned(cast):
    case = files.report(cast.anna, cast.carla_file)
    files.recover(cast.anna, case, files.day(5))
    with pytest.raises(TransitionNotAllowed):
        files.assign(cast, case, on=files.day(8))


@pytest.mark.parametrize("name", ["anna", "carla", "daan", "bert", "noor"])
def test_only_the_desk_assigns(cast, name):
    case = files.report(cast.anna, cast.carla_file)
    with pytest.raises(PermissionDenied):
        operations.assign(actor=getattr(cast, name), case=case, ontzorgmanager=cast.noor_profile, today=files.day(8))


def test_everybody_concerned_is_told_once(cast):
    case = files.report(cast.anna, cast.carla_file)
    files.assign(cast, case, on=files.day(8))
    told = {}
    for name in ("anna", "carla", "noor", "bert", "daan", "ina", "eva"):
        actor = getattr(cast, name)
        with acting_as(actor):
            told[name] = Notice.objects.visible_to(actor).filter(kind=Notice.Kind.ASSIGNED).count()
    assert told == {"anna": 1, "carla": 1, "noor": 1, "bert": 0, "daan": 0, "ina": 0, "eva": 0}
