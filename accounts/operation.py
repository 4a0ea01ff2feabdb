"""What every write has in common: transaction, permission, fresh locked target, audit, announcement."""

from collections.abc import Callable
from functools import wraps
from typing import Any, ParamSpec, Protocol, TypeVar

from django.core.exceptions import PermissionDenied
from django.db import models
from django.dispatch import Signal

from accounts.actor import Actor, acting_as
from accounts.audit import record
from accounts.rows import ScopedQuerySet, may_with
from accounts.terms import READING, Role, Verb

P = ParamSpec("P")
R_co = TypeVar("R_co", covariant=True)


class Refused(PermissionDenied):
    """The access table has no such verb for this role. Says what was asked, for the audit trail."""

    def __init__(self, role: Role, verb: Verb, resource: str, object_id: int | None = None) -> None:
        super().__init__(f"{role} may not {verb} on {resource}")
        self.verb, self.resource, self.object_id = verb, resource, object_id


class SomebodyElses(Refused):
    """This role does it with some of the rows that it sees, and this is none of them: here it is somebody else's."""


class NotNow(Exception):
    """The rule allows this, but not at this moment or no longer. The text is a Dutch sentence for the user."""


class Stale(NotNow):
    """Somebody else changed it while this page was open."""


class AlreadyDone(Exception):
    """The same form came twice: what the first one made stands as `made`, and nothing was made again."""

    def __init__(self, made: models.Model) -> None:
        super().__init__(f"{made._meta.label} {made.pk}")
        self.made = made


class Operation(Protocol[P, R_co]):
    """A function with its place in the access table."""

    verb: Verb
    resource: str

    def __call__(self, *args: P.args, **kwargs: P.kwargs) -> R_co: ...


def operation(
    verb: Verb, *, on: str | None = None, resource: str, announces: Signal | None = None
) -> Callable[[Callable[P, R_co]], Operation[P, R_co]]:
    """Mark a function as the one way to do a verb.

    `on` names the argument that is the target: it is loaded anew through the actor's eyes and locked, so the row
    check, the lock and freshness are one step. Raises PermissionDenied when the role has no such verb, or does it with
    other rows only, and the model's DoesNotExist when this row is not the actor's. A refused or failed operation
    leaves nothing behind (the edge writes down what was refused); a successful one leaves exactly one audit event.
    """

    def decorate(function: Callable[P, R_co]) -> Operation[P, R_co]:
        @wraps(function)
        def run(*args: Any, actor: Actor, **kwargs: Any) -> Any:
            if args:
                raise TypeError(f"{function.__name__}() takes keyword arguments only")
            if not actor.may(verb, resource):
                raise Refused(actor.role, verb, resource, kwargs[on].pk if on else None)
            with acting_as(actor):
                if on is not None:
                    kwargs[on] = _fresh(kwargs[on], actor, lock=verb not in READING)
                    # A verb may be for a part of the rows of its own kind only.
                    if kwargs[on]._meta.label_lower == resource:
                        require_with(actor, verb, kwargs[on])
                result = function(actor=actor, **kwargs)  # type: ignore[call-arg, arg-type]  # ParamSpec cannot say this
                subject = result if isinstance(result, models.Model) else kwargs.get(on or "")
                record(actor=actor, action=verb, resource=resource, about=subject)
                if announces is not None:
                    announces.send(sender=type(subject), actor=actor, subject=subject)
            return result

        run.verb = verb  # type: ignore[attr-defined]  # read by the tests that walk all operations
        run.resource = resource  # type: ignore[attr-defined]
        return run  # type: ignore[return-value]

    return decorate


def require_with(actor: Actor, verb: Verb, record: models.Model) -> None:
    """Refuse a verb that this role does with other rows only. Raises SomebodyElses."""
    if not may_with(actor, verb, record):
        raise SomebodyElses(actor.role, verb, record._meta.label_lower, record.pk)


def _fresh(target: models.Model, actor: Actor, *, lock: bool) -> models.Model:
    """The row as it is now, locked until the operation ends; rows that refer to it may be stored meanwhile (`no_key`).

    Or a report (employee, then file) and a split (file, then a new one of the employee) would wait for each other.
    """
    seen: ScopedQuerySet[Any] = type(target)._default_manager.visible_to(actor)  # type: ignore[attr-defined]  # a tenant table
    found: models.Model = (seen.select_for_update(of=("self",), no_key=True) if lock else seen).get(pk=target.pk)
    return found
