"""Giving a talk its hour, moving and cancelling it, and saying how it went: who may, and what the database holds."""

from datetime import time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.actor import Actor, acting_as
from accounts.operation import NotNow, Refused, Stale
from accounts.terms import Role
from accounts.visible import Hidden, Visible
from cases import operations
from cases.consults import Ways, talks_of
from cases.models import AbsenceCase, ConsultAppointment, ConsultReply, ConsultRequest, Notice
from cases.operations.consult_planning import hosts_of
from employers.models import Membership
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.factories.cases import assign, day, fresh, report
from tests.factories.consults import ON, TALK, ask, ask_talk, cancel, plan, react, record, reply, slot, wanted
from tests.factories.employers import ARRANGER

DAY = timedelta(days=1)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


@pytest.fixture
def asked(cast: Cast, case: AbsenceCase) -> ConsultAppointment:
    react(cast.carla, ask(cast.noor, case))
    return wanted(cast.bert, case)


def move(
    actor: Actor, one: ConsultAppointment, host: Actor, why: str = "service", **more: object
) -> ConsultAppointment:
    return operations.move_consult(
        actor=actor, appointment=one, slot=slot(host, **more), why=why, today=ON, at=timezone.now()
    )


def told(actor: Actor, kind: str) -> int:
    with acting_as(actor):
        return int(Notice.objects.visible_to(actor).filter(kind=kind).count())


def ways(actor: Actor, case: AbsenceCase, one: ConsultAppointment) -> Ways:
    with acting_as(actor):
        return next(talk.may for talk in talks_of(actor, case, TALK) if talk.pk == one.pk)


def states(cast: Cast, case: AbsenceCase) -> list[str]:
    with acting_as(cast.daan):
        found = ConsultAppointment.objects.visible_to(cast.daan).filter(case=case).order_by("pk")
        return list(found.values_list("state", flat=True))


def test_planner_gives_a_question_its_hour(cast: Cast, case: AbsenceCase, asked: ConsultAppointment) -> None:
    made = plan(cast.bert, case, cast.daan, asked)
    assert (made.pk, made.state, made.hours) == (asked.pk, "planned", "9.00–9.30 uur")
    assert (made.host_as, made.physician_id, made.planned_as) == ("bedrijfsarts", cast.daan.user_id, "arbodienst")
    assert [told(actor, "consult_planned") for actor in (cast.carla, cast.noor, cast.anna)] == [1, 1, 1]
    with pytest.raises(Stale):
        plan(cast.daan, case, cast.daan, asked, day=TALK + DAY)


def test_employer_reads_the_day_and_no_more(cast: Cast, case: AbsenceCase, asked: ConsultAppointment) -> None:
    made = plan(cast.bert, case, cast.daan, asked)
    shown = Visible(made, Role.EMPLOYER)
    assert (shown.day, shown.took_place) == (TALK, "Gepland")
    for name in ("begins", "hours", "place", "host", "how_label", "state", "why", "private", "wanted_on", "closed_by"):
        with pytest.raises(Hidden):
            getattr(shown, name)


def test_planner_reads_no_question(cast: Cast, case: AbsenceCase, asked: ConsultAppointment) -> None:
    missed = record(cast.bert, plan(cast.bert, case, cast.daan, asked))
    reply(cast.carla, missed)
    with acting_as(cast.bert):
        (talk,) = talks_of(cast.bert, case, TALK)
        assert (talk.request, talk.reply) == (None, None)
        with connection.cursor() as cursor:
            cursor.execute("SELECT question FROM cases_consultrequest UNION SELECT words FROM cases_consultreply")
            assert cursor.fetchall() == []


def test_delegate_speaks_under_the_responsibility_of_the_doctor(cast: Cast, case: AbsenceCase) -> None:
    delegate = delegate_of(cast.daan_profile, valid_from=TALK)
    for actor in (cast.daan, cast.bert, delegate):
        with acting_as(actor):
            assert [one.role for one in hosts_of(actor, case, TALK)] == [Role.BEDRIJFSARTS, Role.DELEGATE]
    made = plan(delegate, case, delegate)
    assert (made.by_delegate, made.physician_id) == (True, cast.daan.user_id)
    with pytest.raises(ValidationError, match="op deze dag"):
        plan(cast.daan, case, delegate, day=TALK - DAY)
    with pytest.raises(ValidationError, match="Kies de bedrijfsarts"):
        plan(cast.daan, case, cast.noor)


def test_delegate_speaks_no_longer_than_the_doctor_is_one(cast: Cast, case: AbsenceCase) -> None:
    last = timezone.localdate()
    with acting_as(ARRANGER):
        Membership.objects.filter(pk=cast.daan.membership_id).update(valid_to=last)
    delegate = delegate_of(cast.daan_profile)
    with acting_as(cast.bert):
        assert [len(hosts_of(cast.bert, case, day)) for day in (last, last + DAY)] == [2, 1]
    with pytest.raises(ValidationError, match="op deze dag"):
        plan(cast.daan, case, delegate, on=last, day=last + DAY)


def test_one_doctor_speaks_one_person_at_a_time(cast: Cast, case: AbsenceCase, asked: ConsultAppointment) -> None:
    plan(cast.bert, case, cast.daan, asked)
    with pytest.raises(ValidationError, match="heeft dan al een ander gesprek"):
        plan(cast.daan, case, cast.daan, begins=time(9, 15), ends=time(10))
    assert states(cast, case) == ["planned"]
    plan(cast.daan, case, cast.daan, begins=time(9, 30), ends=time(10))  # the end is exclusive
    plan(cast.daan, case, delegate_of(cast.daan_profile))  # somebody else speaks at the same time
    assert states(cast, case) == ["planned"] * 3


def test_database_refuses_two_at_once(cast: Cast, case: AbsenceCase) -> None:
    first = plan(cast.daan, case, cast.daan)
    plan(cast.daan, case, cast.daan, begins=time(10), ends=time(11))
    sql = "UPDATE cases_consultappointment SET begins = '09:00', ends = '09:30' WHERE id <> %s"
    with pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic(), acting_as(cast.daan):
        with connection.cursor() as cursor:
            cursor.execute(sql, [first.pk])


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"day": ON - DAY}, "day"),
        ({"day": ON + 183 * DAY}, "day"),
        ({"ends": time(9)}, "ends"),
        ({"how": "email"}, "how"),
        ({"place": " "}, "place"),
    ],
)
def test_hour_that_cannot_be(cast: Cast, case: AbsenceCase, wrong: dict[str, object], field: str) -> None:
    with pytest.raises(ValidationError) as refused:
        plan(cast.daan, case, cast.daan, **wrong)
    assert list(refused.value.message_dict) == [field]


def test_telephone_needs_no_place(cast: Cast, case: AbsenceCase) -> None:
    assert plan(cast.daan, case, cast.daan, how="phone", place="").how_label == "Per telefoon"


def test_moved_talk_stays_to_be_read_with_its_reason(cast: Cast, case: AbsenceCase, asked: ConsultAppointment) -> None:
    first = plan(cast.bert, case, cast.daan, asked)
    with pytest.raises(ValidationError, match="staat de afspraak er al"):
        move(cast.bert, first, cast.daan)
    with pytest.raises(ValidationError, match="waarom"):
        move(cast.bert, first, cast.daan, "absent", day=TALK + DAY)
    second = move(cast.bert, first, cast.daan, begins=time(9, 15), ends=time(9, 45))
    assert (second.request_id, second.pk != first.pk) == (asked.request_id, True)
    assert states(cast, case) == ["moved", "planned"]
    assert [told(actor, "consult_changed") for actor in (cast.carla, cast.noor, cast.anna)] == [1, 1, 1]
    with pytest.raises(Stale):
        move(cast.bert, first, cast.daan, day=TALK + DAY)


def test_cancelled_talk_can_be_planned_anew(cast: Cast, case: AbsenceCase, asked: ConsultAppointment) -> None:
    first = plan(cast.bert, case, cast.daan, asked)
    with pytest.raises(ValidationError, match="waarom"):
        cancel(cast.bert, first, "too_late")
    cancelled = cancel(cast.daan, first, "service")
    with pytest.raises(Stale):
        cancel(cast.daan, first)
    again = plan(cast.bert, case, cast.daan, cancelled)
    assert (again.request_id, states(cast, case)) == (asked.request_id, ["cancelled", "planned"])
    with pytest.raises(Stale):  # the question has its talk again
        plan(cast.daan, case, cast.daan, cancelled, day=TALK + DAY)


@pytest.mark.parametrize("ended", ["missed", "cancelled"])
def test_talk_after_a_private_one_stays_private(cast: Cast, case: AbsenceCase, ended: str) -> None:
    """Another talk of the file, without a question too, does not take the way to it from the planner."""
    own = plan(cast.bert, case, cast.daan, ask_talk(cast.carla, case))
    over = record(cast.daan, own) if ended == "missed" else cancel(cast.bert, own, "service")
    plan(cast.daan, case, cast.daan, day=TALK + DAY)
    assert ways(cast.bert, case, over).plan is True
    again = plan(cast.bert, case, cast.daan, over, day=TALK + 2 * DAY)
    assert (again.private, again.shown_to) == (True, over.shown_to)
    assert told(cast.anna, "consult_planned") == told(cast.noor, "consult_planned") == 1  # the other talk


def test_talk_that_the_doctor_began_is_planned_again_with_its_question(cast: Cast, case: AbsenceCase) -> None:
    over = cancel(cast.bert, plan(cast.daan, case, cast.daan), "service")
    ask_talk(cast.carla, case)
    assert ways(cast.bert, case, over).plan is True
    again = plan(cast.bert, case, cast.daan, over)
    assert (again.private, again.request_id) == (False, over.request_id)
    assert ways(cast.bert, case, over).plan is False


@pytest.mark.parametrize("private", [True, False])
@pytest.mark.parametrize("held", [True, False])
def test_talk_that_nobody_else_asked_for_is_followed_once(
    cast: Cast, case: AbsenceCase, private: bool, held: bool
) -> None:
    about = ask_talk(cast.carla, case) if private else None
    missed = record(cast.daan, plan(cast.daan, case, cast.daan, about))
    again = plan(cast.bert, case, cast.daan, missed, day=TALK + DAY)
    if held:
        record(cast.daan, again, held=True, on=TALK + DAY)
    assert ways(cast.bert, case, missed).plan is False
    with pytest.raises(Stale):
        plan(cast.daan, case, cast.daan, missed, day=TALK + 2 * DAY)


def test_question_that_was_talked_about_gets_no_second_talk(
    cast: Cast, case: AbsenceCase, asked: ConsultAppointment
) -> None:
    missed = record(cast.daan, plan(cast.bert, case, cast.daan, asked))
    again = plan(cast.bert, case, cast.daan, missed, day=TALK + DAY)
    record(cast.daan, again, held=True, on=TALK + DAY)
    with pytest.raises(Stale):
        plan(cast.bert, case, cast.daan, missed, day=TALK + 2 * DAY)


def test_withdrawn_question_gets_no_talk(cast: Cast, case: AbsenceCase, asked: ConsultAppointment) -> None:
    with acting_as(cast.noor):
        consult = ConsultRequest.objects.get()
    operations.withdraw_consult(actor=cast.noor, consult=consult, seen_sent=True, today=ON, at=timezone.now())
    for actor in (cast.bert, cast.daan):
        assert ways(actor, case, asked).plan is False
        with pytest.raises(Stale):
            plan(actor, case, cast.daan, asked)


def test_own_request_that_was_taken_back_gets_no_talk(cast: Cast, case: AbsenceCase) -> None:
    back = cancel(cast.carla, ask_talk(cast.carla, case))
    assert ways(cast.bert, case, back).plan is False
    with pytest.raises(Stale):
        plan(cast.bert, case, cast.daan, back)


def test_employer_hears_nothing_of_a_talk_that_had_no_day(
    cast: Cast, case: AbsenceCase, asked: ConsultAppointment
) -> None:
    cancel(cast.bert, asked)
    assert [told(actor, "consult_changed") for actor in (cast.carla, cast.noor, cast.anna)] == [1, 1, 0]


def test_employee_takes_back_only_what_he_asked_himself(cast: Cast, case: AbsenceCase) -> None:
    own = ask_talk(cast.carla, case)
    assert cancel(cast.carla, own).closed_as == "employee"
    planned = plan(cast.bert, case, cast.daan, ask_talk(cast.carla, case))
    with pytest.raises(NotNow, match="Bel"):
        cancel(cast.carla, planned)
    sql = (
        "UPDATE cases_consultappointment SET state = 'held', closed_on = %s, closed_by_id = %s, closed_as = 'employee'"
    )
    with pytest.raises(ProgrammingError), transaction.atomic(), acting_as(cast.carla), connection.cursor() as cursor:
        cursor.execute(f"{sql} WHERE state = 'planned'", [TALK, cast.carla.user_id])


def test_doctor_keeps_a_talk_to_himself_and_a_planner_cannot(cast: Cast, case: AbsenceCase) -> None:
    plan(cast.daan, case, cast.daan, private=True)
    assert told(cast.anna, "consult_planned") == told(cast.noor, "consult_planned") == 0
    assert told(cast.carla, "consult_planned") == 1
    with pytest.raises(Refused):
        plan(cast.bert, case, cast.daan, private=True, begins=time(10), ends=time(11))


def test_missed_talk_says_why_and_who_says_so(cast: Cast, case: AbsenceCase, asked: ConsultAppointment) -> None:
    planned = plan(cast.bert, case, cast.daan, asked)
    with pytest.raises(NotNow, match="moet nog komen"):
        record(cast.daan, planned, on=TALK - DAY)
    with pytest.raises(ValidationError, match="niet doorging"):
        record(cast.daan, planned, "not_needed")
    missed = record(cast.daan, planned)
    assert (missed.why_label, missed.closed_label) == ("De werknemer kwam niet, zonder bericht", "Bedrijfsarts")
    assert [told(actor, "consult_missed") for actor in (cast.carla, cast.noor, cast.anna)] == [1, 1, 0]
    assert Visible(missed, Role.EMPLOYER).took_place == "Gesprek ging niet door"
    assert record(cast.bert, missed, "service").why_label == "Dit komt door de arbodienst"
    held = record(cast.bert, missed, held=True)
    assert (held.state, held.why) == ("held", "")
    with pytest.raises(Stale):
        record(cast.bert, cancel(cast.bert, plan(cast.daan, case, cast.daan, day=TALK + DAY)))


def test_employee_answers_a_missed_talk_once_in_own_words(
    cast: Cast, case: AbsenceCase, asked: ConsultAppointment
) -> None:
    planned = plan(cast.bert, case, cast.daan, asked)
    with pytest.raises(Stale):
        reply(cast.carla, planned)
    missed = record(cast.daan, planned)
    with pytest.raises(ValidationError, match="Schrijf op"):
        reply(cast.carla, missed, "  ")
    said = reply(cast.carla, missed)
    with pytest.raises(NotNow, match="al gereageerd"):
        reply(cast.carla, missed)
    for actor, number in ((cast.carla, 1), (cast.daan, 1), (cast.noor, 1), (cast.anna, 0), (cast.bert, 0)):
        with acting_as(actor):
            assert ConsultReply.objects.count() == number
    assert [told(actor, "consult_replied") for actor in (cast.daan, cast.noor, cast.anna, cast.bert)] == [1, 1, 0, 0]
    with pytest.raises(ProgrammingError), transaction.atomic(), acting_as(cast.carla), connection.cursor() as cursor:
        cursor.execute("UPDATE cases_consultreply SET words = 'Anders' WHERE id = %s", [said.pk])


def test_answer_about_an_own_talk_is_not_for_who_guides(cast: Cast, case: AbsenceCase) -> None:
    missed = record(cast.bert, plan(cast.bert, case, cast.daan, ask_talk(cast.carla, case)))
    said = reply(cast.carla, missed)
    assert said.shown_to == ["employee", "bedrijfsarts"]
    assert told(cast.noor, "consult_missed") == told(cast.noor, "consult_replied") == 0


def test_database_adds_no_answer_for_who_guides_about_an_own_talk(cast: Cast, case: AbsenceCase) -> None:
    missed = record(cast.bert, plan(cast.bert, case, cast.daan, ask_talk(cast.carla, case)))
    sql = (
        "INSERT INTO cases_consultreply (case_id, employer_id, shown_to, appointment_id, words, written_on) "
        "VALUES (%s, %s, %s, %s, 'Zo was het.', %s)"
    )
    readers = ["employee", "bedrijfsarts", "ontzorgmanager"]
    with pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic(), acting_as(cast.carla):
        with connection.cursor() as cursor:
            cursor.execute(sql, [case.pk, case.employer_id, readers, missed.pk, TALK])


def test_only_the_arbodienst_keeps_the_agenda(cast: Cast, case: AbsenceCase, asked: ConsultAppointment) -> None:
    planned = plan(cast.bert, case, cast.daan, asked)
    for actor in (cast.anna, cast.noor, cast.carla, cast.ina):
        with pytest.raises(Refused):
            plan(actor, case, cast.daan, begins=time(11), ends=time(12))
        with pytest.raises(Refused):
            record(actor, planned)
    for actor in (cast.gijs, cast.hans):
        with pytest.raises(ConsultAppointment.DoesNotExist):
            plan(actor, case, cast.gijs, asked)
    with pytest.raises(AbsenceCase.DoesNotExist):
        plan(cast.gijs, case, cast.gijs)


def test_closed_file_gets_no_appointment(cast: Cast, case: AbsenceCase) -> None:
    version = fresh(cast.anna, case).version
    operations.cancel_report(actor=cast.anna, case=case, expected_version=version, today=ON)
    with pytest.raises(NotNow, match="gesloten"):
        plan(cast.daan, case, cast.daan)
