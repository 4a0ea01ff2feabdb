"""Giving an advice: to whom, by whom, out of which paper, and who hears of it."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import IntegrityError, transaction

from accounts.actor import acting_as
from accounts.operation import NotNow
from cases import operations as cases
from cases.models import AbsenceCase, Notice
from documents import operations
from documents.models import Advice
from tests.cast import Cast
from tests.documents import arrange
from tests.documents.arrange import TODAY
from tests.documents.ledger_story import DAY, TEXT, give, story, told
from tests.factories.cases import fresh


def test_advice_of_the_ontzorgmanager_is_that_of_the_insurer(cast: Cast, case: AbsenceCase) -> None:
    made = give(cast.noor, case, text=f"  {TEXT} ")
    assert (made.party, made.addressee, made.text, story(cast.anna, made)) == ("insurer", "employer", TEXT, [])
    assert (made.given_on, made.due_on, made.source, made.source_on) == (TODAY, TODAY + 14 * DAY, "", None)
    assert (made.written_as, made.written_by_id) == ("ontzorgmanager", cast.noor.user_id)
    assert told(Notice.Kind.ADVICE_GIVEN) == ["employer"]
    assert told(Notice.Kind.ADVICE_SEEN) == []


def test_doctor_advises_the_ontzorgmanager(cast: Cast, case: AbsenceCase) -> None:
    made = give(cast.daan, case, addressee="ontzorgmanager")
    assert (made.party, made.addressee) == ("bedrijfsarts", "ontzorgmanager")
    assert told(Notice.Kind.ADVICE_GIVEN) == ["ontzorgmanager"]
    assert told(Notice.Kind.ADVICE_SEEN) == ["employee"]


def test_everybody_concerned_hears_of_advice_of_the_doctor_at_once(cast: Cast, case: AbsenceCase) -> None:
    give(cast.daan, case)
    assert told(Notice.Kind.ADVICE_GIVEN) == ["employer"]
    assert told(Notice.Kind.ADVICE_SEEN) == ["employee", "ontzorgmanager"]


def test_item_is_made_out_of_the_signed_analysis(cast: Cast, case: AbsenceCase) -> None:
    draft = arrange.draft_analysis(cast, case)
    with pytest.raises(ValidationError) as error:
        give(cast.noor, case, source="problem_analysis")
    assert set(error.value.message_dict) == {"source"}
    signed = {"place": "Utrecht", "expected_version": 1, "today": TODAY, "at": arrange.AT}
    operations.sign_problem_analysis(actor=cast.daan, document=draft, **signed)
    made = give(cast.noor, case, source="problem_analysis", addressee="ontzorgmanager")
    assert (made.party, made.source, made.source_on) == ("bedrijfsarts", "problem_analysis", TODAY)
    assert give(cast.daan, case, source="problem_analysis").party == "bedrijfsarts"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"text": "  "}, "text"),
        ({"addressee": "ontzorgmanager"}, "addressee"),
        ({"addressee": "desk"}, "addressee"),
        ({"due_on": TODAY - DAY}, "due_on"),
        ({"due_on": TODAY + 183 * DAY}, "due_on"),
        ({"source": "labour_expert"}, "source"),
        ({"source": "mail"}, "source"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(
    cast: Cast, case: AbsenceCase, wrong: dict[str, Any], field: str
) -> None:
    with pytest.raises(ValidationError) as error:
        give(cast.noor, case, **wrong)
    assert set(error.value.message_dict) == {field}


@pytest.mark.parametrize("due_on", [TODAY, TODAY + 182 * DAY])
def test_first_and_last_day_that_hold(cast: Cast, case: AbsenceCase, due_on: date) -> None:
    assert give(cast.noor, case, due_on=due_on).due_on == due_on


def test_closed_file_takes_no_advice(cast: Cast, case: AbsenceCase) -> None:
    version = fresh(cast.anna, case).version
    cases.cancel_report(actor=cast.anna, case=case, expected_version=version, today=TODAY)
    with pytest.raises(NotNow):
        give(cast.noor, case)


@pytest.mark.parametrize("name", ["anna", "carla", "bert", "ina"])
def test_who_gives_no_advice(cast: Cast, case: AbsenceCase, name: str) -> None:
    with pytest.raises(PermissionDenied):
        give(getattr(cast, name), case)


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"party": "bedrijfsarts"}, "advice_of_who_writes_or_of_a_paper"),
        ({"source": "problem_analysis", "party": "bedrijfsarts"}, "advice_source_has_day"),
        ({"due_on": TODAY - DAY}, "advice_due_after_given"),
        ({"text": ""}, "advice_says_something"),
        ({"addressee": "ontzorgmanager"}, "advice_not_to_oneself"),
    ],
)
def test_database_keeps_what_cannot_be_out(cast: Cast, case: AbsenceCase, wrong: dict[str, Any], name: str) -> None:
    values = {"party": "insurer", "addressee": "employer", "text": TEXT, "given_on": TODAY, "due_on": TODAY} | wrong
    with acting_as(cast.noor), pytest.raises(IntegrityError, match=name), transaction.atomic():
        Advice.objects.create(
            case=case,
            employer_id=case.employer_id,
            written_as="ontzorgmanager",
            written_by_id=cast.noor.user_id,
            **values,
        )
