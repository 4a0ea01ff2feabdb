"""Who looked at a file and what they did: the audit trail of one file, as the employee may read it. Reads only."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from typing import Any

from django.db.models import Count, Max, Min
from django.db.models.functions import TruncDate

from accounts.actor import Actor
from accounts.audit import DONE
from accounts.describe import VERB_TEXTS
from accounts.models import AuditEvent
from accounts.purposes import PURPOSE_TEXTS, Purpose
from accounts.terms import ROLE_LABELS, Role, Verb
from cases.models import AbsenceCase
from employers.models import OccupationalHealthService, Provider

INSURER = "de verzekeraar"
_AT_THE_EMPLOYER = (Role.EMPLOYER, Role.EMPLOYEE)
_AT_AN_ARBODIENST = (Role.ARBODIENST, Role.BEDRIJFSARTS, Role.DELEGATE)
_AT_THE_INSURER = (Role.ONTZORGMANAGER, Role.DESK, Role.CLAIMS)


@dataclass(frozen=True, slots=True)
class Look:
    """What one person did in one role on one day, as one line."""

    day: date
    first: datetime
    last: datetime
    count: int
    who: str
    role: str
    organisation: str
    on_behalf_of: str
    with_whom: str
    what: str
    why: str


def looks(actor: Actor, case: AbsenceCase, *, own: bool) -> Any:
    """One row per day, person, role and act, the newest first; what the reader did himself only when asked for.

    A queryset, so that a page takes its part of it.
    """
    events = AuditEvent.objects.visible_to(actor).filter(case_id=case.pk, result=DONE)
    if not own:
        events = events.exclude(actor_id=actor.person_id)
    return (
        events.annotate(day=TruncDate("at"))
        .values("day", "actor_id", "actor__name", "role", "organisation_id", "on_behalf_of__name", "action", "purpose")
        .annotate(count=Count("pk"), first=Min("at"), last=Max("at"))
        .order_by("-day", "-last", "actor_id", "action")
    )


def told(actor: Actor, case: AbsenceCase, rows: Iterable[Mapping[str, Any]]) -> list[Look]:
    """These rows in words."""
    rows = list(rows)
    names = _named(actor, OccupationalHealthService, rows, _AT_AN_ARBODIENST)
    names |= _named(actor, Provider, rows, (Role.PROVIDER,))
    return [_look(row, case, names) for row in rows]


def by_day(found: Iterable[Look]) -> list[tuple[date, list[Look]]]:
    """The same, day by day."""
    return [(day, list(rows)) for day, rows in groupby(found, key=lambda look: look.day)]


_Names = dict[tuple[str, int], str]


def _named(
    actor: Actor,
    model: type[OccupationalHealthService] | type[Provider],
    rows: Iterable[Mapping[str, Any]],
    roles: tuple[Role, ...],
) -> _Names:
    """What the organisations of people in these roles are called, by role and number."""
    numbers = {row["organisation_id"] for row in rows if row["role"] in roles} - {None}
    found = model.objects.visible_to(actor).filter(pk__in=numbers).order_by("pk")
    return {(role.value, one.pk): one.name for one in found for role in roles}


def _look(row: Mapping[str, Any], case: AbsenceCase, names: _Names) -> Look:
    role = Role(row["role"])
    return Look(
        day=row["day"],
        first=row["first"],
        last=row["last"],
        count=row["count"],
        who=row["actor__name"] or "Ontzorg",
        role=ROLE_LABELS[role],
        organisation=_organisation(role, row["organisation_id"], case, names),
        on_behalf_of=row["on_behalf_of__name"] or "",
        with_whom="met akkoord van" if role is Role.PLATFORM else "namens",
        what=VERB_TEXTS[Verb(row["action"])],
        why=PURPOSE_TEXTS[Purpose(row["purpose"])] if row["purpose"] else "",
    )


def _organisation(role: Role, organisation: int | None, case: AbsenceCase, names: _Names) -> str:
    if role in _AT_THE_INSURER:
        return INSURER
    if role in _AT_THE_EMPLOYER:
        return str(case.employer.name)
    return names.get((role.value, organisation), "") if organisation else ""
