"""A kept calculation as a page shows it: words, amounts in Dutch, a bar per period. Pure layout, no Django, no clock.

Reads the record only: what somebody saw stays what it was, whatever the program does later.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby

from cases.wia.cautions import MORE_WORK
from cases.wia.dutch import bare, euro
from cases.wia.explain import HEADINGS, Part
from cases.wia.outcome import Benefit
from cases.wia.phases import AFTER_WORDS, Stage
from cases.wia.record import Record

WIDTH = 320
BAR, STEP, TOP = 18, 44, 4
WORDS = 13  # from the words above a bar to the bar
STAGES = {
    Stage.NOW: "Voor u ziek werd",
    Stage.YEAR_1: "Eerste ziektejaar",
    Stage.YEAR_2: "Tweede ziektejaar",
    Stage.LGU_FIRST: "WIA, eerste maanden",
    Stage.LGU_LATER: "WIA, daarna",
    Stage.AFTER: "Verder in de WIA",
}


@dataclass(frozen=True, slots=True)
class Period:
    """One row of the table."""

    label: str
    duration: str
    earned: str
    paid: str
    total: str


@dataclass(frozen=True, slots=True)
class Bar:
    """One period in the drawing: wage first, then what is paid because of sickness. Lengths in units of the drawing."""

    label: str
    total: str
    words_y: int
    y: int
    earned: float
    paid: float


@dataclass(frozen=True, slots=True)
class Scene:
    """One scenario."""

    title: str
    periods: Sequence[Period]
    bars: Sequence[Bar]
    height: int
    cautions: Sequence[str]
    more_work: str
    """The sentence that more work means more income; empty where that is not sure."""
    arithmetic: Sequence[tuple[str, Sequence[str]]]
    width: int = WIDTH
    bar: int = BAR


@dataclass(frozen=True, slots=True)
class IncomePage:
    """A whole calculation."""

    on: date
    since: date
    wage: str
    scenes: Sequence[Scene]
    cautions: Sequence[str]
    """Those that hold for every scenario."""
    assumptions: Sequence[str]
    indication: str

    @property
    def more_work(self) -> str:
        """The sentence that more work means more income, when that is sure in every scenario."""
        return MORE_WORK if all(scene.more_work for scene in self.scenes) else ""


def lay_out_income(record: Record) -> IncomePage:
    """Lay out what was kept. All bars of one calculation have the same scale, so that scenarios can be compared."""
    scenarios = record["scenarios"]
    shared = _shared(scenarios)
    most = max(Decimal(phase["total"]) for one in scenarios for phase in one["phases"])
    figures = record["figures"]
    return IncomePage(
        on=date.fromisoformat(figures["on"]),
        since=date.fromisoformat(figures["since"]),
        wage=euro(Decimal(scenarios[0]["phases"][0]["total"])),
        scenes=tuple(_scene(one, shared, most) for one in scenarios),
        cautions=tuple(shared.values()),
        assumptions=tuple(record["assumptions"]),
        indication=record["indication"],
    )


def _shared(scenarios: Sequence[Record]) -> dict[str, str]:
    """Warnings with the same words in every scenario."""
    first, *others = ({one["key"]: one["text"] for one in scenario["cautions"]} for scenario in scenarios)
    return {key: text for key, text in first.items() if all(other.get(key) == text for other in others)}


def _scene(scenario: Record, shared: dict[str, str], most: Decimal) -> Scene:
    periods = scenario["phases"]
    return Scene(
        title=scenario["title"],
        periods=tuple(_period(one) for one in periods),
        bars=tuple(_bar(one, place, most) for place, one in enumerate(periods)),
        height=TOP + STEP * len(periods),
        cautions=tuple(one["text"] for one in scenario["cautions"] if one["key"] not in shared),
        more_work=MORE_WORK if scenario["more_work_pays"] else "",
        arithmetic=tuple(_parts(scenario["steps"])),
    )


def _period(phase: Record) -> Period:
    earned, paid, total = (euro(Decimal(phase[name])) for name in ("earned", "paid", "total"))
    return Period(phase["label"], _duration(phase), earned, paid, total)


def _duration(phase: Record) -> str:
    if phase["months"] is None:
        lasts = phase["stage"] == Stage.AFTER and phase["label"] != AFTER_WORDS[Benefit.NONE]
        return "tot de AOW" if lasts else ""
    months = bare(Decimal(phase["months"]))
    return f"{months} {'maand' if months == '1' else 'maanden'}"


def _bar(phase: Record, place: int, most: Decimal) -> Bar:
    top = TOP + STEP * place
    return Bar(
        label=_short(phase),
        total=euro(Decimal(phase["total"])),
        words_y=top + WORDS,
        y=top + WORDS + 6,
        earned=_length(phase["earned"], most),
        paid=_length(phase["paid"], most),
    )


def _short(phase: Record) -> str:
    """The label of the last period says which benefit it is; the others are short enough to stand above a bar."""
    stage = Stage(phase["stage"])
    return phase["label"] if stage is Stage.AFTER else STAGES[stage]


def _length(amount: str, most: Decimal) -> float:
    return round(float(Decimal(amount) / most) * WIDTH, 1) if most else 0.0


def _parts(steps: Iterable[Record]) -> Iterable[tuple[str, Sequence[str]]]:
    for part, lines in groupby(steps, lambda step: str(step["part"])):
        yield HEADINGS[Part(part)], tuple(line["text"] for line in lines)
