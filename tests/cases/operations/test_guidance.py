"""Visie en plan: writing it, changing it, who hears of it, and the day to look at it again."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, GuidancePlan, Notice
from cases.sweep import sweep
from tests.cast import Cast
from tests.factories.cases import assign, day, recover, report

TODAY = day(12)
REVIEW = day(40)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(9))


def write(actor: Actor, case: AbsenceCase, **more: Any) -> GuidancePlan:
    values: dict[str, Any] = {
        "outlook": " Eerst inpakken, dan de oven. ",
        "steps": {"for_employer": "Zoekt licht werk\n\n  Belt elke week "},
        "review_on": REVIEW,
        "reason": "",
        "expected_number": 0,
        "today": TODAY,
    }
    return operations.write_guidance(actor=actor, case=case, **values | more)


def told(kind: Notice.Kind) -> list[str]:
    with acting_as(system(Role.MAILER)):
        return sorted(Notice.objects.filter(kind=kind).values_list("membership__role", flat=True))


def at(today: date) -> datetime:
    return datetime.combine(today, time(9), tzinfo=UTC)


def remind(today: date) -> int:
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        return operations.remind_reviews(actor=scheduler, today=today, at=at(today))


def test_first_version_is_read_by_everybody_of_the_file(cast: Cast, case: AbsenceCase) -> None:
    made = write(cast.noor, case)
    assert (made.number, made.outlook) == (1, "Eerst inpakken, dan de oven.")
    assert dict(made.parts)["Werkgever"] == ["Zoekt licht werk", "Belt elke week"]
    for reader in (cast.anna, cast.carla, cast.noor, cast.daan, cast.ina):
        with acting_as(reader):
            assert [one.pk for one in GuidancePlan.objects.visible_to(reader)] == [made.pk], reader.role
    for other in (cast.bert, cast.eva, cast.finn, cast.loes, cast.gijs):
        with acting_as(other), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cases_guidanceplan")
            assert cursor.fetchone() == (0,), other.role
    assert told(Notice.Kind.GUIDANCE_WRITTEN) == ["bedrijfsarts", "employee", "employer"]
    with acting_as(cast.carla):
        assert AuditEvent.objects.visible_to(cast.carla).filter(action="write_guidance").count() == 1


def test_a_change_is_a_new_version_with_a_reason(cast: Cast, case: AbsenceCase) -> None:
    first = write(cast.noor, case)
    with pytest.raises(ValidationError, match="waarom u het plan wijzigt"):
        write(cast.noor, case, expected_number=1)
    second = write(cast.noor, case, expected_number=1, outlook="De oven eerst.", reason="Er is meer mogelijk.")
    assert (second.number, second.reason) == (2, "Er is meer mogelijk.")
    with acting_as(cast.carla):
        assert GuidancePlan.objects.get(pk=first.pk).outlook == "Eerst inpakken, dan de oven."


def test_two_writers_do_not_overwrite_each_other(cast: Cast, case: AbsenceCase) -> None:
    write(cast.noor, case)
    with pytest.raises(Stale, match="versie 1"):
        write(cast.noor, case, outlook="Wat een ander schrijft.")


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"outlook": "  "}, "outlook"),
        ({"steps": {"for_employee": " \n "}}, "for_employer"),
        ({"review_on": TODAY}, "review_on"),
        ({"review_on": TODAY + timedelta(days=183)}, "review_on"),
    ],
)
def test_what_is_missing_stands_beside_its_field(cast: Cast, case: AbsenceCase, wrong: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        write(cast.noor, case, **wrong)
    assert list(refused.value.message_dict) == [field]


def test_last_day_of_half_a_year_is_allowed(cast: Cast, case: AbsenceCase) -> None:
    assert write(cast.noor, case, review_on=TODAY + timedelta(days=182)).number == 1


def test_only_the_ontzorgmanager_of_the_file_writes(cast: Cast, case: AbsenceCase) -> None:
    for other in (cast.anna, cast.carla, cast.daan, cast.ina, cast.bert):
        with pytest.raises(PermissionDenied):
            write(other, case)
    with pytest.raises(AbsenceCase.DoesNotExist):
        write(cast.loes, case)


def test_a_closed_file_gets_none(cast: Cast, case: AbsenceCase) -> None:
    recover(cast.anna, case, day(13))
    with acting_as(system(Role.SCHEDULER)):
        sweep(today=day(60), at=at(day(60)))
    with pytest.raises(NotNow, match="gesloten"):
        write(cast.noor, case, today=day(60), review_on=day(70))


def test_the_day_of_review_is_told_once_and_of_the_newest_version_only(cast: Cast, case: AbsenceCase) -> None:
    write(cast.noor, case)
    assert remind(REVIEW - timedelta(days=1)) == 0
    assert remind(REVIEW) == 1
    assert told(Notice.Kind.GUIDANCE_REVIEW) == ["ontzorgmanager"]
    assert remind(REVIEW + timedelta(days=1)) == 0
    write(cast.noor, case, expected_number=1, reason="Bekeken.", today=REVIEW, review_on=day(60))
    assert remind(day(59)) == 0
    assert remind(day(60)) == 1


def test_the_daily_sweep_does_it(cast: Cast, case: AbsenceCase) -> None:
    write(cast.noor, case)
    assert sweep(today=REVIEW, at=at(REVIEW))["reviews"] == 1


def test_database_keeps_versions_as_they_are(cast: Cast, case: AbsenceCase) -> None:
    made = write(cast.noor, case)
    with acting_as(cast.noor), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_guidanceplan SET outlook = 'anders' WHERE id = %s", [made.pk])
    with acting_as(cast.noor), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_guidanceplan WHERE id = %s", [made.pk])
        assert cursor.rowcount == 0
    values = {"case": case, "employer_id": case.employer_id, "outlook": "x", "written_by_id": cast.noor.user_id}
    wrong = (
        {"number": 1, "written_on": TODAY, "review_on": REVIEW},  # that version is there
        {"number": 2, "written_on": TODAY, "review_on": REVIEW},  # a change without a reason
        {"number": 2, "written_on": TODAY, "review_on": TODAY, "reason": "x"},
    )
    for one in wrong:
        with acting_as(cast.noor), pytest.raises(IntegrityError), transaction.atomic():
            GuidancePlan.objects.create(**values | one)
