"""The picture of time: where everything in a file stands on one line of two years. Pure layout, no Django, no clock.

Every `week` is a calendar distance from the first sick day: `(day - first_sick_day).days / 7`. Spans that do not count
towards the waiting period (recovery, maternity leave) are drawn where they happened; they push the week numbers of the
axis to the right, so that number 104 stands where the waiting period really ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from math import ceil
from typing import Literal

from cases.picture_labels import ROW, Anchor, Place, arrange, text_width

Status = Literal["done", "soon", "late", "planned", "paused"]

MARGIN = 18.0
STEM = 13.0
"""How far the stems of two labels stand apart; the dots stay on their day."""
ABOVE = 40
"""From the line up to the lowest text: room for stems that bend."""
LONGEST = 34
TICKS = (0, 6, 13, 26, 39, 52, 78, 104, 130, 156, 182, 208)
TICK_APART = 66.0
TICK_EDGE = 88.0
"""The first and the last week number stand beside their place, not under it, and need more room."""
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WORDS: dict[Status, str] = {
    "done": "gedaan",
    "soon": "binnenkort",
    "late": "te laat",
    "planned": "later",
    "paused": "loopt niet",
}
_ON_TOP: tuple[Status, ...] = ("paused", "planned", "done", "soon", "late")


@dataclass(frozen=True, slots=True)
class Mark:
    """One step to draw. `title` is the whole sentence, with its date, for the list and the table."""

    key: str
    label: str
    week: float
    status: Status
    title: str


@dataclass(frozen=True, slots=True)
class GapMark:
    """A span from `start` up to, not including, `end` (calendar weeks) that is hatched.

    `counts` tells whether its days still count towards the waiting period.
    """

    start: float
    end: float
    label: str
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Tick:
    """A week number under the line, with the date on which that week ends (week 1: begins)."""

    x: float
    label: str
    day: str
    anchor: Anchor


@dataclass(frozen=True, slots=True)
class PlacedMark:
    """A mark with its place: the dot at x, its text at (label_x, label_y), row 0 nearest to the line.

    Its stem leaves the text at `stem_x` and bends to the dot when others stand close by.
    """

    mark: Mark
    x: float
    stem_x: float
    label: str
    label_x: float
    label_y: int
    left: float
    right: float
    row: int
    anchor: Anchor
    week: int

    @property
    def word(self) -> str:
        """The status in a word."""
        return WORDS[self.mark.status]


@dataclass(frozen=True, slots=True)
class PlacedGap:
    """A hatched span on the line."""

    gap: GapMark
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Picture:
    """All that the template draws; lengths are units of the viewBox."""

    width: float
    height: int
    line_y: int
    today_week: float
    """Today, or the day on which the file ended."""
    today_x: float
    today_label: str
    today_anchor: Anchor
    week: int
    weeks_total: int
    ended: bool
    marks: tuple[PlacedMark, ...]
    gaps: tuple[PlacedGap, ...]
    ticks: tuple[Tick, ...]

    @property
    def line_width(self) -> float:
        """Length of the whole line."""
        return self.width - 2 * MARGIN

    @property
    def done_width(self) -> float:
        """Length of the part of the line before today."""
        return round(self.today_x - MARGIN, 2)

    @property
    def done(self) -> tuple[PlacedMark, ...]:
        """What is done, for the folded part of the list."""
        return tuple(placed for placed in self.marks if placed.mark.status == "done")

    @property
    def behind(self) -> tuple[PlacedMark, ...]:
        """What is not done and lies before or on today."""
        return tuple(placed for placed in self.marks if placed.mark.status != "done" and not self._is_coming(placed))

    @property
    def coming(self) -> tuple[PlacedMark, ...]:
        """What is not done and lies after today."""
        return tuple(placed for placed in self.marks if placed.mark.status != "done" and self._is_coming(placed))

    def _is_coming(self, placed: PlacedMark) -> bool:
        return placed.mark.week > self.today_week

    @property
    def drawn(self) -> tuple[PlacedMark, ...]:
        """In the order of drawing: what asks most comes last, so that no dot of the same day lies over it."""
        return tuple(sorted(self.marks, key=lambda placed: _ON_TOP.index(placed.mark.status)))

    @property
    def statuses(self) -> tuple[tuple[Status, str], ...]:
        """The statuses that occur, with their words, for the key."""
        present = {placed.mark.status for placed in self.marks}
        return tuple((status, word) for status, word in WORDS.items() if status in present)


@dataclass(frozen=True, slots=True)
class _Scale:
    """Weeks to x: the first 13 weeks are drawn largest because most steps fall there, year two smallest."""

    knots: tuple[tuple[float, float], ...]

    @property
    def end(self) -> float:
        return self.knots[-1][0]

    def __call__(self, week: float) -> float:
        week = min(max(week, 0.0), self.end)
        for (from_week, from_x), (to_week, to_x) in pairwise(self.knots):
            if week <= to_week:
                return round(from_x + (week - from_week) / (to_week - from_week) * (to_x - from_x), 2)
        return self.knots[-1][1]


def _scale(span: float, width: float) -> _Scale:
    bends = [week for week in (0.0, 13.0, 52.0) if week < span] + [span]
    weights = [(to - since) * pace for (since, to), pace in zip(pairwise(bends), (2.4, 1.0, 0.63), strict=False)]
    unit = (width - 2 * MARGIN) / sum(weights)
    knots = [(0.0, MARGIN)]
    for week, weight in zip(bends[1:], weights, strict=True):
        knots.append((week, knots[-1][1] + weight * unit))
    return _Scale(tuple(knots))


def sick_weeks(week: float, gaps: Iterable[GapMark]) -> float:
    """How many weeks of sickness count at a calendar distance of `week`."""
    lost = sum(max(0.0, min(gap.end, week) - gap.start) for gap in gaps if not gap.counts)
    return week - lost


def week_number(week: float, gaps: Iterable[GapMark]) -> int:
    """The number of the counted week, from 1, in which a calendar distance falls."""
    return max(1, int(sick_weeks(week, gaps) + 1e-6) + 1)


def calendar_week(number: float, gaps: Sequence[GapMark]) -> float:
    """The calendar distance at which `number` counted weeks are complete: the reverse of `sick_weeks`."""
    week = number
    for gap in sorted(gaps, key=lambda gap: gap.start):
        if not gap.counts and gap.start < week:
            week += gap.end - gap.start
    return week


def _spread(wanted: Sequence[float], low: float, high: float) -> list[float]:
    """Push stems apart that would cover each other, keeping their order and staying above the line."""
    step = min(STEM, (high - low) / max(len(wanted) - 1, 1))
    groups: list[tuple[float, int]] = []
    for want in wanted:
        groups.append((want, 1))
        while len(groups) > 1 and _right_edge(groups[-2], step) + step > _left_edge(groups[-1], step):
            (one, count), (two, more) = groups[-2:]
            groups[-2:] = [((one * count + two * more) / (count + more), count + more)]
    placed = [_left_edge(group, step) + step * place for group in groups for place in range(group[1])]
    return _inside(placed, low, high, step)


def _left_edge(group: tuple[float, int], step: float) -> float:
    return group[0] - (group[1] - 1) * step / 2


def _right_edge(group: tuple[float, int], step: float) -> float:
    return group[0] + (group[1] - 1) * step / 2


def _inside(placed: list[float], low: float, high: float, step: float) -> list[float]:
    for index in range(len(placed)):
        placed[index] = max(placed[index], low + step * index)
    for back, index in enumerate(reversed(range(len(placed)))):
        placed[index] = min(placed[index], high - step * back)
    return [round(x, 2) for x in placed]


def _shorten(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"


def _is_bold(mark: Mark) -> bool:
    return mark.status in ("soon", "late")


def _place_marks(marks: Sequence[Mark], scale: _Scale, width: float) -> tuple[list[tuple[Mark, Place]], int]:
    ordered = sorted(marks, key=lambda mark: mark.week)
    xs = _spread([scale(mark.week) for mark in ordered], MARGIN, width - MARGIN)
    sizes = [text_width(_shorten(mark.label), bold=_is_bold(mark)) for mark in ordered]
    places = arrange(xs, sizes, width)
    return list(zip(ordered, places, strict=True)), 1 + max((place.row for place in places), default=0)


def _placed(mark: Mark, x: float, place: Place, line_y: int, week: int) -> PlacedMark:
    anchored = {"start": place.left, "middle": (place.left + place.right) / 2, "end": place.right}
    return PlacedMark(
        mark=mark,
        x=x,
        stem_x=place.x,
        label=_shorten(mark.label),
        label_x=round(anchored[place.anchor], 2),
        label_y=line_y - ABOVE - place.row * ROW,
        left=place.left,
        right=place.right,
        row=place.row,
        anchor=place.anchor,
        week=week,
    )


def _short_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year % 100:02d}"


def _ticks(first_sick_day: date, weeks_total: float, gaps: Sequence[GapMark], scale: _Scale) -> tuple[Tick, ...]:
    """The round weeks that leave each other room, and always the last one."""
    end = _tick(weeks_total, first_sick_day, gaps, scale, "end")
    found = [_tick(0, first_sick_day, gaps, scale, "start")]
    for number in TICKS[1:]:
        tick = _tick(number, first_sick_day, gaps, scale, "middle")
        room = TICK_EDGE if len(found) == 1 else TICK_APART
        if tick.x - found[-1].x >= room and end.x - tick.x >= TICK_EDGE:
            found.append(tick)
    return (*found, end)


def _tick(number: float, first_sick_day: date, gaps: Sequence[GapMark], scale: _Scale, anchor: Anchor) -> Tick:
    week = calendar_week(number, gaps)
    day = first_sick_day + timedelta(days=round(week * 7) - (1 if number else 0))
    return Tick(scale(week), str(_begun(number)) if number else "week 1", _short_date(day), anchor)


def _begun(weeks: float) -> int:
    """How many weeks have begun once this many are complete."""
    return ceil(weeks - 1e-6)


def _edge_anchor(x: float, half: float, width: float) -> Anchor:
    return "start" if x < half else "end" if x > width - half else "middle"


def lay_out(
    *,
    first_sick_day: date,
    weeks_total: float = 104,
    today_week: float,
    week: int | None = None,
    ended: bool = False,
    marks: Sequence[Mark],
    gaps: Sequence[GapMark] = (),
    width: float = 1130,
) -> Picture:
    """Place marks, gaps, today and week numbers so that no two labels overlap.

    `weeks_total` counts sick weeks up to the last paid day: 104, or another number, not always a whole one. `week` is
    the counted week of today when it is known. All other weeks are calendar distances. The line runs on to a later
    today; what else lies outside it is drawn at its end. Of a file that `ended`, today is the day on which it did.
    """
    reach = weeks_total if ended else max(weeks_total, sick_weeks(today_week + 1 / 7, gaps))
    scale = _scale(calendar_week(reach, gaps), width)
    arranged, rows = _place_marks(marks, scale, width)
    line_y = ABOVE + 4 + rows * ROW
    placed = tuple(
        _placed(mark, scale(mark.week), place, line_y, week_number(mark.week, gaps)) for mark, place in arranged
    )
    week = week or week_number(today_week, gaps)
    today_label = f"{'afgesloten' if ended else 'vandaag'} · week {week}"
    today_x = scale(today_week)
    return Picture(
        width=width,
        height=line_y + 74,
        line_y=line_y,
        today_week=today_week,
        today_x=today_x,
        today_label=today_label,
        today_anchor=_edge_anchor(today_x, text_width(today_label, 13, bold=True) / 2, width),
        week=week,
        weeks_total=_begun(weeks_total),
        ended=ended,
        marks=placed,
        gaps=tuple(PlacedGap(gap, scale(gap.start), round(scale(gap.end) - scale(gap.start), 2)) for gap in gaps),
        ticks=_ticks(first_sick_day, reach, gaps, scale),
    )
