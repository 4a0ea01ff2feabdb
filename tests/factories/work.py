"""Proposals for suitable work and coaching notes, made the way people make them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.actor import Actor
from cases import operations
from cases.models import AbsenceCase, CoachingNote, CoachingReaction, WorkProposal, WorkReply

ON = date(2026, 1, 20)
TEXT = "De lijst van leveranciers bijwerken"
NEEDS = "Een tafel op hoogte"
WHY = "De expeditie is tot maart dicht"
SPOKE = "Rustig beginnen en elke week bellen"
AGREED = "Zoekt het rooster op"


def propose(actor: Actor, case: AbsenceCase, on: date = ON, **more: Any) -> WorkProposal:
    """The employee proposes own work, adapted, from tomorrow for six hours a week."""
    said: dict[str, Any] = {"kind": "own_adapted", "text": TEXT, "needs": NEEDS, "hours_per_week": Decimal(6)}
    when = {"starts_on": on + timedelta(days=1), "today": on}
    return operations.propose_work(actor=actor, case=case, **said | when | more)


def reply(actor: Actor, proposal: WorkProposal, kind: str = "refused", on: date = ON, reason: str = WHY) -> WorkReply:
    """The employer answers."""
    about = {"case": proposal.case, "proposal": proposal}
    return operations.answer_work(actor=actor, answer=kind, reason=reason, today=on, **about)


def withdraw(actor: Actor, proposal: WorkProposal, on: date = ON) -> WorkReply:
    """The employee takes it back."""
    return operations.withdraw_work(actor=actor, case=proposal.case, proposal=proposal, today=on)


def coach(actor: Actor, case: AbsenceCase, on: date = ON, **more: Any) -> CoachingNote:
    """The Ontzorgmanager writes down what was spoken about today."""
    said: dict[str, Any] = {"talked_on": on, "text": SPOKE, "agreed": AGREED, "until": on + timedelta(days=7)}
    return operations.write_coaching(actor=actor, case=case, **said | {"today": on} | more)


def react(actor: Actor, note: CoachingNote, text: str = "Dat ga ik doen", on: date = ON) -> CoachingReaction:
    """The employee adds words."""
    return operations.add_to_coaching(actor=actor, case=note.case, note=note, text=text, today=on)
