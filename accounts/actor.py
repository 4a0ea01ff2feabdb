"""Who is acting: bound to the code (context variable) and to the database (row-level security) at once."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass

from django.db import connection, transaction

from accounts.policy import may
from accounts.terms import SYSTEM_ROLES, Role, Verb


class NoActor(RuntimeError):
    """Nobody is acting. An empty answer would look like a true one, so we raise."""


@dataclass(frozen=True, slots=True)
class Actor:
    """A person in exactly one role, or a named part of the system.

    `organisation_id` is the employer for employer and employee, the arbodienst for its planners; `employee_id` is
    set for an employee only. `on_behalf_of_id` names the person for whom a part of the system works, or in whose place
    a person acts; `mandate_id` is then the paper that says so. `without` are acts of the role that it leaves out.
    """

    role: Role
    user_id: int | None = None
    organisation_id: int | None = None
    employee_id: int | None = None
    membership_id: int | None = None
    on_behalf_of_id: int | None = None
    mandate_id: int | None = None
    without: frozenset[Verb] = frozenset()

    def may(self, verb: Verb, resource: str) -> bool:
        """Whether this actor may do this verb on this kind of record at all; which rows is another question."""
        return verb not in self.without and may(self.role, verb, resource)

    @property
    def person_id(self) -> int:
        """The account of the person who acts; raises for a part of the system."""
        if self.user_id is None:
            raise NoActor(f"{self.role.value} is no person")
        return self.user_id

    @property
    def is_system(self) -> bool:
        return self.role in SYSTEM_ROLES


def system(role: Role, *, on_behalf_of: "Actor | None" = None) -> Actor:
    """The actor for a part of the system, working for a person or (daily sweeps) for nobody."""
    if role not in SYSTEM_ROLES:
        raise ValueError(f"{role} is a human role")
    return Actor(role=role, on_behalf_of_id=on_behalf_of.user_id if on_behalf_of else None)


@dataclass(frozen=True, slots=True)
class Origin:
    """From where a person works: the address, and a fingerprint of the session (never its key)."""

    ip: str | None = None
    session: str = ""


NOWHERE = Origin()
_current: ContextVar[Actor | None] = ContextVar("actor", default=None)
_origin: ContextVar[Origin] = ContextVar("origin", default=NOWHERE)

_SETTINGS = ("role", "user_id", "org_id", "employee_id", "membership_id", "mandate_id")
_BIND = "SELECT " + ", ".join(f"set_config('ontzorg.{name}', %s, true)" for name in _SETTINGS)


def current_actor() -> Actor:
    """The actor in whose name this code runs; raises NoActor when there is none."""
    actor = _current.get()
    if actor is None:
        raise NoActor("Nobody is acting here. Wrap the code in acting_as(actor).")
    return actor


def origin_of(actor: Actor) -> Origin:
    """From where this actor works now; a part of the system works from nowhere."""
    return NOWHERE if actor.is_system else _origin.get()


@contextmanager
def coming_from(origin: Origin) -> Iterator[None]:
    """Remember for a block from where the person works."""
    token = _origin.set(origin)
    try:
        yield
    finally:
        _origin.reset(token)


def _bind(actor: Actor | None) -> None:
    values: tuple[object, ...] = ("",) * len(_SETTINGS)
    if actor is not None:
        ids = (actor.user_id, actor.organisation_id, actor.employee_id, actor.membership_id, actor.mandate_id)
        values = (actor.role, *ids)
    with connection.cursor() as cursor:
        cursor.execute(_BIND, ["" if value is None else str(value) for value in values])


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Run a block in one transaction as this actor.

    The database context lasts until the end of the transaction at most, so it is safe with pooled connections.
    Blocks nest: the inner actor works for its block, then the outer one is bound again.
    """
    outer = _current.get()
    with transaction.atomic():
        _bind(actor)
        token = _current.set(actor)
        try:
            yield actor
        finally:
            _current.reset(token)
        # Only after success: a rolled-back savepoint restores the settings by itself.
        _bind(outer)
