"""The employee asks to put something right; who is responsible for it answers."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from accounts.actor import Actor, acting_as
from accounts.models import AuditEvent
from accounts.operation import NotNow, Stale
from cases import operations
from cases.models import AbsenceCase, CorrectionRequest, Notice
from cases.operations.correction_requests import handler_of
from cases.timeline.parameters import last_day_to_answer
from tests.cast import Cast
from tests.factories.cases import assign, day, report

TODAY = day(10)
TEXT = "De ziekmelding was een dag later."


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def ask(cast: Cast, case: AbsenceCase, topic: str = "report", text: str = TEXT) -> CorrectionRequest:
    return operations.ask_correction(actor=cast.carla, case=case, topic=topic, text=text, today=TODAY)


def seen(actor: Actor) -> list[str]:
    with acting_as(actor):
        return list(CorrectionRequest.objects.order_by("topic").values_list("topic", flat=True))


def test_only_who_answers_learns_of_it(cast: Cast, case: AbsenceCase) -> None:
    """Without a filter: what the database itself lets each of them see."""
    for topic in ("person", "report", "step", "advice"):
        ask(cast, case, topic)
    everybody = {name: seen(getattr(cast, name)) for name in "anna carla noor daan ina bert eva finn gijs".split()}
    assert everybody == {
        "anna": ["report"],
        "carla": ["advice", "person", "report", "step"],
        "noor": ["step"],
        "daan": ["advice"],
        "ina": ["person"],
        "bert": [],
        "eva": [],
        "finn": [],
        "gijs": [],
    }


def test_without_ontzorgmanager_the_desk_answers_for_steps(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    assert ask(cast, case, "step").handler_label == "Re-integratie en Diensten"


def test_employer_with_own_case_management_answers_for_steps(cast: Cast, case: AbsenceCase) -> None:
    case.ontzorgmanager_id, case.insurer_manages = None, False
    assert handler_of(case, "step") == "employer"


def test_who_answers_gets_a_message_and_then_the_employee(cast: Cast, case: AbsenceCase) -> None:
    asked = ask(cast, case)
    operations.answer_correction(actor=cast.anna, request=asked, decision="corrected", answer="", today=day(12))
    kinds = ["correction_asked", "correction_answered"]
    told = {}
    for name in ("anna", "carla", "noor", "ina"):
        with acting_as(getattr(cast, name)) as actor:
            found = Notice.objects.visible_to(actor).filter(kind__in=kinds)
            told[name] = [(notice.kind, notice.about_id) for notice in found]
    assert told == {
        "anna": [("correction_asked", asked.pk)],
        "carla": [("correction_answered", asked.pk)],
        "noor": [],
        "ina": [],
    }


def test_answer_says_what_was_done_by_whom_and_when(cast: Cast, case: AbsenceCase) -> None:
    asked = ask(cast, case)
    assert asked.is_open
    done = operations.answer_correction(
        actor=cast.anna, request=asked, decision="refused", answer="  De datum klopt. ", today=day(12)
    )
    assert (done.decision_label, done.answer, done.answered_on, done.answered_by_id) == (
        "Niet aangepast",
        "De datum klopt.",
        day(12),
        cast.anna.user_id,
    )
    with acting_as(cast.anna):
        actions = list(AuditEvent.objects.filter(case_id=case.pk).values_list("action", flat=True))
    assert actions.count("answer_correction") == 1


@pytest.mark.parametrize(
    ("topic", "text", "field"), [("soort", TEXT, "topic"), ("report", " \n", "text"), ("", TEXT, "topic")]
)
def test_request_without_topic_or_text_is_refused(
    cast: Cast, case: AbsenceCase, topic: str, text: str, field: str
) -> None:
    with pytest.raises(ValidationError) as caught:
        ask(cast, case, topic, text)
    assert list(caught.value.message_dict) == [field]


def test_same_topic_waits_once(cast: Cast, case: AbsenceCase) -> None:
    asked = ask(cast, case)
    with pytest.raises(NotNow, match="al een verzoek gedaan"):
        ask(cast, case)
    operations.answer_correction(actor=cast.anna, request=asked, decision="corrected", answer="", today=TODAY)
    assert ask(cast, case).pk != asked.pk


@pytest.mark.parametrize(("decision", "field"), [("refused", "answer"), ("misschien", "decision")])
def test_refusal_needs_a_reason(cast: Cast, case: AbsenceCase, decision: str, field: str) -> None:
    asked = ask(cast, case)
    with pytest.raises(ValidationError) as caught:
        operations.answer_correction(actor=cast.anna, request=asked, decision=decision, answer=" ", today=TODAY)
    assert list(caught.value.message_dict) == [field]


def test_second_answer_is_too_late(cast: Cast, case: AbsenceCase) -> None:
    asked = ask(cast, case)
    operations.answer_correction(actor=cast.anna, request=asked, decision="corrected", answer="", today=TODAY)
    with pytest.raises(Stale, match="intussen beantwoord"):
        operations.answer_correction(actor=cast.anna, request=asked, decision="refused", answer="Nee", today=TODAY)


def test_database_refuses_an_answer_without_who_and_when(cast: Cast, case: AbsenceCase) -> None:
    asked = ask(cast, case)
    with acting_as(cast.anna):
        own = CorrectionRequest.objects.filter(pk=asked.pk)
        for wrong in ({"decision": "corrected"}, {"answer": "Klopt"}, {"answered_on": TODAY}):
            with pytest.raises(IntegrityError), transaction.atomic():
                own.update(**wrong)


@pytest.mark.parametrize(
    ("asked_on", "last"),
    [
        (date(2026, 1, 31), date(2026, 2, 28)),
        (date(2028, 1, 31), date(2028, 2, 29)),
        (date(2026, 12, 15), date(2027, 1, 15)),
    ],
)
def test_answer_is_due_within_one_calendar_month(asked_on: date, last: date) -> None:
    assert last_day_to_answer(asked_on) == last
