"""Keeping what somebody is still typing, that somebody kept a text as it is, looking at what others did, new keys."""

from collections.abc import Callable

from accounts.actor import Actor
from accounts.models import AuditEvent, Draft, WordingOverride
from accounts.operation import operation
from accounts.terms import Verb
from accounts.wording.kept import Kept

LARGEST = 50_000  # characters of all fields together


@operation(Verb.SAVE_DRAFT, resource="accounts.draft")
def save_draft(*, actor: Actor, form: str, about_id: int, data: dict[str, list[str]]) -> Draft:
    """Keep the fields of an unsent form for this person. Nobody else can read them.

    Without the character NUL, which nobody types and the database cannot hold.
    """
    kept = {name: [value.replace("\0", "") for value in values] for name, values in data.items()}
    draft = Draft(user_id=actor.person_id, form=form, about_id=about_id, data=kept)
    # One statement, so that two pages that save at once do not meet.
    Draft.objects.bulk_create(
        [draft],
        update_conflicts=True,
        unique_fields=["user", "form", "about_id"],
        update_fields=["data", "saved_at"],
    )
    return draft


def draft_of(actor: Actor, form: str, about_id: int) -> Draft | None:
    """What this person was typing in this form, if anything."""
    found: Draft | None = Draft.objects.visible_to(actor).filter(form=form, about_id=about_id).first()
    return found


def forget_draft(actor: Actor, form: str, about_id: int) -> None:
    """The form was sent: the draft is no longer needed. Inside the transaction of what was sent."""
    Draft.objects.visible_to(actor).filter(form=form, about_id=about_id).delete()


@operation(Verb.KEEP_WORDING, resource="accounts.wordingoverride")
def keep_wording(*, actor: Actor, form: str, about_id: int, case_id: int | None, kept: Kept) -> WordingOverride:
    """Record that somebody kept one field with marked words in it, and why. Inside the transaction of what was sent.

    `about_id` is the record that the form is about, of the kind that the form is for; no word of the text is stored.
    """
    row = WordingOverride(user_id=actor.person_id, role=actor.role, form=form, about_id=about_id, case_id=case_id)
    row.field, row.kinds, row.count, row.reason = kept.field, list(kept.kinds), kept.count, kept.reason
    row.save()
    return row


@operation(Verb.ROTATE_KEYS, resource="employers.employeeidentity")
def rotate_batch(*, actor: Actor, rewrite: Callable[[], int]) -> int:
    """Write a batch of encrypted values again under the first key, with a trace of it; returns how many were.

    `rewrite` does it inside this transaction. The trail does not say of whom the values are, because nobody saw them.
    """
    return rewrite()


@operation(Verb.OVERSEE, resource="accounts.auditevent")
def oversee(*, actor: Actor, case_id: int | None = None) -> AuditEvent | None:
    """Look at what others did, as the privacy officer; looking leaves a trace too (AVG art. 39).

    With the number of a file the trace stands in the trail of that file, so that the employee reads it there. Returns
    the last event of that file, or None for no file and for a number that no file has.
    """
    if case_id is None:
        return None
    events = AuditEvent.objects.visible_to(actor).filter(case_id=case_id, subject_id__isnull=False)
    found: AuditEvent | None = events.order_by("-pk").first()
    return found
