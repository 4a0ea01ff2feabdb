"""That there was contact, and what follows from it."""

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError

from accounts.actor import acting_as
from accounts.operation import NotNow
from cases import operations
from cases.models import ContactMoment, Milestone
from tests.factories import cases as files

TODAY = files.day(20)


@pytest.fixture
def case(cast):
    case = files.report(cast.anna, cast.carla_file)
    return files.assign(cast, case, on=files.day(10))


def log(cast, case, party, held_on, actor=None):
    return operations.log_contact(actor=actor or cast.noor, case=case, party=party, held_on=held_on, today=TODAY)


def first_contact(cast, case):
    with acting_as(cast.noor):
        row = Milestone.objects.visible_to(cast.noor).get(case=case, key="assign_ontzorgmanager")
        return row.state, row.done_on


def test_who_was_spoken_with_and_when_is_kept(cast, case):
    log(cast, case, "employer", files.day(11))
    with acting_as(cast.noor):
        [kept] = ContactMoment.objects.visible_to(cast.noor)
    assert (kept.case_id, kept.party, kept.held_on, kept.recorded_by_id) == (
        case.pk,
        "employer",
        files.day(11),
        cast.noor.user_id,
    )


def test_there_is_no_field_for_what_was_said():
    names = {field.name for field in ContactMoment._meta.get_fields()}
    assert names == {"id", "case", "employer", "party", "held_on", "recorded_by"}


def test_the_same_talk_twice_is_one(cast, case):
    log(cast, case, "employer", files.day(11))
    log(cast, case, "employer", files.day(11))
    with acting_as(cast.noor):
        assert ContactMoment.objects.visible_to(cast.noor).count() == 1


def test_one_party_is_not_yet_the_first_contact(cast, case):
    log(cast, case, "employer", files.day(11))
    log(cast, case, "employer", files.day(12))
    assert first_contact(cast, case) == ("pending", None)


def test_the_first_contact_is_done_on_the_day_of_the_second_party(cast, case):
    log(cast, case, "employee", files.day(15))
    log(cast, case, "employer", files.day(11))
    assert first_contact(cast, case) == ("done", files.day(15))


def test_a_later_talk_does_not_move_the_first_contact(cast, case):
    for party, k in (("employer", 11), ("employee", 12), ("employee", 18)):
        log(cast, case, party, files.day(k))
    assert first_contact(cast, case) == ("done", files.day(12))


@pytest.mark.parametrize("held_on", [files.day(0), files.day(21)])
def test_the_day_lies_in_the_file(cast, case, held_on):
    with pytest.raises(ValidationError) as refused:
        log(cast, case, "employer", held_on)
    assert refused.value.message_dict == {"held_on": ["Kies een datum van 5 januari 2026 tot en met vandaag."]}


@pytest.mark.parametrize("held_on", [files.day(1), files.day(20)])
def test_first_sick_day_and_today_are_allowed(cast, case, held_on):
    log(cast, case, "employer", held_on)


@pytest.mark.parametrize("name", ["anna", "carla", "daan", "bert", "ina"])
def test_only_the_ontzorgmanager_records_contact(cast, case, name):
    with pytest.raises(PermissionDenied):
        log(cast, case, "employer", files.day(11), actor=getattr(cast, name))


def test_another_ontzorgmanager_does_not_see_the_file(cast, case):
    with pytest.raises(ObjectDoesNotExist):
        log(cast, case, "employer", files.day(11), actor=cast.loes)


@pytest.mark.parametrize(
    ("name", "sees"), [("carla", 1), ("noor", 1), ("anna", 0), ("daan", 0), ("bert", 0), ("ina", 0)]
)
def test_who_reads_contact_moments(cast, case, name, sees):
    log(cast, case, "employer", files.day(11))
    actor = getattr(cast, name)
    with acting_as(actor):
        assert ContactMoment.objects.visible_to(actor).count() == sees


def test_file_that_is_over_gets_no_contact_any_more(cast, case):
    version = files.fresh(cast.anna, case).version
    operations.cancel_report(actor=cast.anna, case=case, expected_version=version, today=files.day(15))
    with pytest.raises(NotNow, match="Dit dossier is afgesloten"):
        log(cast, case, "employer", files.day(11))
    with acting_as(cast.noor):
        assert not ContactMoment.objects.visible_to(cast.noor).exists()
