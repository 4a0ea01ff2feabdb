"""The picture of hours: a schedule and what is really worked, side by side. Pure layout, no Django, no clock."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from itertools import pairwise

from cases.picture import MONTHS
from cases.timeline.buildup import Line, hours_on

WIDTH, HEIGHT = 360, 190
LEFT, RIGHT, TOP, BOTTOM = 34.0, 352.0, 14.0, 160.0
AHEAD = timedelta(days=14)  # shown after the last step or today
MOST_DAY_LABELS = 4


@dataclass(frozen=True, slots=True)
class Worked:
    """From `starts_on` up to, not including, `until` so many hours a week were really worked."""

    starts_on: date
    until: date
    hours_per_week: Decimal
    therapeutic: bool


@dataclass(frozen=True, slots=True)
class Bar:
    """A stretch of worked hours."""

    x: float
    y: float
    width: float
    height: float
    therapeutic: bool


@dataclass(frozen=True, slots=True)
class Label:
    """A word beside an axis."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Row:
    """What holds from a day on, for the table; None where nothing is known."""

    starts_on: date
    planned: Decimal | None
    worked: Decimal | None
    therapeutic: bool
    coming: bool


@dataclass(frozen=True, slots=True)
class HoursPicture:
    """The drawing, and the table behind it."""

    plan: str
    """Points of the schedule's line; empty without a schedule."""
    bars: Sequence[Bar]
    contract_y: float
    today_x: float
    hours: Sequence[Label]
    days: Sequence[Label]
    rows: Sequence[Row]
    width: int = WIDTH
    height: int = HEIGHT

    @property
    def has_plain(self) -> bool:
        """Whether the key must explain the filled bars."""
        return any(not bar.therapeutic for bar in self.bars)

    @property
    def has_therapeutic(self) -> bool:
        """Whether the key must explain the hatching."""
        return any(bar.therapeutic for bar in self.bars)


def lay_out_hours(plan: Sequence[Line], worked: Sequence[Worked], contract: Decimal, today: date) -> HoursPicture:
    """Lay out the confirmed schedule and the hours worked until `today`, both in order of time.

    ValueError when there is neither.
    """
    days = [line.starts_on for line in plan] + [fact.starts_on for fact in worked]
    if not days:
        raise ValueError("A picture of hours needs a schedule or hours worked")
    scale = _Scale(min(days), max([*days, today]) + AHEAD, contract)
    return HoursPicture(
        plan=_plan_points(plan, scale),
        bars=tuple(_bars(worked, scale)),
        contract_y=scale.y(contract),
        today_x=scale.x(today),
        hours=[Label(scale.y(value), f"{value.normalize():f}".replace(".", ",")) for value in (Decimal(0), contract)],
        days=[Label(scale.x(day), f"{day.day} {MONTHS[day.month - 1]}") for day in _marked(days)],
        rows=tuple(_rows(plan, worked, today)),
    )


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date
    contract: Decimal

    def x(self, day: date) -> float:
        share = (day - self.first).days / (self.last - self.first).days
        return round(LEFT + share * (RIGHT - LEFT), 1)

    def y(self, hours: Decimal) -> float:
        share = float(hours / self.contract) if self.contract else 0.0
        return round(BOTTOM - share * (BOTTOM - TOP), 1)


def _plan_points(plan: Sequence[Line], scale: _Scale) -> str:
    """Steps: each line goes right until the next one begins, then up."""
    corners = []
    for place, line in enumerate(plan, start=1):
        y = scale.y(line.hours_per_week)
        end = plan[place].starts_on if place < len(plan) else scale.last
        corners += [f"{scale.x(line.starts_on)},{y}", f"{scale.x(end)},{y}"]
    return " ".join(corners)


def _bars(worked: Iterable[Worked], scale: _Scale) -> Iterable[Bar]:
    for fact in worked:
        x, y = scale.x(fact.starts_on), scale.y(fact.hours_per_week)
        yield Bar(x, y, round(scale.x(fact.until) - x, 1), round(BOTTOM - y, 1), fact.therapeutic)


def _marked(days: Iterable[date]) -> list[date]:
    """The first and last day and some between, so that their labels do not touch."""
    found = sorted(set(days))
    step = max(1, -(-(len(found) - 1) // (MOST_DAY_LABELS - 1)))
    chosen = found[::step]
    span = (found[-1] - found[0]).days or 1
    far = span / (MOST_DAY_LABELS + 1)
    return chosen[:1] + [two for one, two in pairwise(chosen) if (two - one).days > far]


def _rows(plan: Sequence[Line], worked: Sequence[Worked], today: date) -> Iterable[Row]:
    for day in sorted({line.starts_on for line in plan} | {fact.starts_on for fact in worked}):
        fact = next((one for one in worked if one.starts_on <= day < one.until), None)
        yield Row(
            starts_on=day,
            planned=hours_on(plan, day),
            worked=fact.hours_per_week if fact else None,
            therapeutic=bool(fact and fact.therapeutic),
            coming=day > today,
        )
