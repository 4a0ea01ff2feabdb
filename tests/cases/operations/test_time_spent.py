"""Time spent: who writes it down, what stays of a mistake, and who never sees it."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from accounts.actor import Actor, acting_as
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from cases import operations
from cases.models import AbsenceCase, TimeSpent
from cases.time_report import report as totals
from tests.cast import Cast
from tests.factories.cases import assign, day, report
from tests.factories.employers import make_employee

TODAY = day(20)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(9))


def spend(actor: Actor, case: AbsenceCase, **more: Any) -> TimeSpent:
    values: dict[str, Any] = {"activity": "papers", "spent_on": day(12), "minutes": 45, "today": TODAY}
    with acting_as(actor):
        values["expected_number"] = TimeSpent.objects.filter(case=case).count()
    return operations.record_time(actor=actor, case=case, **values | more)


def test_time_is_kept_without_words(cast: Cast, case: AbsenceCase) -> None:
    made = spend(cast.noor, case)
    assert (made.activity_label, made.hours, made.spent_on) == ("Documenten", Decimal("0.75"), day(12))
    assert (made.written_on, made.written_by_id) == (TODAY, cast.noor.user_id)
    kinds = {field.get_internal_type() for field in TimeSpent._meta.get_fields()}
    assert "TextField" not in kinds


def test_only_who_guides_and_the_desk_see_it(cast: Cast, case: AbsenceCase) -> None:
    spend(cast.noor, case)
    for reader in (cast.noor, cast.ina):
        with acting_as(reader):
            assert TimeSpent.objects.visible_to(reader).count() == 1, reader.role
    for other in (cast.anna, cast.carla, cast.daan, cast.bert, cast.loes, cast.eva):
        with acting_as(other), connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM cases_timespent")
            assert cursor.fetchone() == (0,), other.role
    with acting_as(cast.daan):
        assert not AuditEvent.objects.visible_to(cast.daan).filter(action="record_time").exists()


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"activity": "sleeping"}, "activity"),
        ({"minutes": 0}, "minutes"),
        ({"minutes": 20}, "minutes"),
        ({"minutes": 495}, "minutes"),
        ({"spent_on": day(0)}, "spent_on"),
        ({"spent_on": day(21)}, "spent_on"),
    ],
)
def test_what_cannot_be_is_refused(cast: Cast, case: AbsenceCase, wrong: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        spend(cast.noor, case, **wrong)
    assert list(refused.value.message_dict) == [field]


@pytest.mark.parametrize("right", [{"minutes": 15}, {"minutes": 480}, {"spent_on": day(1)}, {"spent_on": TODAY}])
def test_the_edges_are_allowed(cast: Cast, case: AbsenceCase, right: Any) -> None:
    assert spend(cast.noor, case, **right).withdrawn_on is None


def test_nobody_else_writes_it_down_or_withdraws(cast: Cast, case: AbsenceCase) -> None:
    made = spend(cast.noor, case)
    for other in (cast.anna, cast.carla, cast.daan, cast.ina, cast.bert):
        with pytest.raises(PermissionDenied):
            spend(other, case)
        with pytest.raises(PermissionDenied):
            operations.withdraw_time(actor=other, entry=made, today=TODAY)
    with pytest.raises(ObjectDoesNotExist):
        spend(cast.loes, case)
    with pytest.raises(ObjectDoesNotExist):
        operations.withdraw_time(actor=cast.loes, entry=made, today=TODAY)


def test_a_mistake_is_withdrawn_once_and_stays(cast: Cast, case: AbsenceCase) -> None:
    made = spend(cast.noor, case)
    operations.withdraw_time(actor=cast.noor, entry=made, today=TODAY)
    with pytest.raises(NotNow, match="al ingetrokken"):
        operations.withdraw_time(actor=cast.noor, entry=made, today=TODAY)
    with acting_as(cast.noor):
        kept = TimeSpent.objects.get()
        assert (kept.minutes, kept.withdrawn_on, kept.withdrawn_by_id) == (45, TODAY, cast.noor.user_id)
        assert totals(cast.noor, TODAY).total.hours == 0


def test_time_comes_with_a_contact_moment(cast: Cast, case: AbsenceCase) -> None:
    about = {"held_on": day(12), "today": TODAY}
    for party, minutes in (("employer", 30), ("employee", None), ("arbodienst", 15), ("provider", 60)):
        operations.log_contact(actor=cast.noor, case=case, party=party, minutes=minutes, **about)
    with acting_as(cast.noor):
        kept = list(TimeSpent.objects.order_by("pk").values_list("activity", "spent_on", "minutes"))
    assert kept == [("employer", day(12), 30), ("physician", day(12), 15), ("help", day(12), 60)]


def test_what_is_sent_twice_counts_once(cast: Cast, case: AbsenceCase) -> None:
    spend(cast.noor, case, expected_number=0)
    with pytest.raises(Stale, match="intussen tijd vastgelegd"):
        spend(cast.noor, case, expected_number=0)
    spend(cast.noor, case, expected_number=1)  # who saw the first means a second
    about = {"party": "employer", "held_on": day(12), "today": TODAY}
    for minutes in (30, 30, 15):
        operations.log_contact(actor=cast.noor, case=case, minutes=minutes, **about)
    assert _minutes(cast) == [("papers", 45), ("papers", 45), ("employer", 30), ("employer", 15)]
    operations.withdraw_time(actor=cast.noor, entry=_of(cast, "employer", minutes=30), today=TODAY)
    operations.log_contact(actor=cast.noor, case=case, minutes=30, **about)
    assert _minutes(cast)[-1] == ("employer", 30)


def _minutes(cast: Cast) -> list[tuple[str, int]]:
    with acting_as(cast.noor):
        return list(TimeSpent.objects.order_by("pk").values_list("activity", "minutes"))


def test_report_adds_up_what_somebody_sees(cast: Cast, case: AbsenceCase) -> None:
    for minutes in (45, 30):
        spend(cast.noor, case, minutes=minutes)
    spend(cast.noor, case, activity="travel", minutes=60)
    with acting_as(cast.noor):
        found = totals(cast.noor, TODAY)
        late = totals(cast.noor, day(12) + timedelta(days=366))
    lines = [(line.label, line.files, line.hours, line.average) for line in found.lines]
    assert lines == [("Documenten", 1, Decimal("1.25"), Decimal("1.25")), ("Reizen", 1, 1, Decimal("1.00"))]
    assert (found.total.files, found.total.hours, found.total.average) == (1, Decimal("2.25"), Decimal("2.25"))
    assert (late.lines, late.total.hours, late.total.average) == ((), 0, None)
    with acting_as(cast.loes):
        assert totals(cast.loes, TODAY).lines == ()


def test_desk_gets_no_number_of_few_files(cast: Cast, case: AbsenceCase, django_assert_num_queries: Any) -> None:
    others = [report(cast.anna, make_employee(cast.bakery)) for _ in range(5)]
    files = [case, *(assign(cast, one, on=day(9)) for one in others)]
    spend(cast.noor, files[0], activity="help")
    spend(cast.noor, files[0], activity="travel", minutes=15)
    for one in files:
        spend(cast.noor, one)
    for one in files[:5]:
        spend(cast.noor, one, activity="employer", minutes=60)
    with acting_as(cast.ina), django_assert_num_queries(2):
        found = totals(cast.ina, TODAY)
    shown = {line.label: line.hours for line in found.lines}
    few = {"Interventie regelen": None, "Reizen": None}
    assert shown == {"Gesprek met de werkgever": None, "Documenten": Decimal("4.5")} | few
    assert (found.leaves_out, found.total.files, found.total.hours) == (True, 6, Decimal("10.5"))
    operations.withdraw_time(actor=cast.noor, entry=_of(cast, "travel"), today=TODAY)
    with acting_as(cast.ina):
        shown = {line.label: line.hours for line in totals(cast.ina, TODAY).lines}
    assert shown == {"Gesprek met de werkgever": None, "Documenten": Decimal("4.5"), "Interventie regelen": None}


def _of(cast: Cast, activity: str, **more: int) -> TimeSpent:
    with acting_as(cast.noor):
        found: TimeSpent = TimeSpent.objects.get(activity=activity, **more)
        return found


def test_database_keeps_what_was_written(cast: Cast, case: AbsenceCase) -> None:
    made = spend(cast.noor, case)
    changes = ("minutes = 60", "withdrawn_on = written_on", f"withdrawn_on = written_on, withdrawn_by_id = {made.pk}")
    for change in changes:
        with acting_as(cast.noor), pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute(f"UPDATE cases_timespent SET {change} WHERE id = {made.pk}")
    with acting_as(cast.noor), connection.cursor() as cursor:
        cursor.execute("DELETE FROM cases_timespent")
        assert cursor.rowcount == 0
    operations.withdraw_time(actor=cast.noor, entry=made, today=TODAY)
    with acting_as(cast.noor), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_timespent SET withdrawn_on = NULL, withdrawn_by_id = NULL")


@pytest.mark.parametrize(
    "wrong",
    [{"minutes": 20}, {"minutes": 495}, {"activity": "x"}, {"spent_on": TODAY + timedelta(days=1)}],
)
def test_database_refuses_what_cannot_be(cast: Cast, case: AbsenceCase, wrong: dict[str, Any]) -> None:
    values = {"case": case, "employer_id": case.employer_id, "activity": "papers", "spent_on": TODAY, "minutes": 15}
    values |= {"written_on": TODAY, "written_by_id": cast.noor.user_id}
    with acting_as(cast.noor), pytest.raises(IntegrityError), transaction.atomic():
        TimeSpent.objects.create(**values | wrong)


def test_time_is_written_in_the_own_name(cast: Cast, case: AbsenceCase) -> None:
    values: dict[str, Any] = {"case": case, "employer_id": case.employer_id, "activity": "papers", "minutes": 15}
    values |= {"spent_on": TODAY, "written_on": TODAY, "written_by_id": cast.loes.user_id}
    with acting_as(cast.noor), pytest.raises(ProgrammingError), transaction.atomic():
        TimeSpent.objects.create(**values)


def test_a_day_of_the_report_is_inclusive_at_both_ends(cast: Cast, case: AbsenceCase) -> None:
    spend(cast.noor, case, spent_on=TODAY)
    with acting_as(cast.noor):
        hours = [totals(cast.noor, on).total.hours for on in (TODAY - timedelta(days=1), TODAY, date(2027, 1, 23))]
        assert hours == [0, Decimal("0.75"), Decimal("0.75")]
        assert totals(cast.noor, date(2027, 1, 24)).total.hours == 0
