"""The multidisciplinair overleg: written, confirmed by the bedrijfsarts, read by everybody from then on, ticked off."""

from datetime import timedelta
from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import connection, transaction
from django.db.utils import IntegrityError, ProgrammingError

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow, Stale
from accounts.terms import Role
from cases import operations
from cases.conferences import own_actions, told, waiting
from cases.models import AbsenceCase, CaseConference, ConferenceAction, Notice
from cases.operations.conference import Agreed
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.factories.cases import assign, day, fresh, report
from tests.factories.conferences import AGREED, ON, action_of, confirm, hold

DAY = timedelta(days=1)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(9))


def numbers(reader: Actor) -> list[int]:
    with acting_as(reader):
        found = CaseConference.objects.visible_to(reader).order_by("number")
        return list(found.values_list("number", flat=True))


def counted(reader: Actor, table: str) -> int:
    with acting_as(reader), connection.cursor() as cursor:
        cursor.execute(f"SELECT count(*) FROM {table}")
        return int(cursor.fetchone()[0])


def news(kind: Notice.Kind) -> list[str]:
    with acting_as(system(Role.MAILER)):
        return sorted(Notice.objects.filter(kind=kind).values_list("membership__role", flat=True))


def test_until_the_doctor_confirms_only_he_and_the_writer_read(cast: Cast, case: AbsenceCase) -> None:
    made = hold(cast.noor, case, others=["employee", "employer"])
    assert made.present == ["Ontzorgmanager", "Bedrijfsarts", "Werkgever", "Werknemer"]
    for reader in (cast.noor, cast.daan):
        assert counted(reader, "cases_caseconference") == 1, reader.role
        assert counted(reader, "cases_conferenceaction") == 2
    for other in (cast.anna, cast.carla, cast.bert, cast.ina, cast.loes, cast.gijs, cast.eva):
        assert counted(other, "cases_caseconference") == counted(other, "cases_conferenceaction") == 0, other.role
    assert (news(Notice.Kind.CONFERENCE_WRITTEN), news(Notice.Kind.CONFERENCE_READY)) == (["bedrijfsarts"], [])


def test_employee_and_employer_read_from_the_same_moment(cast: Cast, case: AbsenceCase) -> None:
    made = confirm(cast.daan, hold(cast.noor, case), on=ON + DAY)
    assert (made.confirmed_on, made.confirmed_by_id) == (ON + DAY, cast.daan.user_id)
    for reader in (cast.anna, cast.carla, cast.noor, cast.daan):
        assert numbers(reader) == [1], reader.role
        assert counted(reader, "cases_conferenceaction") == 2
    for other in (cast.bert, cast.ina, cast.loes, cast.gijs, cast.eva):
        assert counted(other, "cases_caseconference") == 0, other.role
    assert news(Notice.Kind.CONFERENCE_READY) == ["employee", "employer", "ontzorgmanager"]


def test_who_works_for_the_doctor_reads_nothing_whatever_his_tasks(cast: Cast, case: AbsenceCase) -> None:
    made, delegate = hold(cast.noor, case), delegate_of(cast.daan_profile)
    with pytest.raises(PermissionDenied):
        confirm(delegate, made)
    assert counted(delegate, "cases_caseconference") == counted(delegate, "cases_conferenceaction") == 0
    confirm(cast.daan, made)
    assert numbers(delegate) == []
    assert counted(delegate, "cases_caseconference") == counted(delegate, "cases_conferenceaction") == 0


@pytest.mark.parametrize("name", ["anna", "carla", "noor", "bert", "ina"])
def test_only_the_doctor_of_the_file_confirms(cast: Cast, case: AbsenceCase, name: str) -> None:
    made = hold(cast.noor, case)
    with pytest.raises(PermissionDenied):
        confirm(getattr(cast, name), made)
    with pytest.raises(ObjectDoesNotExist):
        confirm(cast.gijs, made)
    assert numbers(cast.carla) == []


@pytest.mark.parametrize("name", ["anna", "carla", "daan", "bert", "ina"])
def test_only_the_ontzorgmanager_writes(cast: Cast, case: AbsenceCase, name: str) -> None:
    with pytest.raises(PermissionDenied):
        hold(getattr(cast, name), case)
    with pytest.raises(ObjectDoesNotExist):
        hold(cast.loes, case)


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"held_on": ON + DAY}, "held_on"),
        ({"held_on": day(0)}, "held_on"),
        ({"question": " "}, "question"),
        ({"conclusion": "\n"}, "conclusion"),
        ({"actions": [Agreed(" ", "employer", ON)]}, "what_1"),
        ({"actions": [*AGREED, Agreed("Belt", "labour_expert", ON)]}, "who_3"),
        ({"actions": [Agreed("Belt", "employer", ON - DAY)]}, "due_1"),
        ({"actions": [Agreed("Belt", "employer", ON + 183 * DAY)]}, "due_1"),
    ],
)
def test_what_cannot_be_stands_beside_its_field(cast: Cast, case: AbsenceCase, wrong: Any, field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        hold(cast.noor, case, **wrong)
    assert list(refused.value.message_dict) == [field]


def test_the_edges_are_allowed(cast: Cast, case: AbsenceCase) -> None:
    agreed = [Agreed("Belt", "employer", ON), Agreed("Belt", "bedrijfsarts", ON + 182 * DAY)]
    assert hold(cast.noor, case, held_on=ON, actions=agreed).number == 1
    assert hold(cast.noor, case, number=1, held_on=day(1), actions=[], others=[]).number == 2


def test_nothing_is_written_without_a_doctor(cast: Cast, case: AbsenceCase) -> None:
    with acting_as(cast.noor):
        AbsenceCase.objects.filter(pk=case.pk).update(physician=None)
    with pytest.raises(NotNow, match="nog geen bedrijfsarts"):
        hold(cast.noor, case)


def test_nothing_is_written_or_confirmed_in_a_closed_file(cast: Cast, case: AbsenceCase) -> None:
    made = hold(cast.noor, case)
    version = fresh(cast.anna, case).version
    operations.cancel_report(actor=cast.anna, case=case, expected_version=version, today=ON)
    with pytest.raises(NotNow, match="gesloten"):
        hold(cast.noor, case, number=1)
    with pytest.raises(NotNow, match="gesloten"):
        confirm(cast.daan, made)


def test_two_writers_do_not_number_the_same(cast: Cast, case: AbsenceCase) -> None:
    hold(cast.noor, case)
    with pytest.raises(Stale, match="nummer 1"):
        hold(cast.noor, case)


def test_what_waits_is_put_right_before_it_is_confirmed(cast: Cast, case: AbsenceCase) -> None:
    first = hold(cast.noor, case)
    second = hold(cast.noor, case, number=1, corrects=1, conclusion="Een uur kan.")
    with pytest.raises(NotNow, match="intussen verbeterd"):
        confirm(cast.daan, first)
    with acting_as(cast.daan):
        assert [one.pk for one in waiting(cast.daan)] == [second.pk]
    confirm(cast.daan, second)
    assert (numbers(cast.carla), numbers(cast.noor)) == ([2], [1, 2])


def test_what_stands_gives_way_when_the_next_is_confirmed(cast: Cast, case: AbsenceCase) -> None:
    first = confirm(cast.daan, hold(cast.noor, case))
    second = hold(cast.noor, case, number=1, corrects=1)

    def stands() -> list[tuple[int, int]]:
        with acting_as(cast.carla):
            return [(one.record.number, one.replaced_by) for one in told(cast.carla, case, ON)]

    assert stands() == [(1, 0)]
    confirm(cast.daan, second)
    assert stands() == [(2, 0), (1, 2)]
    with pytest.raises(NotNow, match="intussen verbeterd"):
        operations.do_action(actor=cast.anna, action=action_of(cast.anna, first, "employer"), today=ON)
    with acting_as(cast.anna):
        assert [line.pk for _, line in own_actions(cast.anna, ON)] == [action_of(cast.anna, second, "employer").pk]


def test_a_correction_put_right_before_it_is_confirmed_still_replaces_what_stood(cast: Cast, case: AbsenceCase) -> None:
    first = confirm(cast.daan, hold(cast.noor, case))
    second = hold(cast.noor, case, number=1, corrects=1)
    third = hold(cast.noor, case, number=2, corrects=2)
    assert third.corrects == 1
    assert stands(cast.noor, case) == [(3, 0, True), (2, 3, False), (1, 0, False)]
    with pytest.raises(NotNow, match="intussen verbeterd"):
        confirm(cast.daan, second)
    with acting_as(cast.daan):
        assert [one.pk for one in waiting(cast.daan)] == [third.pk]
    confirm(cast.daan, third)
    assert stands(cast.carla, case) == [(3, 0, True), (1, 3, False)]
    assert stands(cast.noor, case) == [(3, 0, True), (2, 3, False), (1, 3, False)]
    for actor, who in ((cast.anna, "employer"), (cast.carla, "employee"), (cast.noor, "employer")):
        with pytest.raises(NotNow, match="intussen verbeterd"):
            operations.do_action(actor=actor, action=action_of(actor, first, who), today=ON)
    with acting_as(cast.anna):
        assert [line.pk for _, line in own_actions(cast.anna, ON)] == [action_of(cast.anna, third, "employer").pk]
    for gone in (1, 2):
        with pytest.raises(NotNow, match="intussen verbeterd"):
            hold(cast.noor, case, number=3, corrects=gone)
    fourth = confirm(cast.daan, hold(cast.noor, case, number=3, corrects=3))
    assert (fourth.corrects, stands(cast.carla, case)) == (3, [(4, 0, True), (3, 4, False), (1, 3, False)])


def test_what_never_stood_is_put_right_twice(cast: Cast, case: AbsenceCase) -> None:
    hold(cast.noor, case)
    hold(cast.noor, case, number=1, corrects=1)
    third = hold(cast.noor, case, number=2, corrects=2)
    assert stands(cast.noor, case) == [(3, 0, True), (2, 3, False), (1, 3, False)]
    confirm(cast.daan, third)
    assert stands(cast.noor, case) == [(3, 0, True), (2, 3, False), (1, 3, False)]
    assert stands(cast.carla, case) == [(3, 0, True)]


def test_database_lets_one_record_stand_in_the_place_of_another(cast: Cast, case: AbsenceCase) -> None:
    confirm(cast.daan, hold(cast.noor, case))
    second = hold(cast.noor, case, number=1, corrects=1)
    third = hold(cast.noor, case, number=2, corrects=2)
    opened = "shown_to = '{employee,employer,ontzorgmanager,bedrijfsarts}', confirmed_on = written_on"
    change = f"UPDATE cases_caseconference SET {opened}, confirmed_by_id = {cast.daan.user_id} WHERE id = %s"
    with acting_as(cast.daan), connection.cursor() as cursor:
        cursor.execute(change, [second.pk])
        with pytest.raises(IntegrityError, match="conference_put_right_once"), transaction.atomic():
            cursor.execute(change, [third.pk])
    with pytest.raises(NotNow, match="intussen verbeterd"):
        confirm(cast.daan, third)
    assert hold(cast.noor, case, number=3, corrects=2).corrects == 2


def stands(reader: Actor, case: AbsenceCase) -> list[tuple[int, int, bool]]:
    with acting_as(reader):
        return [(one.record.number, one.replaced_by, one.is_newest) for one in told(reader, case, ON)]


@pytest.mark.parametrize("corrects", [1, 9])
def test_only_a_record_that_stands_is_put_right(cast: Cast, case: AbsenceCase, corrects: int) -> None:
    hold(cast.noor, case)
    hold(cast.noor, case, number=1, corrects=1)
    with pytest.raises(NotNow, match="intussen verbeterd"):
        hold(cast.noor, case, number=2, corrects=corrects)


def test_confirmed_once(cast: Cast, case: AbsenceCase) -> None:
    made = confirm(cast.daan, hold(cast.noor, case))
    with pytest.raises(NotNow, match="al bevestigd"):
        confirm(cast.daan, made)


def test_ticked_off_by_who_does_it_or_by_who_guides(cast: Cast, case: AbsenceCase) -> None:
    waits = hold(cast.noor, case)
    with pytest.raises(NotNow, match="nog niet bevestigd"):
        operations.do_action(actor=cast.noor, action=action_of(cast.noor, waits, "employer"), today=ON)
    made = confirm(cast.daan, waits)
    employers, employees = (action_of(cast.noor, made, who) for who in ("employer", "employee"))
    for actor, action in ((cast.carla, employers), (cast.daan, employers), (cast.anna, employees)):
        with pytest.raises(PermissionDenied):
            operations.do_action(actor=actor, action=action, today=ON)
    with pytest.raises(ObjectDoesNotExist):
        operations.do_action(actor=cast.loes, action=employers, today=ON)
    operations.do_action(actor=cast.carla, action=employees, today=ON)
    operations.do_action(actor=cast.noor, action=employers, today=ON + DAY)
    with pytest.raises(NotNow, match="al afgevinkt"):
        operations.do_action(actor=cast.anna, action=employers, today=ON)
    with acting_as(cast.carla):
        done = list(ConferenceAction.objects.order_by("position").values_list("done_on", "done_as"))
        assert own_actions(cast.carla, ON) == []
    assert done == [(ON + DAY, "ontzorgmanager"), (ON, "employee")]


def test_first_page_costs_one_query(cast: Cast, case: AbsenceCase, django_assert_num_queries: Any) -> None:
    for number in range(3):
        confirm(cast.daan, hold(cast.noor, case, number=number))
    with acting_as(cast.anna), django_assert_num_queries(1):
        assert len(own_actions(cast.anna, ON)) == 3


def test_database_knows_whose_turn_it_is(cast: Cast, case: AbsenceCase) -> None:
    made = hold(cast.noor, case)
    opened = "shown_to = '{employee,employer,ontzorgmanager,bedrijfsarts}'"
    confirmed = f"{opened}, confirmed_on = written_on, confirmed_by_id = "
    for actor, change in (
        (cast.noor, f"{confirmed}{cast.noor.user_id}"),
        (cast.noor, "conclusion = 'anders'"),
        (cast.daan, f"{confirmed}{cast.noor.user_id}"),
        (cast.daan, opened),
        (cast.daan, "conclusion = 'anders'"),
    ):
        _refused(actor, f"UPDATE cases_caseconference SET {change} WHERE id = {made.pk}")
    _refused(cast.daan, f"UPDATE cases_conferenceaction SET {opened}")
    confirm(cast.daan, made)
    done = "done_on = '2026-01-14', done_as = '{}', done_by_id = {}"
    for actor, role, who in (
        (cast.anna, "employer", "employee"),
        (cast.anna, "ontzorgmanager", "employer"),
        (cast.carla, "employer", "employer"),
        (cast.daan, "bedrijfsarts", "employer"),
    ):
        change = done.format(role, actor.user_id)
        _refused(actor, f"UPDATE cases_conferenceaction SET {change} WHERE who = '{who}'")
    _refused(cast.anna, "UPDATE cases_conferenceaction SET text = 'anders'")
    for table in ("cases_conferenceaction", "cases_caseconference"):
        with acting_as(cast.noor), connection.cursor() as cursor:
            cursor.execute(f"DELETE FROM {table}")
            assert cursor.rowcount == 0


def _refused(actor: Actor, statement: str) -> None:
    """By an error, or because no row may be changed at all."""
    try:
        with acting_as(actor), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(statement)
            assert cursor.rowcount == 0, statement
    except (ProgrammingError, IntegrityError):
        return


@pytest.mark.parametrize(
    "wrong",
    [
        {"participants": ["ontzorgmanager"]},
        {"participants": ["ontzorgmanager", "bedrijfsarts", "neighbour"]},
        {"question": ""},
        {"conclusion": ""},
        {"corrects": 2},
        {"held_on": ON + DAY},
    ],
)
def test_database_refuses_what_is_no_conference(cast: Cast, case: AbsenceCase, wrong: dict[str, Any]) -> None:
    both = ["ontzorgmanager", "bedrijfsarts"]
    values = {"case": case, "employer_id": case.employer_id, "shown_to": both, "participants": both, "number": 2}
    values |= {"question": "x", "conclusion": "y", "held_on": ON, "written_on": ON, "written_by_id": cast.noor.user_id}
    with acting_as(cast.noor), pytest.raises(IntegrityError), transaction.atomic():
        CaseConference.objects.create(**values | wrong)


def test_database_has_nothing_done_before_it_was_agreed(cast: Cast, case: AbsenceCase) -> None:
    made = hold(cast.noor, case, actions=[])
    agreed = {"case": case, "employer_id": case.employer_id, "shown_to": made.shown_to, "conference": made}
    agreed |= {"position": 1, "text": "Houdt de uren bij", "who": "employee"}
    with acting_as(cast.noor):
        with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            ConferenceAction.objects.create(**agreed, due_on=ON - DAY)
        assert ConferenceAction.objects.create(**agreed, due_on=ON).due_on == made.held_on
