"""Every row about one person as plain data: complete by construction, because the access table says which tables.

A table that gets a line for the employee is in the next copy by itself.
"""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from typing import Any

from django.apps import apps
from django.core.exceptions import ObjectDoesNotExist
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.actor import Actor
from accounts.audit import DONE
from accounts.models import AuditEvent, User
from accounts.policy import POLICY
from accounts.rows import TenantModel
from accounts.terms import Field, Role, Rows
from accounts.visible import Visible, can_read, iter_fields, unwrap

ABOUT_ME = frozenset({Rows.OWN, Rows.SELF, Rows.INBOX})
_OF_THE_BROWSER = frozenset({"ip", "session"})
_NAMED_BY = ("full_name", "name", "number")


@cache
def tables(role: Role) -> tuple[type[TenantModel], ...]:
    """The tables of which this role sees rows because they are about the person, by name.

    What lies behind a second lock does not come out into a file that is kept for days: it has a way out of its own.
    """
    names = sorted(name for (owner, name), line in POLICY.items() if owner is role and line.rows in ABOUT_ME)
    found: list[type[TenantModel]] = [apps.get_model(name) for name in names]
    return tuple(model for model in found if model.vault is None)


def table(model: type[TenantModel], actor: Actor) -> dict[str, Any]:
    """One table: what its fields are called in Dutch, and the rows that this person may see."""
    manager: Any = getattr(model, "history", model.objects)  # what was taken back is about the person as well
    found = manager.visible_to(actor).order_by("pk")
    if model is AuditEvent:  # as on the page about it: what was done, and not where somebody else was sitting
        found = found.filter(Q(actor=actor.person_id) | Q(result=DONE))
    rows = [_without_others(_row(record, actor.role), record, actor) for record in found]
    named = {field.name: str(field.verbose_name) for field in model._meta.fields}
    shown = {name for row in rows for name in row}
    labels = {name: label for name, label in named.items() if name in shown and name != "id"}
    return {"soort": str(model._meta.verbose_name_plural), "velden": labels, "regels": rows}


def account(user: User) -> dict[str, Any]:
    """One's own account; a record never shows this much of somebody's."""
    moments = {"aangemaakt": plain(user.joined_at), "laatst ingelogd": plain(user.last_login)}
    return {"naam": user.name, "e-mailadres": user.email} | moments


def _without_others(row: dict[str, Any], record: TenantModel, actor: Actor) -> dict[str, Any]:
    if isinstance(record, AuditEvent) and record.actor_id != actor.person_id:
        return {name: value for name, value in row.items() if name not in _OF_THE_BROWSER}
    return row


def _row(record: TenantModel, role: Role) -> dict[str, Any]:
    seen = Visible(record, role)
    values = {name: _value(seen, record, name) for name in iter_fields(record, role) if _is_content(record, name)}
    shown = {name: plain(value) for name, value in values.items() if is_plain(value)}
    return {"id": record.pk} | dict(_keys(record, role)) | shown


def _value(seen: Visible, record: TenantModel, name: str) -> Any:
    """A line of the log outlives the file that it is about: then its number is all there is."""
    try:
        return getattr(seen, name)
    except ObjectDoesNotExist:
        return getattr(record, f"{name}_id")


def _is_content(record: TenantModel, name: str) -> bool:
    return record.field_classes[name] is not Field.INTERNAL


def _keys(record: TenantModel, role: Role) -> Iterator[tuple[str, int | None]]:
    """To which row of this same copy it belongs."""
    there = tables(role)
    for field in record._meta.fields:
        if (
            isinstance(field, models.ForeignKey)
            and field.related_model in there
            and not _is_content(record, field.name)
        ):
            yield field.name, getattr(record, field.attname)


def is_plain(value: Any) -> bool:
    """Whether a value can be written down as it is; what is computed for pages only is left out."""
    if isinstance(value, (list, tuple)):
        return all(is_plain(item) and not isinstance(item, Visible) for item in value)
    return value is None or isinstance(value, (bool, int, str, Decimal, date, datetime, dict, Visible))


def plain(value: Any) -> Any:
    """A value for JSON: days and moments as ISO 8601, decimals as text, a record as its number and name."""
    match value:
        case Visible():
            return _named(value)
        case datetime():
            return timezone.localtime(value).isoformat(timespec="seconds")
        case date():
            return value.isoformat()
        case Decimal():
            return str(value)
        case list() | tuple():
            return [plain(item) for item in value]
        case _:
            return value


def _named(view: Visible) -> dict[str, Any]:
    record, role = unwrap(view), object.__getattribute__(view, "_role")
    name = next((getattr(view, attribute) for attribute in _NAMED_BY if can_read(record, role, attribute)), None)
    return {"id": record.pk} | ({"naam": name} if name else {})
