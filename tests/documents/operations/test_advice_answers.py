"""What comes of an advice: said by whom it is for, taken back by who gave it, and never rewritten."""

from typing import Any

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, connection, transaction

from accounts.actor import acting_as
from accounts.models import AuditEvent
from accounts.operation import NotNow, SomebodyElses, Stale
from cases.models import AbsenceCase, Notice
from documents import operations
from documents.models import AdviceFollowUp, Attachment
from tests.access.world import PAPER
from tests.cast import Cast
from tests.documents.arrange import TODAY
from tests.documents.ledger_story import DAY, answer, give, story, told, withdraw

pytestmark = pytest.mark.usefixtures("private_files")


def test_employer_takes_it_on_and_does_it(cast: Cast, case: AbsenceCase) -> None:
    advice = give(cast.noor, case)
    answer(cast.anna, advice, "accepted", note="")
    done = answer(cast.anna, advice, "done", expected_number=1, today=TODAY + 3 * DAY, done_on=TODAY + 2 * DAY)
    assert (done.happened_on, done.recorded_on) == (TODAY + 2 * DAY, TODAY + 3 * DAY)
    assert story(cast.carla, advice) == ["accepted", "done"]
    assert told(Notice.Kind.ADVICE_ANSWERED) == ["ontzorgmanager", "ontzorgmanager"]


def test_doctor_and_guide_hear_what_comes_of_the_doctors_advice(cast: Cast, case: AbsenceCase) -> None:
    answer(cast.carla, give(cast.daan, case, addressee="employee"), "refused")
    assert told(Notice.Kind.ADVICE_ANSWERED) == ["bedrijfsarts", "ontzorgmanager"]


def test_paper_shows_that_it_was_done(cast: Cast, case: AbsenceCase) -> None:
    paper = operations.add_attachment(actor=cast.anna, case=case, **PAPER | {"dated_on": TODAY, "today": TODAY})
    done = answer(cast.anna, give(cast.noor, case), "done", paper_id=paper.pk)
    assert done.paper_id == paper.pk
    assert answer(cast.anna, give(cast.noor, case), "accepted", paper_id=paper.pk).paper_id is None
    with pytest.raises(ValidationError) as error:
        answer(cast.anna, give(cast.noor, case), "done", paper_id=paper.pk + 1)
    assert set(error.value.message_dict) == {"paper_id"}


def test_refusal_can_be_changed_and_said_again_with_another_reason(cast: Cast, case: AbsenceCase) -> None:
    advice = give(cast.noor, case)
    for number, kind in enumerate(("refused", "refused", "accepted", "done")):
        answer(cast.anna, advice, kind, expected_number=number)
    assert story(cast.noor, advice) == ["refused", "refused", "accepted", "done"]
    with pytest.raises(NotNow, match="afgerond"):
        answer(cast.anna, advice, "refused", expected_number=4)
    with pytest.raises(NotNow, match="afgerond"):
        withdraw(cast.noor, advice, expected_number=4)


@pytest.mark.parametrize(
    ("kind", "wrong", "field"),
    [
        ("refused", {"note": " "}, "note"),
        ("done", {"note": ""}, "note"),
        ("done", {"done_on": None}, "done_on"),
        ("done", {"done_on": TODAY - DAY}, "done_on"),
        ("done", {"done_on": TODAY + DAY}, "done_on"),
        ("withdrawn", {}, "answer"),
        ("", {}, "answer"),
    ],
)
def test_what_is_missing_is_said_beside_its_field(
    cast: Cast, case: AbsenceCase, kind: str, wrong: dict[str, Any], field: str
) -> None:
    advice = give(cast.noor, case)
    with pytest.raises(ValidationError) as error:
        answer(cast.anna, advice, kind, **wrong)
    assert set(error.value.message_dict) == {field}
    assert story(cast.anna, advice) == []


def test_same_yes_is_said_once(cast: Cast, case: AbsenceCase) -> None:
    advice = give(cast.noor, case)
    answer(cast.anna, advice, "accepted")
    with pytest.raises(ValidationError):
        answer(cast.anna, advice, "accepted", expected_number=1)


def test_old_page_overwrites_nothing(cast: Cast, case: AbsenceCase) -> None:
    advice = give(cast.noor, case)
    answer(cast.anna, advice, "accepted")
    with pytest.raises(Stale):
        answer(cast.anna, advice, "refused")
    with pytest.raises(Stale):
        withdraw(cast.noor, advice)


def test_who_gave_it_takes_it_back_and_the_addressee_hears(cast: Cast, case: AbsenceCase) -> None:
    advice = give(cast.daan, case, addressee="employee")
    with pytest.raises(ValidationError):
        withdraw(cast.daan, advice, note=" ")
    withdraw(cast.daan, advice)
    assert story(cast.carla, advice) == ["withdrawn"]
    assert told(Notice.Kind.ADVICE_WITHDRAWN) == ["employee"]


def test_nobody_answers_or_takes_back_for_another(cast: Cast, case: AbsenceCase) -> None:
    advice = give(cast.daan, case)
    for other in (cast.carla, cast.noor):
        with pytest.raises(SomebodyElses):
            answer(other, advice, "accepted")
    with pytest.raises(SomebodyElses):
        withdraw(cast.noor, advice)
    for other in (cast.ina, cast.bert):
        with pytest.raises(PermissionDenied):
            answer(other, advice, "accepted")
    with pytest.raises(ObjectDoesNotExist):
        answer(cast.eva, advice, "accepted")


def test_trail_tells_what_was_done_and_no_word_of_it(cast: Cast, case: AbsenceCase) -> None:
    answer(cast.anna, give(cast.noor, case), "refused", note="Geheim.")
    with acting_as(cast.carla):
        found = AuditEvent.objects.filter(case=case).order_by("pk").values_list("action", "role", "resource")
        last = list(found)[-2:]
    assert last == [
        ("give_advice", "ontzorgmanager", "documents.advice"),
        ("answer_advice", "employer", "documents.advicefollowup"),
    ]


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"note": ""}, "follow_up_has_reason"),
        ({"addressee": "employee"}, "follow_up_by_whom_it_is_for"),
        ({"kind": "withdrawn"}, "follow_up_by_whom_it_is_for"),
        ({"happened_on": TODAY + DAY}, "follow_up_recorded_after_it_happened"),
    ],
)
def test_database_keeps_what_cannot_be_out(cast: Cast, case: AbsenceCase, wrong: dict[str, Any], name: str) -> None:
    advice = give(cast.noor, case)
    values = {"kind": "refused", "note": "Nee.", "addressee": "employer", "happened_on": TODAY} | wrong
    with acting_as(cast.anna), pytest.raises(IntegrityError, match=name), transaction.atomic():
        _raw(cast, case, advice.pk, **values)


def _raw(cast: Cast, case: AbsenceCase, advice_id: int, **values: Any) -> AdviceFollowUp:
    made: AdviceFollowUp = AdviceFollowUp.objects.create(
        advice_id=advice_id,
        case=case,
        employer_id=case.employer_id,
        acted_as="employer",
        acted_by_id=cast.anna.user_id,
        recorded_on=TODAY,
        **{"written_as": "ontzorgmanager"} | values,
    )
    return made


def test_answer_for_another_addressee_than_the_advice_has_cannot_be_stored(cast: Cast, case: AbsenceCase) -> None:
    """The employer cannot make an advice to the employee his own by saying so in the row."""
    advice = give(cast.noor, case, addressee="employee")
    values = {"kind": "refused", "note": "Nee.", "addressee": "employer", "happened_on": TODAY}
    with pytest.raises(IntegrityError, match="documents_advicefollowup_in_tenant"):
        with transaction.atomic(), acting_as(cast.anna):
            _raw(cast, case, advice.pk, **values)
            connection.check_constraints()


def test_what_was_said_is_never_changed(cast: Cast, case: AbsenceCase) -> None:
    said = answer(cast.anna, give(cast.noor, case), "refused")
    for change in ({"note": "Iets anders."}, {"kind": "done"}):
        with acting_as(cast.anna), pytest.raises(DatabaseError), transaction.atomic():
            AdviceFollowUp.objects.filter(pk=said.pk).update(**change)
    with acting_as(cast.anna):
        assert AdviceFollowUp.objects.filter(pk=said.pk).delete()[0] == 0


def test_evidence_outlives_the_paper_that_was_taken_back(cast: Cast, case: AbsenceCase) -> None:
    paper = operations.add_attachment(actor=cast.anna, case=case, **PAPER | {"dated_on": TODAY, "today": TODAY})
    advice = give(cast.noor, case)
    answer(cast.anna, advice, "done", paper_id=paper.pk)
    operations.withdraw_attachment(actor=cast.anna, attachment=paper, today=TODAY, at=PAPER["at"])
    assert story(cast.noor, advice) == ["done"]
    with acting_as(cast.noor):
        assert not Attachment.objects.get(pk=paper.pk).is_kept
