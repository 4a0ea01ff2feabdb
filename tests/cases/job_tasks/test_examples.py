"""The library of example functions, and the fixed list of loads."""

import pytest

from accounts.wording.check import marked
from cases.job_tasks.examples import EXAMPLES, Example
from cases.job_tasks.hours import MOST_TASKS, WHOLE
from cases.job_tasks.load import BY_KEY, LOADS, MOST, say_loads


@pytest.mark.parametrize("example", EXAMPLES.values(), ids=EXAMPLES)
def test_example_is_a_whole_job_in_words_that_the_guard_lets_pass(example: Example) -> None:
    assert sum(task.share for task in example.tasks) == WHOLE
    assert len({task.name for task in example.tasks}) == len(example.tasks) <= MOST_TASKS
    for task in example.tasks:
        assert set(task.loads) <= set(BY_KEY)
        assert all(0 < level <= MOST for level in task.loads.values())
        assert marked(f"{task.name} {task.adaptable}") == ()


def test_every_load_has_a_word_for_each_level() -> None:
    assert len(BY_KEY) == len(LOADS) == 11
    assert all(len(set(load.levels)) == MOST + 1 for load in LOADS)


def test_heaviest_load_is_said_first_and_none_is_left_out() -> None:
    assert say_loads({"walking": 1, "standing": 3, "sitting": 0}) == [
        "Staan: bijna de hele tijd",
        "Lopen: soms",
    ]
