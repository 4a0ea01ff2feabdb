"""That there was contact, and what follows from it."""

from datetime import datetime, time

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import IntegrityError, transaction
from django.utils.timezone import make_aware

from accounts.actor import acting_as, system
from accounts.operation import NotNow
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, ContactMoment, Milestone, Notice
from cases.sweep import sweep
from tests.factories import cases as files
from tests.factories.employers import ARRANGER, make_employee

TODAY = files.day(20)
SWEEP_QUERIES = 14


@pytest.fixture
def case(cast):
    case = files.report(cast.anna, cast.carla_file)
    return files.assign(cast, case, on=files.day(10))


def log(cast, case, party, held_on, actor=None, **more):
    return operations.log_contact(
        actor=actor or cast.noor, case=case, party=party, held_on=held_on, today=TODAY, **more
    )


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
    assert names == {"id", "case", "employer", "party", "held_on", "recorded_by", "next_on", "guide", "subjects"}


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


def test_talk_with_arbodienst_or_provider_is_no_first_contact(cast, case):
    for party, k in (("employer", 11), ("arbodienst", 12), ("provider", 13)):
        log(cast, case, party, files.day(k))
    assert first_contact(cast, case) == ("pending", None)


def planned(cast):
    with acting_as(cast.noor):
        return list(ContactMoment.objects.order_by("held_on").values_list("held_on", "next_on"))


def test_next_talk_is_kept_with_the_last_and_can_be_moved(cast, case):
    log(cast, case, "employer", files.day(11), next_on=files.day(25))
    log(cast, case, "employer", files.day(11), next_on=files.day(26))
    log(cast, case, "employee", files.day(12))
    assert planned(cast) == [(files.day(11), files.day(26)), (files.day(12), None)]
    operations.plan_contact(actor=cast.noor, case=case, next_on=TODAY, today=TODAY)
    assert planned(cast) == [(files.day(11), None), (files.day(12), TODAY)]
    log(cast, case, "employer", files.day(10), next_on=files.day(30))  # told afterwards
    assert planned(cast) == [(files.day(10), files.day(30)), (files.day(11), None), (files.day(12), None)]


@pytest.mark.parametrize("next_on", [files.day(19), files.day(63)])
def test_next_talk_is_not_over_and_not_far_away(cast, case, next_on):
    log(cast, case, "employer", files.day(11))
    say = {"next_on": ["Kies een dag van 24 januari 2026 tot en met 7 maart 2026."]}
    with pytest.raises(ValidationError) as refused:
        operations.plan_contact(actor=cast.noor, case=case, next_on=next_on, today=TODAY)
    assert refused.value.message_dict == say
    with pytest.raises(ValidationError) as refused:
        log(cast, case, "employee", files.day(12), next_on=next_on)
    assert refused.value.message_dict == say
    assert planned(cast) == [(files.day(11), None)]


def test_after_a_talk_of_today_the_next_is_tomorrow_at_the_earliest(cast, case):
    with pytest.raises(ValidationError, match="Kies een dag van 25 januari 2026"):
        log(cast, case, "employee", TODAY, next_on=TODAY)
    log(cast, case, "employee", TODAY, next_on=files.day(21))


def test_without_a_talk_nothing_is_planned(cast, case):
    with pytest.raises(NotNow, match="Leg eerst vast"):
        operations.plan_contact(actor=cast.noor, case=case, next_on=TODAY, today=TODAY)


def remind(k):
    actor = system(Role.SCHEDULER)
    with acting_as(actor):
        at = make_aware(datetime.combine(files.day(k), time(6)))
        return operations.remind_contacts(actor=actor, today=files.day(k), at=at)


def told(actor):
    with acting_as(actor):
        return Notice.objects.visible_to(actor).filter(kind=Notice.Kind.CONTACT_DUE).count()


def test_who_guides_is_told_after_two_weeks_without_a_talk(cast, case):
    assert [remind(k) for k in (23, 24, 24, 25)] == [0, 1, 0, 0]  # guided since day 10
    assert (told(cast.noor), told(cast.carla), told(cast.anna), told(cast.loes)) == (1, 0, 0, 0)
    log(cast, case, "provider", files.day(20))
    assert [remind(k) for k in (25, 26)] == [0, 0]  # nobody of the file was spoken with, but that was said
    log(cast, case, "employee", files.day(20))
    assert [remind(k) for k in (33, 34, 35, 47, 48, 49)] == [0, 1, 0, 0, 1, 0]


def test_talk_with_a_provider_leaves_the_day_of_employer_and_employee_as_it_was(cast, case):
    log(cast, case, "provider", TODAY)
    assert remind(30) == 1
    log(cast, case, "employee", files.day(12), next_on=files.day(22))
    log(cast, case, "employer", files.day(12))
    log(cast, case, "arbodienst", files.day(15))
    assert [remind(k) for k in (21, 22)] == [0, 1]


def test_who_guides_is_told_on_the_day_that_was_planned_and_again_on_another(cast, case):
    log(cast, case, "employee", files.day(20), next_on=files.day(22))
    assert [remind(k) for k in (21, 22, 23)] == [0, 1, 0]
    operations.plan_contact(actor=cast.noor, case=case, next_on=files.day(40), today=TODAY)
    assert [remind(k) for k in (34, 39, 40, 41)] == [0, 0, 1, 0]
    assert sweep(today=files.day(41), at=make_aware(datetime.combine(files.day(41), time(6))))["contacts"] == 0


def test_plan_of_before_a_first_sick_day_that_was_corrected_is_told_as_any_other(cast, case):
    log(cast, case, "employee", files.day(12), next_on=TODAY)
    with acting_as(ARRANGER):
        AbsenceCase.objects.filter(pk=case.pk).update(first_sick_day=files.day(21))
    assert remind(25) == 1


def test_who_has_recovered_is_not_called(cast, case):
    version = files.fresh(cast.anna, case).version
    operations.report_recovery(
        actor=cast.anna, case=case, recovered_on=files.day(18), expected_version=version, today=TODAY
    )
    assert remind(40) == 0


@pytest.mark.parametrize("count", [1, 3])
def test_queries_of_the_sweep_follow_only_who_is_told(cast, case, count, django_assert_num_queries):
    for number in range(count - 1):
        other = files.report(cast.anna, make_employee(cast.bakery, f"Ander {number}"), files.day(12))
        files.assign(cast, other, on=files.day(20))
    actor, at = system(Role.SCHEDULER), make_aware(datetime.combine(files.day(24), time(6)))
    with acting_as(actor), django_assert_num_queries(SWEEP_QUERIES):
        assert operations.remind_contacts(actor=actor, today=files.day(24), at=at) == 1


def test_what_was_gone_through_is_kept_by_subject(cast, case):
    log(cast, case, "employee", files.day(11), guide="intake", subjects=["vision", "meet"])
    log(cast, case, "employee", files.day(11), guide="intake", subjects=["agree"])
    with acting_as(cast.carla):
        [kept] = ContactMoment.objects.visible_to(cast.carla)
        assert (kept.title, kept.gone_through) == (
            "Intake",
            ["Kennismaken", "Zo ziet de werknemer het zelf", "Afspraken"],
        )


def test_talk_is_held_with_whom_it_is_for(cast, case):
    with pytest.raises(ValidationError) as error:
        log(cast, case, "employer", files.day(11), guide="intake", subjects=["meet"])
    assert set(error.value.message_dict) == {"party"}
    with acting_as(cast.noor):
        assert not ContactMoment.objects.exists()


def test_two_talks_with_one_party_are_two_days(cast, case):
    log(cast, case, "employee", files.day(11), guide="intake")
    with pytest.raises(ValidationError, match="Kies een andere dag") as error:
        log(cast, case, "employee", files.day(11), guide="first_year")
    assert set(error.value.message_dict) == {"held_on"}


def test_database_knows_the_subjects(cast, case):
    log(cast, case, "employee", files.day(11), guide="intake")
    for wrong in ({"subjects": ["gezondheid"]}, {"guide": "", "subjects": ["meet"]}, {"guide": "borrel"}):
        with acting_as(cast.noor), pytest.raises(IntegrityError), transaction.atomic():
            ContactMoment.objects.update(**wrong)
