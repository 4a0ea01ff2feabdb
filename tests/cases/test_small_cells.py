"""Which numbers are left out."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from cases.small_cells import FEWEST, left_out, too_small


@pytest.mark.parametrize(("files", "expected"), [(0, False), (1, True), (4, True), (5, False), (50, False)])
def test_few_files_are_too_few_and_none_tells_nothing(files: int, expected: bool) -> None:
    assert too_small(files) is expected


@pytest.mark.parametrize(
    ("files", "expected"),
    [
        ({"a": 9, "b": 7}, set()),
        ({"a": 9, "b": 4, "c": 7}, {"b", "c"}),  # the total minus "a" and "c" would tell "b"
        ({"a": 9, "b": 4, "c": 2}, {"a", "b", "c"}),  # "b" and "c" may be about the same four
        ({"a": 9, "b": 1, "c": 1, "d": 6}, {"b", "c", "d"}),
        ({"a": 4}, {"a"}),
        ({"a": 4, "b": 0}, {"a"}),
        ({}, set()),
    ],
)
def test_what_is_too_small_takes_the_smallest_of_the_others_along(files: dict[str, int], expected: set[str]) -> None:
    assert left_out(files) == expected


@given(some.dictionaries(some.text(max_size=2), some.integers(0, 20), max_size=6))
def test_what_is_left_out_cannot_be_subtracted(files: dict[str, int]) -> None:
    hidden = left_out(files)
    shown = {key: count for key, count in files.items() if key not in hidden and count}
    assert all(count >= FEWEST for count in shown.values())
    # What the total minus the shown parts tells is about at least as many files as the largest part left out.
    assert not hidden or not shown or max(files[key] for key in hidden) >= FEWEST
