"""A new key: every encrypted column is written again with the first key, so that the old one can be thrown away."""

from collections.abc import Callable
from functools import partial
from typing import Any

from cryptography.fernet import Fernet, InvalidToken
from django.apps import apps
from django.conf import settings
from django.db import connection, models

from accounts.actor import acting_as, system
from accounts.operations import rotate_batch
from accounts.secret import EncryptedField, box
from accounts.terms import Role

BATCH = 500
"""Rows that are written again in one transaction."""

_BEGIN = "gAAAA"  # how every Fernet token of this century begins
Tell = Callable[[str, int], None]


def encrypted_columns() -> list[tuple[type[models.Model], models.Field]]:  # type: ignore[type-arg]  # any field
    """Every column of every table that holds a token."""
    found = [(model, field) for model in apps.get_models() for field in model._meta.local_fields]
    return [(model, field) for model, field in found if isinstance(field, EncryptedField)]


def is_current(token: str) -> bool:
    """Whether the first key alone reads this token."""
    try:
        Fernet(settings.FIELD_KEYS[0]).decrypt(token.encode())
    except InvalidToken:
        return False
    return True


def again(token: str) -> str:
    """The same text under the first key. Raises InvalidToken when no key reads it: a key was removed too early."""
    return box().rotate(token.encode()).decode()


def rotate_column(model: type[models.Model], field: models.Field, tell: Tell) -> int:  # type: ignore[type-arg]  # any field
    """Write again what an older key wrote, a batch in a transaction. Returns how many rows; safe to run again.

    The text itself is never seen by a person or by the code that calls this.
    """
    table, column, key = model._meta.db_table, str(field.column), str(model._meta.pk.column)
    last = changed = seen = 0
    while rows := _batch(table, column, key, last):
        old = [(pk, token) for pk, token in rows if not is_current(token)]
        if old:
            rewrite = partial(_rewrite, table, column, key, old)
            changed += rotate_batch(actor=system(Role.PURGER), rewrite=rewrite)
        last, seen = rows[-1][0], seen + len(rows)
        tell(f"{table}.{column}", seen)
    return changed


def _rewrite(table: str, column: str, key: str, rows: list[tuple[int, str]]) -> int:
    # Only what is still there as it was read: a page may have written it meanwhile.
    sql = f'UPDATE "{table}" SET "{column}" = %s WHERE "{key}" = %s AND "{column}" = %s'  # noqa: S608  # names of our own models
    changed = 0
    with connection.cursor() as cursor:
        for pk, token in rows:
            cursor.execute(sql, [again(token), pk, token])
            changed += cursor.rowcount
    return changed


def _batch(table: str, column: str, key: str, after: int) -> list[tuple[int, str]]:
    sql = (
        f'SELECT "{key}", "{column}" FROM "{table}" '  # noqa: S608  # names of our own models
        f'WHERE "{key}" > %s AND "{column}" IS NOT NULL ORDER BY "{key}" LIMIT %s'
    )
    with acting_as(system(Role.PURGER)), connection.cursor() as cursor:
        cursor.execute(sql, [after, BATCH])
        return list(cursor.fetchall())


def rotate_second_factors(tell: Tell) -> int:
    """The same for the secrets inside second factors. Returns how many factors had one under an older key."""
    factors = apps.get_model("mfa", "Authenticator")._base_manager
    ids = list(factors.order_by("pk").values_list("pk", flat=True))
    changed = 0
    for seen in range(0, len(ids), BATCH):
        batch = ids[seen : seen + BATCH]
        rows = factors.filter(pk__in=batch).order_by("pk")
        if any(renewed(row.data) != row.data for row in rows):
            changed += rotate_batch(actor=system(Role.PURGER), rewrite=partial(_rewrite_factors, factors, batch))
        tell("mfa_authenticator.data", seen + len(batch))
    return changed


def _rewrite_factors(factors: Any, ids: list[int]) -> int:
    changed = 0
    for row in factors.select_for_update(of=("self",)).filter(pk__in=ids).order_by("pk"):
        if (data := renewed(row.data)) != row.data:
            row.data = data
            row.save(update_fields=["data"])
            changed += 1
    return changed


def renewed(value: Any) -> Any:
    """A value with every token of an older key in it written again; everything else as it was."""
    if isinstance(value, dict):
        return {name: renewed(part) for name, part in value.items()}
    if isinstance(value, list):
        return [renewed(part) for part in value]
    if isinstance(value, str) and value.startswith(_BEGIN) and not is_current(value):
        return again(value)
    return value
