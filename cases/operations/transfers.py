"""Hand-overs of files: what there is, what belongs together, and how files are divided. Reads only."""

from collections.abc import Mapping, Sequence

from django.db.models import Q, QuerySet

from accounts.actor import current_actor
from cases.models import AbsenceCase, CaseTransfer
from cases.models.transfer_terms import State


def transfers_of(case: AbsenceCase) -> "QuerySet[CaseTransfer]":
    """The hand-overs of a file through the eyes of who acts, the newest first."""
    found: QuerySet[CaseTransfer] = CaseTransfer.objects.visible_to(current_actor()).filter(case=case.pk)
    return found.select_related("giver__user", "receiver__user", "worded_by", "taken_by").order_by("-pk")


def asked_with(transfer: CaseTransfer) -> "QuerySet[CaseTransfer]":
    """Everything that was asked for in one go with this one, in the order of the files."""
    same = {"asked_by": transfer.asked_by_id, "asked_at": transfer.asked_at}
    found: QuerySet[CaseTransfer] = CaseTransfer.objects.visible_to(current_actor()).filter(**same)
    return found.select_related("case__employee", "giver__user", "receiver__user").order_by("case_id", "pk")


def number_of(ahead: CaseTransfer | None) -> int:
    """Which text lies ready, for a page that changes it; 0 for none."""
    return ahead.text_number if ahead else 0


def unread() -> Q:
    """Hand-overs that nobody on the other side read yet."""
    return Q(state=State.MOVED, taken_at=None)


def divide(files: Sequence[int], load: Mapping[int, int]) -> dict[int, int]:
    """Give each file to whom has the fewest files by then; `load` is how many each has now, in order of preference."""
    now = dict(load)
    moves = {}
    for file in files:
        moves[file] = min(now, key=lambda receiver: now[receiver])
        now[moves[file]] += 1
    return moves
