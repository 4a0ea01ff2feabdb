"""How far a row lies from somebody: the columns of the matrix."""

from enum import StrEnum

from accounts.actor import Actor
from ontzorg.isolation.files import File
from ontzorg.isolation.ownership import Ownership, Row


class Scope(StrEnum):
    """Seen from the file in the middle of which the role's person stands."""

    OWN = "own"
    SAME = "same employer"
    OTHER = "other employer"
    ELSEWHERE = "other arbodienst"
    NOBODY = "no context"


def scope_of(actor: Actor, row: Row, ownership: Ownership) -> Scope:
    """Where a row lies for somebody; what belongs to nobody in particular is one's own."""
    if row.whose("user") is not None and row.whose("user") == actor.user_id:
        return Scope.OWN
    world, files = ownership.world, ownership.files_of(row)
    if row.whose("file") is None and row.whose("ohs") is not None and row.whose("employer") is None:
        return Scope.OWN if row.whose("ohs") == world.arbodiensten[0].ohs.pk else Scope.ELSEWHERE
    if files:
        return min((_of_file(file, world.files[0]) for file in files), key=list(Scope).index)
    if row.whose("user") is not None:
        return _of_person(row.whose("user"), ownership)
    return Scope.OWN


def _of_file(file: File, own: File) -> Scope:
    if file.case.pk == own.case.pk:
        return Scope.OWN
    if file.employee.employer_id != own.employee.employer_id:
        return Scope.OTHER
    return Scope.SAME if file.arbodienst == own.arbodienst else Scope.ELSEWHERE


def _of_person(user_id: int, ownership: Ownership) -> Scope:
    """Where somebody works first; a person without a file is a colleague."""
    for file in ownership.world.files:
        working = (file.employer, file.own, file.bedrijfsarts, file.arbodienst, file.ontzorgmanager)
        if user_id in {actor.user_id for actor in working}:
            return _of_file(file, ownership.world.files[0])
    return Scope.SAME
