"""The one place that writes the audit trail: who did what to which record, when, in which role. Never content."""

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
    if named is None and kind == "employee" and (case := getattr(about, "case", None)) is not None:
        named = case.employee_id
    return named


_IS_ITSELF = {"employer": ("employer",), "case": ("absencecase",), "employee": ("employee",)}
