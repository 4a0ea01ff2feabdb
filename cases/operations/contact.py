"""That the Ontzorgmanager spoke with employer or employee."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.models import AbsenceCase, ContactMoment
from cases.operations.steps import complete, touch
from cases.timeline.explain import format_date

FIRST_CONTACT = "assign_ontzorgmanager"
FINISHED = "Dit dossier is afgesloten. U kunt er geen contact meer in vastleggen."


@operation(Verb.LOG_CONTACT, on="case", resource="cases.absencecase")
def log_contact(*, actor: Actor, case: AbsenceCase, party: str, held_on: date, today: date) -> AbsenceCase:
    """Record a talk with employer or employee: with whom and when, never what was said.

    With the first talk with both, the step "Inzet Ontzorgmanager" is done. Raises ValidationError for a day before
    the first sick day or in the future, NotNow for a file that is over.
    """
    if not case.is_open:
        raise NotNow(FINISHED)
    if not case.first_sick_day <= held_on <= today:
        raise ValidationError({"held_on": f"Kies een datum van {format_date(case.first_sick_day)} tot en met vandaag."})
    ContactMoment.objects.get_or_create(
        case=case,
        party=party,
        held_on=held_on,
        defaults={"employer_id": case.employer_id, "recorded_by_id": actor.person_id},
    )
    note_first_contact(case, actor)
    return touch(case)


def note_first_contact(case: AbsenceCase, actor: Actor) -> None:
    """Complete the assignment step once both employer and employee have been spoken with."""
    if case.completions.filter(key=FIRST_CONTACT).exists():
        return
    if both_on := spoken_with_both(case.contacts.all(), case.assigned_on):
        complete(case=case, key=FIRST_CONTACT, done_on=both_on, by=actor)


def spoken_with_both(contacts: Iterable[ContactMoment], assigned_on: date | None) -> date | None:
    """The day by which the Ontzorgmanager had spoken with employer and employee; None while that is still to come."""
    first: dict[str, date] = {}
    for contact in sorted(contacts, key=lambda contact: contact.held_on):
        first.setdefault(contact.party, contact.held_on)
    return max(*first.values(), assigned_on) if assigned_on and set(first) == set(ContactMoment.Party.values) else None
