"""The state of the guarantee from a real file, and confirming it."""

from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError
from django.db import DatabaseError, IntegrityError, transaction

from accounts.actor import Actor, acting_as
from accounts.operation import Stale
from cases import operations as cases
from cases.models import AbsenceCase, Notice
from documents.guarantee import State, Why
from documents.models import GuaranteeConfirmation
from documents.operations.guarantee_facts import standing_of
from tests.cast import Cast
from tests.documents import arrange
from tests.documents.arrange import TODAY
from tests.documents.ledger_story import DAY, answer, confirm, give, told, withdraw
from tests.factories.cases import fresh

PLAN_LATE = TODAY + 60 * DAY


def states(actor: Actor, case: AbsenceCase, **more: Any) -> tuple[str, list[str]]:
    with acting_as(actor):
        found = standing_of(case, more.get("today", TODAY))
    return found.state.value, [one.why.value for one in found.reasons]


def test_file_in_order_is_intact_for_everybody_who_asks(cast: Cast, case: AbsenceCase) -> None:
    arrange.signed_plan(cast, case)
    for actor in (cast.anna, cast.noor, cast.ina):
        assert states(actor, case) == ("intact", [])


def test_late_plan_counts_until_its_delay_is_that_of_the_arbodienst(cast: Cast, case: AbsenceCase) -> None:
    late = TODAY + 60 * DAY
    with acting_as(cast.noor):
        found = standing_of(case, late)
    assert {one.key for one in found.reasons} >= {"plan_of_action"}
    due = next(one.due for one in found.reasons if one.key == "plan_of_action")
    case = cases.name_delay(
        actor=cast.anna,
        case=case,
        key="plan_of_action",
        occurrence=1,
        cause="arbodienst",
        expected_version=fresh(cast.anna, case).version,
        today=late,
    )
    with acting_as(cast.noor):
        now = standing_of(case, late)
    assert "plan_of_action" not in {one.key for one in now.reasons}
    assert [(one.key, one.due, one.cause) for one in now.apart] == [("plan_of_action", due, "arbodienst")]


def test_refused_advice_is_a_risk_and_withdrawing_it_takes_that_away(cast: Cast, case: AbsenceCase) -> None:
    arrange.signed_plan(cast, case)
    advice = give(cast.noor, case)
    answer(cast.anna, advice, "refused")
    for actor in (cast.anna, cast.noor, cast.ina):
        assert states(actor, case) == ("at_risk", ["advice_refused"])
    with acting_as(cast.ina):
        assert standing_of(case, TODAY + 29 * DAY).state is State.NOT_MET
    withdraw(cast.noor, advice, expected_number=1)
    assert states(cast.ina, case) == ("intact", [])


def test_refusal_that_is_said_again_counts_from_the_first_day(cast: Cast, case: AbsenceCase) -> None:
    arrange.signed_plan(cast, case)
    advice = give(cast.noor, case, due_on=TODAY + 60 * DAY)
    answer(cast.anna, advice, "refused")
    answer(cast.anna, advice, "refused", expected_number=1, today=TODAY + 28 * DAY)
    assert states(cast.noor, case, today=TODAY + 28 * DAY) == ("at_risk", ["advice_refused"])
    assert states(cast.noor, case, today=TODAY + 29 * DAY) == ("not_met", ["advice_refused"])


def test_refusal_after_taking_it_on_leaves_time_to_talk_anew(cast: Cast, case: AbsenceCase) -> None:
    arrange.signed_plan(cast, case)
    advice = give(cast.noor, case, due_on=TODAY + 60 * DAY)
    for number, (kind, day) in enumerate((("refused", 0), ("accepted", 1), ("refused", 2))):
        answer(cast.anna, advice, kind, expected_number=number, today=TODAY + day * DAY)
    assert states(cast.noor, case, today=TODAY + 30 * DAY) == ("at_risk", ["advice_refused"])
    assert states(cast.noor, case, today=TODAY + 31 * DAY) == ("not_met", ["advice_refused"])


def test_advice_past_its_term_is_a_risk_until_it_is_done(cast: Cast, case: AbsenceCase) -> None:
    arrange.signed_plan(cast, case)
    advice, late = give(cast.daan, case, addressee="employee"), TODAY + 15 * DAY
    assert states(cast.noor, case) == ("intact", [])
    assert states(cast.noor, case, today=late) == ("at_risk", ["advice_overdue"])
    answer(cast.carla, advice, "done", today=late)
    assert states(cast.noor, case, today=late) == ("intact", [])


def test_employee_who_does_not_sign_is_a_risk_until_the_next_edition_is_signed(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    arrange.refuse(cast.carla, document)
    with acting_as(cast.noor):
        found = standing_of(case, TODAY)
    assert [(one.why, one.who) for one in found.reasons] == [(Why.NOT_SIGNED, "employee")]
    arrange.sign(cast.carla, document)
    assert states(cast.noor, case) == ("intact", [])


def test_person_confirms_with_the_reasons_of_that_day(cast: Cast, case: AbsenceCase) -> None:
    arrange.signed_plan(cast, case)
    advice = give(cast.noor, case)
    answer(cast.anna, advice, "refused")
    made = confirm(cast.noor, case)
    assert (made.number, made.computed, made.confirmed, made.confirmed_as) == (
        1,
        "at_risk",
        "at_risk",
        "ontzorgmanager",
    )
    assert [(one.why, one.number, one.who) for one in made.told] == [(Why.ADVICE_REFUSED, advice.pk, "employer")]
    assert told(Notice.Kind.GUARANTEE_CONFIRMED) == ["employer"]
    with acting_as(cast.noor):
        assert made.still_holds(standing_of(case, TODAY))
        assert not made.still_holds(standing_of(case, TODAY + 29 * DAY))
    with acting_as(cast.anna):
        stored = GuaranteeConfirmation.objects.get(pk=made.pk)
        assert stored.still_holds(standing_of(case, TODAY))


def test_other_state_than_computed_needs_words(cast: Cast, case: AbsenceCase) -> None:
    arrange.signed_plan(cast, case)
    with pytest.raises(ValidationError) as error:
        confirm(cast.ina, case, state="at_risk")
    assert set(error.value.message_dict) == {"words"}
    with pytest.raises(ValidationError) as error:
        confirm(cast.ina, case, state="broken")
    assert set(error.value.message_dict) == {"state"}
    made = confirm(cast.ina, case, state="at_risk", words=" UWV vroeg om uitleg. ")
    assert (made.computed, made.confirmed, made.words) == ("intact", "at_risk", "UWV vroeg om uitleg.")


def test_old_page_confirms_nothing(cast: Cast, case: AbsenceCase) -> None:
    arrange.signed_plan(cast, case)
    confirm(cast.noor, case)
    with pytest.raises(Stale, match="intussen bevestigd"):
        confirm(cast.ina, case)
    answer(cast.anna, give(cast.noor, case), "refused")
    with pytest.raises(Stale, match="veranderd"):
        confirm(cast.ina, case, expected_number=1, seen="intact", state="intact")
    assert confirm(cast.ina, case, expected_number=1).number == 2


@pytest.mark.parametrize("name", ["anna", "carla", "daan", "bert"])
def test_who_does_not_confirm(cast: Cast, case: AbsenceCase, name: str) -> None:
    with pytest.raises(PermissionDenied):
        confirm(getattr(cast, name), case)


def test_only_employer_guide_and_desk_read_it(cast: Cast, case: AbsenceCase) -> None:
    confirm(cast.noor, case)
    seen = {}
    for name in ("anna", "noor", "ina", "carla", "daan", "bert", "eva", "loes"):
        with acting_as(getattr(cast, name)):
            seen[name] = GuaranteeConfirmation.objects.filter(case=case.pk).exists()
    assert seen == dict.fromkeys(("anna", "noor", "ina"), True) | dict.fromkeys(
        ("carla", "daan", "bert", "eva", "loes"), False
    )


@pytest.mark.parametrize(
    ("wrong", "name"),
    [
        ({"confirmed": "at_risk"}, "guarantee_other_state_has_words"),
        ({"confirmed": "lost", "words": "x"}, "guarantee_state_known"),
    ],
)
def test_database_keeps_what_cannot_be_out(cast: Cast, case: AbsenceCase, wrong: dict[str, Any], name: str) -> None:
    values = {"computed": "intact", "confirmed": "intact", "number": 1, "confirmed_on": TODAY} | wrong
    with acting_as(cast.noor), pytest.raises(IntegrityError, match=name), transaction.atomic():
        GuaranteeConfirmation.objects.create(
            case=case,
            employer_id=case.employer_id,
            confirmed_as="ontzorgmanager",
            confirmed_by_id=cast.noor.user_id,
            **values,
        )


def test_confirmation_is_never_changed(cast: Cast, case: AbsenceCase) -> None:
    made = confirm(cast.noor, case)
    with acting_as(cast.noor), pytest.raises(DatabaseError), transaction.atomic():
        GuaranteeConfirmation.objects.filter(pk=made.pk).update(words="Iets anders.")
