"""Receiving a report, and judging how long it may take."""

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError

from accounts.actor import acting_as
from accounts.operation import NotNow
from cases import operations
from cases.models import AbsenceCase, Milestone
from tests.factories import cases as files


@pytest.fixture
def case(cast) -> AbsenceCase:
    return files.report(cast.anna, cast.carla_file)


def done(cast, case) -> dict:
    with acting_as(cast.bert):
        rows = Milestone.objects.visible_to(cast.bert).filter(case=case, state="done")
        return {row.key: row.done_on for row in rows}


def test_accepting_records_the_day(cast, case):
    operations.accept_report(actor=cast.bert, case=case, today=files.day(2))
    assert done(cast, case) == {"sick_report": files.day(1), "arbo_report": files.day(2)}


def test_accepting_twice_keeps_the_first_day(cast, case):
    operations.accept_report(actor=cast.bert, case=case, today=files.day(2))
    operations.accept_report(actor=cast.bert, case=case, today=files.day(3))
    assert done(cast, case)["arbo_report"] == files.day(2)


@pytest.mark.parametrize("expected", [True, False])
def test_triage_stores_the_answer_who_and_when(cast, case, expected):
    operations.triage(actor=cast.bert, case=case, expected_long_term=expected, today=files.day(3))
    found = files.fresh(cast.bert, case)
    assert (found.expected_long_term, found.triaged_on, found.triaged_by_id) == (
        expected,
        files.day(3),
        cast.bert.user_id,
    )
    assert done(cast, case) == {
        "sick_report": files.day(1),
        "arbo_report": files.day(3),
        "long_absence_triage": files.day(3),
    }


def test_triage_has_no_place_for_a_reason():
    names = {field.name for field in AbsenceCase._meta.get_fields()}
    assert {name for name in names if "reason" in name or "note" in name or "remark" in name} == set()


def test_the_answer_may_change_while_sick(cast, case):
    operations.triage(actor=cast.bert, case=case, expected_long_term=False, today=files.day(3))
    operations.triage(actor=cast.daan, case=case, expected_long_term=True, today=files.day(20))
    found = files.fresh(cast.bert, case)
    assert (found.expected_long_term, found.triaged_on, found.triaged_by_id) == (
        True,
        files.day(20),
        cast.daan.user_id,
    )
    assert done(cast, case)["long_absence_triage"] == files.day(3)


def test_an_answer_is_needed(cast, case):
    with pytest.raises(ValidationError) as refused:
        operations.triage(actor=cast.bert, case=case, expected_long_term=None, today=files.day(3))
    assert refused.value.message_dict == {"expected_long_term": ["Kies ja of nee."]}


def test_after_recovery_no_judgement_is_needed(cast, case):
    files.recover(cast.anna, case, files.day(3))
    with pytest.raises(NotNow, match="al beter gemeld"):
        operations.triage(actor=cast.bert, case=case, expected_long_term=True, today=files.day(4))
    assert files.fresh(cast.bert, case).expected_long_term is None


@pytest.mark.parametrize("name", ["anna", "carla", "noor", "daan", "ina"])
def test_only_the_arbodienst_accepts(cast, case, name):
    with pytest.raises(PermissionDenied):
        operations.accept_report(actor=getattr(cast, name), case=case, today=files.day(2))


@pytest.mark.parametrize("name", ["anna", "carla", "noor", "ina"])
def test_only_arbodienst_and_bedrijfsarts_judge(cast, case, name):
    with pytest.raises(PermissionDenied):
        operations.triage(actor=getattr(cast, name), case=case, expected_long_term=True, today=files.day(2))


@pytest.mark.parametrize("name", ["hans", "gijs"])
def test_another_arbodienst_does_not_see_the_file(cast, case, name):
    with pytest.raises(ObjectDoesNotExist):
        operations.triage(actor=getattr(cast, name), case=case, expected_long_term=True, today=files.day(2))
