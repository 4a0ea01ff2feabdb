"""The insurer's desk: what stays behind, what expires, and who carries how much. Reads only; never file content."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import Count, DateField, DurationField, Expression, F, OuterRef, Q, Subquery, Sum, Value
from django.db.models.functions import Cast, Coalesce, Greatest, Least

from accounts.actor import Actor
from accounts.rows import ScopedQuerySet
from accounts.visible import Visible
from cases.models import AbsenceCase, Spell
from cases.models.case import OPEN, State
from cases.phases import LONG_WEEKS, STRETCHES
from cases.timeline.dutch import format_date
from cases.urgency import FIRST_CONTACT, When, when
from cases.worklist import Row, pending_keys, pending_steps, rows
from employers.models import OccupationalHealthService, Ontzorgmanager

EXPIRY_DAYS = 60
"""A certificate or registration is announced this many days before its last valid day."""


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
    found = (
        Ontzorgmanager.objects.visible_to(actor)
        .filter(is_active=True)
        .select_related("user")
        .annotate(load=Count("cases", filter=is_open))
        .order_by("-load", "user__name")
    )
    long = _long_files(actor, today)
    return [
        Load(
            manager=Visible(one, actor.role),
            manager_id=one.pk,
            open_files=one.load,  # type: ignore[attr-defined]  # annotated
            long_files=long[one.pk],
            valid=one.registered_until >= today,
        )
        for one in found
    ]


def phases(actor: Actor, today: date) -> list[tuple[str, int]]:
    """How many open files there are in each stretch of weeks of sickness; the recovered ones apart."""
    found = AbsenceCase.objects.visible_to(actor).open().order_by().annotate(counted=counted_days(actor, today))
    counts: Counter[str] = Counter()
    for state, counted, files in found.values_list("state", "counted").annotate(files=Count("pk")):
        counts[state if state == State.RECOVERED_WAITING else _stretch(counted.days)] += files
    named = [(stretch.label, counts[key]) for key, stretch in STRETCHES.items()]
    return [*named, (str(State.RECOVERED_WAITING.label), counts[State.RECOVERED_WAITING])]


def _stretch(counted: int) -> str:
    """In which stretch a file with so many counted days is."""
    week = (counted - 1) // 7 + 1
    return next(key for key, stretch in STRETCHES.items() if stretch.holds(week))


def _long_files(actor: Actor, today: date) -> "Counter[int]":
    """Per Ontzorgmanager the open files with more than 13 weeks of sickness."""
    found = AbsenceCase.objects.visible_to(actor).open().order_by().annotate(counted=counted_days(actor, today))
    long = found.filter(counted__gt=timedelta(weeks=LONG_WEEKS)).values_list("ontzorgmanager_id")
    return Counter(dict(long.annotate(files=Count("pk"))))


def counted_days(actor: Actor, today: date) -> Expression:
    """Count in the database what `Absence.counted_days` counts: the days of sickness of a file, today included.

    Recovery and maternity leave do not count (BW art. 7:629 lid 10). For files that the database adds up by the
    thousands; spells of one file do not overlap, nor do its leaves.
    """
    after = Value(today + timedelta(days=1), DateField())
    end = Least(Coalesce("recovered_on", after), after)
    leave_end = Cast(F("case__leaves__last") + timedelta(days=1), DateField())
    left = Least(end, leave_end) - Greatest("start", "case__leaves__first")
    nothing = Value(timedelta(), DurationField())
    spells = Spell.objects.visible_to(actor).filter(case=OuterRef("pk"), mistaken=False, start__lte=today)
    sick = _sum(spells, end - F("start"))
    away = _sum(spells.filter(case__leaves__isnull=False), Greatest(left, nothing))
    return Coalesce(sick, nothing) - Coalesce(away, nothing)


def _sum(spells: "ScopedQuerySet[Spell]", days: Expression) -> Subquery:
    total = spells.order_by().values("case").annotate(total=Sum(days, output_field=DurationField()))
    return Subquery(total.values("total"))
