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


def in_force(prefix: str = "") -> Q:
    """Rows that hold today; `prefix` leads to them."""
    return Q(
        **{
            f"{prefix}ended_at__isnull": True,
            f"{prefix}valid_from__lte": Today(),
            f"{prefix}valid_to__gte": Today(),
        }
    )


IN_FORCE_SQL = f"ended_at IS NULL AND valid_from <= {TODAY_SQL} AND valid_to >= {TODAY_SQL}"


@cache
def mandate_model(rows: Rows) -> type[models.Model]:
    """The table of papers by which somebody looks at these rows in the place of another."""
    return next(model for model in apps.get_models() if getattr(model, "gives_rows", None) is rows)
