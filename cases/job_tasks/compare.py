"""Two versions of the tasks of a job side by side: a task is the same task when it has the same name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Kind(StrEnum):
    """What happened to a task between two versions."""

    SAME = "same"
    CHANGED = "changed"
    NEW = "new"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class Facts:
    """What is said of one task, each thing under its Dutch name, in the order of the page."""

    name: str
    says: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Cell:
    """One thing that is said of a task, as it was and as it became; empty on a side without the task."""

    label: str
    was: str
    becomes: str

    @property
    def changed(self) -> bool:
        """Whether both sides say something else."""
        return self.was != self.becomes


@dataclass(frozen=True, slots=True)
class Row:
    """One task on both sides."""

    name: str
    kind: Kind
    cells: tuple[Cell, ...]

    @property
    def changed(self) -> tuple[Cell, ...]:
        """What is said otherwise."""
        return tuple(cell for cell in self.cells if cell.changed)

    @property
    def unchanged(self) -> tuple[Cell, ...]:
        """What is said the same."""
        return tuple(cell for cell in self.cells if not cell.changed)


def side_by_side(old: Sequence[Facts], new: Sequence[Facts]) -> list[Row]:
    """Every task of either version, those of the new one first and in its order."""
    before = {_same(one.name): one for one in old}
    after = {_same(one.name): one for one in new}
    rows = [_row(before.get(key), one) for key, one in after.items()]
    return rows + [_row(one, None) for key, one in before.items() if key not in after]


def _same(name: str) -> str:
    return " ".join(name.casefold().split())


def _row(was: Facts | None, becomes: Facts | None) -> Row:
    one = becomes or was
    if one is None:
        raise ValueError("A row has a task on one side at least")
    old, new = (side.says if side else {} for side in (was, becomes))
    labels = dict.fromkeys([*new, *old])
    cells = tuple(Cell(label, old.get(label, ""), new.get(label, "")) for label in labels)
    if was is None or becomes is None:
        return Row(one.name, Kind.NEW if was is None else Kind.GONE, cells)
    return Row(one.name, Kind.CHANGED if any(cell.changed for cell in cells) else Kind.SAME, cells)
