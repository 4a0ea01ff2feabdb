"""Which fields: a read-only view of a record that shows granted fields only. Templates and serializers get this."""

from collections.abc import Iterable, Iterator
from typing import Any

from django.db import models

from accounts.policy import POLICY
from accounts.rows import TenantModel
from accounts.terms import Field, Role


class Hidden(AttributeError):
    """This role may not read this field."""


def granted(role: Role, resource: str) -> frozenset[Field]:
    """The classes of fields that a role may read of a kind of record."""
    line = POLICY.get((role, resource))
    return line.fields if line else frozenset()


def names(role: Role, resource: str, acted_as: str) -> bool:
    """Whether a role reads who it was that acted in the role `acted_as`, in a row of this kind."""
    line = POLICY.get((role, resource))
    return line is not None and acted_as not in line.nameless


def _acted_as(record: models.Model) -> str:
    found: str = getattr(record, record.role_column)  # type: ignore[attr-defined]  # a table that names people and roles
    return found


class Visible:
    """One record through the eyes of one role. Follows relations; raises Hidden on everything not granted."""

    __slots__ = ("_record", "_role")

    def __init__(self, record: models.Model, role: Role) -> None:
        object.__setattr__(self, "_record", record)
        object.__setattr__(self, "_role", role)

    def __getattr__(self, name: str) -> Any:
        record: models.Model = object.__getattribute__(self, "_record")
        role: Role = object.__getattribute__(self, "_role")
        if name.startswith("_") or not can_read(record, role, name):
            raise Hidden(f"{role.value} may not read {record._meta.label_lower}.{name}")
        if name in getattr(record, "people", ()) and not names(role, record._meta.label_lower, _acted_as(record)):
            return None
        return wrap(getattr(record, name), role)

    def __setattr__(self, name: str, value: object) -> None:
        raise Hidden(f"{name} cannot be set here")

    def __str__(self) -> str:
        # A model's own text could hold a field that is hidden here.
        record: models.Model = object.__getattribute__(self, "_record")
        return f"{record._meta.verbose_name} {record.pk}"

    def __eq__(self, other: object) -> bool:
        record: models.Model = object.__getattribute__(self, "_record")
        return record == (object.__getattribute__(other, "_record") if isinstance(other, Visible) else other)

    def __hash__(self) -> int:
        return hash(object.__getattribute__(self, "_record"))


def can_read(record: models.Model, role: Role, name: str) -> bool:
    """Whether a role may read this field or property. Tables without tenants (users) show a name only."""
    if name in ("pk", "id"):
        return True
    classes: dict[str, Field] = getattr(record, "field_classes", {})
    if name not in classes:
        return False
    if not isinstance(record, TenantModel):
        return classes[name] is Field.IDENTIFYING
    return classes[name] in granted(role, record._meta.label_lower)


def wrap(value: Any, role: Role) -> Any:
    """Records become Visible, lists of records lists of Visible; plain values stay what they are."""
    if isinstance(value, models.Model):
        return Visible(value, role)
    if isinstance(value, (list, tuple)) and value and isinstance(value[0], models.Model):
        return [Visible(item, role) for item in value]
    return value


def visible_all(records: Iterable[models.Model], role: Role) -> list[Visible]:
    """A list of records through one role's eyes."""
    return [Visible(record, role) for record in records]


def unwrap(value: "Visible | models.Model") -> models.Model:
    """The record behind a view, for code (never for templates)."""
    record: models.Model = object.__getattribute__(value, "_record") if isinstance(value, Visible) else value
    return record


def iter_fields(record: models.Model, role: Role) -> Iterator[str]:
    """Names of the fields of a record that this role may read."""
    return (name for name in getattr(record, "field_classes", {}) if can_read(record, role, name))
