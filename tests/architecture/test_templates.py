"""Templates: each is used, none carries script or style of its own, none shows English."""

import re
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parents[2]
APPS = ("accounts", "employers", "cases", "interventions", "documents", "ontzorg")
FOLDERS = [PROJECT / "templates", *(PROJECT / app for app in APPS)]
TEMPLATES = sorted(
    path
    for folder in FOLDERS
    for path in folder.rglob("*")
    if path.suffix in {".html", ".txt"} and "static" not in path.parts
)
PAGES = [path for path in TEMPLATES if path.suffix == ".html"]
# Found by name by Django and allauth themselves.
BY_CONVENTION = re.compile(r"(403|403_csrf|404|429|500)\.html|account/.*|mfa/.*|allauth/.*|django/.*|socialaccount/.*")
# A sample, not a dictionary: what slips in with a copied example or a library's own template.
ENGLISH = [
    *"Submit Delete Save Cancel Error Login Logout Password Username Search Edit Back Next Previous Close".split(),
    *"Loading Required Warning Success Failed Yes No Please Continue Settings Remove Add Change Welcome".split(),
    *("Sign in", "Sign out", "Sign up", "Not found", "Are you sure", "Forgot"),
]
INLINE = r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:"


def name_of(path: Path) -> str:
    """As a template is called: the part after its templates folder."""
    parts = path.relative_to(PROJECT).parts
    return "/".join(parts[len(parts) - parts[::-1].index("templates") :])


def source() -> str:
    code = [path.read_text(encoding="utf-8") for app in APPS for path in (PROJECT / app).rglob("*.py")]
    return "\n".join([*code, *(path.read_text(encoding="utf-8") for path in TEMPLATES)])


def test_no_template_is_unused() -> None:
    everything = source()
    ours = [name for name in map(name_of, TEMPLATES) if not BY_CONVENTION.fullmatch(name)]
    assert [name for name in ours if f'"{name}"' not in everything] == []


@pytest.mark.parametrize("path", PAGES, ids=name_of)
def test_no_script_or_style_inside_a_template(path: Path) -> None:
    """The Content-Security-Policy would refuse it, and only in the browser. JSON is data: nothing runs it."""
    text = path.read_text(encoding="utf-8")
    found = re.findall(
        r"<script(?![^>]*(?:\bsrc=|application/json))[^>]*>|<style\b|\sstyle\s*=|\son[a-z]+\s*=\s*[\"']|javascript:",
        text,
        re.IGNORECASE,
    )
    # A PDF is laid out without a browser and without a policy; its styles stand in static/css/print.css all the same.
    assert found == []


@pytest.mark.parametrize("path", TEMPLATES, ids=name_of)
def test_no_english_word_on_a_screen(path: Path) -> None:
    shown = visible_text(path.read_text(encoding="utf-8"))
    wrong = [word for word in ENGLISH if re.search(rf"(?<![\w-]){word}(?![\w-])", shown)]
    assert wrong == []


def visible_text(template: str) -> str:
    """What a person reads: text between tags, texts given to tags and components, and labels of elements."""
    template = re.sub(r"{#.*?#}|{% comment.*?%}.*?{% endcomment %}|<!--.*?-->", " ", template, flags=re.DOTALL)
    given = re.findall(r"{%[^%]*%}", template)
    labels = re.findall(r"(?:title|alt|placeholder|aria-label|value)=\"([^\"{]*)\"", template)
    text = re.sub(r"{%.*?%}|{{.*?}}|<[^>]*>", " ", template, flags=re.DOTALL)
    quoted = [words for tag in given for words in re.findall(r"=\"([^\"]*\s[^\"]*|[A-Z][^\"]*)\"", tag)]
    return "\n".join([text, *labels, *quoted])


def test_english_would_be_found() -> None:
    assert "Save" in visible_text('<button title="x">Save</button>')
    assert "Save now" in visible_text('{% button label="Save now" %}')
    assert "Cancel" in visible_text('<a aria-label="Cancel">x</a>')
    assert "Error" not in visible_text('{# Error #}<p class="Error">Fout</p>{{ Error }}')
