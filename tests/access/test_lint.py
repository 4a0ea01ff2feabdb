"""The policies as pgrls, a static analyser of row-level security, sees them. What it need not report: pgrls.toml."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote, urlencode

from django.db import connection

PROGRAM = Path(sys.prefix) / "tools" / "bin" / "pgrls"
CONFIG = Path(__file__).with_name("pgrls.toml")


def address() -> str:
    """Of the test database, for another driver than ours."""
    known = connection.settings_dict
    user = quote(known["USER"], safe="") + (f":{quote(known['PASSWORD'], safe='')}" if known["PASSWORD"] else "")
    where = {name: known[key] for name, key in (("host", "HOST"), ("port", "PORT")) if known[key]}
    return f"postgresql://{user}@/{known['NAME']}?{urlencode(where)}"


def lint(*more: str) -> list[dict[str, Any]]:
    command = [PROGRAM, "lint", "--format", "json", "--config", CONFIG, "--database-url", address(), *more]
    done = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert done.stdout, done.stderr
    found: list[dict[str, Any]] = json.loads(done.stdout)["violations"]
    return found


def test_static_analyser_finds_nothing(db: None) -> None:
    assert [f"{found['rule_id']} {found['location']}: {found['message'][:200]}" for found in lint()] == []


def test_static_analyser_reads_our_policies(db: None) -> None:
    """Or it would find nothing in a database that it cannot see."""
    named = {found["location"] for found in lint("--rule", "SEC010")}
    assert "public.accounts_auditevent.update_by_role" in named
