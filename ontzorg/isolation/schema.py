"""What the database itself must say about every tenant table, whoever asks."""

from collections.abc import Iterator

from django.db import connection

from accounts.policy import POLICY
from accounts.rls import APP_ROLE, SECOND_LOCK, tenant_models

_TABLES = "SELECT relname, relrowsecurity, relforcerowsecurity FROM pg_class WHERE relname = ANY(%s) AND relkind = 'r'"
_POLICIES = (
    "SELECT tablename, policyname, cmd, roles::text[], qual, with_check, permissive FROM pg_policies "
    "WHERE tablename = ANY(%s)"
)
_LEAKY = (
    "SELECT proname, prosecdef, coalesce(array_to_string(proconfig, ','), '') FROM pg_proc "
    "JOIN pg_namespace n ON n.oid = pronamespace WHERE n.nspname = 'public' AND prosecdef"
)
_FUNCTIONS = (
    "SELECT proname, prosrc FROM pg_proc JOIN pg_namespace n ON n.oid = pronamespace "
    "WHERE n.nspname = 'public' AND NOT 'plan_cache_mode=force_custom_plan' = ANY(coalesce(proconfig, '{}'))"
)
# How PostgreSQL writes down what must stand before every condition that is planned for one role.
_STILL = "SELECT current_setting('ontzorg.role'::text, true) AS current_setting) = accounts_planned_role()) AND "
_VIEWS = "SELECT viewname FROM pg_views WHERE schemaname = 'public' UNION SELECT matviewname FROM pg_matviews"
COMMANDS = {"SELECT", "INSERT", "UPDATE", "DELETE"}


def schema_problems() -> list[str]:
    """A sentence for each thing that is not as it should be."""
    tables = sorted(model._meta.db_table for model in tenant_models())
    return [*_unlisted(), *_unforced(tables), *_odd_policies(tables), *_second_locks(tables), *_functions(), *_rights()]


def _unlisted() -> Iterator[str]:
    listed = {resource for _, resource in POLICY}
    for model in tenant_models():
        if model._meta.label_lower not in listed:
            yield f"{model._meta.label_lower}: no line of the access table names it"


def _unforced(tables: list[str]) -> Iterator[str]:
    for table, enabled, forced in _ask(_TABLES, tables):
        if not (enabled and forced):
            yield f"{table}: row-level security is not {'forced' if enabled else 'on'}"


def _odd_policies(tables: list[str]) -> Iterator[str]:
    commands: dict[object, set[object]] = {table: set() for table in tables}
    for table, name, command, roles, using, check, kind in _ask(_POLICIES, tables):
        # What narrows gives nothing by itself: one that widens must be there as well.
        if kind == "PERMISSIVE":
            commands[table].add(command)
        if set(roles) != {APP_ROLE, *_owners(str(table))}:
            yield f"{table}.{name}: is for {', '.join(roles)}, not for the runtime role alone"
        if "true" in (using, check):
            yield f"{table}.{name}: lets everything through"
        if any(_trusts_its_plan(str(text or "")) for text in (using, check)):
            yield f"{table}.{name}: trusts a plan that can be older than the role"
    for table, found in commands.items():
        for command in sorted(COMMANDS - found):
            yield f"{table}: no policy for {command}"


def _trusts_its_plan(condition: str) -> bool:
    """Whether something in it holds without the comparison that stands before all of it, joined by AND."""
    if "accounts_planned_role()" not in condition:
        return False
    return not condition.startswith(f"((( {_STILL}") or " OR " in _outermost(condition)


def _outermost(condition: str) -> str:
    """What stands between its first and last parenthesis and in no other."""
    depth, found = 0, ""
    for letter in condition:
        depth += (letter == "(") - (letter == ")")
        found += letter if depth == 1 else ""
    return found


def _second_locks(tables: list[str]) -> Iterator[str]:
    """Each table that says who alone reaches its rows has a policy that narrows all others, and no other table has."""
    narrowing = {(table, name) for table, name, *_, kind in _ask(_POLICIES, tables) if kind == "RESTRICTIVE"}
    wanted = {(model._meta.db_table, SECOND_LOCK) for model in tenant_models() if model.vault is not None}
    for table, _ in sorted(wanted - narrowing):
        yield f"{table}: no second lock"
    for table, name in sorted(narrowing - wanted, key=str):
        yield f"{table}.{name}: narrows what the access table says"


def _owners(table: str) -> Iterator[str]:
    """The owner, where a function of his works on the table within the policies of whoever calls it."""
    if any(model._meta.db_table == table and model.owner_obeys for model in tenant_models()):
        for (owner,) in _ask("SELECT tableowner FROM pg_tables WHERE tablename = %s", table):
            yield str(owner)


def _functions() -> Iterator[str]:
    for name, _, settings in _ask(_LEAKY):
        if "search_path=" not in settings:
            yield f"{name}(): works with its owner's rights and without a fixed search_path"
    tables = [model._meta.db_table for model in tenant_models()]
    for name, source in _ask(_FUNCTIONS):
        if name != "accounts_planned_role" and any(word in str(source) for word in (*tables, "accounts_planned_role")):
            yield f"{name}(): keeps a plan that can be older than the role"
    for (name,) in _ask(_VIEWS):
        yield f"{name}: a view works with its owner's rights"


def _rights() -> Iterator[str]:
    owned = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tableowner = %s"
    for (table,) in _ask(owned, APP_ROLE):
        yield f"{table}: belongs to the runtime role, which could switch its policies off"
    for name, is_super, bypasses in _ask(
        "SELECT rolname, rolsuper, rolbypassrls FROM pg_roles WHERE rolname = %s", APP_ROLE
    ):
        if is_super or bypasses:
            yield f"{name}: row-level security does not hold for it"


def _ask(statement: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(statement, values or None)
        return list(cursor.fetchall())
