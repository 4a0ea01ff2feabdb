"""System checks: the locks are in place, and every table has been decided about."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections
from django.db.backends.utils import CursorWrapper

from accounts.policy import POLICY
from accounts.rls import APP_ROLE, tenant_models
from accounts.rows import TenantModel
from accounts.terms import Field

OUR_APPS = ("accounts", "employers", "cases", "interventions", "documents")
# Tables without rows of a tenant, each with its reason.
NOT_TENANT = {
    "accounts.user": "read before anybody has a role; holds a name and an e-mail address only",
    "accounts.auditstart": "one row of numbers and a hash; the database writes it, the runtime role only reads it",
    "accounts.auditlink": "numbers and hashes; the database writes it, the runtime role only reads it",
}


@register()
def every_model_is_decided_about(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Each of our models is a tenant table with a line in the access table, or is listed with a reason."""
    resources = {resource for _, resource in POLICY}
    problems: list[CheckMessage] = []
    for model in apps.get_models():
        label = model._meta.label_lower
        if model._meta.app_label not in OUR_APPS or label in NOT_TENANT:
            continue
        if not issubclass(model, TenantModel):
            problems.append(Error(f"{label} is no tenant table and has no reason for it", id="accounts.E001"))
        elif label not in resources:
            problems.append(Error(f"{label} has no line in the access table", id="accounts.E002"))
    return problems


@register()
def every_row_scope_has_a_path(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Each row scope that the access table uses is declared by its model."""
    models = {model._meta.label_lower: model for model in tenant_models()}
    return [
        Error(f"{resource} does not say what {part.rows.value} means", id="accounts.E003")
        for (_, resource), line in POLICY.items()
        for part in filter(None, (line, line.more))
        if resource in models and part.rows.value != "all" and part.rows not in models[resource].row_paths
    ]


@register()
def medical_tables_have_a_second_lock(app_configs: Sequence[AppConfig] | None, **_: Any) -> list[CheckMessage]:
    """Whoever writes down something medical says in the model who alone can ever have it."""
    return [
        Error(f"{model._meta.label_lower} holds medical fields and has no second lock", id="accounts.E007")
        for model in tenant_models()
        if Field.MEDICAL in model.field_classes.values() and model.vault is None
    ]


@register(Tags.database)
def runtime_role_is_weak(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """Nobody who connects passes row-level security, the runtime role owns no table, and no table is without it."""
    problems: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT current_user")
            roles = sorted({cursor.fetchone()[0], APP_ROLE})
            problems += [
                Error(f"The database role {role} can pass row-level security", id="accounts.E004")
                for role in strong_roles(cursor, roles)
            ]
            problems += [
                Error(f"{table} has no row-level security", id="accounts.E005")
                for table in _tables(cursor, "NOT (relrowsecurity AND relforcerowsecurity)")
            ]
            problems += [
                Error(f"The runtime role owns {table} and could switch its policies off", id="accounts.E006")
                for table in _tables(cursor, f"relowner = to_regrole('{APP_ROLE}')")
            ]
    return problems


def strong_roles(cursor: CursorWrapper, roles: Sequence[str]) -> list[str]:
    """Which of these database roles are superuser or bypass row-level security."""
    cursor.execute(
        "SELECT rolname FROM pg_roles WHERE rolname = ANY(%s) AND (rolsuper OR rolbypassrls) ORDER BY 1", [list(roles)]
    )
    return [role for (role,) in cursor.fetchall()]


def _tables(cursor: CursorWrapper, condition: str) -> list[str]:
    names = [model._meta.db_table for model in tenant_models()]
    cursor.execute(
        f"SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relkind = 'r' AND {condition} ORDER BY 1",  # noqa: S608  # our own two conditions
        [names],
    )
    return [table for (table,) in cursor.fetchall()]
