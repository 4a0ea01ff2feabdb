"""Versions of a werknemersvisie, made the way people make them."""

from collections.abc import Collection, Mapping
from datetime import date

from accounts.actor import Actor
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, EmployeeVision

ON = date(2026, 2, 2)
ANSWERS = {
    "still_can": "Twee uur per dag inpakken aan de tafel",
    "helps": "Een vaste plek bij het raam",
    "goal": "Drie ochtenden achter de toonbank",
}
SHARED: Mapping[str, Collection[Role]] = {
    "still_can": {Role.EMPLOYER, Role.ONTZORGMANAGER},
    "helps": {Role.BEDRIJFSARTS},
}


def write(
    actor: Actor,
    case: AbsenceCase,
    answers: Mapping[str, str] = ANSWERS,
    shared: Mapping[str, Collection[Role]] = SHARED,
    on: date = ON,
) -> EmployeeVision:
    """The employee writes: one answer for employer and Ontzorgmanager, one for the bedrijfsarts, one for nobody."""
    return operations.write_vision(actor=actor, case=case, answers=answers, shared=shared, today=on)


def write_together(
    actor: Actor, case: AbsenceCase, answers: Mapping[str, str] = ANSWERS, on: date = ON
) -> EmployeeVision:
    """The Ontzorgmanager writes it with the employee."""
    return operations.write_vision(actor=actor, case=case, answers=answers, shared={}, today=on)
