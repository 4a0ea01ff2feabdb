"""The insurer's desk: what stays behind, what expires, and who carries how much. Reads only; never file content."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, Q

from accounts.actor import Actor
from accounts.visible import Visible
from cases.models import AbsenceCase
from cases.models.case import OPEN, SICK, State
from cases.phases import LONG_WEEKS, STRETCHES, Stretch
from cases.timeline.dutch import format_date
from cases.urgency import FIRST_CONTACT, When, when
from cases.worklist import Row, pending_keys, pending_steps, rows
from employers.models import OccupationalHealthService, Ontzorgmanager

EXPIRY_DAYS = 60
"""A certificate or registration is announced this many days before its last valid day."""
PHASES = tuple(STRETCHES.values())


@dataclass(frozen=True, slots=True)
class Expiring:
    """A certificate or registration that ends soon or has ended."""

    record: Visible
    record_id: int
    what: str
    until: date
    when: When

    @property
    def text(self) -> str:
        """What ends and on which day it is valid for the last time."""
        return f"{self.what} geldig tot en met {format_date(self.until)}"

    @property
    def step_kind(self) -> str:
        """Late once it has ended, soon before."""
        return "late" if self.when.late else "soon"


@dataclass(frozen=True, slots=True)
class Load:
    """How many open files an Ontzorgmanager has."""

    manager: Visible
    manager_id: int
    open_files: int
    long_files: int
    valid: bool


def without_manager(actor: Actor, today: date) -> list[Row]:
    """Files that wait for an Ontzorgmanager, the longest over time first. From day 15 on the desk was warned."""
    steps = pending_steps(actor).filter(key=FIRST_CONTACT, case__ontzorgmanager=None, case__insurer_manages=True)
    return rows(steps, pending_keys(actor), actor.role, today)


def expiring_certificates(actor: Actor, today: date) -> list[Expiring]:
    """Arbodiensten whose certificate ends within 60 days, or has ended."""
    last = today + timedelta(days=EXPIRY_DAYS)
    found = OccupationalHealthService.objects.visible_to(actor).filter(
        is_active=True, certificate_valid_until__lte=last
    )
    return [
        Expiring(Visible(ohs, actor.role), ohs.pk, "Certificaat", until, _ending(until, today))
        for ohs in found.order_by("certificate_valid_until", "name")
        for until in [ohs.certificate_valid_until]
    ]


def expiring_registrations(actor: Actor, today: date) -> list[Expiring]:
    """Ontzorgmanagers whose registration ends within 60 days, or has ended."""
    last = today + timedelta(days=EXPIRY_DAYS)
    found = Ontzorgmanager.objects.visible_to(actor).filter(is_active=True, registered_until__lte=last)
    return [
        Expiring(Visible(manager, actor.role), manager.pk, "Registratie", until, _ending(until, today))
        for manager in found.select_related("user").order_by("registered_until", "user__name")
        for until in [manager.registered_until]
    ]


def _ending(until: date, today: date) -> When:
    """As a term, but what has ended is not "too late": it is over."""
    left = when(until, today)
    return When("late", "verlopen", left.days_left) if left.late else When("soon", left.text, left.days_left)


def loads(actor: Actor, today: date) -> list[Load]:
    """Every Ontzorgmanager with the number of open files, the most loaded first."""
    is_open = Q(cases__state__in=OPEN)
    is_long = is_open & Q(cases__first_sick_day__lte=today - timedelta(weeks=LONG_WEEKS))
    found = (
        Ontzorgmanager.objects.visible_to(actor)
        .filter(is_active=True)
        .select_related("user")
        .annotate(load=Count("cases", filter=is_open), long=Count("cases", filter=is_long))
        .order_by("-load", "user__name")
    )
    counts = {one.pk: (one.load, one.long) for one in found}  # type: ignore[attr-defined]  # annotated
    return [
        Load(Visible(one, actor.role), one.pk, *counts[one.pk], valid=one.registered_until >= today) for one in found
    ]


def phases(actor: Actor, today: date) -> list[tuple[str, int]]:
    """How many files there are in each phase, by calendar weeks since the first sick day."""
    columns = {f"phase_{index}": Count("pk", filter=_in(stretch, today)) for index, stretch in enumerate(PHASES)}
    waiting = Count("pk", filter=Q(state=State.RECOVERED_WAITING))
    counts = AbsenceCase.objects.visible_to(actor).order_by().aggregate(**columns, waiting=waiting)
    named = [(stretch.label, counts[f"phase_{index}"]) for index, stretch in enumerate(PHASES)]
    return [*named, (str(State.RECOVERED_WAITING.label), counts["waiting"])]


def _in(stretch: Stretch, today: date) -> Q:
    found = Q(state__in=SICK, first_sick_day__lte=today - timedelta(weeks=stretch.first - 1))
    if stretch.last is None:
        return found
    return found & Q(first_sick_day__gt=today - timedelta(weeks=stretch.last))
