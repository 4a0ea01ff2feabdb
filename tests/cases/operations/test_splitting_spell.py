"""One spell that runs through the leave, and another cause after it: two files, now or when the leave is over."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.core.management import call_command

from accounts.actor import acting_as, system
from accounts.operation import NotNow
from accounts.terms import Role
from cases import operations
from cases.computation import deadlines_of, facts_of
from cases.law import rules_in_force
from cases.models import AbsenceCase, Completion, MaternityLeave, Notice
from cases.operations.corrections import cancel_report
from cases.projection import compare
from cases.splitting import facts_after, left_behind, splits_on
from cases.sweep import sweep
from cases.tasks import keep_policy_steps
from cases.timeline.absence import Leave, Spell
from cases.timeline.course import History, files
from tests.cases.split import AGAIN, ANSWERED, FIRST, LAST, Story, facts_of_all, noon
from tests.cast import Cast
from tests.factories import cases as make

WEEK = timedelta(days=7)


@pytest.fixture(autouse=True)
def clock() -> Iterator[time_machine.Traveller]:
    with time_machine.travel(noon(make.MONDAY), tick=True) as travel:
        yield travel


@pytest.fixture
def story(cast: Cast, clock: time_machine.Traveller) -> Story:
    """Sick, guided, and on leave without having been better."""
    told = Story(cast, clock)
    operations.accept_report(actor=cast.bert, case=told.case, today=told.on(make.day(3)))
    make.assign(cast, told.case, on=told.on(make.day(10)))
    record(told)
    return told


def record(story: Story, first: date = FIRST, last: date = LAST) -> None:
    operations.record_leave(
        actor=story.cast.anna,
        case=story.case,
        first=first,
        last=last,
        expected_version=story.fresh().version,
        today=story.on(FIRST),
    )


def leave_of(story: Story, case: AbsenceCase) -> MaternityLeave:
    with acting_as(story.cast.anna):
        return MaternityLeave.objects.get(case=case)


def correct(story: Story, case: AbsenceCase, first: date, last: date, today: date = ANSWERED) -> None:
    operations.correct_leave(
        actor=story.cast.anna,
        case=case,
        leave_id=leave_of(story, case).pk,
        first=first,
        last=last,
        expected_version=story.fresh(case).version,
        today=today,
    )


def sweep_on(story: Story, day: date) -> int:
    return sweep(today=story.on(day), at=noon(day))["split"]


def spells(story: Story) -> list[tuple[Spell, ...]]:
    return [facts.absence.spells for facts in facts_of_all(story)]


PARTED = [(Spell(make.MONDAY, FIRST),), (Spell(AGAIN),)]


def test_the_spell_ends_with_the_leave_and_goes_on_in_a_new_file(story: Story) -> None:
    story.answer()
    old, new = story.files()
    assert spells(story) == PARTED
    assert (old.state, old.recovered_on, old.closed_on) == ("closed", FIRST, AGAIN)
    assert (new.state, new.first_sick_day, new.reported_on) == ("active", AGAIN, AGAIN)
    assert facts_of(new).absence.wia_start == AGAIN + timedelta(days=728)
    assert [facts.absence.leaves for facts in facts_of_all(story)] == [(Leave(FIRST, LAST),)] * 2


def test_nobody_is_late_with_a_report_or_a_recovery_that_was_not(story: Story) -> None:
    story.answer()
    old, new = story.files()
    assert facts_of(old).done["recovery_report_internal"] == (FIRST,)
    assert facts_of(new).done["sick_report"] == (AGAIN,)
    assert not [step.key for step in deadlines_of(old) if step.late(ANSWERED)]


def test_the_dates_are_those_of_the_command_line(story: Story) -> None:
    story.answer()
    done = {"sick_report": (make.MONDAY,), "arbo_report": (make.day(3),)}
    pension = facts_of(story.case).pension_on
    history = History((Spell(make.MONDAY),), (Leave(FIRST, LAST),), same_cause_after_leave=False, done=done)
    wanted = files(replace(history, pension_on=pension), ANSWERED)
    found = [
        [(step.key, step.opens, step.due, step.done_on, step.state) for step in deadlines_of(one)]
        for one in story.files()
    ]
    assert found == [
        [(one.key, one.opens, one.due, one.done_on, one.state) for one in file.deadlines] for file in wanted
    ]


def test_what_the_preview_promises_is_what_is_stored(story: Story) -> None:
    with acting_as(story.cast.daan):
        whole = story.fresh().absence()
        promised = facts_after(story.fresh(), answer=False, today=ANSWERED)
        assert splits_on(whole, answer=False, today=ANSWERED) == AGAIN
        assert left_behind(story.fresh(), whole, ANSWERED) == ()
    story.answer()
    assert facts_of(story.files()[1]) == promised


def test_the_stored_steps_are_those_of_the_computation(story: Story) -> None:
    keep_policy_steps()
    story.answer()
    correct(story, story.files()[1], FIRST, LAST - WEEK)
    out = StringIO()
    call_command("check_timelines", stdout=out)
    assert "no differences" in out.getvalue()


@pytest.mark.parametrize("same", [True, None])
def test_the_same_or_an_unknown_cause_keeps_one_file(story: Story, *, same: bool | None) -> None:
    if same:
        story.answer(same=True)
    assert sweep_on(story, ANSWERED) == 0
    assert spells(story) == [(Spell(make.MONDAY),)]


def test_a_leave_that_still_runs_parts_the_file_on_the_day_after_it(story: Story) -> None:
    story.answer(FIRST + WEEK)
    assert len(story.files()) == 1
    assert sweep_on(story, LAST) == 0
    assert sweep_on(story, AGAIN) == 1
    assert spells(story) == PARTED
    assert sweep_on(story, AGAIN) == 0


def test_until_then_the_answer_can_be_taken_back(story: Story) -> None:
    fact = story.answer(FIRST + WEEK)
    operations.withdraw_fact(
        actor=story.cast.daan,
        case=story.case,
        fact_id=fact.pk,
        expected_version=story.fresh().version,
        at=noon(FIRST + WEEK),
    )
    assert sweep_on(story, AGAIN) == 0


def test_who_is_better_in_the_leave_gets_no_second_file(story: Story) -> None:
    story.answer(FIRST + WEEK)
    make.recover(story.cast.anna, story.case, FIRST + 2 * WEEK, today=story.on(FIRST + 2 * WEEK))
    assert sweep_on(story, AGAIN) == 0
    again = story.again()
    assert (again.pk != story.case.pk, again.first_sick_day) == (True, AGAIN)


def test_a_recovery_that_was_none_parts_the_file_at_once(story: Story) -> None:
    """In the leave it was reported, after it it is taken back: the same as without it."""
    story.answer(FIRST + WEEK)
    make.recover(story.cast.anna, story.case, LAST - WEEK, today=story.on(LAST - WEEK))
    today = story.on(AGAIN + WEEK)
    operations.correct_recovery(
        actor=story.cast.anna,
        case=story.case,
        recovered_on=None,
        expected_version=story.fresh().version,
        today=today,
    )
    assert spells(story) == PARTED
    assert [one.state for one in story.files()] == ["closed", "active"]


def test_a_recovery_after_the_leave_is_that_of_the_new_file(story: Story) -> None:
    """Also when it is reported before the sweep of that day."""
    story.answer(FIRST + WEEK)
    make.recover(story.cast.anna, story.case, AGAIN + WEEK, today=story.on(AGAIN + WEEK))
    assert spells(story) == [PARTED[0], (Spell(AGAIN, AGAIN + WEEK),)]
    assert [one.state for one in story.files()] == ["closed", "recovered_waiting"]
    assert facts_of(story.files()[1]).done["recovery_report_internal"] == (AGAIN + WEEK,)


def test_other_days_of_leave_before_it_is_over_part_the_file_later(story: Story) -> None:
    story.answer(FIRST + WEEK)
    correct(story, story.case, FIRST, LAST + WEEK, today=FIRST + WEEK)
    assert sweep_on(story, AGAIN) == 0
    assert sweep_on(story, AGAIN + WEEK) == 1
    assert spells(story)[1] == (Spell(AGAIN + WEEK),)


def test_shorter_leave_that_is_over_by_now_parts_the_file_at_once(story: Story) -> None:
    story.answer(LAST - WEEK)
    correct(story, story.case, FIRST, LAST - 2 * WEEK, today=LAST - WEEK)
    assert spells(story)[1] == (Spell(AGAIN - 2 * WEEK),)


@pytest.mark.parametrize("moved", [(0, 7), (0, -7), (7, 0), (-7, 7)])
def test_other_days_after_the_split_move_both_files(story: Story, moved: tuple[int, int]) -> None:
    story.answer()
    old, new = story.files()
    first, last = FIRST + timedelta(days=moved[0]), LAST + timedelta(days=moved[1])
    correct(story, new, first, last)
    after = last + timedelta(days=1)
    assert spells(story) == [(Spell(make.MONDAY, first),), (Spell(after),)]
    assert [facts.absence.leaves for facts in facts_of_all(story)] == [(Leave(first, last),)] * 2
    old, new = story.fresh(old), story.fresh(new)
    assert (old.recovered_on, old.closed_on, new.first_sick_day, new.reported_on) == (first, after, after, after)
    assert facts_of(old).done["recovery_report_internal"] == (first,)
    assert facts_of(new).done["sick_report"] == (after,)


def refused(story: Story, first: date, last: date) -> str:
    _, new = story.files()
    with pytest.raises(ValidationError) as refusal:
        correct(story, new, first, last)
    return " ".join(refusal.value.messages)


def test_days_with_which_the_files_would_not_follow_each_other_are_refused(story: Story) -> None:
    story.answer()
    old, _ = story.files()
    assert "begon het verzuim op 5 januari 2026" in refused(story, make.MONDAY, make.day(100))
    assert "zodra het voorbij is" in refused(story, FIRST, ANSWERED)
    assert old.number in refused(story, make.MONDAY, make.day(100))


def test_reported_spells_do_not_move_with_the_leave(cast: Cast, clock: time_machine.Traveller) -> None:
    """Recovery and sickness were reported: other days leave fit days, and with these the four weeks decide."""
    story = Story(cast, clock)
    story.before()
    story.again()
    story.answer()
    old, _ = story.files()
    said = refused(story, FIRST, LAST - WEEK)
    assert "Dan zit er herstel tussen" in said
    assert f"dossier {old.number}" in said
    assert "Re-integratie en Diensten" in said


def test_four_fit_weeks_beside_the_leave_keep_both_files(cast: Cast, clock: time_machine.Traveller) -> None:
    """Then the cause decides nothing, and the earlier file waited no longer than its four weeks."""
    story = Story(cast, clock)
    story.before()
    story.again()
    story.answer()
    _, new = story.files()
    last = LAST - 5 * WEEK
    correct(story, new, FIRST, last)
    old, new = story.files()
    assert (old.closed_on, new.first_sick_day) == (last + timedelta(days=29), LAST + timedelta(days=1))
    with acting_as(system(Role.PROJECTOR)):
        assert not Notice.objects.filter(case=new, kind=Notice.Kind.FIRST_DAY_CHANGED).exists()
        assert list(compare(AbsenceCase.objects.with_facts(), rules_in_force())) == []


def test_the_leave_between_two_files_stays(story: Story) -> None:
    story.answer()
    old, new = story.files()
    with pytest.raises(NotNow, match=f"Zonder verlof hoort het bij dossier {old.number}. Trek eerst de ziekmelding"):
        operations.withdraw_leave(
            actor=story.cast.anna,
            case=new,
            leave_id=leave_of(story, new).pk,
            expected_version=new.version,
            today=ANSWERED,
        )
    with pytest.raises(NotNow, match=f"Geef het verlof door in dossier {new.number}"):
        correct(story, old, FIRST, LAST - WEEK)


def test_an_answer_that_turns_out_yes_joins_the_files_step_by_step(story: Story) -> None:
    """As the refusal says: the report of the new file, then the answer, then the report again."""
    today = AGAIN + WEEK
    fact = story.answer(today)
    old, new = story.files()

    def withdraw() -> None:
        version = story.fresh(old).version
        operations.withdraw_fact(
            actor=story.cast.daan, case=old, fact_id=fact.pk, expected_version=version, at=noon(today)
        )

    with pytest.raises(NotNow, match=f"Na het verlof is dossier {new.number} begonnen. Laat de werkgever"):
        withdraw()
    cancel_report(actor=story.cast.anna, case=new, expected_version=new.version, today=today)
    withdraw()
    again = make.report(story.cast.anna, story.employee, AGAIN, today=today)
    assert again.pk == old.pk
    assert facts_of(old).absence.wia_start == make.day(729 + (LAST - FIRST).days + 1)
    with acting_as(system(Role.PROJECTOR)):
        assert Completion.objects.filter(case=old, key="sick_report").count() == 1


def test_a_safety_net_that_was_reported_goes_on(cast: Cast, clock: time_machine.Traveller) -> None:
    told = Story.__new__(Story)
    told.cast, told.clock, told.employee = cast, clock, cast.carla_file
    told.case = make.report(cast.anna, cast.carla_file, today=told.on(make.MONDAY), vangnet_applies=True)
    record(told)
    told.answer()
    old, new = told.files()
    assert (old.vangnet_applies, new.vangnet_applies) == (True, True)
    [step] = [step for step in deadlines_of(new) if step.key == "vangnet_report_uwv"]
    assert step.due == AGAIN + timedelta(days=3)


def test_two_leaves_in_one_spell_make_three_files(story: Story) -> None:
    first, last = AGAIN + timedelta(days=60), AGAIN + timedelta(days=171)
    record(story, first, last)
    story.answer(last + WEEK)
    after = last + timedelta(days=1)
    assert spells(story) == [PARTED[0], (Spell(AGAIN, first),), (Spell(after),)]
    assert [one.state for one in story.files()] == ["closed", "closed", "active"]
