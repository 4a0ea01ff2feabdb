"""Two versions side by side."""

from cases.job_tasks.compare import Cell, Facts, TaskChange, TaskRow, compare_tasks


def test_each_task_is_the_same_changed_new_or_gone() -> None:
    old = [Facts("Bakken", {"Deel": "50%"}), Facts("Tellen", {"Deel": "20%"}), Facts("Vegen", {"Deel": "30%"})]
    new = [Facts("bakken ", {"Deel": "40%", "Hoe": "Zittend"}), Facts("Tellen", {"Deel": "20%"}), Facts("Inpakken", {})]
    assert compare_tasks(old, new) == [
        TaskRow("bakken ", TaskChange.CHANGED, (Cell("Deel", "50%", "40%"), Cell("Hoe", "", "Zittend"))),
        TaskRow("Tellen", TaskChange.SAME, (Cell("Deel", "20%", "20%"),)),
        TaskRow("Inpakken", TaskChange.NEW, ()),
        TaskRow("Vegen", TaskChange.GONE, (Cell("Deel", "30%", ""),)),
    ]


def test_only_what_differs_is_marked() -> None:
    assert Cell("Deel", "50%", "40%").changed
    assert not Cell("Deel", "50%", "50%").changed
