"""What holds from a first to a last day, both included, and can be ended sooner: by the date that the database knows.

The application and the row-level security compare with the same date, in the Netherlands. So whatever has ended shows
nothing from that moment on, also to a page or a task that began before it.
"""

from functools import cache

from django.apps import apps
from django.db import models
from django.db.models import Func, Q

from accounts.terms import Rows

TODAY_SQL = "(now() AT TIME ZONE 'Europe/Amsterdam')::date"


class Today(Func):
    """The date in the Netherlands when this transaction began."""

    template = TODAY_SQL
    output_field = models.DateField()


def in_force(*lasts_with: str) -> Q:
    """Rows that hold today; `lasts_with` are columns with the last day of something that they do not outlive."""
    lasts = {f"{name}__gte": Today() for name in ("valid_to", *lasts_with)}
    return Q(ended_at__isnull=True, valid_from__lte=Today(), **lasts)


def in_force_sql(*lasts_with: str) -> str:
    """The same as SQL."""
    lasts = " AND ".join(f"{name} >= {TODAY_SQL}" for name in ("valid_to", *lasts_with))
    return f"ended_at IS NULL AND valid_from <= {TODAY_SQL} AND {lasts}"


# Columns that count until the last day (included) that another column of the same row names.
COUNTS_UNTIL = {"labour_expert": "labour_expert_until", "provider": "provider_until"}


def counting(path: str, value: object) -> Q:
    """Rows whose column at the end of a path has this value, and has it still today."""
    before, between, name = path.rpartition("__")
    until = COUNTS_UNTIL.get(name)
    return Q(**{path: value}) & (Q(**{f"{before}{between}{until}__gte": Today()}) if until else Q())


def counting_sql(name: str) -> str:
    """The same for a column of one table, as the end of a condition."""
    return f" AND {COUNTS_UNTIL[name]} >= {TODAY_SQL}" if name in COUNTS_UNTIL else ""


@cache
def mandate_model(rows: Rows) -> type[models.Model]:
    """The table of papers by which somebody looks at these rows in the place of another."""
    return next(model for model in apps.get_models() if getattr(model, "gives_rows", None) is rows)
