"""A werknemersvisie as somebody reads it: the questions in their sections, and the answers that are for that person."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from accounts.actor import Actor
from accounts.terms import Role
from cases.models import AbsenceCase, EmployeeVision, VisionAnswer
from cases.readers import say_readers, with_eyes
from cases.vision_questions import EDITIONS, Question


@dataclass(frozen=True, slots=True)
class Told:
    """One answer, said to somebody. `readers` is a sentence for the employee and empty for the others."""

    question: Question
    text: str
    shared_with: frozenset[Role]
    readers: str


@dataclass(frozen=True, slots=True)
class Versions:
    """The versions of a file that somebody reads, the newest first."""

    all: Sequence[EmployeeVision]

    @property
    def current(self) -> EmployeeVision | None:
        """The newest one that the employee stands behind."""
        return next((one for one in self.all if one.is_confirmed), None)

    @property
    def waiting(self) -> EmployeeVision | None:
        """What the Ontzorgmanager wrote since, and the employee has not confirmed yet."""
        newest = self.all[0] if self.all else None
        return newest if newest and not newest.is_confirmed else None

    @property
    def earlier(self) -> list[EmployeeVision]:
        """The rest: those the employee wrote before, and what the Ontzorgmanager wrote and nobody confirmed."""
        return [one for one in self.all if one not in (self.current, self.waiting)]


def versions_of(actor: Actor, case: AbsenceCase) -> Versions:
    """What this person may know of the visions of a file: one query."""
    found = EmployeeVision.objects.visible_to(actor).filter(case=case).select_related("filled_by", "case")
    return Versions(list(found.order_by("-number")))


def told(actor: Actor, vision: EmployeeVision) -> list[Told]:
    """The answers of a version that this person reads, in the order of its questions: one query."""
    answers = {one.key: one for one in VisionAnswer.objects.visible_to(actor).filter(vision=vision)}
    return [_told(actor, vision.case, one, answers[one.key]) for one in EDITIONS[vision.edition] if one.key in answers]


def _told(actor: Actor, case: AbsenceCase, question: Question, answer: VisionAnswer) -> Told:
    """To which others it is shown is between the employee and each of them."""
    own = actor.role is Role.EMPLOYEE
    shared = answer.readers if own else frozenset()
    return Told(question, answer.text, shared, say_readers(actor.role, with_eyes(shared), case=case) if own else "")


def in_sections(lines: Iterable[Told]) -> list[tuple[str, list[Told]]]:
    """The same, section by section."""
    found: dict[str, list[Told]] = {}
    for line in lines:
        found.setdefault(line.question.section, []).append(line)
    return list(found.items())
