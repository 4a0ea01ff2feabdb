"""The access table turned into PostgreSQL row-level security: the second lock, for whoever forgets the first.

It protects against forgetting, not against SQL injection: injected SQL could set the context itself.
"""

from collections.abc import Iterator
from typing import Any

from django.apps import apps
from django.db import models

from accounts.dated import counting_sql, in_force_sql, mandate_model
from accounts.policy import POLICY
from accounts.row_guard import guard_sql
from accounts.rows import TenantModel, Vault, behind, sealed
from accounts.terms import SYSTEM_ROLES, Grant, Role, Rows, Write, seen_as

APP_ROLE = "ontzorg_app"
SECOND_LOCK = "second_lock"
"""The policy that no other policy widens: permissive ones are added up, this one must hold besides."""

_SCALARS = {
    Rows.EMPLOYER: "org_id",
    Rows.MANAGED: "org_id",
    Rows.CONTRACTED: "org_id",
    Rows.PROVIDED: "org_id",
    Rows.OWN: "employee_id",
    Rows.SELF: "user_id",
    Rows.INBOX: "membership_id",
    Rows.ASSIGNED: "user_id",
    Rows.TREATED: "user_id",
    Rows.CALLED: "user_id",
}
# Whoever stands in for a colleague has the files and the messages of that colleague instead of the own ones.
_STOOD_IN_FOR = {Rows.ASSIGNED: "", Rows.INBOX: "inbox"}
# The role for which a statement is planned: a constant by then, so that only what is said of that role is planned at
# all. Nothing but a policy may use it, for a plan can be older than the role that acts now.
_ROLE = "accounts_planned_role()"
_ROLE_NOW = "(SELECT current_setting('ontzorg.role', true))"
STILL = f"{_ROLE_NOW} = {_ROLE}"
"""Stands before every condition: a plan that was made for another role reaches no row, instead of that role's rows."""


def _setting(name: str) -> str:
    return f"(SELECT NULLIF(current_setting('ontzorg.{name}', true), '')::bigint)"


def _compared_with(rows: Rows) -> str:
    """With what a row's column is compared, as SQL: one number of the actor, or those that were opened to it."""
    if rows is Rows.DELEGATED:
        return _stood_in_for(rows)
    if rows is Rows.OPENED:
        opening: Any = mandate_model(rows)
        return f"ANY ({opening.opened_sql(_setting(_SCALARS[Rows.SELF]))})"
    if rows not in _STOOD_IN_FOR:
        return _setting(_SCALARS[rows])
    other = _stood_in_for(Rows.ASSIGNED, _STOOD_IN_FOR[rows])
    return f"(SELECT CASE WHEN {_setting('mandate_id')} IS NULL THEN {_setting(_SCALARS[rows])} ELSE {other} END)"


def _stood_in_for(rows: Rows, name: str = "", task: str = "") -> str:
    """The person in whose place the actor looks, or that person's inbox, by the date of the database."""
    model: Any = mandate_model(rows)
    shown, holder = (model._meta.get_field(name).column for name in (name or model.principal, model.holder))
    left = f" AND '{task}' = ANY(tasks)" if task else ""
    return (
        f"(SELECT {shown} FROM {model._meta.db_table} WHERE id = {_setting('mandate_id')} "
        f"AND {holder} = {_setting('user_id')} AND {in_force_sql(*model.lasts_with)}{left})"
    )


def tenant_models() -> list[type[TenantModel]]:
    """Every table with rows of several organisations."""
    return [model for model in apps.get_models() if issubclass(model, TenantModel)]


def path_sql(model: type[models.Model], path: str, value: str) -> str:
    """The condition for one row path: a column of this table, or a sub-select on the table the path leads to."""
    head, _, rest = path.partition("__")
    field = model._meta.get_field(head)
    if not rest and isinstance(field, models.Field):
        return f"{field.column} = {value}{counting_sql(field.name)}"
    if isinstance(field, models.ForeignKey):
        target = field.related_model
        inner = f"SELECT {target._meta.pk.column} FROM {target._meta.db_table} WHERE {path_sql(target, rest, value)}"
        return f"{field.column} IN ({inner})"
    if isinstance(field, models.ManyToOneRel):
        child = field.related_model
        inner = f"SELECT {field.field.column} FROM {child._meta.db_table} WHERE {path_sql(child, rest, value)}"
        return f"{model._meta.pk.column} IN ({inner})"
    raise TypeError(f"{model._meta.label}: cannot follow {path!r}")


def _rows_condition(model: type[TenantModel], role: Role, rows: Rows, *besides: str) -> str:
    """Which rows, apart from who asks. Roles with the same rows get the same text, so that they can share it.

    `besides` is what must hold about whose row it is, or which role it names, where that matters.
    """
    parts = []
    if rows is Rows.SELF and role in SYSTEM_ROLES:
        parts.append(f"{model.row_paths[Rows.SELF]}_id IS NULL AND role = {_ROLE}")
    elif rows is not Rows.ALL:
        parts.append(_through_parent(model, role, rows) or path_sql(model, model.row_paths[rows], _value(model, rows)))
    if model.shown_to_column and role not in SYSTEM_ROLES:
        reader = _ROLE if seen_as(role) is role else f"'{seen_as(role).value}'"
        parts.append(f"{reader} = ANY({model.shown_to_column})")
    return " AND ".join([*parts, *filter(None, besides)])


def _value(model: type[TenantModel], rows: Rows) -> str:
    """With what a row's column is compared; nothing for who works in another's place without the task it asks for."""
    if rows is Rows.DELEGATED and model.delegated_task:
        return _stood_in_for(rows, task=model.delegated_task)
    return _compared_with(rows)


def _party(model: type[TenantModel], role: Role, commands: tuple[Write, ...], *, besides: bool, stored: bool) -> str:
    """Whose rows may be written: the own party's. Who lays out all of them fills in none of another's."""
    own = f"{model.own_rows_column} = {_ROLE}" if role.value in model.own_rows_of else ""
    lays_out = model.blank_row and role not in SYSTEM_ROLES and (besides or not own)
    if not lays_out:
        return own
    others = model.blank_row if Write.ADD in commands else model.open_row
    return f"({' OR '.join(filter(None, (own, others)))})" if stored else ""


def _through_parent(model: type[TenantModel], role: Role, rows: Rows) -> str | None:
    """The rows of every parent that this role sees, where the parent's own policy is about just the same rows.

    That policy is then the whole condition, and one text for all these roles.
    """
    head, _, rest = model.row_paths[rows].partition("__")
    field = model._meta.get_field(head)
    parent: Any = field.related_model
    if rows is Rows.DELEGATED and model.delegated_task:
        return None
    if not isinstance(field, models.ForeignKey) or not issubclass(parent, TenantModel) or parent.shown_to_column:
        return None
    line = POLICY.get((role, parent._meta.label_lower))
    if line is None or line.rows is not rows or line.reads or parent.row_paths[rows] != rest:
        return None
    return f"{field.column} IN (SELECT {parent._meta.pk.column} FROM {parent._meta.db_table})"


def conditions(model: type[TenantModel], *commands: Write, stored: bool = False) -> str:
    """The rows that each role may see, or may give one of these commands, or "false".

    `stored` asks about a row as a command leaves it, instead of as it finds it.
    One condition for all roles with the same rows: the database plans every condition anew in each statement, also
    those of the tables that a path leads through.
    """
    label = model._meta.label_lower
    lines = [(role, line) for (role, resource), line in POLICY.items() if resource == label]
    found = _writable(model, lines, commands, stored=stored) if commands else _readable(model, lines)
    shared: dict[str, list[Role]] = {}
    for role, rows in found:
        shared.setdefault(rows, []).append(role)
    return " OR ".join(_for_roles(roles, rows) for rows, roles in shared.items()) or "false"


_Lines = list[tuple[Role, Grant]]


def _readable(model: type[TenantModel], lines: _Lines) -> Iterator[tuple[Role, str]]:
    for role, line in lines:
        left_out = _but(model, line.not_about)
        yield role, _rows_condition(model, role, line.rows, left_out)
        if line.reads:
            yield role, _rows_condition(model, role, line.reads, left_out, *_behind(model, role, line.reads))


def _behind(model: type[TenantModel], role: Role, rows: Rows) -> Iterator[str]:
    actions: dict[str, list[str]] = {}
    for action, label in behind(model, rows).items():
        actions.setdefault(label, []).append(f"'{action}'")
    for label, found in actions.items():
        other = apps.get_model(label)._meta
        names = ", ".join(found)
        yield f"(action NOT IN ({names}) OR object_id IN (SELECT {other.pk.column} FROM {other.db_table}))"
    for one in sealed(model, role, rows):
        label, table, key = one._meta.label_lower, one._meta.db_table, one._meta.pk.column
        # What was refused says nothing of what is in there, and trying is what the privacy officer looks for.
        yield f"(resource <> '{label}' OR result = 'denied' OR object_id IN (SELECT {key} FROM {table}))"


def _writable(
    model: type[TenantModel], lines: _Lines, commands: tuple[Write, ...], *, stored: bool
) -> Iterator[tuple[Role, str]]:
    for role, line in lines:
        for part in filter(None, (line, line.more)):
            if part.writes.intersection(commands):
                party = _party(model, role, commands, besides=part is line.more, stored=stored)
                name = _in_own_name(model) if Write.ADD in commands and role not in SYSTEM_ROLES else ""
                yield role, _rows_condition(model, role, part.rows, party, name, _but(model, line.not_writing))


def _in_own_name(model: type[TenantModel]) -> str:
    """A row that is added says who adds it, and in which role; nothing in it was done by another."""
    fields: list[Any] = [model._meta.get_field(name) for name in model.in_own_name]
    user = _setting("user_id")
    own = [f"{field.column} = {user if isinstance(field, models.ForeignKey) else _ROLE}" for field in fields]
    later: list[Any] = [model._meta.get_field(name) for name in model.filled_in_by]
    return " AND ".join(own + [f"({field.column} IS NULL OR {field.column} = {user})" for field in later])


def _but(model: type[TenantModel], roles: frozenset[Role]) -> str:
    """Rows that name none of these roles."""
    names = ", ".join(f"'{role.value}'" for role in sorted(roles))
    return f"{model.role_column} NOT IN ({names})" if names else ""


def _for_roles(roles: list[Role], rows: str) -> str:
    names = ", ".join(f"'{role.value}'" for role in roles)
    return f"({' AND '.join(filter(None, (f'{_ROLE} IN ({names})', rows)))})"


def vault_sql(model: type[TenantModel], vault: Vault) -> str:
    """The condition of the second lock. Made from what the model says, never from the access table."""
    return " OR ".join(f"({_at_most(model, vault, role, rows)})" for role, rows in vault.readers.items())


def _at_most(model: type[TenantModel], vault: Vault, role: Role, rows: Rows) -> str:
    """A role, its rows, the organisation that keeps them, and that the row is shown to that role."""
    parts = [f"{_ROLE} = '{role.value}'"]
    if rows is Rows.ALL:
        return parts[0]
    value = _stood_in_for(rows, task=vault.task) if rows is Rows.DELEGATED else _compared_with(rows)
    parts.append(path_sql(model, model.row_paths[rows], value))
    if vault.is_kept(rows):
        parts.append(_kept_here(model, vault.kept_by))
    if vault.is_asked(rows):
        parts.append(_asked_about(model, vault.asked_by))
    if model.shown_to_column:
        parts.append(f"'{seen_as(role).value}' = ANY({model.shown_to_column})")
    return " AND ".join(parts)


def _kept_here(model: Any, name: str) -> str:
    """The file is with the organisation that keeps this row, and about the same person."""
    ours, key, kept = model._meta.db_table, model._meta.get_field("case"), model._meta.get_field(name).column
    file = key.related_model._meta
    return (
        f"EXISTS (SELECT 1 FROM {file.db_table} kept WHERE kept.{file.pk.column} = {ours}.{key.column} "
        f"AND kept.{file.get_field(name).column} = {ours}.{kept} AND kept.employee_id = {ours}.employee_id)"
    )


def _asked_about(model: Any, name: str) -> str:
    """What was asked is about the same person, at the same employer."""
    ours, key = model._meta.db_table, model._meta.get_field(name)
    asked = key.related_model._meta
    same = " AND ".join(f"asked.{column} = {ours}.{column}" for column in ("employee_id", "employer_id"))
    return (
        f"EXISTS (SELECT 1 FROM {asked.db_table} asked WHERE asked.{asked.pk.column} = {ours}.{key.column} AND {same})"
    )


def _still(condition: str) -> str:
    return condition if condition == "false" else f"{STILL} AND ({condition})"


def planned_role_sql() -> str:
    """The function that says for which role a statement is planned.

    It says of itself that its answer never changes, which is not so: that makes PostgreSQL ask it once, while planning.
    """
    return """CREATE OR REPLACE FUNCTION accounts_planned_role() RETURNS text
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE AS $$
BEGIN
    RETURN pg_catalog.current_setting('ontzorg.role', true);
END $$"""


def table_sql(model: type[TenantModel]) -> Iterator[str]:
    """All statements that put one table under row-level security; safe to repeat."""
    table = model._meta.db_table
    change = _still(conditions(model, Write.CHANGE, stored=True))
    clauses = {
        "SELECT": f"USING ({_still(conditions(model))})",
        "INSERT": f"WITH CHECK ({_still(conditions(model, Write.ADD, stored=True))})",
        # Holding a row needs the right to update it; what is only held may not come out changed.
        "UPDATE": f"USING ({_still(conditions(model, Write.CHANGE, Write.LOCK))}) WITH CHECK ({change})",
        "DELETE": f"USING ({_still(conditions(model, Write.REMOVE))})",
    }
    bound = f"{APP_ROLE}, CURRENT_USER" if model.owner_obeys else APP_ROLE
    yield f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY"
    yield f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY"
    for command, clause in clauses.items():
        name = f"{command.lower()}_by_role"
        yield f"DROP POLICY IF EXISTS {name} ON {table}"
        yield f"CREATE POLICY {name} ON {table} FOR {command} TO {bound} {clause}"
    yield f"DROP POLICY IF EXISTS {SECOND_LOCK} ON {table}"
    if model.vault is not None:
        inside = _still(vault_sql(model, model.vault))
        yield (
            f"CREATE POLICY {SECOND_LOCK} ON {table} AS RESTRICTIVE FOR ALL TO {bound} "
            f"USING ({inside}) WITH CHECK ({inside})"
        )
    if model.changed_columns:
        yield f"REVOKE UPDATE ON {table} FROM {APP_ROLE}"
        yield f"GRANT UPDATE ({', '.join(model.changed_columns)}) ON {table} TO {APP_ROLE}"
    yield from guard_sql(model, APP_ROLE)


def grant_sql() -> Iterator[str]:
    """What the runtime role may do with tables at all. The audit trail is append-only by privilege."""
    yield f"GRANT USAGE ON SCHEMA public TO {APP_ROLE}"
    yield f"GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA public TO {APP_ROLE}"
    yield f"GRANT USAGE, SELECT ON ALL SEQUENCES IN SCHEMA public TO {APP_ROLE}"
    yield f"REVOKE UPDATE, DELETE, TRUNCATE ON accounts_auditevent FROM {APP_ROLE}"
    for table in ("accounts_auditlink", "accounts_auditstart"):
        yield f"REVOKE INSERT, UPDATE, DELETE, TRUNCATE ON {table} FROM {APP_ROLE}"
    yield f"GRANT EXECUTE ON FUNCTION accounts_remove_events(bigint) TO {APP_ROLE}"
    yield "ALTER FUNCTION accounts_remove_events(bigint) SET plan_cache_mode = force_custom_plan"
    yield f"REVOKE INSERT, UPDATE, DELETE ON django_migrations FROM {APP_ROLE}"


def tie(child: str, parent: str, *columns: tuple[str, str]) -> tuple[str, str]:
    """SQL (forward, backward) of a composite foreign key, so that a child in the wrong tenant is impossible.

    `columns` are pairs of (column of the child, column of the parent); the parent needs a unique key on its side.
    """
    ours = ", ".join(pair[0] for pair in columns)
    theirs = ", ".join(pair[1] for pair in columns)
    name = f"{child}_in_tenant_of_{parent}"[:60]
    forward = (
        f"ALTER TABLE {child} ADD CONSTRAINT {name} FOREIGN KEY ({ours}) REFERENCES {parent} ({theirs}) "
        "DEFERRABLE INITIALLY DEFERRED"
    )
    return forward, f"ALTER TABLE {child} DROP CONSTRAINT {name}"
