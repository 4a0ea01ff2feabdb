"""The picture of time: where everything in a file stands on one line of two years. Pure layout, no Django, no clock.

Every `week` is a calendar distance from the first sick day: `(day - first_sick_day).days / 7`. Spans that do not count
towards the waiting period (recovery, maternity leave) are drawn where they happened; they push the week numbers of the
axis to the right, so that number 104 stands where the waiting period really ends.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import Literal

Status = Literal["done", "soon", "late", "planned", "paused"]
Anchor = Literal["start", "middle", "end"]

MARGIN = 18.0
ROW = 19
DOT = 19.0
FONT = 12.5
LONGEST = 34
TICKS = (0, 6, 13, 26, 39, 52, 78, 104, 130, 156)
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")
WORDS: dict[Status, str] = {
    "done": "gedaan",
    "soon": "binnenkort",
    "late": "te laat",
    "planned": "later",
    "paused": "loopt niet",
}


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
    """A mark with its place: the dot at x, its text at (label_x, label_y), row 0 nearest to the line."""

    mark: Mark
    x: float
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
    today_x: float
    today_label: str
    today_anchor: Anchor
    week: int
    weeks_total: int
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


def text_width(text: str, font: float = FONT, *, bold: bool = False) -> float:
    """How wide a text is at most, measured with the widest of the system fonts in mind."""
    units = sum(
        0.34 if char in "iljtfrI.,:;'|!() " else 0.99 if char in "mwMW" else 0.74 if char.isupper() else 0.64
        for char in text
    )
    return units * font * (1.1 if bold else 1.0)


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
    """Push dots apart that would cover each other, keeping their order and staying on the line."""
    step = min(DOT, (high - low) / max(len(wanted) - 1, 1))
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


@dataclass(frozen=True, slots=True)
class _Place:
    """Where one label may stand."""

    x: float
    left: float
    right: float
    row: int
    anchor: Anchor

    def overlaps(self, other: "_Place") -> bool:
        return self.row == other.row and self.left < other.right + 6 and other.left < self.right + 6

    def crosses(self, other: "_Place") -> bool:
        """Whether the stem of one runs through the text of the other."""
        low, high = (self, other) if self.row < other.row else (other, self)
        return low.row != high.row and low.left - 2 < high.x < low.right + 2


def _places(x: float, size: float, row: int, width: float) -> Iterable[_Place]:
    centred = max(0.0, min(x - size / 2, width - size))
    lefts: dict[Anchor, float] = {"middle": centred, "start": x - 6, "end": x - size + 6}
    for anchor, left in lefts.items():
        if left >= 0 and left + size <= width:
            yield _Place(x, left, left + size, row, anchor)


def _best(x: float, size: float, taken: Sequence[_Place], width: float) -> tuple[float, _Place]:
    """The cheapest free place: low rows are cheap, a stem through a text is dear, overlap is impossible."""
    options = [
        (row + 4 * sum(place.crosses(other) for other in taken), place)
        for row in range(max((other.row for other in taken), default=-1) + 2)
        for place in _places(x, size, row, width)
        if not any(place.overlaps(other) for other in taken)
    ]
    return min(options, key=lambda option: option[0])


def _arrange(xs: Sequence[float], sizes: Sequence[float], width: float) -> list[_Place]:
    """Place all labels, from both ends in turn, and keep the arrangement that reads best."""
    indexes = list(range(len(xs)))
    tried = [_try(order, xs, sizes, width) for order in (indexes, indexes[::-1])]
    found = min(tried, key=lambda attempt: attempt[0])[1]
    return [found[index] for index in indexes]


def _try(
    order: Sequence[int], xs: Sequence[float], sizes: Sequence[float], width: float
) -> tuple[float, dict[int, _Place]]:
    """Place in this order, then let every label move once more now that all others are known, three times over."""
    found: dict[int, _Place] = {}
    costs: dict[int, float] = {}
    for index in [*order, *order, *order, *order]:
        others = [place for other, place in found.items() if other != index]
        costs[index], found[index] = _best(xs[index], sizes[index], others, width)
    return sum(costs.values()), found


def _shorten(label: str) -> str:
    return label if len(label) <= LONGEST else label[: LONGEST - 1].rstrip() + "…"


def _is_bold(mark: Mark) -> bool:
    return mark.status in ("soon", "late")


def _place_marks(marks: Sequence[Mark], scale: _Scale, width: float) -> tuple[list[tuple[Mark, _Place]], int]:
    ordered = sorted(marks, key=lambda mark: mark.week)
    xs = _spread([scale(mark.week) for mark in ordered], MARGIN, width - MARGIN)
    sizes = [text_width(_shorten(mark.label), bold=_is_bold(mark)) for mark in ordered]
    places = _arrange(xs, sizes, width)
    return list(zip(ordered, places, strict=True)), 1 + max((place.row for place in places), default=0)


def _placed(mark: Mark, place: _Place, line_y: int, week: int) -> PlacedMark:
    anchored = {"start": place.left, "middle": (place.left + place.right) / 2, "end": place.right}
    return PlacedMark(
        mark=mark,
        x=place.x,
        label=_shorten(mark.label),
        label_x=round(anchored[place.anchor], 2),
        label_y=line_y - 28 - place.row * ROW,
        left=place.left,
        right=place.right,
        row=place.row,
        anchor=place.anchor,
        week=week,
    )


def _short_date(day: date) -> str:
    return f"{day.day} {MONTHS[day.month - 1]} {day.year % 100:02d}"


def _ticks(first_sick_day: date, weeks_total: int, gaps: Sequence[GapMark], scale: _Scale) -> tuple[Tick, ...]:
    numbers = [number for number in TICKS if number <= weeks_total - 8] + [weeks_total]
    ticks = []
    for number in numbers:
        week = calendar_week(number, gaps)
        day = first_sick_day + timedelta(days=round(week * 7) - (1 if number else 0))
        anchor: Anchor = "start" if not number else "end" if number == weeks_total else "middle"
        ticks.append(Tick(scale(week), str(number) if number else "week 1", _short_date(day), anchor))
    return tuple(ticks)


def _edge_anchor(x: float, half: float, width: float) -> Anchor:
    return "start" if x < half else "end" if x > width - half else "middle"


def lay_out(
    *,
    first_sick_day: date,
    weeks_total: int = 104,
    today_week: float,
    marks: Sequence[Mark],
    gaps: Sequence[GapMark] = (),
    width: float = 1130,
) -> Picture:
    """Place marks, gaps, today and week numbers so that no two labels overlap.

    `weeks_total` counts sick weeks (104, or more after an extension); all other weeks are calendar distances. What lies
    outside the line is drawn at its end.
    """
    span = calendar_week(weeks_total, gaps)
    scale = _scale(span, width)
    arranged, rows = _place_marks(marks, scale, width)
    line_y = 32 + rows * ROW
    placed = tuple(_placed(mark, place, line_y, week_number(mark.week, gaps)) for mark, place in arranged)
    week = min(week_number(today_week, gaps), weeks_total)
    today_label = f"vandaag · week {week}"
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
        weeks_total=weeks_total,
        marks=placed,
        gaps=tuple(PlacedGap(gap, scale(gap.start), round(scale(gap.end) - scale(gap.start), 2)) for gap in gaps),
        ticks=_ticks(first_sick_day, weeks_total, gaps, scale),
    )
