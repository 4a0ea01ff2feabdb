"""What the werknemersvisie adds to the matrix: a version in each state, and how each operation is called on it."""

from collections.abc import Callable, Mapping
from typing import Any

from accounts.actor import Actor
from cases import operations
from cases.models import AbsenceCase, EmployeeVision
from tests.access.world import TODAY, File, World, employee_of
from tests.factories.visions import ANSWERS, SHARED, write, write_together


def shared_vision(file: File) -> EmployeeVision:
    """The employee shares one answer with employer and Ontzorgmanager, and one with the bedrijfsarts."""
    return write(employee_of(file), file.open(), on=TODAY)


def private_vision(file: File) -> EmployeeVision:
    """The employee shares nothing."""
    return write(employee_of(file), file.open(), shared={}, on=TODAY)


def waiting_vision(file: File) -> EmployeeVision:
    """The Ontzorgmanager wrote it with the employee, who has not confirmed it."""
    return write_together(file.ontzorgmanager, file.open(), on=TODAY)


def _write(actor: Actor, case: AbsenceCase, _: World) -> object:
    return write(actor, case, ANSWERS, {}, TODAY)


def _confirm(actor: Actor, vision: EmployeeVision, _: World) -> object:
    return operations.confirm_vision(actor=actor, case=vision.case, vision=vision, shared=SHARED, today=TODAY)


def _share(actor: Actor, vision: EmployeeVision, _: World) -> object:
    return operations.share_vision(actor=actor, vision=vision, shared=SHARED, today=TODAY)


def _read(actor: Actor, vision: EmployeeVision, _: World) -> object:
    return operations.read_vision(actor=actor, vision=vision)


CALLS: Mapping[str, tuple[Callable[[Actor, Any, World], object], Callable[[File], Any]]] = {
    "write_vision": (_write, lambda file: file.open()),
    "confirm_vision": (_confirm, waiting_vision),
    "share_vision": (_share, private_vision),
    "read_vision": (_read, private_vision),
    "read_shared_vision": (_read, shared_vision),
    "read_waiting_vision": (_read, waiting_vision),
}
"""By line of the matrix: the call, and what it is about."""
