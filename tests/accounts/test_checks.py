"""Each system check can fail: the condition it looks for is made here, really, and undone."""

from collections.abc import Iterator

import pytest
from django.apps import apps
from django.core.checks import CheckMessage
from django.db import connection, models

from accounts.checks import (
    every_model_is_decided_about,
    every_row_scope_has_a_path,
    medical_tables_have_a_second_lock,
    runtime_role_is_weak,
    strong_roles,
)
from accounts.rls import APP_ROLE
from accounts.rows import TenantModel
from accounts.terms import Field, Rows
from cases.models import Spell
from documents.models import ConsultNote


def told(messages: list[CheckMessage]) -> list[tuple[str | None, str]]:
    return [(message.id, message.msg) for message in messages]


@pytest.fixture
def _forget_new_models() -> Iterator[None]:
    """What a test defines in an app is gone afterwards."""
    before = dict(apps.all_models["cases"])
    yield
    apps.all_models["cases"].clear()
    apps.all_models["cases"].update(before)
    apps.clear_cache()


@pytest.mark.django_db
def test_everything_is_in_order() -> None:
    assert every_model_is_decided_about(None) == []
    assert every_row_scope_has_a_path(None) == []
    assert medical_tables_have_a_second_lock(None) == []
    assert runtime_role_is_weak(None, ["default"]) == []


@pytest.mark.usefixtures("_forget_new_models")
def test_table_without_tenant_needs_a_reason() -> None:
    class Loose(models.Model):
        class Meta:
            app_label = "cases"

        def __str__(self) -> str:
            return ""

    assert told(every_model_is_decided_about(None)) == [
        ("accounts.E001", "cases.loose is no tenant table and has no reason for it")
    ]


@pytest.mark.usefixtures("_forget_new_models")
def test_tenant_table_needs_a_line_in_the_access_table() -> None:
    class Undecided(TenantModel):
        class Meta:
            app_label = "cases"

        def __str__(self) -> str:
            return ""

    assert told(every_model_is_decided_about(None)) == [
        ("accounts.E002", "cases.undecided has no line in the access table")
    ]


def test_row_scope_needs_a_path(monkeypatch: pytest.MonkeyPatch) -> None:
    fewer = {rows: path for rows, path in Spell.row_paths.items() if rows != Rows.TREATED}
    monkeypatch.setattr(Spell, "row_paths", fewer)
    assert told(every_row_scope_has_a_path(None)) == [("accounts.E003", "cases.spell does not say what treated means")]


@pytest.mark.django_db
def test_superuser_is_too_strong() -> None:
    """A superuser exists in every cluster; nobody needs to log in as one to see that it is one."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolname FROM pg_roles WHERE rolsuper ORDER BY oid LIMIT 1")
        (strong,) = cursor.fetchone()
        assert strong_roles(cursor, [strong, APP_ROLE]) == [strong]


@pytest.fixture
def _as_owner(db: None) -> None:
    """Undone with the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        cursor.execute(f"SET LOCAL ROLE {cursor.fetchone()[0]}")


def run_as_owner(statement: str) -> list[tuple[str | None, str]]:
    with connection.cursor() as cursor:
        cursor.execute(statement)
    return told(runtime_role_is_weak(None, ["default"]))


@pytest.mark.usefixtures("_as_owner")
@pytest.mark.parametrize("way", ["NO FORCE", "DISABLE"])
def test_table_without_row_level_security_is_found(way: str) -> None:
    assert run_as_owner(f"ALTER TABLE cases_spell {way} ROW LEVEL SECURITY") == [
        ("accounts.E005", "cases_spell has no row-level security")
    ]


@pytest.mark.usefixtures("_as_owner")
def test_table_of_the_runtime_role_is_found() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"GRANT CREATE ON SCHEMA public TO {APP_ROLE}")
    assert run_as_owner(f"ALTER TABLE cases_spell OWNER TO {APP_ROLE}") == [
        ("accounts.E006", "The runtime role owns cases_spell and could switch its policies off")
    ]


@pytest.mark.parametrize("how", ["no lock", "a medical field elsewhere"])
def test_medical_field_needs_a_second_lock(monkeypatch: pytest.MonkeyPatch, how: str) -> None:
    if how == "no lock":
        monkeypatch.setattr(ConsultNote, "vault", None)
        label = "documents.consultnote"
    else:
        monkeypatch.setattr(Spell, "field_classes", Spell.field_classes | {"start": Field.MEDICAL})
        label = "cases.spell"
    assert told(medical_tables_have_a_second_lock(None)) == [
        ("accounts.E007", f"{label} holds medical fields and has no second lock")
    ]
