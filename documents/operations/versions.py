"""What is written once and put right with a new version beside it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Protocol, TypeVar

from documents.contents import LONGEST_MEDICAL_TEXT


class Version(Protocol):
    """A row that may take the place of an earlier one."""

    pk: int
    replaces_id: int | None


V = TypeVar("V", bound=Version)


def in_versions(rows: Sequence[V]) -> list[tuple[V, list[V]]]:
    """The rows that count now, in their order, each with what it replaced, the newest first."""
    known = {row.pk: row for row in rows}
    replaced = {row.replaces_id for row in rows}
    return [(row, list(_before(row, known))) for row in rows if row.pk not in replaced]


def _before(row: V, known: Mapping[int, V]) -> Iterator[V]:
    while (found := known.get(row.replaces_id or 0)) is not None:
        yield found
        row = found


def newest(row: V, rows: Iterable[V]) -> V:
    """The version of this row that counts now: itself, or the last of these rows that replaced it."""
    after = {one.replaces_id: one for one in rows}
    while row.pk in after:
        row = after[row.pk]
    return row


def too_long() -> str:
    """What somebody reads who wrote more than a text of the vault holds."""
    return f"Deze tekst is te lang. Gebruik hooguit {LONGEST_MEDICAL_TEXT} tekens."
