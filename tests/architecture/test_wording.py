"""One way of speaking to the user on every page and in every message."""

import re
from pathlib import Path

ROOT = Path(__file__).parents[2]
FOLDERS = ("templates", "accounts", "cases", "documents", "employers", "interventions", "ontzorg")


def test_polite_form_is_u_heeft() -> None:
    """Both forms are Dutch, but the two beside each other read as carelessness."""
    paths = [
        path for folder in FOLDERS for path in (ROOT / folder).rglob("*") if path.suffix in {".html", ".py", ".txt"}
    ]
    assert len(paths) > 100
    found = [str(path.relative_to(ROOT)) for path in paths if re.search(r"\bhebt\b", path.read_text(), re.IGNORECASE)]
    assert found == []
