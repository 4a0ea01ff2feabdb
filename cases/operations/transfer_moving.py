"""Moving the files that the desk asked for: each on its own, by the system, with how it stands."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow, operation
from accounts.terms import Role, Verb
from cases.events import case_transferred
from cases.models import AbsenceCase, CaseTransfer
from cases.models.transfer_terms import Obstacle, Part, State
from cases.operations.steps import touch
from employers.models import Ontzorgmanager

RESOURCE = "cases.absencecase"
TRIED_FOR = timedelta(hours=1)
"""A move that goes wrong is tried again each minute, for so long after it was asked."""


class CannotMove(NotNow):
    """The file stays where it is; `obstacle` says why."""

    def __init__(self, obstacle: Obstacle) -> None:
        super().__init__(obstacle.label)
        self.obstacle = obstacle


@dataclass(frozen=True, slots=True)
class Waiting:
    """A file that is to be moved: who asked for it, and when."""

    case_id: int
    asked_by: int
    asked_at: datetime

    def is_given_up(self, at: datetime) -> bool:
        """Whether it was tried so long that a next try will not help either."""
        return at - self.asked_at >= TRIED_FOR


def waiting_transfers() -> list[Waiting]:
    """Which files are to be moved, the oldest first."""
    with acting_as(system(Role.SCHEDULER)):
        asked = CaseTransfer.objects.filter(state=State.ASKED).order_by("asked_at", "pk")
        found: Any = asked.values_list("case_id", "asked_by_id", "asked_at")  # the database knows none without these
        return [Waiting(*one) for one in found]


@operation(Verb.MOVE_FILE, on="case", resource=RESOURCE, announces=case_transferred)
def move_file(
    *, actor: Actor, case: AbsenceCase, compose: Callable[[AbsenceCase], Sequence[Part]], today: date
) -> CaseTransfer:
    """Move a file to whom the desk asked for, with how it stands now; from this moment the other one sees it.

    `compose` says how it stands. Raises CannotMove when something came in between, NotNow when nothing was asked.
    """
    transfer = _asked_of(case)
    if obstacle := _in_the_way(case, transfer, today):
        raise CannotMove(obstacle)
    transfer.facts = [{"title": part.title, "lines": list(part.lines)} for part in compose(case)]
    case.hand_over(to=transfer.receiver, on=today)
    touch(case)
    transfer.state, transfer.moved_on, transfer.case = State.MOVED, today, case
    transfer.save(update_fields=["facts", "state", "moved_on"])
    return transfer


def _in_the_way(case: AbsenceCase, transfer: CaseTransfer, today: date) -> Obstacle | None:
    if not case.is_open:
        return Obstacle.FINISHED
    if case.ontzorgmanager_id != transfer.giver_id:
        return Obstacle.ELSEWHERE
    usable = Ontzorgmanager.objects.registered_on(today).filter(pk=transfer.receiver_id)
    return None if usable.exists() else Obstacle.RECEIVER


@operation(Verb.DROP_TRANSFER, on="case", resource=RESOURCE)
def drop_transfer(*, actor: Actor, case: AbsenceCase, obstacle: Obstacle) -> CaseTransfer:
    """The file stays where it is; the desk reads why. Raises NotNow when nothing was asked.

    What the Ontzorgmanager wrote for who comes after lies ready again, as long as he guides the file.
    """
    transfer = _asked_of(case)
    transfer.state, transfer.obstacle = State.DROPPED, obstacle
    transfer.save(update_fields=["state", "obstacle"])
    if transfer.words and case.is_open and case.ontzorgmanager_id == transfer.giver_id:
        _keep_words(transfer)
    return transfer


def _keep_words(dropped: CaseTransfer) -> None:
    CaseTransfer.objects.create(
        case_id=dropped.case_id,
        employer_id=dropped.employer_id,
        giver_id=dropped.giver_id,
        state=State.PREPARED,
        words=dropped.words,
        text_number=dropped.text_number,
        worded_by_id=dropped.worded_by_id,
        worded_at=dropped.worded_at,
    )


def _asked_of(case: AbsenceCase) -> CaseTransfer:
    found = CaseTransfer.objects.filter(case=case, state=State.ASKED).select_related("receiver__user")
    transfer: CaseTransfer | None = found.select_for_update(of=("self",), no_key=True).first()
    if transfer is None:
        raise NotNow("Voor dit dossier is geen overdracht gevraagd, of het is al overgedragen.")
    return transfer


def add_part(transfer: CaseTransfer, part: Part) -> None:
    """Add what another app knows of the file to the note, while it is being moved. For receivers only."""
    transfer.facts = [*transfer.facts, {"title": part.title, "lines": list(part.lines)}]
    transfer.save(update_fields=["facts"])


def is_first_of_receiver(transfer: CaseTransfer) -> bool:
    """Whether nothing else that was asked with it came to this receiver yet: one message says it of all."""
    came = CaseTransfer.objects.filter(receiver=transfer.receiver_id, state=State.MOVED)
    return not came.filter(asked_by=transfer.asked_by_id, asked_at=transfer.asked_at).exclude(pk=transfer.pk).exists()
