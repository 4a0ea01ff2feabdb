"""Time of Ontzorgmanagers, added up per activity and per file. Reads only; never names a file."""

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, Sum

from accounts.actor import Actor
from accounts.terms import Role
from cases.models import TimeSpent
from cases.small_cells import left_out, too_small
from cases.timeline.calendar import add_months

MONTHS = 12
HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True, slots=True)
class Line:
    """One activity: in how many files, how many hours and how many on average; None is left out, too few files."""

    label: str
    files: int | None
    hours: Decimal | None
    average: Decimal | None


@dataclass(frozen=True, slots=True)
class Report:
    """The days it is about, both inclusive, a line per activity with time, and all of it together."""

    first: date
    last: date
    lines: tuple[Line, ...]
    total: Line

    @property
    def leaves_out(self) -> bool:
        """Whether something is not shown."""
        return any(line.hours is None for line in (*self.lines, self.total))


def report(actor: Actor, today: date) -> Report:
    """The last twelve months of the files that this person sees.

    Whoever does not guide these files gets no number behind which stand fewer files than `small_cells.FEWEST`. Two
    queries.
    """
    first = add_months(today, -MONTHS) + timedelta(days=1)
    spent = TimeSpent.objects.visible_to(actor).filter(withdrawn_on=None, spent_on__gte=first, spent_on__lte=today)
    counts = {"files": Count("case", distinct=True), "minutes": Sum("minutes")}
    per_activity = spent.order_by().values_list("activity").annotate(**counts)
    rows = {activity: (files, minutes) for activity, files, minutes in per_activity}
    total = spent.aggregate(**counts)
    own = actor.role is Role.ONTZORGMANAGER
    hidden = frozenset[str]() if own else left_out({key: files for key, (files, _) in rows.items()})
    lines = [
        _line(label, *rows[key], shown=key not in hidden) for key, label in TimeSpent.Activity.choices if key in rows
    ]
    whole = _line("Samen", total["files"], total["minutes"] or 0, shown=own or not too_small(total["files"]))
    return Report(first, today, tuple(lines), whole)


def _line(label: str, files: int, minutes: int, *, shown: bool) -> Line:
    if not shown:
        return Line(label, None, None, None)
    average = (Decimal(minutes) / 60 / files).quantize(HUNDREDTH, ROUND_HALF_UP) if files else None
    return Line(label, files, Decimal(minutes) / 60, average)
