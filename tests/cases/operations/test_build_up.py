"""A build-up schedule: proposed by employer or employee, answered by the bedrijfsarts, one of each at a time."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import Actor, acting_as
from accounts.operation import NotNow, Stale
from cases import operations
from cases.models import AbsenceCase, BuildUpSchedule, Notice
from cases.timeline.buildup import Line
from tests.cast import Cast
from tests.factories import cases as make

TODAY = make.day(30)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(8))


def steps(*hours: str, start: date = TODAY, every: int = 14) -> list[Line]:
    return [Line(start + timedelta(days=every * place), Decimal(one)) for place, one in enumerate(hours)]


def propose(actor: Actor, case: AbsenceCase, lines: list[Line] | None = None, **more: Any) -> BuildUpSchedule:
    values: dict[str, Any] = {"expected_version": make.fresh(actor, case).version, "today": TODAY} | more
    given = steps("8", "16", "24") if lines is None else lines
    return operations.propose_build_up(actor=actor, case=case, lines=given, **values)


def answer(actor: Actor, schedule: BuildUpSchedule, *, agreed: bool = True, **more: Any) -> BuildUpSchedule:
    return operations.answer_build_up(actor=actor, schedule=schedule, agreed=agreed, today=TODAY, **more)


def states(actor: Actor) -> list[str]:
    with acting_as(actor):
        return [schedule.state for schedule in BuildUpSchedule.objects.visible_to(actor).order_by("pk")]


def kinds(actor: Actor) -> list[str]:
    with acting_as(actor):
        return [notice.kind for notice in Notice.objects.visible_to(actor) if notice.kind.startswith("build_up")]


@pytest.mark.parametrize("who", ["anna", "carla"])
def test_proposal_keeps_its_lines_and_who_made_it(cast: Cast, case: AbsenceCase, who: str) -> None:
    actor: Actor = getattr(cast, who)
    made = propose(actor, case)
    with acting_as(cast.daan):
        seen = BuildUpSchedule.objects.visible_to(cast.daan).get(pk=made.pk)
        lines = [(line.starts_on, line.hours_per_week) for line in seen.line_list]
    assert (seen.state, seen.proposed_as, seen.proposed_by_id, seen.answered_on) == (
        "proposed",
        actor.role,
        actor.user_id,
        None,
    )
    assert lines == [(line.starts_on, line.hours_per_week) for line in steps("8", "16", "24")]


@pytest.mark.parametrize(("agreed", "state"), [(True, "confirmed"), (False, "declined")])
def test_bedrijfsarts_answers(cast: Cast, case: AbsenceCase, agreed: bool, state: str) -> None:
    found = answer(cast.daan, propose(cast.carla, case), agreed=agreed)
    assert (found.state, found.answered_by_id, found.answered_on) == (state, cast.daan.user_id, TODAY)


def test_confirmed_takes_the_place_of_the_one_before(cast: Cast, case: AbsenceCase) -> None:
    answer(cast.daan, propose(cast.carla, case))
    second = propose(cast.anna, case)
    assert states(cast.daan) == ["confirmed", "proposed"]
    answer(cast.daan, second)
    assert states(cast.daan) == ["replaced", "confirmed"]


def test_declined_leaves_the_one_before_in_force(cast: Cast, case: AbsenceCase) -> None:
    answer(cast.daan, propose(cast.carla, case))
    answer(cast.daan, propose(cast.carla, case), agreed=False)
    assert states(cast.daan) == ["confirmed", "declined"]


def test_own_new_proposal_takes_the_place_of_the_open_one(cast: Cast, case: AbsenceCase) -> None:
    first = propose(cast.carla, case)
    propose(cast.carla, case, steps("6"))
    assert states(cast.daan) == ["replaced", "proposed"]
    with pytest.raises(Stale, match="beantwoord of vervangen"):
        answer(cast.daan, first)


@pytest.mark.parametrize(
    ("first", "second", "sentence"),
    [("anna", "carla", "Uw werkgever heeft al een voorstel"), ("carla", "anna", "De werknemer heeft al een voorstel")],
)
def test_proposal_of_the_other_party_waits_for_its_answer(
    cast: Cast, case: AbsenceCase, first: str, second: str, sentence: str
) -> None:
    propose(getattr(cast, first), case)
    with pytest.raises(NotNow, match=sentence):
        propose(getattr(cast, second), case)
    assert states(cast.daan) == ["proposed"]


def test_answer_is_given_once(cast: Cast, case: AbsenceCase) -> None:
    made = propose(cast.carla, case)
    answer(cast.daan, made)
    with pytest.raises(Stale):
        answer(cast.daan, made, agreed=False)


@pytest.mark.parametrize(
    ("lines", "sentence"),
    [
        ([], "Vul ten minste één stap in."),
        (steps("8", start=TODAY - timedelta(days=1)), "De eerste stap begint vandaag of later."),
        (steps("8", start=TODAY + timedelta(days=729)), "De laatste stap begint uiterlijk op"),
        (steps("8", "16", every=0), "Elke stap begint later dan de stap ervoor."),
        (steps("8", "16", every=-7, start=TODAY + timedelta(days=30)), "Elke stap begint later dan de stap ervoor."),
        (steps("8", "8"), "Elke stap heeft meer uren dan de stap ervoor."),
        (steps("0"), "Vul meer dan 0 uur in."),
        (steps("-1"), "Vul 0 of meer in."),
        (steps("8", "36.5"), "Vul ten hoogste de contracturen in: 36 uur per week."),
        (steps(*map(str, range(1, 22)), every=1), "ten hoogste 20 stappen"),
    ],
)
def test_schedule_that_cannot_be_followed_is_refused(
    cast: Cast, case: AbsenceCase, lines: list[Line], sentence: str
) -> None:
    with pytest.raises(ValidationError) as error:
        propose(cast.carla, case, lines)
    assert sentence in " ".join(error.value.message_dict["lines"])
    assert states(cast.daan) == []


def test_last_possible_schedule_is_accepted(cast: Cast, case: AbsenceCase) -> None:
    propose(cast.carla, case, steps("0.5", "36", every=728))


def test_news_goes_to_who_must_act_on_it(cast: Cast, case: AbsenceCase) -> None:
    made = propose(cast.carla, case)
    everybody = ("anna", "carla", "noor", "daan", "bert", "ina", "gijs", "eva")
    assert {who for who in everybody if kinds(getattr(cast, who))} == {"daan"}
    answer(cast.daan, made)
    assert {who: kinds(getattr(cast, who)) for who in everybody if kinds(getattr(cast, who))} == {
        "daan": ["build_up_proposed"],
        "anna": ["build_up_answered"],
        "carla": ["build_up_answered"],
        "noor": ["build_up_answered"],
    }


def test_recovered_or_without_doctor_nothing_is_proposed(cast: Cast, case: AbsenceCase) -> None:
    made = propose(cast.carla, case)
    make.recover(cast.anna, case, make.day(25), today=TODAY)
    with pytest.raises(NotNow, match="niet ziek gemeld"):
        propose(cast.carla, case)
    with pytest.raises(NotNow, match="intussen beter gemeld"):
        answer(cast.daan, made)


def test_old_page_is_refused(cast: Cast, case: AbsenceCase) -> None:
    with pytest.raises(Stale):
        propose(cast.carla, case, expected_version=1)


@pytest.mark.parametrize("who", ["daan", "bert", "noor", "ina"])
def test_only_the_two_parties_propose(cast: Cast, case: AbsenceCase, who: str) -> None:
    with pytest.raises(PermissionDenied):
        propose(getattr(cast, who), case)


@pytest.mark.parametrize("who", ["anna", "carla", "noor", "bert", "ina"])
def test_only_the_bedrijfsarts_answers(cast: Cast, case: AbsenceCase, who: str) -> None:
    made = propose(cast.carla, case)
    with pytest.raises(PermissionDenied):
        answer(getattr(cast, who), made)


def test_another_doctor_does_not_see_it(cast: Cast, case: AbsenceCase) -> None:
    made = propose(cast.carla, case)
    with pytest.raises(BuildUpSchedule.DoesNotExist):
        answer(cast.gijs, made)


def test_bedrijfsarts_puts_another_schedule_in_the_place_of_a_proposal(cast: Cast, case: AbsenceCase) -> None:
    answer(cast.daan, propose(cast.carla, case, steps("4")))
    made = propose(cast.carla, case)
    answer(cast.daan, made, agreed=False, instead=steps("4", "12"))
    assert states(cast.anna) == ["replaced", "declined", "confirmed"]
    with acting_as(cast.carla):
        now = BuildUpSchedule.objects.get(state="confirmed")
        lines = [(line.starts_on, line.hours_per_week) for line in now.line_list]
    assert lines == [(line.starts_on, line.hours_per_week) for line in steps("4", "12")]
    assert (now.proposed_as, now.proposed_by_id, now.answered_by_id, now.answered_on) == (
        "bedrijfsarts",
        cast.daan.user_id,
        cast.daan.user_id,
        TODAY,
    )
    assert [kinds(actor) for actor in (cast.anna, cast.carla)] == [["build_up_answered"] * 2] * 2
    assert states(cast.daan) == states(cast.anna)
    propose(cast.carla, case)  # and it goes on from there


@pytest.mark.parametrize("lines", [steps("16", "8"), steps("8", start=TODAY - timedelta(days=1)), steps("60")])
def test_advice_that_cannot_be_followed_leaves_the_proposal_waiting(
    cast: Cast, case: AbsenceCase, lines: list[Line]
) -> None:
    made = propose(cast.carla, case)
    with pytest.raises(ValidationError) as refused:
        answer(cast.daan, made, agreed=False, instead=lines)
    assert set(refused.value.message_dict) == {"lines"}
    assert states(cast.anna) == ["proposed"]
