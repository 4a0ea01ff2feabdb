"""Advice in the files of the access tests, and how each operation on it is called so that it succeeds for who may."""

from datetime import timedelta
from functools import partial
from typing import Any

from accounts.actor import Actor
from documents import operations as documents
from documents.models import Advice
from documents.operations.guarantee_facts import standing_of
from tests.access.drivers import Driver
from tests.access.world import NOW, TODAY, File, World

GIVEN: dict[str, Any] = {"text": "Begin met twee uur.", "due_on": TODAY + timedelta(days=14), "today": TODAY}
SAID: dict[str, Any] = {"answer": "refused", "note": "Het past nog niet.", "expected_number": 0, "today": TODAY}


def advised(file: File, addressee: str = "employer") -> Advice:
    """The Ontzorgmanager gave an advice."""
    return documents.give_advice(actor=file.ontzorgmanager, case=file.open(), addressee=addressee, **GIVEN)


def advised_by_doctor(file: File) -> Advice:
    """The bedrijfsarts gave one."""
    return documents.give_advice(actor=file.bedrijfsarts, case=file.open(), addressee="employee", **GIVEN)


def answered_advice(file: File) -> Advice:
    """The employer said what comes of it."""
    made = advised(file)
    documents.answer_advice(actor=file.employer, case=made.case, advice=made, **SAID)
    return made


def _answer(actor: Actor, advice: Advice, _: World) -> object:
    return documents.answer_advice(actor=actor, case=advice.case, advice=advice, **SAID)


def _withdraw(actor: Actor, advice: Advice, _: World) -> object:
    said = {"note": "Een ander advies volgt.", "expected_number": 0, "today": TODAY}
    return documents.withdraw_advice(actor=actor, case=advice.case, advice=advice, **said)


def _confirm(actor: Actor, case: Any, _: World) -> object:
    seen = standing_of(case, TODAY).state.value
    said = {"state": seen, "seen": seen, "words": "", "expected_number": 0, "today": TODAY}
    return documents.confirm_guarantee(actor=actor, case=case, **said)


ADVICE: dict[str, Driver] = {
    "give_advice": Driver(
        lambda actor, case, _: documents.give_advice(actor=actor, case=case, addressee="employer", **GIVEN)
    ),
    "answer_advice": Driver(_answer, advised),
    "answer_advice_of_the_employee": Driver(_answer, partial(advised, addressee="employee")),
    "withdraw_advice": Driver(_withdraw, advised),
    "withdraw_advice_of_the_doctor": Driver(_withdraw, advised_by_doctor),
    "confirm_guarantee": Driver(_confirm),
    "remind_advice": Driver(
        lambda actor, *_: documents.remind_advice(actor=actor, today=TODAY, at=NOW), lambda file: file, opens=False
    ),
}
