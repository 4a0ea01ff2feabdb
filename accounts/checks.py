"""System checks: the locks are in place, and every table has been decided about."""

from collections.abc import Sequence
from typing import Any

from django.apps import AppConfig, apps
from django.core.checks import CheckMessage, Error, Tags, register
from django.db import connections

from accounts.policy import POLICY
from accounts.rls import tenant_models
from accounts.rows import TenantModel

OUR_APPS = ("accounts", "employers", "cases", "interventions", "documents")
# Tables without rows of a tenant, each with its reason.
NOT_TENANT = {"accounts.user": "read before anybody has a role; holds a name and an e-mail address only"}


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
        Error(f"{resource} does not say what {line.rows.value} means", id="accounts.E003")
        for (_, resource), line in POLICY.items()
        if resource in models and line.rows.value != "all" and line.rows not in models[resource].row_paths
    ]


@register(Tags.database)
def runtime_role_is_weak(
    app_configs: Sequence[AppConfig] | None, databases: Sequence[str] | None = None, **_: Any
) -> list[CheckMessage]:
    """The runtime role is no superuser, does not bypass row-level security and owns no table of ours."""
    problems: list[CheckMessage] = []
    for alias in databases or ():
        with connections[alias].cursor() as cursor:
            cursor.execute("SELECT rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user")
            if cursor.fetchone()[0]:
                problems.append(Error("This database role can pass row-level security", id="accounts.E004"))
            cursor.execute(
                "SELECT relname FROM pg_class WHERE relname = ANY(%s) AND relkind = 'r'"
                " AND NOT (relrowsecurity AND relforcerowsecurity)",
                [[model._meta.db_table for model in tenant_models()]],
            )
            problems += [
                Error(f"{table} has no row-level security", id="accounts.E005") for (table,) in cursor.fetchall()
            ]
    return problems
