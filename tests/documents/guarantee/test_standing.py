"""The state of the guarantee from facts alone: examples of each reason, and what holds for any facts."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.timeline.rules import CASE_RULES
from documents.guarantee import Advised, Known, LateStep, NotSigned, Standing, State, Why, counts, standing
from documents.guarantee.standing import WIA
from documents.guarantee.words import helps, say, say_step

DAY_ONE = date(2026, 1, 5)
TODAY = date(2026, 6, 1)
PLAN = LateStep("plan_of_action", 1, due=date(2026, 5, 20))


def ago(days: int) -> date:
    return TODAY - timedelta(days=days)


def of(*steps: LateStep, advice: tuple[Advised, ...] = (), refusals: tuple[NotSigned, ...] = ()) -> Standing:
    return standing(Known(DAY_ONE, steps, advice, refusals), TODAY)


def advised(stands: str, *, to: str = "employer", due: int = 1, since: int = 1) -> Advised:
    return Advised(7, "bedrijfsarts", to, ago(due), stands, ago(since))


def test_nothing_late_is_intact() -> None:
    assert of() == Standing(State.INTACT)


def test_late_step_is_a_risk_until_it_is_done() -> None:
    found = of(PLAN)
    assert (found.state, [one.why for one in found.reasons]) == (State.AT_RISK, [Why.LATE_STEP])
    assert say(found.reasons[0]) == "Plan van aanpak: uiterlijk 20 mei 2026, nog niet gedaan."
    assert of(replace(PLAN, done_on=ago(1))) == Standing(State.INTACT)


@pytest.mark.parametrize(
    ("late", "cause", "state"),
    [
        (14, "employer", State.INTACT),
        (15, "employer", State.AT_RISK),
        (42, "employer", State.AT_RISK),
        (43, "employer", State.NOT_MET),
        (43, "", State.AT_RISK),
        (43, "other", State.AT_RISK),
        (43, "arbodienst", State.INTACT),
        (43, "ontzorgmanager", State.INTACT),
        (43, "uwv", State.INTACT),
        (43, "medical", State.INTACT),
        (43, "employee", State.INTACT),
    ],
)
def test_step_done_late_weighs_by_days_and_by_who_caused_it(late: int, cause: str, state: State) -> None:
    step = LateStep("plan_of_action", 1, ago(90), done_on=ago(90 - late), cause=cause)
    assert of(step).state is state


def test_delay_of_somebody_else_is_kept_apart() -> None:
    step = replace(PLAN, cause="arbodienst")
    assert of(step) == Standing(State.INTACT, (), (step,))
    assert say_step(step) == "Plan van aanpak: uiterlijk 20 mei 2026, nog niet gedaan."


@pytest.mark.parametrize(("cause", "state"), [("", State.AT_RISK), ("employee", State.AT_RISK), ("uwv", State.INTACT)])
def test_late_wia_is_a_risk_also_when_the_employee_is_late(cause: str, state: State) -> None:
    assert of(LateStep(WIA, 1, ago(90), cause=cause)).state is state


@pytest.mark.parametrize(
    ("advice", "state"),
    [
        (advised("open", due=0), State.INTACT),
        (advised("open"), State.AT_RISK),
        (advised("accepted"), State.AT_RISK),
        (advised("open", due=300), State.AT_RISK),
        (advised("done"), State.INTACT),
        (advised("withdrawn"), State.INTACT),
        (advised("refused", due=-10, since=28), State.AT_RISK),
        (advised("refused", due=-10, since=29), State.NOT_MET),
        (advised("refused", to="employee", since=29), State.AT_RISK),
        (advised("open", to="ontzorgmanager"), State.INTACT),
        (advised("refused", to="ontzorgmanager", since=100), State.INTACT),
    ],
)
def test_advice_weighs_by_what_came_of_it(advice: Advised, state: State) -> None:
    assert of(advice=(advice,)).state is state


@pytest.mark.parametrize(
    ("party", "since", "state"),
    [("employer", 28, State.AT_RISK), ("employer", 29, State.NOT_MET), ("employee", 90, State.AT_RISK)],
)
def test_refusal_to_sign_leaves_time_to_talk(party: str, since: int, state: State) -> None:
    found = of(refusals=(NotSigned(3, party, ago(since)),))
    assert found.state is state
    assert "niet ondertekend door" in say(found.reasons[0])


def test_heaviest_reason_comes_first() -> None:
    found = of(PLAN, advice=(advised("refused", since=40), advised("open")))
    assert found.state is State.NOT_MET
    assert [one.why for one in found.reasons] == [Why.ADVICE_REFUSED, Why.LATE_STEP, Why.ADVICE_OVERDUE]
    assert all(helps(one) for one in found.reasons)


def test_steps_that_count_are_those_of_the_employer_and_the_wia() -> None:
    found = {rule.key for rule in CASE_RULES if counts(rule)}
    assert {"plan_of_action", "first_year_evaluation", "uwv_week_42_report", "riv_upload", WIA} <= found
    assert not found & {
        "problem_analysis",
        "arbo_report",
        "casemanager_designated",
        "employee_intake",
        "sick_pay_year_2",
        "sanction_objection",
    }


KEYS = sorted(rule.key for rule in CASE_RULES if counts(rule))
OTHERS = ("arbodienst", "ontzorgmanager", "uwv", "medical")
days = st.dates(date(2026, 1, 5), date(2028, 1, 5))
steps = st.builds(
    LateStep,
    key=st.sampled_from(KEYS),
    occurrence=st.integers(1, 3),
    due=days,
    done_on=st.none() | days,
    cause=st.sampled_from(("", "other", "employer", "employee", *OTHERS)),
)
advices = st.builds(
    Advised,
    number=st.integers(1, 9),
    party=st.sampled_from(("bedrijfsarts", "insurer", "labour_expert")),
    addressee=st.sampled_from(("employer", "employee", "ontzorgmanager")),
    due=days,
    stands=st.sampled_from(("open", "accepted", "refused", "done", "withdrawn")),
    since=days,
)
refusals = st.builds(NotSigned, number=st.integers(1, 9), party=st.sampled_from(("employer", "employee")), since=days)
files = st.builds(
    Known,
    first_sick_day=st.just(DAY_ONE),
    steps=st.lists(steps, max_size=4).map(tuple),
    advice=st.lists(advices, max_size=4).map(tuple),
    refusals=st.lists(refusals, max_size=2).map(tuple),
)


@given(files, steps, st.sampled_from(OTHERS), days)
def test_delay_of_another_never_changes_the_state(known: Known, step: LateStep, cause: str, today: date) -> None:
    more = replace(known, steps=(*known.steps, replace(step, cause=cause)))
    assert standing(more, today).reasons == standing(known, today).reasons


@given(files, steps, advices, days)
def test_more_facts_never_make_it_better(known: Known, step: LateStep, advice: Advised, today: date) -> None:
    more = replace(known, steps=(*known.steps, step), advice=(*known.advice, advice))
    assert standing(more, today).state.rank >= standing(known, today).state.rank


@given(files, days)
def test_doing_all_that_was_advised_never_makes_it_worse(known: Known, today: date) -> None:
    done = replace(known, advice=tuple(replace(one, stands="done") for one in known.advice))
    assert standing(done, today).state.rank <= standing(known, today).state.rank


@given(files, days, st.integers(0, 400))
def test_waiting_never_makes_it_better(known: Known, today: date, more: int) -> None:
    later = standing(known, today + timedelta(days=more))
    assert later.state.rank >= standing(known, today).state.rank


@given(files, days)
def test_without_a_word_of_or_about_the_employer_it_is_never_not_met(known: Known, today: date) -> None:
    silent = replace(
        known,
        steps=tuple(one for one in known.steps if one.cause != "employer"),
        advice=tuple(one for one in known.advice if (one.addressee, one.stands) != ("employer", "refused")),
        refusals=tuple(one for one in known.refusals if one.party != "employer"),
    )
    assert standing(silent, today).state is not State.NOT_MET
