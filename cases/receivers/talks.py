"""What people of a file say to each other and agree: guidance, vision, conferences and coaching."""

from typing import Any

from django.dispatch import receiver

from accounts.terms import Role
from cases.events import (
    coaching_added,
    coaching_written,
    conference_confirmed,
    conference_written,
    guidance_written,
    vision_shared,
    vision_written,
)
from cases.models import CaseConference, CoachingNote, CoachingReaction, EmployeeVision, GuidancePlan, Notice
from cases.receivers.telling import tell


@receiver(guidance_written)
def tell_of_guidance(subject: GuidancePlan, **_: Any) -> None:
    """Everybody who has a part in it hears that there is a new version."""
    to = (Role.EMPLOYER, Role.EMPLOYEE, Role.BEDRIJFSARTS)
    tell(subject.case, Notice.Kind.GUIDANCE_WRITTEN, *to, about_id=subject.pk)


@receiver(conference_written)
def ask_to_confirm_conference(subject: CaseConference, **_: Any) -> None:
    """The bedrijfsarts hears that a conclusion waits for him; nobody else reads it yet."""
    tell(subject.case, Notice.Kind.CONFERENCE_WRITTEN, Role.BEDRIJFSARTS, about_id=subject.pk)


@receiver(conference_confirmed)
def tell_of_conference(subject: CaseConference, **_: Any) -> None:
    """Employee and employer hear at once that there is a conclusion, and so does who wrote it."""
    to = (Role.EMPLOYEE, Role.EMPLOYER, Role.ONTZORGMANAGER)
    tell(subject.case, Notice.Kind.CONFERENCE_READY, *to, about_id=subject.pk)


@receiver(vision_written)
def ask_to_confirm(subject: EmployeeVision, **_: Any) -> None:
    """The employee hears that the Ontzorgmanager wrote something down, which counts only once it is confirmed."""
    if not subject.is_confirmed:
        tell(subject.case, Notice.Kind.VISION_TO_CONFIRM, Role.EMPLOYEE, about_id=subject.pk)


@receiver(vision_shared)
def tell_of_shared_answers(subject: EmployeeVision, roles: frozenset[Role], occasion: int, **_: Any) -> None:
    """Who may read an answer since now hears that there is something to read, once a day."""
    tell(subject.case, Notice.Kind.VISION_SHARED, *sorted(roles), about_id=subject.pk, occasion=occasion)


@receiver(coaching_written)
def tell_of_coaching(subject: CoachingNote, **_: Any) -> None:
    """The employee hears that there is a note, and not what is in it."""
    tell(subject.case, Notice.Kind.COACHING_WRITTEN, Role.EMPLOYEE, about_id=subject.pk)


@receiver(coaching_added)
def tell_of_reaction(subject: CoachingReaction, **_: Any) -> None:
    """The Ontzorgmanager hears that the employee added words."""
    tell(subject.case, Notice.Kind.COACHING_ADDED, Role.ONTZORGMANAGER, about_id=subject.pk)
