"""Proposals for suitable work and coaching notes in the files of the access tests, and how each operation is called."""

from collections.abc import Mapping

from accounts.actor import Actor
from cases import operations
from cases.models import AbsenceCase, CoachingNote, WorkProposal
from tests.access.drivers import Driver
from tests.access.world import NOW, TODAY, File, World, employee_of
from tests.factories.work import coach, propose, react, reply, withdraw


def proposed_work(file: File) -> WorkProposal:
    """The employee proposed work; it waits."""
    return propose(employee_of(file), file.open(), TODAY)


def answered_work(file: File) -> WorkProposal:
    """The employer said no, with a reason."""
    made = proposed_work(file)
    reply(file.employer, made, on=TODAY)
    return made


def coached(file: File) -> CoachingNote:
    """The Ontzorgmanager wrote a note."""
    return coach(file.ontzorgmanager, file.open(), TODAY)


def coached_and_added(file: File) -> CoachingNote:
    """The employee added words to it."""
    note = coached(file)
    react(employee_of(file), note, "Maandag bel ik", TODAY)
    return note


def _propose(actor: Actor, case: AbsenceCase, _: World) -> object:
    return propose(actor, case, TODAY)


def _answer(actor: Actor, proposal: WorkProposal, _: World) -> object:
    return reply(actor, proposal, on=TODAY)


def _withdraw(actor: Actor, proposal: WorkProposal, _: World) -> object:
    return withdraw(actor, proposal, TODAY)


def _coach(actor: Actor, case: AbsenceCase, _: World) -> object:
    return coach(actor, case, TODAY)


def _react(actor: Actor, note: CoachingNote, _: World) -> object:
    return react(actor, note, on=TODAY)


def _read(actor: Actor, case: AbsenceCase, _: World) -> object:
    return operations.read_coaching(actor=actor, case=case)


WORK: Mapping[str, Driver] = {
    "propose_work": Driver(_propose),
    "answer_work": Driver(_answer, proposed_work),
    "withdraw_work": Driver(_withdraw, proposed_work),
    "remind_work": Driver(lambda actor, *_: operations.remind_work(actor=actor, today=TODAY, at=NOW)),
    "write_coaching": Driver(_coach),
    "add_to_coaching": Driver(_react, coached),
    "read_coaching": Driver(_read),
}
"""By line of the matrix."""
