"""Two versions of the tasks of a job side by side: a task is the same task when it has the same name."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from cases.job_tasks.words import same_name


class TaskChange(StrEnum):
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
class TaskRow:
    """One task on both sides."""

    name: str
    kind: TaskChange
    cells: tuple[Cell, ...]

    @property
    def changed(self) -> tuple[Cell, ...]:
        """What is said otherwise."""
        return tuple(cell for cell in self.cells if cell.changed)

    @property
    def unchanged(self) -> tuple[Cell, ...]:
        """What is said the same."""
        return tuple(cell for cell in self.cells if not cell.changed)


def compare_tasks(old: Sequence[Facts], new: Sequence[Facts]) -> list[TaskRow]:
    """Every task of either version, those of the new one first and in its order."""
    before = {same_name(one.name): one for one in old}
    after = {same_name(one.name): one for one in new}
    rows = [_row(before.get(key), one) for key, one in after.items()]
    return rows + [_row(one, None) for key, one in before.items() if key not in after]


def _row(was: Facts | None, becomes: Facts | None) -> TaskRow:
    one = becomes or was
    if one is None:
        raise ValueError("A row has a task on one side at least")
    old, new = (side.says if side else {} for side in (was, becomes))
    labels = dict.fromkeys([*new, *old])
    cells = tuple(Cell(label, old.get(label, ""), new.get(label, "")) for label in labels)
    if was is None or becomes is None:
        return TaskRow(one.name, TaskChange.NEW if was is None else TaskChange.GONE, cells)
    return TaskRow(one.name, TaskChange.CHANGED if any(cell.changed for cell in cells) else TaskChange.SAME, cells)
