"""The four-week rule, maternity leave and the counting of days."""

from datetime import date, timedelta

import pytest

from cases.timeline.absence import Absence, Gap, GapAnswer, Leave, Spell, asks_for_cause, back_after, chain, joins

A = Absence((Spell(date(2026, 1, 5)),))
COMPOSITE = Absence((Spell(date(2022, 1, 3), date(2022, 7, 4)), Spell(date(2022, 7, 25))))


def sick_before_leave(fit_before: int, fit_after: int) -> tuple[list[Spell], list[Leave]]:
    """Sickness, some fit days, sixteen weeks of leave, some fit days, sickness."""
    recovered_on = date(2026, 3, 2)
    leave = Leave(recovered_on + timedelta(days=fit_before), recovered_on + timedelta(days=fit_before + 111))
    again = leave.last + timedelta(days=fit_after + 1)
    return [Spell(date(2026, 2, 2), recovered_on), Spell(again)], [leave]


def test_first_sick_day_is_day_one() -> None:
    assert A.day(1) == date(2026, 1, 5)
    assert A.counted_days(date(2026, 1, 5)) == 1
    with pytest.raises(ValueError, match="Day 1"):
        A.day(0)


@pytest.mark.parametrize(
    ("on", "counted", "week"),
    [
        (date(2026, 1, 4), 0, 0),
        (date(2026, 1, 5), 1, 1),
        (date(2026, 1, 11), 7, 1),
        (date(2026, 1, 12), 8, 2),
        (date(2026, 2, 15), 42, 6),
    ],
)
def test_sickness_week(on: date, counted: int, week: int) -> None:
    assert (A.counted_days(on), A.sickness_week(on)) == (counted, week)


def test_golden_104_weeks_without_a_gap() -> None:
    absence = Absence((Spell(date(2022, 1, 3)),))
    assert absence.last_paid_day == date(2023, 12, 31)
    assert absence.wia_start == date(2024, 1, 1)
    assert absence.gaps == ()


def test_golden_104_weeks_with_a_gap_of_21_days() -> None:
    assert COMPOSITE.gaps == (Gap(date(2022, 7, 4), date(2022, 7, 24), days=21, leave_days=0),)
    assert COMPOSITE.wia_start == date(2024, 1, 22)
    assert COMPOSITE.counted_days(date(2022, 7, 14)) == COMPOSITE.counted_days(date(2022, 7, 3)) == 182
    assert not COMPOSITE.is_sick_on(date(2022, 7, 4))
    assert COMPOSITE.is_sick_on(date(2022, 7, 25))


def test_104_weeks_over_a_leap_day() -> None:
    assert Absence((Spell(date(2024, 2, 29)),)).wia_start == date(2026, 2, 26)
    assert Absence((Spell(date(2023, 12, 31)),)).day(61) == date(2024, 2, 29)


def test_recovered_file_has_no_later_days() -> None:
    absence = Absence((Spell(date(2026, 1, 5), date(2026, 2, 10)),))
    assert absence.day(36) == date(2026, 2, 9)
    assert absence.day(37) is None
    assert absence.last_paid_day is None
    assert absence.wia_start is None
    assert absence.recovered_on == date(2026, 2, 10)
    assert absence.closes_on == date(2026, 3, 10)


def test_sick_file_does_not_close() -> None:
    assert A.recovered_on is None
    assert A.closes_on is None


@pytest.mark.parametrize(("start", "same"), [(date(2026, 3, 1), True), (date(2026, 3, 2), False)])
def test_gap_of_27_days_joins_and_28_does_not(start: date, same: bool) -> None:
    earlier = Spell(date(2026, 1, 5), date(2026, 2, 2))
    (file,) = chain([earlier])
    days = (start - date(2026, 2, 2)).days
    assert joins(file, start) == GapAnswer(same_case=same, gap_days=days, leave_days=0)
    assert len(chain([Spell(start), earlier])) == (1 if same else 2)
    assert (start < file.closes_on) is same


def test_gap_of_27_days_shifts_later_days_by_27() -> None:
    (file,) = chain([Spell(date(2026, 1, 5), date(2026, 2, 2)), Spell(date(2026, 3, 1))])
    assert file.day(42) == date(2026, 2, 15) + timedelta(days=27)


def test_spells_that_touch_are_one_file_without_a_gap() -> None:
    (file,) = chain([Spell(date(2026, 1, 5), date(2026, 2, 2)), Spell(date(2026, 2, 2))])
    assert file.gaps == ()
    assert file.day(42) == A.day(42)


def test_leave_is_taken_off_the_gap() -> None:
    spells, leaves = sick_before_leave(14, 7)
    (file,) = chain(spells, leaves)
    assert joins(chain(spells[:1])[0], spells[1].start, leaves) == GapAnswer(True, gap_days=21, leave_days=112)
    (gap,) = file.gaps
    assert (gap.days, gap.leave_days, gap.fit_days) == (133, 112, 21)
    assert file.day(29) == spells[1].start


@pytest.mark.parametrize("fit_before", [0, 14, 27])
def test_28_fit_days_around_a_leave_begin_a_new_file(fit_before: int) -> None:
    spells, leaves = sick_before_leave(fit_before, 28 - fit_before)
    assert len(chain(spells, leaves)) == 2
    (file, _) = chain(spells, leaves)
    assert file.closes_on == spells[1].start


@pytest.mark.parametrize(("same_cause", "files"), [(None, 1), (True, 1), (False, 2)])
def test_sickness_directly_before_and_after_a_leave(same_cause: bool | None, files: int) -> None:
    spells, leaves = sick_before_leave(0, 0)
    assert len(chain(spells, leaves, same_cause)) == files
    answer = joins(chain(spells[:1])[0], spells[1].start, leaves, same_cause)
    assert answer == GapAnswer(same_case=files == 1, gap_days=0, leave_days=112)


def test_another_cause_after_leave_does_not_matter_with_fit_days_between() -> None:
    spells, leaves = sick_before_leave(1, 0)
    assert len(chain(spells, leaves, same_cause_after_leave=False)) == 1


def test_leave_inside_an_open_spell_pauses_the_count() -> None:
    leave = Leave(date(2026, 1, 12), date(2026, 1, 18))
    (file,) = chain([Spell(date(2026, 1, 5))], [leave])
    assert file.day(7) == date(2026, 1, 11)
    assert file.day(8) == date(2026, 1, 19)
    assert file.counted_days(date(2026, 1, 15)) == 7
    assert not file.is_sick_on(date(2026, 1, 15))
    assert file.gaps == (Gap(leave.first, leave.last, days=7, leave_days=7),)


def test_overlapping_leaves_count_once() -> None:
    leaves = [Leave(date(2026, 1, 12), date(2026, 1, 20)), Leave(date(2026, 1, 15), date(2026, 1, 18))]
    (file,) = chain([Spell(date(2026, 1, 5))], leaves)
    assert file.day(8) == date(2026, 1, 21)


def test_first_sick_day_after_a_leave_that_covers_the_report() -> None:
    leave = Leave(date(2026, 1, 1), date(2026, 1, 31))
    assert chain([Spell(date(2026, 1, 5))], [leave])[0].first_sick_day == date(2026, 2, 1)
    inside = chain([Spell(date(2026, 1, 5), date(2026, 1, 8))], [leave])[0]
    assert inside.first_sick_day == date(2026, 1, 5)
    assert inside.day(1) is None


def test_a_leave_elsewhere_changes_nothing() -> None:
    leaves = [Leave(date(2025, 1, 1), date(2025, 3, 1)), Leave(date(2028, 6, 1), date(2028, 7, 1))]
    recovered = Spell(date(2026, 1, 5), date(2026, 2, 10))
    (file,) = chain([recovered], leaves)
    assert file.closes_on == date(2026, 3, 10)
    assert file.counted_days(date(2026, 3, 1)) == 36


@pytest.mark.parametrize(
    ("leave", "closes_on"),
    [
        (Leave(date(2026, 2, 1), date(2026, 2, 19)), date(2026, 3, 20)),
        (Leave(date(2026, 3, 9), date(2026, 3, 18)), date(2026, 3, 20)),
        (Leave(date(2026, 3, 10), date(2026, 3, 19)), date(2026, 3, 10)),
    ],
    ids=["begins before recovery", "on the last day", "from the closing day"],
)
def test_leave_in_the_waiting_weeks_moves_the_closing_day(leave: Leave, closes_on: date) -> None:
    (file,) = chain([Spell(date(2026, 1, 5), date(2026, 2, 10))], [leave])
    assert file.closes_on == closes_on
    assert joins(file, closes_on - timedelta(days=1)).same_case
    assert not joins(file, closes_on).same_case


def test_impossible_periods_are_refused() -> None:
    with pytest.raises(ValueError, match="cannot end"):
        Spell(date(2026, 1, 5), date(2026, 1, 5))
    with pytest.raises(ValueError, match="cannot end"):
        Leave(date(2026, 1, 5), date(2026, 1, 4))
    with pytest.raises(ValueError, match="overlaps"):
        chain([Spell(date(2026, 1, 5), date(2026, 2, 2)), Spell(date(2026, 2, 1))])
    with pytest.raises(ValueError, match="overlaps"):
        joins(A, date(2026, 3, 1))


def test_no_spells_no_files() -> None:
    assert chain([]) == ()


THROUGH = Leave(date(2026, 3, 2), date(2026, 6, 21))


@pytest.mark.parametrize("recovered_on", [None, date(2026, 9, 1)])
def test_another_cause_cuts_a_spell_that_runs_through_the_leave(recovered_on: date | None) -> None:
    """The days before the leave do not count after it: 104 weeks from the first day after it (BW art. 7:629 lid 10)."""
    before, after = chain([Spell(date(2026, 1, 5), recovered_on)], [THROUGH], same_cause_after_leave=False)
    assert before.spells == (Spell(date(2026, 1, 5), THROUGH.first),)
    assert after.spells == (Spell(date(2026, 6, 22), recovered_on),)
    assert after.wia_start == (None if recovered_on else date(2028, 6, 19))


@pytest.mark.parametrize("same_cause", [True, None])
def test_the_same_or_an_unknown_cause_adds_them_up(same_cause: bool | None) -> None:
    (file,) = chain([Spell(date(2026, 1, 5))], [THROUGH], same_cause)
    assert file.wia_start == date(2028, 1, 3) + timedelta(days=112)


@pytest.mark.parametrize("recovered_on", [date(2026, 3, 2), date(2026, 4, 1), date(2026, 6, 22)])
def test_who_is_better_before_the_leave_is_over_has_one_file(recovered_on: date) -> None:
    spell = Spell(date(2026, 1, 5), recovered_on)
    (file,) = chain([spell], [THROUGH], same_cause_after_leave=False)
    assert file.spells == (spell,)


def test_leave_in_two_parts_that_touch_is_one() -> None:
    parts = [Leave(date(2026, 3, 2), date(2026, 4, 1)), Leave(date(2026, 4, 2), date(2026, 6, 21))]
    assert [file.spells for file in chain([Spell(date(2026, 1, 5))], parts, same_cause_after_leave=False)] == [
        (Spell(date(2026, 1, 5), THROUGH.first),),
        (Spell(date(2026, 6, 22)),),
    ]


@pytest.mark.parametrize("again", [date(2026, 4, 1), date(2026, 5, 4)])
def test_a_report_in_the_leave_begins_after_it(again: date) -> None:
    """Recovered and ill again in the leave, with or without days between: only the leave lies between what counts."""
    spells = [Spell(date(2026, 1, 5), date(2026, 4, 1)), Spell(again)]
    before, after = chain(spells, [THROUGH], same_cause_after_leave=False)
    assert (before.counted_days(date(2027, 1, 1)), after.first_sick_day) == (56, date(2026, 6, 22))


def test_a_spell_inside_the_leave_is_no_file() -> None:
    spells = [
        Spell(date(2026, 1, 5), THROUGH.first),
        Spell(date(2026, 4, 1), date(2026, 4, 8)),
        Spell(date(2026, 6, 22)),
    ]
    before, after = chain(spells, [THROUGH], same_cause_after_leave=False)
    assert (before.spells, after.spells) == (tuple(spells[:2]), (spells[2],))


def test_overlapping_spells_are_refused_also_when_leave_lies_between() -> None:
    with pytest.raises(ValueError, match="overlaps"):
        chain([Spell(date(2026, 1, 5)), Spell(date(2026, 4, 1))], [THROUGH], same_cause_after_leave=False)


@pytest.mark.parametrize(
    ("spells", "asked"),
    [
        ([Spell(date(2026, 1, 5))], True),
        ([Spell(date(2026, 1, 5), date(2026, 3, 2))], True),
        ([Spell(date(2026, 1, 5), date(2026, 3, 1))], False),
        ([Spell(date(2026, 1, 5), date(2026, 3, 2)), Spell(date(2026, 6, 22))], True),
        ([Spell(date(2026, 1, 5), date(2026, 3, 2)), Spell(date(2026, 6, 23))], False),
        ([Spell(date(2026, 6, 22))], False),
    ],
)
def test_the_cause_matters_only_with_no_fit_day_on_either_side(spells: list[Spell], asked: bool) -> None:
    assert asks_for_cause(Absence(tuple(spells), (THROUGH,))) is asked


def test_the_first_day_after_the_leave_into_which_the_sickness_ran() -> None:
    days = {
        end: back_after(Absence((Spell(date(2026, 1, 5), end),), (THROUGH,)))
        for end in (date(2026, 3, 1), THROUGH.first)
    }
    assert days == {date(2026, 3, 1): None, THROUGH.first: date(2026, 6, 22)}
