"""Measuring as a ratio within one run: the machine's mood is in both figures alike."""

import statistics
import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """How long one call takes."""
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def ratio(work: Callable[[], object], bare: Callable[[], object], *, rounds: int) -> tuple[float, float, float]:
    """(median ratio, median seconds of `work`, median seconds of `bare`), measured in turns; one round warms up."""
    seconds(work), seconds(bare)
    pairs = [(seconds(work), seconds(bare)) for _ in range(rounds)]
    return (
        statistics.median(one / two for one, two in pairs),
        statistics.median(one for one, _ in pairs),
        statistics.median(two for _, two in pairs),
    )


def say(what: str, found: tuple[float, float, float]) -> None:
    """One line for the reader."""
    times, ours, bare = found
    print(f"{what}: {times:.2f} times the bare one ({ours * 1000:.1f} ms against {bare * 1000:.1f} ms)")
