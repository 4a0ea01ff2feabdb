"""Employer and employee: vision, signature, refusal, and when the plan is established."""

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import acting_as
from accounts.operation import NotNow, Stale
from cases.models import AbsenceCase, Completion, Notice
from documents import operations
from documents.canonical import is_intact
from documents.models import Document, Rendition
from tests.cast import Cast
from tests.documents import arrange


def completed(cast: Cast, case: AbsenceCase) -> set[str]:
    with acting_as(cast.noor):
        return set(
            Completion.objects.filter(case=case, key__in=["plan_of_action", "casemanager_designated"]).values_list(
                "key", flat=True
            )
        )


@pytest.mark.parametrize("order", [("anna", "carla"), ("carla", "anna")])
def test_plan_is_established_with_the_second_signature(cast: Cast, case: AbsenceCase, order: tuple[str, str]) -> None:
    document = arrange.proposed_plan(cast, case)
    first, second = (getattr(cast, name) for name in order)
    arrange.sign(first, document)
    assert arrange.fresh(cast.noor, document).state == "proposed"
    assert completed(cast, case) == set()
    arrange.sign(second, document)
    found = arrange.fresh(cast.noor, document)
    assert (found.state, found.established_on) == ("signed", arrange.TODAY)
    assert completed(cast, case) == {"plan_of_action", "casemanager_designated"}
    with acting_as(cast.noor):
        assert Rendition.objects.get(document=document).state == "queued"


def test_each_signature_stands_for_content_and_own_vision(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.fresh(cast.noor, arrange.signed_plan(cast, case))
    employer, employee = document.answers
    assert is_intact(document, employer)
    assert is_intact(document, employee)
    assert employer.content_hash != employee.content_hash
    employer.vision = "Iets anders."
    assert not is_intact(document, employer)
    document.plan.activity_list[0].result = "Iets anders."
    assert not is_intact(document, employee)


def test_signing_needs_a_vision_or_none(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    with pytest.raises(ValidationError) as error:
        arrange.sign(cast.carla, document, vision="")
    assert set(error.value.message_dict) == {"vision"}
    with pytest.raises(ValidationError) as error:
        arrange.sign(cast.carla, document, vision="Ja.", no_vision=True)
    assert set(error.value.message_dict) == {"no_vision"}


def test_vision_kept_before_is_signed_with(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    operations.add_vision(actor=cast.carla, document=document, vision="Eerst de winkel.")
    arrange.sign(cast.carla, document, vision="")
    mine = arrange.fresh(cast.carla, document).answers[1]
    assert (mine.vision, mine.is_signed) == ("Eerst de winkel.", True)


def test_vision_is_fixed_by_the_signature(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    arrange.sign(cast.carla, document)
    with pytest.raises(NotNow):
        operations.add_vision(actor=cast.carla, document=document, vision="Toch niet.")
    with pytest.raises(NotNow):
        arrange.sign(cast.carla, document)


def test_place_is_needed(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    with pytest.raises(ValidationError) as error:
        operations.sign_plan(
            actor=cast.anna,
            document=document,
            place="",
            no_vision=True,
            expected_version=arrange.fresh(cast.anna, document).version_no,
            today=arrange.TODAY,
            at=arrange.AT,
        )
    assert set(error.value.message_dict) == {"place"}


def test_old_page_cannot_sign_or_refuse(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    moment = {"expected_version": 1, "today": arrange.TODAY, "at": arrange.AT}
    with pytest.raises(Stale):
        operations.sign_plan(actor=cast.anna, document=document, place="Utrecht", no_vision=True, **moment)
    with pytest.raises(Stale):
        operations.refuse_plan(actor=cast.anna, document=document, reason="other", **moment)


def test_employee_who_refuses_does_not_stop_the_plan(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    arrange.refuse(cast.carla, document, note="De uren gaan te snel omhoog.")
    arrange.sign(cast.anna, document)
    found = arrange.fresh(cast.carla, document)
    assert found.state == "signed"
    mine = found.answers[1]
    assert (mine.is_refused, mine.refusal_reason, mine.refusal_note) == (
        True,
        "activities",
        "De uren gaan te snel omhoog.",
    )
    assert completed(cast, case) == {"plan_of_action", "casemanager_designated"}


def test_employer_who_refuses_stops_the_plan(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    arrange.refuse(cast.anna, document)
    arrange.sign(cast.carla, document)
    assert arrange.fresh(cast.noor, document).state == "proposed"
    assert completed(cast, case) == set()


def test_ontzorgmanager_hears_of_a_refusal(cast: Cast, case: AbsenceCase) -> None:
    arrange.refuse(cast.carla, arrange.proposed_plan(cast, case))
    with acting_as(cast.noor):
        assert Notice.objects.visible_to(cast.noor).filter(kind="plan_refused").count() == 1


def test_who_refused_may_still_sign(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    arrange.refuse(cast.carla, document)
    arrange.sign(cast.carla, document)
    mine = arrange.fresh(cast.carla, document).answers[1]
    assert (mine.is_signed, mine.is_refused, mine.refusal_reason) == (True, False, "")


def test_refusing_needs_a_reason(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    with pytest.raises(ValidationError) as error:
        arrange.refuse(cast.carla, document, reason="")
    assert set(error.value.message_dict) == {"reason"}


def test_established_plan_takes_no_more_answers(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    arrange.refuse(cast.carla, document)
    arrange.sign(cast.anna, document)
    with pytest.raises(NotNow):
        arrange.sign(cast.carla, document)


def test_withdrawn_plan_cannot_be_signed(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    version = arrange.fresh(cast.noor, document).version_no
    operations.withdraw_plan(actor=cast.noor, document=document, expected_version=version)
    with pytest.raises(Document.DoesNotExist):
        operations.add_vision(actor=cast.anna, document=document, no_vision=True)


def test_only_the_two_parties_answer(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    for actor in (cast.noor, cast.daan, cast.bert, cast.ina):
        with pytest.raises(PermissionDenied):
            operations.add_vision(actor=actor, document=document, no_vision=True)
    for actor in (cast.eva, cast.finn):
        with pytest.raises(Document.DoesNotExist):
            operations.add_vision(actor=actor, document=document, no_vision=True)
