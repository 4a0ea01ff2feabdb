"""The stored steps follow what changes outside their own file: the employment, the policy, a later file."""

from datetime import date, timedelta

import pytest

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase, Milestone
from cases.operations import closing
from cases.projection import compare
from cases.timeline.rules import CASE_RULES
from employers import operations as employers
from employers.models import Policy
from tests.cast import Cast
from tests.factories import cases as make

PROJECTOR = system(Role.PROJECTOR)
SCHEDULER = system(Role.SCHEDULER)
CONTACT = "relapse_prevention_contact"


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(10))


def close_due(today: date) -> None:
    with acting_as(SCHEDULER):
        closing.close_due(actor=SCHEDULER, today=today)


def pending(case: AbsenceCase) -> dict[str, date]:
    with acting_as(PROJECTOR):
        return dict(Milestone.objects.filter(case=case, state="pending").values_list("key", "due_on"))


def differences() -> list[object]:
    with acting_as(PROJECTOR):
        return list(compare(AbsenceCase.objects.with_facts(), CASE_RULES))


def test_who_leaves_while_sick_is_reported_to_uwv(cast: Cast, case: AbsenceCase) -> None:
    last = make.day(80)
    employers.end_employment(actor=cast.ina, employee=cast.carla_file, ended_on=last + timedelta(days=1))
    assert pending(case)["sick_leaving_employment_report"] == last
    assert "uwv_week_42_report" not in pending(case)
    assert differences() == []


def test_a_new_file_ends_the_aftercare_of_the_one_before(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(120))
    close_due(make.day(148))
    assert CONTACT in pending(case)
    later = make.report(cast.anna, cast.carla_file, make.day(160), today=make.day(160))
    assert later.pk != case.pk
    assert CONTACT not in pending(case)
    assert differences() == []


def test_a_policy_that_ends_takes_its_aftercare_away(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(120))
    close_due(make.day(148))
    with acting_as(cast.ina):
        policy = Policy.objects.get(employer=cast.bakery)
    employers.change_policy(
        actor=cast.ina,
        policy=policy,
        number=policy.number,
        ends_on=make.day(200),
        casemanagement_by=policy.casemanagement_by,
    )
    assert CONTACT not in pending(case)
    assert differences() == []


def test_a_policy_that_follows_keeps_the_aftercare(cast: Cast, case: AbsenceCase) -> None:
    make.recover(cast.anna, case, make.day(120))
    close_due(make.day(148))
    contact_on = pending(case)[CONTACT]
    employers.start_policy(
        actor=cast.ina,
        employer=cast.bakery,
        number="VZ-VERNIEUWD",
        starts_on=make.day(200),
        casemanagement_by=Policy.CaseManagement.INSURER,
    )
    assert pending(case)[CONTACT] == contact_on
    assert differences() == []
