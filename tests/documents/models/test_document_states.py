"""Every (state × transition) of a document, written out."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from django_fsm import TransitionNotAllowed

from accounts.actor import acting_as
from cases.models import AbsenceCase
from documents.models import Document, Limitation, ProblemAnalysis, Signature
from tests.cast import Cast
from tests.documents import arrange

DAY = date(2026, 2, 14)
NO = None
ANALYSIS = [
    # state, transition, outcome
    ("draft", "propose", NO),
    ("draft", "withdraw", NO),
    ("draft", "sign", "signed"),
    ("draft", "establish", NO),
    ("proposed", "propose", NO),
    ("proposed", "withdraw", "draft"),
    ("proposed", "sign", NO),
    ("proposed", "establish", "signed"),
    ("signed", "propose", NO),
    ("signed", "withdraw", NO),
    ("signed", "sign", NO),
    ("signed", "establish", NO),
]
PLAN = [
    ("draft", "propose", "proposed"),
    ("draft", "withdraw", NO),
    ("draft", "sign", NO),
    ("draft", "establish", NO),
    ("proposed", "propose", NO),
    ("proposed", "withdraw", "draft"),
    ("proposed", "sign", NO),
    ("proposed", "establish", "signed"),
    ("signed", "propose", NO),
    ("signed", "withdraw", NO),
    ("signed", "sign", NO),
    ("signed", "establish", NO),
]
TABLE = [("problem_analysis", *row) for row in ANALYSIS] + [("plan_of_action", *row) for row in PLAN]
ARGUMENTS = {"propose": {"on": DAY}, "withdraw": {}, "sign": {"on": DAY}, "establish": {"on": DAY}}


@pytest.mark.parametrize(("kind", "state", "transition_name", "outcome"), TABLE)
def test_transition(kind: str, state: str, transition_name: str, outcome: str | None) -> None:
    document = Document(kind=kind, state=state)
    move = getattr(document, transition_name)
    if outcome is None:
        with pytest.raises(TransitionNotAllowed):
            move(**ARGUMENTS[transition_name])
        assert document.state == state
    else:
        move(**ARGUMENTS[transition_name])
        assert document.state == outcome


def test_table_names_every_transition() -> None:
    known = {item.name for item in Document(kind="plan_of_action").get_all_state_transitions()}
    assert known == set(ARGUMENTS)


def test_state_cannot_be_set_by_hand() -> None:
    document = Document(kind="plan_of_action")
    with pytest.raises(AttributeError):
        document.state = "signed"


def test_establishing_sets_the_day_and_withdrawing_takes_the_proposal_back() -> None:
    document = Document(kind="plan_of_action", state="proposed", proposed_on=DAY)
    document.establish(on=DAY)
    assert document.established_on == DAY
    other = Document(kind="plan_of_action", state="proposed", proposed_on=DAY)
    other.withdraw()
    assert other.proposed_on is None


@pytest.mark.parametrize(
    "fields",
    [
        {"signed_at": arrange.AT},
        {"refused_at": arrange.AT},
        {"place": "Utrecht"},
        {"vision": "Ja", "no_vision": True},
        {"content_hash": "0" * 64},
    ],
)
def test_database_refuses_half_an_answer(cast: Cast, case: AbsenceCase, fields: dict[str, object]) -> None:
    document = arrange.proposed_plan(cast, case)
    with acting_as(cast.anna), pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(document=document, party="employer").update(**fields)


def test_database_refuses_a_signature_without_a_vision(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    with acting_as(cast.anna), pytest.raises(IntegrityError), transaction.atomic():
        Signature.objects.filter(document=document, party="employer").update(
            signed_at=arrange.AT,
            signed_by=cast.anna.user_id,
            place="Utrecht",
            method="password",
            content_hash="0" * 64,
        )


def test_database_refuses_no_capacity_without_a_review(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.draft_analysis(cast, case)
    with acting_as(cast.daan), pytest.raises(IntegrityError), transaction.atomic():
        ProblemAnalysis.objects.filter(document=document).update(no_usable_capacity=True)


def test_database_refuses_an_ability_outside_the_list(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.draft_analysis(cast, case)
    with acting_as(cast.daan), pytest.raises(IntegrityError), transaction.atomic():
        Limitation.objects.filter(analysis_id=document.pk).update(ability="back_pain")
