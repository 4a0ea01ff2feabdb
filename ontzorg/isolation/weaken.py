"""Breaks one policy on purpose, in a database that is thrown away: a proof that cannot fail proves nothing."""

from django.db import connection

from accounts.rls import APP_ROLE, SECOND_LOCK
from ontzorg.isolation.tables import models

WAYS = {
    "open": (
        "DROP POLICY {command}_by_role ON {table}",
        "CREATE POLICY {command}_by_role ON {table} FOR {COMMAND} TO {role} {clause}",
    ),
    "off": ("ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",),
    "unlock": (f"DROP POLICY {SECOND_LOCK} ON {{table}}",),
    "drop": ("DROP POLICY {command}_by_role ON {table}",),
}
_CLAUSES = {
    "select": "USING (id IS NOT NULL)",
    "insert": "WITH CHECK (id IS NOT NULL)",
    "update": "USING (id IS NOT NULL)",
    "delete": "USING (id IS NOT NULL)",
}


def weaken(what: str) -> None:
    """`open:select:cases.spell`, `drop:insert:cases.notice`, `off::documents.document`. Done by the owner."""
    way, command, label = what.split(":")
    values = {"table": models()[label]._meta.db_table, "command": command, "COMMAND": command.upper(), "role": APP_ROLE}
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")  # nothing may wait in the table that is altered
        for statement in WAYS[way]:
            cursor.execute(statement.format(**values, clause=_CLAUSES.get(command, "")))
