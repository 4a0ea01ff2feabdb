"""The one place that writes the audit trail: who did what to which record, when, in which role. Never content."""

from django.core.exceptions import ObjectDoesNotExist
from django.db import models

from accounts.actor import Actor
from accounts.models import AuditEvent


def record(*, actor: Actor, action: str, resource: str, about: models.Model | None) -> None:
    """Append one event. What the record says is never written, only which record it is."""
    AuditEvent.objects.create(
        actor_id=actor.user_id,
        role=actor.role,
        on_behalf_of_id=actor.on_behalf_of_id,
        action=action,
        resource=resource,
        object_id=about.pk if about is not None else None,
        employer_id=_key(about, "employer"),
        case_id=_key(about, "case"),
        subject_id=_key(about, "employee"),
    )


def _key(about: models.Model | None, kind: str) -> int | None:
    if about is None:
        return None
    named: int | None = getattr(about, f"{kind}_id", None)
    if named is None and about._meta.model_name in _IS_ITSELF.get(kind, ()):
        named = about.pk
    return _employee_of_file(about) if named is None and kind == "employee" else named


def _employee_of_file(about: models.Model) -> int | None:
    """Nobody when there is no file, or when the actor sees it no longer: an old message outlives an assignment."""
    try:
        found: int | None = getattr(getattr(about, "case", None), "employee_id", None)
    except ObjectDoesNotExist:
        return None
    return found


_IS_ITSELF = {"employer": ("employer",), "case": ("absencecase",), "employee": ("employee",)}
