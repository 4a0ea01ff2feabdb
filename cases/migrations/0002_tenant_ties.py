"""A child in the wrong tenant is impossible: composite foreign keys."""

from django.db import migrations

from accounts.rls import tie

_CHILDREN = (
    "cases_spell cases_maternityleave cases_completion cases_milestone cases_sickreport cases_handovernote "
    "cases_contactmoment cases_notice"
).split()


def _tied(child, parent, *columns):
    forward, backward = tie(child, parent, *columns)
    return migrations.RunSQL(forward, backward)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial"), ("employers", "0002_tenant_ties")]

    operations = [
        _tied("cases_absencecase", "employers_employee", ("employee_id", "id"), ("employer_id", "employer_id")),
        *[_tied(child, "cases_absencecase", ("case_id", "id"), ("employer_id", "employer_id")) for child in _CHILDREN],
    ]
