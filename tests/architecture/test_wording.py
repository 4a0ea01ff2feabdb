"""One way of speaking to the user on every page and in every message."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDERS = ("templates", "accounts", "cases", "documents", "employers", "interventions", "ontzorg")
JOBS = "ontzorg/demo/companies.py"  # what somebody's job is called, as a company would write it
ONE_WORD = {
    "werknemer": r"\bmedewerkers?\b",
    "betermelding, beter melden": r"\bherstel(d|de)?[ -]?(ge)?meld|\bhersteld te melden",
    "u heeft": r"\bhebt\b",
}
"""Of two Dutch words for one thing, the one that is used, and what the other looks like."""
# Stays in the column's definition, and is said otherwise on every screen.
KEPT = {"cases/models/notice.py": ("Hersteld gemeld",)}


def sources(*suffixes: str) -> Iterator[tuple[str, str]]:
    for folder in FOLDERS:
        for path in sorted((ROOT / folder).rglob("*")):
            name = str(path.relative_to(ROOT))
            if path.suffix in suffixes and "/migrations/" not in name and name != JOBS:
                yield name, path.read_text()


def wrong(text: str, pattern: str) -> list[str]:
    return [found.group() for found in re.finditer(pattern, text, re.IGNORECASE)]


@pytest.mark.parametrize("used", ONE_WORD)
def test_one_thing_has_one_word(used: str) -> None:
    """Both are Dutch, but the two beside each other make a reader look for a difference."""
    texts = dict(sources(".html", ".py", ".txt"))
    assert len(texts) > 100
    for name, kept in KEPT.items():
        for words in kept:
            texts[name] = texts[name].replace(words, "")
    found = {name: wrong(text, ONE_WORD[used]) for name, text in texts.items()}
    assert {name: words for name, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("used", "text"),
    [
        ("werknemer", "Uw medewerkers"),
        ("betermelding, beter melden", "De hersteldmelding"),
        ("betermelding, beter melden", "hersteld gemeld per 2 maart"),
        ("u heeft", "U hebt niets te doen"),
    ],
)
def test_the_other_word_would_be_found(used: str, text: str) -> None:
    assert wrong(text, ONE_WORD[used])


def said_in_python(source: str) -> Iterator[str]:
    """Every text of more than one word; a list of names that is split is none."""
    tree = ast.parse(source)
    split = {
        id(node.func.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "split"
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) and id(node) not in split else None
        if isinstance(text, str) and re.search(r"[\s(]", text):
            yield text


def said_in_template(text: str) -> str:
    """What is read: without tags, and of a tag of Django only the texts of more than one word."""
    text = re.sub(r"\{#.*?#\}|\{\{.*?\}\}", "", text, flags=re.DOTALL)
    text = re.sub(r"\{%.*?%\}", lambda tag: " ".join(re.findall(r'"[^"]* [^"]*"', tag.group())), text, flags=re.DOTALL)
    return re.sub(r"<[^>]*>", " ", text)


def test_an_ontzorgmanager_has_a_capital() -> None:
    said = {name: " ".join(said_in_python(text)) for name, text in sources(".py")}
    said |= {name: said_in_template(text) for name, text in sources(".html", ".txt")}
    assert [name for name, text in said.items() if re.search(r"(?<![.\w])ontzorgmanagers?\b", text)] == []


def test_a_small_letter_would_be_found() -> None:
    assert "ontzorgmanager" in " ".join(said_in_python('x = f"Vastgelegd door {name} (ontzorgmanager)"'))
    assert "ontzorgmanager" not in " ".join(said_in_python('x = "case ontzorgmanager".split()'))
    assert "ontzorgmanager" in said_in_template('{% notice "Bel de ontzorgmanager" %}')
    assert "ontzorgmanager" not in said_in_template('{% if role == "ontzorgmanager" %}Bel{% endif %}')
