"""Who works in the place of another: a delegate of a bedrijfsarts, an Ontzorgmanager who stands in, and two who did."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection

from accounts.actor import Actor
from accounts.dated import TODAY_SQL
from accounts.terms import Role
from employers.acting import actor_for
from employers.models import DelegatedAdviser, Ontzorgmanager
from employers.models.mandates import Task
from employers.operations import mandates
from ontzorg.isolation.files import NOW
from ontzorg.isolation.people import Arbodienst, membership, register_manager

Manager = tuple[Ontzorgmanager, Actor]


@dataclass(frozen=True)
class StandingIn:
    """`delegate` works for the first doctor, `substitute` for the first Ontzorgmanager; the others did until today."""

    delegate: Actor
    substitute: Actor
    former: tuple[Actor, ...]
    principals: Mapping[Actor, Actor]
    """In whose place each of them works now; nobody for who did."""


def today() -> date:
    """The date of the database, by which it decides what still holds."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {TODAY_SQL}")
        found: date = cursor.fetchone()[0]
        return found


def stand_in(desk: Actor, near: Arbodienst, absent: Manager, other: Manager) -> StandingIn:
    """Two papers that hold, and two that were ended."""
    doctor = near.doctors[0][1]
    days = {"valid_from": today(), "valid_to": today() + timedelta(days=30), "today": today()}
    delegates = []
    for name in ("dewi", "dolf"):
        adviser = _adviser(desk, near, name)
        paper = mandates.delegate(actor=doctor, delegate=adviser, tasks=[task.value for task in Task], **days)
        delegates.append((actor_for(membership(f"{name}@isolatie.example", Role.DELEGATE), paper), paper))
    mandates.end_delegation(actor=doctor, delegation=delegates[1][1], at=NOW)
    past = mandates.substitute(actor=desk, absent=absent[0], substitute=other[0], **days)
    mandates.end_substitution(actor=desk, substitution=past, at=NOW)
    third, _ = register_manager(desk, "Mieke Vervanger")
    paper = mandates.substitute(actor=desk, absent=absent[0], substitute=third, **days)
    substitute = actor_for(membership("mieke@isolatie.example", Role.ONTZORGMANAGER), paper)
    was_in = actor_for(membership("loesje@isolatie.example", Role.ONTZORGMANAGER), past)
    return StandingIn(
        delegate=delegates[0][0],
        substitute=substitute,
        former=(delegates[1][0], was_in),
        principals={delegates[0][0]: doctor, substitute: absent[1]},
    )


def _adviser(desk: Actor, near: Arbodienst, name: str) -> DelegatedAdviser:
    values = {"name": f"{name.title()} Gedelegeerd", "email": f"{name}@isolatie.example", "kind": "pob"}
    return mandates.register_adviser(actor=desk, ohs=near.ohs, **values)
