"""What a policy cannot say: what must hold between a row as it was and what it becomes, as a trigger."""

from collections.abc import Iterator
from typing import Any

from django.db import models

from accounts.rows import TenantModel
from accounts.terms import SYSTEM_ROLES, Role

_ROLE = "current_setting('ontzorg.role', true)"


def guard_sql(model: type[TenantModel], bound: str) -> Iterator[str]:
    """The trigger of one table, for the database role `bound`; nothing when anything goes. Safe to repeat."""
    if kept := " AND ".join(f"({part})" for part in _kept_parts(model)):
        yield from _trigger_sql(model._meta.db_table, kept, bound)


def _kept_parts(model: type[TenantModel]) -> Iterator[str]:
    if model.final:
        column, value = model.final
        yield f"OLD.{column} <> '{value}' OR NEW.{column} = '{value}'"
    if model.settled_by:
        rewrites = f"{_ROLE} = '{Role.PURGER.value}'"  # the same words under a new key
        yield f"OLD.{model.settled_by} IS NULL OR NEW IS NOT DISTINCT FROM OLD OR {rewrites}"
    if model.own_changes:
        yield _by_role_sql(model)
    if model.filled_in_by:
        yield _own_hand_sql(model)
    if model.others_change:
        party = model.own_rows_column
        yield (
            f"(OLD.{party} = {_ROLE} AND NEW.{party} = OLD.{party})"
            f" OR {_same(model.others_change)}"
            f" OR ({_same(model.others_change + model.others_lapse)} AND {model.lapses_when})"
        )


def _own_hand_sql(model: type[TenantModel]) -> str:
    """A person fills in no name but the own; parts of the system bring rows elsewhere as they are."""
    user = "NULLIF(current_setting('ontzorg.user_id', true), '')::bigint"
    fields: list[Any] = [model._meta.get_field(name) for name in model.filled_in_by]
    own = " AND ".join(
        f"(NEW.{one.column} IS NULL OR NEW.{one.column} IN (OLD.{one.column}, {user}))" for one in fields
    )
    return f"{_ROLE} IN ({', '.join(sorted(repr(role.value) for role in SYSTEM_ROLES))}) OR ({own})"


def _by_role_sql(model: type[TenantModel]) -> str:
    """A role that changes a part changes nothing else; of what it changes alone, the others leave the columns be."""
    # Before the row is stored the database has not computed these anew yet.
    computed = tuple(str(one.column) for one in model._meta.local_fields if isinstance(one, models.GeneratedField))
    role, parts = _ROLE, []
    for one, change in model.own_changes.items():
        parts.append(f"({role} = '{one.value}' AND ({change.when}) AND {_same(change.columns + computed)})")
    alone = [name for change in model.own_changes.values() if change.alone for name in change.columns]
    left = "".join(f" AND NEW.{name} IS NOT DISTINCT FROM OLD.{name}" for name in alone)
    names = ", ".join(f"'{one.value}'" for one in model.own_changes)
    return " OR ".join(["NEW IS NOT DISTINCT FROM OLD", *parts, f"({role} NOT IN ({names}){left})"])


def _trigger_sql(table: str, kept: str, bound: str) -> Iterator[str]:
    """A trigger beside the policies, because these cannot compare a row as it was with what it becomes."""
    yield f"""CREATE OR REPLACE FUNCTION {table}_guard() RETURNS trigger
LANGUAGE plpgsql SET search_path = public, pg_temp SET plan_cache_mode = force_custom_plan AS $$
BEGIN
    IF {kept} THEN
        RETURN NEW;
    END IF;
    RAISE insufficient_privilege USING MESSAGE = 'row-level security: {table} holds what this role may not change';
END $$"""
    yield f"DROP TRIGGER IF EXISTS {table}_guard ON {table}"
    yield (
        f"CREATE TRIGGER {table}_guard BEFORE UPDATE ON {table} FOR EACH ROW "
        f"WHEN (current_user = '{bound}') EXECUTE FUNCTION {table}_guard()"
    )


def _same(but: tuple[str, ...]) -> str:
    names = ", ".join(f"'{name}'" for name in but)
    return f"to_jsonb(NEW) - ARRAY[{names}] = to_jsonb(OLD) - ARRAY[{names}]"
