"""A database and a folder that nobody else uses: made by the owner, used by the runtime role, gone afterwards."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import dj_database_url
import psycopg2
from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.test.utils import override_settings
from psycopg2 import sql

from accounts.rls import APP_ROLE
from ontzorg.environment import envsecret
from ontzorg.isolation.marks import spread_numbers
from ontzorg.isolation.weaken import weaken


class CannotMake(Exception):
    """The owner may not make a database here. The text is one line for the person at the terminal."""


@contextmanager
def scratch_database(broken: str | None = None) -> Iterator[None]:
    """Migrated and empty; within the block the connection is the runtime role's. Removed whatever happens.

    `broken` names a policy to spoil first (ontzorg.isolation.weaken).
    """
    owner, runtime = (dj_database_url.parse(envsecret(name)) for name in ("OWNER_DATABASE_URL", "DATABASE_URL"))
    name = f"ontzorg_isolation_{os.getpid()}"
    before = dict(connection.settings_dict)
    _as_owner(owner, sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
    try:
        _connect(owner, name)
        call_command("migrate", verbosity=0, interactive=False)
        spread_numbers()
        if broken:
            weaken(broken)
        _connect(runtime, name)
        _check_role()
        with scratch_files():
            yield
    finally:
        _connect(before, before["NAME"])
        _as_owner(owner, sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


@contextmanager
def scratch_files() -> Iterator[Path]:
    """A folder for files that nobody else uses, gone afterwards: PDFs of invented people stay out of the real one."""
    with TemporaryDirectory(prefix="ontzorg-isolation-") as folder:
        default = settings.STORAGES["default"] | {"OPTIONS": {"location": folder}}
        with override_settings(STORAGES=settings.STORAGES | {"default": default}):
            yield Path(folder)


def _connect(values: dict[str, Any], name: str) -> None:
    connection.close()
    keys = ("USER", "PASSWORD", "HOST", "PORT", "OPTIONS")
    connection.settings_dict.update({key: values[key] for key in keys if key in values} | {"NAME": name})


def _check_role() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] != APP_ROLE:
            raise CannotMake(f"DATABASE_URL must connect as {APP_ROLE}, or the proof would prove nothing.")


def _as_owner(values: dict[str, Any], statement: sql.Composed) -> None:
    known = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD", "dbname": "NAME"}
    given = {name: values[key] for name, key in known.items() if values.get(key)}
    with closing(psycopg2.connect(**given)) as owner, owner.cursor() as cursor:
        owner.autocommit = True
        try:
            cursor.execute(statement)
        except psycopg2.errors.InsufficientPrivilege as error:
            raise CannotMake("The owner of the database needs CREATEDB for this.") from error
