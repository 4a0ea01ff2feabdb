"""Put the access table into the database: grants and policies, after every migration, by the owner only."""

from django.db import connections, transaction

from accounts.rls import APP_ROLE, grant_sql, planned_role_sql, table_sql, tenant_models


def secure_tables(using: str = "default") -> None:
    """Install grants and row-level security for every tenant table; safe to repeat.

    Does nothing when the connection is the runtime role: the test suite's flush comes by here as that role, which
    owns nothing and could not change a policy.
    """
    connection = connections[using]
    tables = set(connection.introspection.table_names())
    # In one transaction: an application that runs meanwhile never sees a table without its policies.
    with transaction.atomic(using), connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        if cursor.fetchone()[0] == APP_ROLE:
            return
        cursor.execute(planned_role_sql())
        for statement in grant_sql():
            cursor.execute(statement)
        for model in tenant_models():
            if model._meta.db_table in tables:
                for statement in table_sql(model):
                    cursor.execute(statement)
