"""Asking for files to go to another Ontzorgmanager, one or many: the desk asks, the system moves."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.audit import record
from accounts.operation import operation
from accounts.terms import Verb
from cases.events import transfer_asked
from cases.models import AbsenceCase, CaseTransfer
from cases.models.transfer_terms import AHEAD, Obstacle, Reason, State
from employers.models import Ontzorgmanager

RESOURCE = "cases.absencecase"
Moves = Mapping[int, int]
"""For each file, by its number, the account of the Ontzorgmanager who goes on with it."""


@dataclass(frozen=True, slots=True)
class _Asked:
    """What was asked for in one go."""

    giver: Ontzorgmanager
    moves: Moves
    reason: str
    by: int
    at: datetime


@operation(Verb.REASSIGN, resource=RESOURCE, announces=transfer_asked)
def ask_transfers(
    *, actor: Actor, giver: Ontzorgmanager, moves: Moves, reason: str, today: date, at: datetime
) -> CaseTransfer:
    """Ask for files of one Ontzorgmanager to go to others. Each is moved in the background, on its own.

    A file that is closed, that has gone to somebody else or of which a hand-over waits already is stored with that
    reason and stays where it is. Returns one that will be moved, if any. Raises ValidationError for no file, for no
    known reason and for a receiver who may get no file today or is the giver.
    """
    _check_asked(actor, giver, moves, reason, today)
    cases = AbsenceCase.objects.visible_to(actor).filter(pk__in=moves).order_by("pk")
    found = list(cases.select_for_update(of=("self",), no_key=True))
    if len(found) != len(moves):
        raise AbsenceCase.DoesNotExist
    ahead = {one.case_id: one for one in CaseTransfer.objects.filter(case__in=found, state__in=AHEAD)}
    asked = _Asked(giver, moves, reason, actor.person_id, at)
    rows = [_ask(asked, case, ahead.get(case.pk)) for case in found]
    first = next((row for row in rows if row.state == State.ASKED), rows[0])
    for row in rows:
        if row is not first:  # the operation itself writes down one
            record(actor=actor, action=Verb.REASSIGN, resource=RESOURCE, about=row)
    return first


def _check_asked(actor: Actor, giver: Ontzorgmanager, moves: Moves, reason: str, today: date) -> None:
    wrong = {}
    if not moves:
        wrong["cases"] = "Kies ten minste één dossier."
    if reason not in Reason.values:
        wrong["reason"] = "Kies een reden."
    usable = Ontzorgmanager.objects.visible_to(actor).registered_on(today).exclude(pk=giver.pk)
    wanted = set(moves.values())
    if usable.filter(pk__in=wanted).count() != len(wanted):
        wrong["receivers"] = "Een van deze Ontzorgmanagers kan nu geen dossier krijgen. Kies iemand anders."
    if wrong:
        raise ValidationError(wrong)


def _ask(asked: _Asked, case: AbsenceCase, ahead: CaseTransfer | None) -> CaseTransfer:
    obstacle = _stays(case, asked.giver, ahead)
    row = CaseTransfer(case=case, employer_id=case.employer_id) if obstacle or ahead is None else ahead
    row.case, row.giver_id, row.receiver_id = case, asked.giver.pk, asked.moves[case.pk]
    row.reason, row.asked_by_id, row.asked_at = asked.reason, asked.by, asked.at
    row.state, row.obstacle = (State.DROPPED, obstacle) if obstacle else (State.ASKED, "")
    row.save()
    return row


def _stays(case: AbsenceCase, giver: Ontzorgmanager, ahead: CaseTransfer | None) -> str:
    """Why a file cannot be asked for; empty when it can."""
    if not case.is_open:
        return Obstacle.FINISHED
    if case.ontzorgmanager_id != giver.pk:
        return Obstacle.ELSEWHERE
    return Obstacle.WAITING if ahead and ahead.state == State.ASKED else ""
