"""What handing over adds to the matrix: a file in each state of it, and how each operation is called on it."""

from collections.abc import Callable, Mapping
from typing import Any

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, CaseTransfer
from cases.models.transfer_terms import Obstacle
from employers.models import Ontzorgmanager
from tests.access.world import NOW, TODAY, File, World
from tests.factories.cases import fresh, move
from tests.factories.employers import ARRANGER


def _managers(case: AbsenceCase) -> tuple[Ontzorgmanager, Ontzorgmanager]:
    """Who guides the file, and somebody else."""
    with acting_as(ARRANGER):
        own = fresh(ARRANGER, case).ontzorgmanager_id
        found = {one.pk: one for one in Ontzorgmanager.objects.order_by("pk")}
        return found.pop(own), next(iter(found.values()))


def _ask(actor: Actor, case: AbsenceCase, _: World | None = None) -> object:
    giver, receiver = _managers(case)
    moves = {case.pk: receiver.pk}
    return operations.ask_transfers(actor=actor, giver=giver, moves=moves, reason="divided", today=TODAY, at=NOW)


def asked(file: File) -> AbsenceCase:
    """The desk asked for it to go to somebody else."""
    _ask(Actor(role=Role.DESK, user_id=file.employer.user_id), file.open())
    return file.open()


def words_ready(file: File) -> CaseTransfer:
    """The Ontzorgmanager laid down words for who comes after him."""
    case, words = file.open(), "Belt liever."
    return operations.write_transfer(actor=file.ontzorgmanager, case=case, words=words, expected_number=0, at=NOW)


def came_back(file: File) -> AbsenceCase:
    """It went to somebody else and came back, and nobody looked at that yet."""
    for _ in range(2):
        move(asked(file), on=TODAY)
    return file.open()


def _write(actor: Actor, case: AbsenceCase, _: World) -> object:
    return operations.write_transfer(actor=actor, case=case, words="Belt liever.", expected_number=0, at=NOW)


def _take(actor: Actor, case: AbsenceCase, _: World) -> object:
    return operations.take_transfer(actor=actor, case=case, at=NOW)


def _move(actor: Actor, case: AbsenceCase, _: World) -> object:
    return operations.move_file(actor=actor, case=case, compose=lambda one: [], today=TODAY)


def _drop(actor: Actor, case: AbsenceCase, _: World) -> object:
    return operations.drop_transfer(actor=actor, case=case, obstacle=Obstacle.RECEIVER)


CALLS: Mapping[str, tuple[Callable[[Actor, Any, World], object], Callable[[File], Any]]] = {
    "ask_transfers": (_ask, lambda file: file.open()),
    "move_file": (_move, asked),
    "drop_transfer": (_drop, asked),
    "write_transfer": (_write, lambda file: file.open()),
    "take_transfer": (_take, came_back),
}
"""By line of the matrix: the call, and what it is about."""
