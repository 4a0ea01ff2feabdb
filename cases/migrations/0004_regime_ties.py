"""A child in the wrong tenant is impossible: composite foreign keys of the tables about regimes and capacity."""

from django.db import migrations

from accounts.rls import tie

_CHILDREN = (
    "cases_casefact cases_capacitychange cases_buildupschedule cases_builduphours cases_waiver cases_delay"
).split()


def _tied(child, parent, *columns):
    forward, backward = tie(child, parent, *columns)
    return migrations.RunSQL(forward, backward)


class Migration(migrations.Migration):
    dependencies = [("cases", "0003_regimes"), ("employers", "0003_regimes")]

    operations = [
        *[_tied(child, "cases_absencecase", ("case_id", "id"), ("employer_id", "employer_id")) for child in _CHILDREN],
        _tied(
            "cases_builduphours",
            "cases_buildupschedule",
            ("schedule_id", "id"),
            ("employer_id", "employer_id"),
        ),
        _tied("cases_policystep", "employers_policy", ("policy_id", "id"), ("employer_id", "employer_id")),
    ]
