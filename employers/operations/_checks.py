"""Checks that several operations share. Each failure is a Dutch sentence at the field it is about."""

from datetime import date
from typing import Any, NoReturn

from django.core.exceptions import ValidationError
from django.db import models
from django.utils.dateformat import format as format_day


def refuse(field: str, text: str) -> NoReturn:
    """Stop with one sentence at one field."""
    raise ValidationError({field: text})


def day_text(day: date) -> str:
    """A date as people write it: 3 maart 2026."""
    return format_day(day, "j F Y")


def check_fields(record: models.Model) -> None:
    """Whether each value fits its column; raises ValidationError keyed by field."""
    record.clean_fields(exclude={field.name for field in record._meta.fields if field.is_relation})


def check_free(rows: models.QuerySet[Any], field: str, record: models.Model, text: str) -> None:
    """Whether no other record has this value. Asked before writing, because a database error says nothing to a user."""
    if rows.filter(**{f"{field}__iexact": getattr(record, field)}).exclude(pk=record.pk).exists():
        refuse(field, text)


def update(record: models.Model, values: dict[str, object]) -> list[str]:
    """Set these values on a record that will be checked and saved; returns the names for `update_fields`."""
    for name, value in values.items():
        setattr(record, name, value)
    return list(values)
