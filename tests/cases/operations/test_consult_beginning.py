"""A talk that the bedrijfsarts begins himself: never without a reason and a question, which the employee reads."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.utils import timezone

from accounts.actor import Actor, acting_as
from accounts.operation import Refused
from cases import operations
from cases.consult_terms import OF_ALL
from cases.models import AbsenceCase, ConsultAppointment, ConsultRequest, Notice
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.factories.cases import assign, day, report
from tests.factories.consults import ASKS, ON, TALK, ask, ask_talk, cancel, plan, react, slot

DAY = timedelta(days=1)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def begin(actor: Actor, case: AbsenceCase, host: Actor, reason: str, words: str) -> ConsultAppointment:
    return operations.begin_consult(
        actor=actor,
        case=case,
        slot=slot(host),
        asks=operations.Question(reason, words),
        today=ON,
        at=timezone.now(),
    )


def readers(cast: Cast) -> set[str]:
    found = set()
    for name in ("anna", "carla", "noor", "daan", "bert", "ina"):
        with acting_as(getattr(cast, name)), connection.cursor() as cursor:
            cursor.execute("SELECT id FROM cases_consultrequest")
            if cursor.fetchall():
                found.add(name)
    return found


def told(actor: Actor, kind: str) -> int:
    with acting_as(actor):
        return int(Notice.objects.visible_to(actor).filter(kind=kind).count())


@pytest.mark.parametrize("who", ["bedrijfsarts", "delegate"])
def test_employee_reads_what_the_talk_is_about_and_guides_do_not(cast: Cast, case: AbsenceCase, who: str) -> None:
    actor = cast.daan if who == "bedrijfsarts" else delegate_of(cast.daan_profile)
    made = plan(actor, case, actor)
    assert (made.private, made.shown_to, made.wanted_on) == (False, OF_ALL, ON)
    with acting_as(cast.carla):
        asked = ConsultRequest.objects.get(pk=made.request_id)
    assert (asked.reason, asked.question) == (ASKS.reason, ASKS.words)
    assert (asked.asked_as, asked.asked_by_id, asked.sent_on, asked.reaction) == (who, actor.user_id, ON, "")
    assert readers(cast) == {"carla", "daan"}
    assert [told(each, "consult_planned") for each in (cast.carla, cast.anna, cast.noor)] == [1, 1, 1]


def test_employee_says_something_of_it_and_the_bedrijfsarts_hears_so(cast: Cast, case: AbsenceCase) -> None:
    made = plan(cast.daan, case, cast.daan)
    with acting_as(cast.carla):
        asked = ConsultRequest.objects.get(pk=made.request_id)
    assert told(cast.daan, "consult_reacted") == 0
    said = react(cast.carla, asked, "objects", "Ik werk daar niet meer.", on=ON + DAY)
    assert (said.own_words, said.sent_on) == ("Ik werk daar niet meer.", ON)
    assert [told(each, "consult_reacted") for each in (cast.daan, cast.noor, cast.anna)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("reason", "words", "fields"),
    [
        ("", "Hoe gaat het?", ["reason"]),
        ("ziek", "Hoe gaat het?", ["reason"]),
        ("employee_asks", "Wat wilt u weten?", ["reason"]),
        ("tasks", "  ", ["question"]),
    ],
)
def test_no_talk_without_a_reason_and_a_question(
    cast: Cast, case: AbsenceCase, reason: str, words: str, fields: list[str]
) -> None:
    with pytest.raises(ValidationError) as refused:
        begin(cast.daan, case, cast.daan, reason, words)
    assert list(refused.value.message_dict) == fields
    with acting_as(cast.daan):
        assert not ConsultAppointment.objects.exists()
        assert not ConsultRequest.objects.exists()


def test_planner_begins_no_talk(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(Refused):
        begin(cast.bert, case, cast.daan, "tasks", "Welke taken passen?")
    assert readers(cast) == set()


def test_who_guides_does_not_ask_for_another_talk_after_one(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(ValidationError) as refused:
        ask(cast.noor, case, reason="follow_up")
    assert list(refused.value.message_dict) == ["reason"]


@pytest.mark.parametrize("sent_on", [None, ON - DAY])
def test_database_holds_that_the_own_question_is_the_employees_at_once(
    cast: Cast, case: AbsenceCase, sent_on: object
) -> None:
    values = {
        "reason": "tasks",
        "question": "Wat past?",
        "asked_on": ON,
        "sent_on": sent_on,
        "employer_id": case.employer_id,
    }
    readers = ["employee"] if sent_on is None else ["employee", "bedrijfsarts"]
    who = {"asked_as": "bedrijfsarts", "asked_by_id": cast.daan.user_id}
    with acting_as(cast.daan), pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
        ConsultRequest.objects.create(case=case, shown_to=readers, **values, **who)


@pytest.mark.parametrize("more", ["employer", "ontzorgmanager"])
def test_database_shows_the_own_question_to_nobody_else(cast: Cast, case: AbsenceCase, more: str) -> None:
    made = plan(cast.daan, case, cast.daan)
    values = {
        "reason": "tasks",
        "question": "Wat past?",
        "asked_on": ON,
        "sent_on": ON,
        "employer_id": case.employer_id,
    }
    who = {"asked_as": "bedrijfsarts", "asked_by_id": cast.daan.user_id}
    readers = ["employee", "bedrijfsarts", more]
    with acting_as(cast.daan), pytest.raises(IntegrityError, match="consult_asked_by_whom"), transaction.atomic():
        ConsultRequest.objects.create(case=case, shown_to=readers, **values, **who)
    sql = "UPDATE cases_consultrequest SET shown_to = %s, reaction = 'read', reacted_on = %s WHERE id = %s"
    with acting_as(cast.carla), pytest.raises(IntegrityError, match="consult_asked_by_whom"), transaction.atomic():
        with connection.cursor() as cursor:
            cursor.execute(sql, [readers, ON, made.request_id])


@pytest.mark.parametrize("who", ["noor", "bert", "anna"])
def test_database_lets_nobody_else_send_at_once_or_ask_as_the_bedrijfsarts(
    cast: Cast, case: AbsenceCase, who: str
) -> None:
    actor: Actor = getattr(cast, who)
    values = {
        "reason": "tasks",
        "question": "Wat past?",
        "asked_on": ON,
        "sent_on": ON,
        "employer_id": case.employer_id,
    }
    for role in ("bedrijfsarts", actor.role.value):
        readers = ["employee", "bedrijfsarts", *([] if role == "bedrijfsarts" else ["ontzorgmanager"])]
        with acting_as(actor), pytest.raises((ProgrammingError, IntegrityError)), transaction.atomic():
            ConsultRequest.objects.create(
                case=case, shown_to=readers, asked_as=role, asked_by_id=actor.user_id, **values
            )


def test_request_of_the_employee_gets_the_hour(cast: Cast, case: AbsenceCase) -> None:
    """He phoned the bedrijfsarts, and had asked before: that is one talk."""
    waits = ask_talk(cast.carla, case)
    made = plan(cast.daan, case, cast.daan, private=True)
    assert (made.pk, made.private, made.state) == (waits.pk, True, "planned")
    other = plan(cast.daan, case, cast.daan, private=True, day=TALK + DAY)
    assert other.pk != waits.pk


def test_database_has_no_public_talk_without_a_question(cast: Cast, case: AbsenceCase) -> None:
    made = plan(cast.daan, case, cast.daan)
    values = {
        name: getattr(made, name) for name in ("begins", "ends", "how", "place", "host_id", "host_as", "physician_id")
    }
    who = {"planned_on": ON, "planned_as": "bedrijfsarts", "planned_by_id": cast.daan.user_id, "state": "planned"}
    tied = {"case": case, "employer_id": case.employer_id, "shown_to": OF_ALL, "wanted_on": ON, "day": TALK + DAY}
    with acting_as(cast.daan), pytest.raises(IntegrityError, match="appointment_shown_to_whom"), transaction.atomic():
        ConsultAppointment.objects.create(private=False, request=None, **values, **who, **tied)


def test_talk_that_was_called_off_keeps_its_question(cast: Cast, case: AbsenceCase) -> None:
    over = cancel(cast.bert, plan(cast.daan, case, cast.daan), "service")
    again = plan(cast.bert, case, cast.daan, over, day=TALK + DAY)
    assert again.request_id == over.request_id
    assert readers(cast) == {"carla", "daan"}
