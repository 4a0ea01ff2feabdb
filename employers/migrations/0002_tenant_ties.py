"""A child in the wrong tenant is impossible: composite foreign keys."""

from django.db import migrations

from accounts.rls import tie


def _tied(child, parent, *columns):
    forward, backward = tie(child, parent, *columns)
    return migrations.RunSQL(forward, backward)


class Migration(migrations.Migration):
    dependencies = [("employers", "0001_initial")]

    operations = [
        _tied(child, "employers_employee", ("employee_id", "id"), ("employer_id", "employer_id"))
        for child in ("employers_employeeidentity", "employers_membership")
    ]
