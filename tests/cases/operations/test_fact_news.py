"""What the bedrijfsarts records is news for everybody who may read it, at the same time."""

import pytest

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, Notice
from tests.cast import Cast
from tests.factories import cases as make

TODAY = make.day(60)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(10))


def told() -> list[str]:
    with acting_as(system(Role.MAILER)):
        found = Notice.objects.filter(kind=Notice.Kind.FACT_ADVISED)
        return sorted(found.values_list("membership__role", flat=True))


def test_judgement_of_the_doctor_reaches_employee_employer_and_guide(cast: Cast, case: AbsenceCase) -> None:
    version = make.fresh(cast.daan, case).version
    about = {"kind": "incapacity_percentage", "on": TODAY, "number": 60, "expected_version": version, "today": TODAY}
    operations.record_fact(actor=cast.daan, case=case, **about)
    assert told() == ["employee", "employer", "ontzorgmanager"]


def test_what_others_record_is_no_news_of_the_doctor(cast: Cast, case: AbsenceCase) -> None:
    version = make.fresh(cast.anna, case).version
    about = {"kind": "contract_end", "on": make.day(90), "ground": "ended", "expected_version": version}
    operations.record_fact(actor=cast.anna, case=case, today=TODAY, **about)
    assert told() == []
