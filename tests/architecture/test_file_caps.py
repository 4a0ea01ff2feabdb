"""Files stay small enough to read in one go."""

from pathlib import Path
from statistics import median

import pytest

PROJECT = Path(__file__).resolve().parents[2]
CAP, TEST_CAP, MEDIAN = 400, 600, 80
PACKAGES = ("ontzorg", "accounts", "employers", "cases", "interventions", "documents")
TEXTS = {".py", ".html", ".css", ".js", ".txt", ".svg"}


def lengths(*folders: str, suffixes: set[str]) -> dict[str, int]:
    files = [path for folder in folders for path in (PROJECT / folder).rglob("*") if path.suffix in suffixes]
    return {
        str(path.relative_to(PROJECT)): len(path.read_text().splitlines())
        for path in files
        if path.is_file() and "migrations" not in path.parts
    }


@pytest.mark.parametrize(
    ("folders", "cap"),
    [(PACKAGES, CAP), (("templates", "static"), CAP), (("script", "bench"), CAP), (("tests",), TEST_CAP)],
    ids=["code", "pages", "scripts", "tests"],
)
def test_no_file_passes_the_cap(folders, cap):
    too_long = {path: lines for path, lines in lengths(*folders, suffixes=TEXTS).items() if lines > cap}
    assert too_long == {}


def test_median_file_is_short():
    assert median(lines for lines in lengths(*PACKAGES, suffixes={".py"}).values() if lines) <= MEDIAN
