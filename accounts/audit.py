"""The one place that writes the audit trail: who did what to which record, when, in which role. Never content."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from accounts.actor import Actor, acting_as, origin_of
from accounts.models import AuditEvent
from accounts.purposes import purpose_of, touched

log = logging.getLogger(__name__)
DONE, DENIED = "done", "denied"
ASKED = "ask"  # the action of a refusal of which no verb is known
REFUSALS_KEPT = 60  # of one account
WINDOW = timedelta(hours=1)


def record(*, actor: Actor, action: str, resource: str, about: models.Model | None) -> None:
    """Append one event. What the record says is never written, only which record it is."""
    event = _begin(actor, action, resource)
    event.object_id = about.pk if about is not None else None
    event.employer_id = _key(about, "employer")
    event.case_id = _key(about, "case")
    event.subject_id = _key(about, "employee")
    event.touched = touched(actor.role, action, resource)
    event.save(force_insert=True)


@dataclass(frozen=True, slots=True)
class Refusal:
    """What somebody asked for and did not get: a verb, or a record that is not among the own rows."""

    action: str
    resource: str
    object_id: int | None = None


def record_refusal(actor: Actor, refusal: Refusal, *, at: datetime) -> None:
    """Append a refusal, in a transaction of its own: what was asked is undone by then.

    The same refusal of the same account once an hour, and no more than sixty different ones: nobody can flood the
    trail. Whether the record exists is not written, and not known here.
    """
    with acting_as(actor):
        events = AuditEvent.objects.visible_to(actor).filter(actor_id=actor.user_id, result=DENIED, at__gt=at - WINDOW)
        known = list(events.order_by("-at").values_list("action", "resource", "object_id")[:REFUSALS_KEPT])
        if (refusal.action, refusal.resource, refusal.object_id) in known:
            return
        if len(known) >= REFUSALS_KEPT:
            log.warning("Account %s is refused too much to keep all of it", actor.user_id)
            return
        event = _begin(actor, refusal.action, refusal.resource)
        event.object_id, event.result = refusal.object_id, DENIED
        event.save(force_insert=True)


def _begin(actor: Actor, action: str, resource: str) -> AuditEvent:
    origin = origin_of(actor)
    return AuditEvent(
        actor_id=actor.user_id,
        role=actor.role,
        on_behalf_of_id=actor.on_behalf_of_id,
        organisation_id=actor.organisation_id,
        action=action,
        resource=resource,
        purpose=purpose_of(actor.role, action),
        ip=origin.ip,
        session=origin.session,
    )


def _key(about: models.Model | None, kind: str) -> int | None:
    if about is None:
        return None
    named: int | None = getattr(about, f"{kind}_id", None)
    if named is None and about._meta.model_name in _IS_ITSELF.get(kind, ()):
        named = about.pk
    if isinstance(about, AuditEvent) and kind == "employee":
        return about.subject_id
    return _employee_of_file(about) if named is None and kind == "employee" else named


def _employee_of_file(about: models.Model) -> int | None:
    """Nobody when there is no file, or when the actor sees it no longer: an old message outlives an assignment."""
    try:
        found: int | None = getattr(getattr(about, "case", None), "employee_id", None)
    except ObjectDoesNotExist:
        return None
    return found


_IS_ITSELF = {"employer": ("employer",), "case": ("absencecase",), "employee": ("employee",)}
