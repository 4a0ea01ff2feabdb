"""The picture of time: nothing overlaps, order is kept, and the axis tells the truth."""

from datetime import date
from itertools import combinations, pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cases.picture import GapMark, Mark, Picture, Tick, lay_out, sick_weeks
from cases.picture_labels import text_width

FIRST_DAY = date(2026, 5, 6)
WORDS = (
    "Ziekmelding",
    "Ontzorgmanager: eerste contact",
    "Probleemanalyse",
    "Plan van aanpak",
    "Arbeidsdeskundig onderzoek",
    "WIA-rekentool",
    "42e-weeksmelding",
    "Eerstejaarsevaluatie",
    "Start tweede spoor",
    "Actueel oordeel · Eindevaluatie",
    "Terugvalpreventiegesprek met werkgever en werknemer",
)


def mark(week: float, label: str = "Evaluatie", status: str = "planned") -> Mark:
    return Mark(f"{label}-{week}", label, week, status, f"{label} in week {week}")  # type: ignore[arg-type]  # any status


def many(count: int, last: float = 104) -> list[Mark]:
    return [mark(last * index / (count - 1), WORDS[index % len(WORDS)]) for index in range(count)]


def draw(marks: list[Mark], today: float = 26, gaps: tuple[GapMark, ...] = (), weeks_total: int = 104) -> Picture:
    return lay_out(first_sick_day=FIRST_DAY, weeks_total=weeks_total, today_week=today, marks=marks, gaps=gaps)


def assert_readable(picture: Picture) -> None:
    for one, other in combinations(picture.marks, 2):
        apart = one.row != other.row or one.right <= other.left or other.right <= one.left
        assert apart, f"{one.label} lies over {other.label}"
    for placed in picture.marks:
        assert placed.left >= 0
        assert placed.right <= picture.width
        assert placed.right - placed.left + 0.01 >= text_width(placed.label)
        assert placed.label_y >= 12


@pytest.mark.parametrize("count", [2, 5, 11, 20])
@pytest.mark.parametrize("last", [12.0, 40.0, 104.0])
def test_labels_never_overlap(count: int, last: float) -> None:
    assert_readable(draw(many(count, last)))


def test_twenty_marks_stay_compact() -> None:
    assert max(placed.row for placed in draw(many(20)).marks) <= 6


def test_twenty_marks_at_the_end_of_the_line() -> None:
    assert_readable(draw([mark(103.5, word) for word in WORDS] + many(9)))


@given(
    st.lists(
        st.builds(
            mark, st.floats(-5, 130), st.sampled_from(WORDS), st.sampled_from(["done", "soon", "late", "paused"])
        ),
        max_size=20,
    ),
    st.floats(-3, 140),
)
def test_any_file_can_be_drawn(marks: list[Mark], today: float) -> None:
    picture = draw(marks, today)
    assert_readable(picture)
    assert 18 <= picture.today_x <= picture.width - 18
    assert len(picture.marks) == len(picture.done) + len(picture.behind) + len(picture.coming)


def test_stems_keep_their_order_and_do_not_cover_each_other() -> None:
    picture = draw([mark(88), mark(88), mark(88.5), mark(0), mark(0), mark(104), mark(104)])
    assert [placed.mark.week for placed in picture.marks] == [0, 0, 88, 88, 88.5, 104, 104]
    assert all(later.stem_x - sooner.stem_x >= 12 for sooner, later in pairwise(picture.marks))
    assert all(18 <= placed.stem_x <= picture.width - 18 for placed in picture.marks)


def test_the_scale_only_goes_forward_and_draws_the_start_largest() -> None:
    xs = [draw([], today=week / 2).today_x for week in range(209)]
    assert all(sooner < later for sooner, later in pairwise(xs))
    assert xs[26] - xs[0] > 0.25 * (xs[-1] - xs[0])


CROWDED = [0, 0, 1, 1.5, 40, 102, 103, 103, 103.5, 104, 104, 104.2, 130, 150, 155, 156]


@pytest.mark.parametrize("weeks_total", [104, 156])
def test_each_dot_stands_on_its_day_however_many_stand_there(weeks_total: int) -> None:
    marks = [mark(week) for week in CROWDED if week <= weeks_total]
    for placed in draw(marks, weeks_total=weeks_total).marks:
        assert placed.x == draw([placed.mark], weeks_total=weeks_total).marks[0].x


@given(st.lists(st.floats(0, 104), min_size=2, max_size=20), st.floats(0, 104))
def test_what_was_done_by_today_is_not_drawn_past_it(weeks: list[float], today: float) -> None:
    picture = draw([mark(week) for week in weeks], today)
    assert all(placed.x <= picture.today_x for placed in picture.marks if placed.mark.week <= today)


def test_of_dots_on_one_day_the_most_urgent_lies_on_top() -> None:
    picture = draw([mark(26, status=status) for status in ("late", "planned", "soon", "done", "paused")])
    assert [placed.mark.status for placed in picture.drawn] == ["paused", "planned", "done", "soon", "late"]


def test_a_lone_mark_stands_exactly_at_its_week() -> None:
    assert draw([mark(26)], today=26).marks[0].x == draw([], today=26).today_x


def test_a_gap_moves_the_numbers_of_the_axis_and_not_the_days() -> None:
    gap = GapMark(17, 20, "21 dagen hersteld")
    plain, moved = draw([], today=30), draw([], today=30, gaps=(gap,))
    assert (plain.week, moved.week) == (31, 28)
    assert sick_weeks(20, [gap]) == 17
    assert plain.ticks[-1].day == "2 mei 28"
    assert moved.ticks[-1].day == "23 mei 28"
    assert moved.gaps[0].width > 0


def test_a_gap_that_counts_moves_nothing() -> None:
    assert draw([], today=30, gaps=(GapMark(17, 20, "vakantie", counts=True),)).week == 31


def test_the_axis_follows_an_extension() -> None:
    assert [tick.label for tick in draw([], weeks_total=156).ticks][-2:] == ["130", "156"]


def test_the_axis_ends_on_a_last_paid_day_in_the_middle_of_a_week() -> None:
    picture = draw([], weeks_total=738 / 7)
    assert (picture.weeks_total, picture.ticks[-1].label, picture.ticks[-1].day) == (106, "106", "12 mei 28")
    assert [tick.label for tick in picture.ticks] == ["week 1", "6", "13", "26", "39", "52", "78", "106"]


@given(st.floats(1 / 7, 260))
def test_the_week_numbers_leave_each_other_room(weeks_total: float) -> None:
    first, *middle, last = [tick.x for tick in draw([], today=0, weeks_total=weeks_total).ticks]
    assert (first, last) == (18.0, 1112.0)
    assert all(later - sooner >= 66 for sooner, later in pairwise([first, *middle]))
    assert all(last - x >= 88 for x in middle)


def test_the_last_day_of_week_eight_is_in_week_eight() -> None:
    assert draw([mark(55 / 7)]).marks[0].week == 8


def test_today_is_labelled_inside_the_drawing() -> None:
    assert draw([], today=0).today_anchor == "start"
    assert draw([], today=104).today_anchor == "end"
    assert draw([], today=727 / 7).today_label == "vandaag · week 104"


def test_today_may_lie_beyond_the_last_paid_day() -> None:
    picture = draw([], today=731 / 7)
    assert (picture.today_label, picture.week, picture.weeks_total) == ("vandaag · week 105", 105, 104)
    assert picture.ticks[-1] == Tick(1112.0, "105", "6 mei 28", "end")


def test_of_a_file_that_is_over_the_line_does_not_go_on_to_today() -> None:
    picture = lay_out(first_sick_day=FIRST_DAY, weeks_total=20 / 7, today_week=20 / 7, week=3, ended=True, marks=[])
    assert (picture.today_label, picture.today_x) == ("afgesloten · week 3", 1112.0)
    assert [(tick.label, tick.day) for tick in picture.ticks] == [("week 1", "6 mei 26"), ("3", "25 mei 26")]


def test_the_list_puts_late_before_today_and_the_rest_after() -> None:
    picture = draw([mark(4, status="done"), mark(8, status="late"), mark(30, status="soon")], today=9)
    assert [item.mark.week for item in (*picture.done, *picture.behind, *picture.coming)] == [4, 8, 30]
    assert picture.statuses == (("done", "gedaan"), ("soon", "binnenkort"), ("late", "te laat"))


def test_a_long_label_is_shortened_and_its_title_kept_whole() -> None:
    placed = draw([mark(10, "Terugvalpreventiegesprek met werkgever en werknemer")]).marks[0]
    assert placed.label.endswith("…")
    assert "werknemer" in placed.mark.title
