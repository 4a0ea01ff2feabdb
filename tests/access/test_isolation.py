"""The proof that nobody reaches what is not theirs, and the proof that it can fail."""

import logging
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from django.db import connection

from accounts.rls import APP_ROLE
from accounts.terms import HUMAN_ROLES, Role
from ontzorg.isolation.marks import spread_numbers
from ontzorg.isolation.ownership import Ownership
from ontzorg.isolation.proof import ROLES, prove
from ontzorg.isolation.schema import schema_problems
from ontzorg.isolation.scratch import scratch_files
from ontzorg.isolation.tables import models, probe_tables, undone
from ontzorg.isolation.weaken import weaken
from ontzorg.isolation.world import make_world

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(autouse=True)
def _numbers_that_tell_whose_they_are(db: None) -> Iterator[None]:
    logging.getLogger("django.request").setLevel(logging.CRITICAL)
    as_owner(spread_numbers)
    with scratch_files():
        yield
    logging.getLogger("django.request").setLevel(logging.NOTSET)


def as_owner(act: Callable[..., None], *values: str) -> None:
    """The test's connection belongs to the owner; rolled back with the test."""
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE NONE")
        act(*values)
        cursor.execute(f"SET ROLE {APP_ROLE}")


def silent(line: str) -> None:
    """Progress is for a terminal."""


def test_nobody_reaches_what_is_not_theirs() -> None:
    proof = prove(ROLES, silent, thorough=False)
    assert proof.problems == []
    assert set(proof.asked) == set(HUMAN_ROLES)
    assert {label for _, label, _ in proof.cells} == set(models())


BROKEN = {
    "open:select:cases.spell": "employer: LEAK: could read a row of cases.spell (other employer",
    "open:delete:cases.contactmoment": "employer: LEAK: removed 5 rows of cases.contactmoment",
    "open:update:cases.contactmoment": "employer: LEAK: took over rows of cases.contactmoment",
    "open:insert:cases.casefact": "employer: LEAK: could add a row of cases.casefact",
    "drop:select:cases.spell": "cases_spell: no policy for SELECT",
    "off::documents.document": "documents_document: row-level security is not on",
}


def test_weakened_policy_is_found_and_named() -> None:
    """The proof can fail: one policy after the other is opened, dropped or switched off, in the same world."""
    ownership = Ownership(make_world())
    missed = {}
    for how, named in BROKEN.items():
        with undone():
            as_owner(weaken, how)
            tables = probe_tables(ownership, [Role.EMPLOYER], silent, only=how.rpartition(":")[2])
            lines = [*schema_problems(), *tables.problems]
        if not [line for line in lines if line.startswith(named)]:
            missed[how] = lines
    assert missed == {}


def test_command_fails_and_names_the_leak(tmp_path: Path) -> None:
    """The whole command, on a database of its own in which one policy was opened; that database is gone afterwards."""
    command = [sys.executable, "manage.py", "isolation", "--role", "provider", "--weaken", "open:select:cases.spell"]
    environment = dict(os.environ) | {"DB_ROLE": "", "MEDIA_DIR": str(tmp_path)}
    done = subprocess.run(command, cwd=ROOT, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 1, done.stderr
    assert "provider: LEAK: could read a row of cases.spell (own" in done.stdout
    with connection.cursor() as cursor:
        cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'ontzorg_isolation_%%'")
        assert cursor.fetchall() == []
