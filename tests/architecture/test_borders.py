"""What import-linter cannot see: private modules of another app, and models of an app above reached by a detour."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from django.apps import apps

PROJECT = Path(__file__).resolve().parents[2]
UPWARD = ("accounts", "employers", "cases", "interventions", "documents", "ontzorg")


def modules(app: str) -> Iterator[tuple[str, str]]:
    for path in sorted((PROJECT / app).rglob("*.py")):
        if "migrations" not in path.parts:
            yield str(path.relative_to(PROJECT)), path.read_text(encoding="utf-8")


def imported(source: str) -> Iterator[str]:
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.module:
            yield from (f"{node.module}.{name.name}" for name in node.names)


def test_what_is_private_to_an_app_is_used_by_that_app_alone() -> None:
    """Underscored modules may change without a look at the other apps; their underscored names as well."""
    foreign = [
        f"{path}: {name}"
        for app in UPWARD
        for path, source in modules(app)
        for name in imported(source)
        if name.split(".")[0] in UPWARD and name.split(".")[0] != app
        if any(part.startswith("_") and not part.startswith("__") for part in name.split("."))
    ]
    assert foreign == []


def test_no_app_asks_django_for_a_relation_to_an_app_above() -> None:
    """A relation that a model above makes is known to Django and not to the app below."""
    found = []
    for number, app in enumerate(UPWARD[:-1]):
        above = {
            relation.get_accessor_name()
            for model in apps.get_app_config(app).get_models()
            for relation in model._meta.related_objects
            if relation.related_model._meta.app_label in UPWARD[number + 1 :]
        }
        for path, source in modules(app):
            found += [f"{path}: {name}" for name in re.findall(r"get_field\(\"(\w+)\"\)", source) if name in above]
    assert found == []
