"""Keeping what somebody is still typing."""

from accounts.actor import Actor
from accounts.models import Draft
from accounts.operation import operation
from accounts.terms import Verb

LARGEST = 50_000  # characters of all fields together


@operation(Verb.SAVE_DRAFT, resource="accounts.draft")
def save_draft(*, actor: Actor, form: str, about_id: int, data: dict[str, list[str]]) -> Draft:
    """Keep the fields of an unsent form for this person. Nobody else can read them."""
    draft: Draft
    draft, _ = Draft.objects.update_or_create(
        user_id=actor.person_id, form=form, about_id=about_id, defaults={"data": data}
    )
    return draft


def draft_of(actor: Actor, form: str, about_id: int) -> Draft | None:
    """What this person was typing in this form, if anything."""
    found: Draft | None = Draft.objects.visible_to(actor).filter(form=form, about_id=about_id).first()
    return found


def forget_draft(actor: Actor, form: str, about_id: int) -> None:
    """The form was sent: the draft is no longer needed. Inside the transaction of what was sent."""
    Draft.objects.visible_to(actor).filter(form=form, about_id=about_id).delete()
