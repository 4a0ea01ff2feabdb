"""A sheet to take along to a talk: the employee's own answers, own questions and what is coming. Reads only."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from accounts.actor import Actor
from accounts.operations import draft_of
from accounts.terms import Role
from cases.dossier import grouped, steps_of
from cases.models import AbsenceCase, EmployeeVision
from cases.operations.vision import sharable
from cases.visions import Told, told

TALKS: Mapping[str, Role] = MappingProxyType(
    {"werkgever": Role.EMPLOYER, "bedrijfsarts": Role.BEDRIJFSARTS, "ontzorgmanager": Role.ONTZORGMANAGER}
)
"""With whom, as the address names it."""
WITH: Mapping[Role, str] = MappingProxyType(
    {Role.EMPLOYER: "uw werkgever", Role.BEDRIJFSARTS: "de bedrijfsarts", Role.ONTZORGMANAGER: "uw Ontzorgmanager"}
)
MOST_STEPS = 5


@dataclass(frozen=True, slots=True)
class Coming:
    """A step that is still to be done."""

    title: str
    due: date
    late: bool


@dataclass(frozen=True, slots=True)
class Sheet:
    """What is on it. Nobody but the employee sees it."""

    partner: str
    """With whom, in the middle of a sentence."""
    shared: list[Told]
    """The other person reads these too."""
    private: list[Told]
    """Of use in this talk, and for the own eyes only."""
    questions: str
    coming: list[Coming]


def talks_in(case: AbsenceCase) -> list[tuple[str, str]]:
    """With whom there can be a talk in this file: the word in the address, and the one on the page."""
    return [(slug, WITH[role]) for slug, role in TALKS.items() if role in sharable(case)]


def role_of(actor: Actor, case: AbsenceCase, talk: str) -> Role | None:
    """With whom the employee of this file prepares this talk; None for another, and for everybody else."""
    role = TALKS.get(talk)
    return role if role in sharable(case) and actor.role is Role.EMPLOYEE else None


def draft_name(role: Role) -> str:
    """Under which name the own questions for a talk are kept, with the other unsent words of this person."""
    return f"talk_{role.value}"


def questions_for(actor: Actor, case: AbsenceCase, role: Role) -> str:
    """What the employee noted for a talk with this role; empty when nothing."""
    kept = draft_of(actor, draft_name(role), case.pk)
    return (kept.data.get("questions") or [""])[0] if kept else ""


def sheet_for(actor: Actor, case: AbsenceCase, vision: EmployeeVision | None, role: Role, today: date) -> Sheet:
    """The sheet for a talk with somebody in this role, from the version that counts, if there is one."""
    lines = told(actor, vision) if vision else []
    return Sheet(
        partner=WITH[role],
        shared=[line for line in lines if role in line.shared_with],
        private=[line for line in lines if role not in line.shared_with and role in line.question.matters_to],
        questions=questions_for(actor, case, role),
        coming=_coming(actor, case, today),
    )


def _coming(actor: Actor, case: AbsenceCase, today: date) -> list[Coming]:
    groups = grouped(steps_of(case, actor.role, today), today)
    open_steps = [step for step in (*groups.now, *groups.coming) if not step.deadline.rule.lapses]
    found = [Coming(step.title, step.deadline.due, step.kind == "late") for step in open_steps if step.deadline.due]
    return sorted(found, key=lambda step: step.due)[:MOST_STEPS]
