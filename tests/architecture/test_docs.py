"""Pages that are made from code say what the code says."""

import re
from pathlib import Path

import pytest
from django.core.management import call_command

from ontzorg.management.commands import docs

PROJECT = Path(__file__).resolve().parents[2]
DOCS = PROJECT / "docs"
STALE = "This page is older than the code. Run: script/manage docs"


@pytest.mark.parametrize("name", ["access.md", "timeline.md", "wia.md"])
def test_generated_page_is_fresh(name: str) -> None:
    assert (DOCS / name).read_text(encoding="utf-8") == docs.pages()[name], STALE


def test_command_writes_what_is_stale_and_nothing_else(tmp_path: Path, settings) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "access.md").write_text("oud", encoding="utf-8")
    settings.BASE_DIR = tmp_path
    call_command("docs")
    written = {path: path.stat().st_mtime_ns for path in (tmp_path / "docs").iterdir()}
    assert {path.name: path.read_text(encoding="utf-8") for path in written} == docs.pages()
    call_command("docs")
    assert {path: path.stat().st_mtime_ns for path in (tmp_path / "docs").iterdir()} == written


def test_decisions_are_numbered_without_a_gap_and_have_three_parts() -> None:
    files = sorted((DOCS / "adr").glob("*.md"))
    assert [file.name[:4] for file in files] == [f"{number:04d}" for number in range(1, len(files) + 1)]
    for file in files:
        headings = re.findall(r"^## (.+)$", file.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings == ["Context", "Decision", "Consequences"], file.name


def test_links_between_pages_lead_somewhere() -> None:
    pages = [PROJECT / "README.md", *DOCS.rglob("*.md")]
    dead = [
        f"{page.relative_to(PROJECT)}: {target}"
        for page in pages
        if page.exists()
        for target in re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", page.read_text(encoding="utf-8"))
        if not (page.parent / target).exists()
    ]
    assert dead == []


def test_every_identifier_of_the_glossary_exists() -> None:
    code = "\n".join(
        path.read_text(encoding="utf-8")
        for app in ("accounts", "employers", "cases", "interventions", "documents")
        for path in (PROJECT / app).rglob("*.py")
    )
    rows = re.findall(r"^\| [^|]+ \| ([^|]+) \|", (DOCS / "glossary.md").read_text(encoding="utf-8"), re.MULTILINE)
    named = [name for row in rows for name in re.findall(r"`([^`]+)`", row)]
    assert named
    assert [name for name in named if not re.search(rf"\b{re.escape(name)}\b", code)] == []
