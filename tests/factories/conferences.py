"""A multidisciplinair overleg, made the way people make it."""

from datetime import date, timedelta
from typing import Any

from accounts.actor import Actor, acting_as
from cases import operations
from cases.models import AbsenceCase, CaseConference, ConferenceAction
from cases.operations.conference import Agreed

ON = date(2026, 1, 14)
WORDS = {"question": "Welke taken passen nu?", "conclusion": "Twee uur inpakken kan."}
AGREED = (
    Agreed("Maakt plaats aan de tafel", "employer", ON + timedelta(days=7)),
    Agreed("Houdt de uren bij", "employee", ON + timedelta(days=14)),
)


def hold(actor: Actor, case: AbsenceCase, *, number: int = 0, on: date = ON, **more: Any) -> CaseConference:
    """The Ontzorgmanager writes it down; `number` is the newest one that he saw."""
    values: dict[str, Any] = {"held_on": on, "others": ["employer"], "actions": AGREED, **WORDS} | more
    return operations.write_conference(actor=actor, case=case, expected_number=number, today=on, **values)


def confirm(actor: Actor, conference: CaseConference, on: date = ON) -> CaseConference:
    """The bedrijfsarts stands behind it."""
    return operations.confirm_conference(actor=actor, conference=conference, today=on)


def action_of(actor: Actor, conference: CaseConference, who: str) -> ConferenceAction:
    """What was agreed for this role."""
    with acting_as(actor):
        found: ConferenceAction = ConferenceAction.objects.get(conference=conference, who=who)
        return found
