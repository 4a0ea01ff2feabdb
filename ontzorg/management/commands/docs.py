"""script/manage docs: write the pages that are generated from the rules and the access table."""

from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist
from django.core.management.base import BaseCommand

from accounts.describe import Record, Records, describe
from accounts.policy import POLICY
from accounts.rls import tenant_models
from accounts.rows import TenantModel
from accounts.terms import Field
from cases.timeline.describe import describe as describe_timeline
from cases.timeline.rules import RULES
from cases.wia.describe import describe as describe_wia
from cases.wia.figures import PARAMETERS


class Command(BaseCommand):
    """Generate docs/access.md, docs/timeline.md and docs/wia.md."""

    help = "Write docs/access.md from the access table, docs/timeline.md and docs/wia.md from the rules."

    def handle(self, *args: Any, **options: Any) -> None:
        """Write each page whose text changed."""
        for name, text in pages().items():
            path = Path(settings.BASE_DIR) / "docs" / name
            if not path.exists() or path.read_text(encoding="utf-8") != text:
                path.write_text(text, encoding="utf-8")
                self.stdout.write(f"docs/{name} written")


def pages() -> dict[str, str]:
    """The generated pages, by file name."""
    return {
        "access.md": describe(POLICY, records()),
        "timeline.md": describe_timeline(RULES),
        "wia.md": describe_wia(PARAMETERS),
    }


def records() -> Records:
    """What each kind of record and its fields are called on screens."""
    return {model._meta.label_lower: _record(model) for model in tenant_models()}


def _record(model: type[TenantModel]) -> Record:
    fields: dict[Field, tuple[str, ...]] = {}
    for name, kind in model.field_classes.items():
        if label := _label(model, name):
            fields[kind] = (*fields.get(kind, ()), label)
    # A class of computed properties only still counts as something that is seen.
    for kind in model.field_classes.values():
        fields.setdefault(kind, ())
    return Record(str(model._meta.verbose_name_plural), fields, names_readers=model.shown_to_column is not None)


def _label(model: type[TenantModel], name: str) -> str:
    """The Dutch label of a column; a property repeats a column in other words and has none."""
    try:
        return str(getattr(model._meta.get_field(name), "verbose_name", ""))
    except FieldDoesNotExist:
        return ""
