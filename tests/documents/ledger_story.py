"""Advice, given and answered the way people do it: through operations."""

from datetime import date, timedelta
from typing import Any

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase, Notice
from documents import operations
from documents.models import Advice, AdviceFollowUp, GuaranteeConfirmation
from documents.operations.guarantee_facts import standing_of
from tests.documents.arrange import TODAY

DAY = timedelta(days=1)
TEXT = "Laat Carla twee uur per dag beginnen met inpakken."


def give(actor: Actor, case: AbsenceCase, **more: Any) -> Advice:
    """An advice to the employer with two weeks to follow it, unless told otherwise."""
    said = {"addressee": "employer", "text": TEXT, "due_on": TODAY + 14 * DAY, "today": TODAY} | more
    return operations.give_advice(actor=actor, case=case, **said)


def answer(actor: Actor, advice: Advice, kind: str, **more: Any) -> AdviceFollowUp:
    """What the addressee says, on the same day unless told otherwise."""
    said = {"note": "De ochtendploeg is vol.", "expected_number": 0, "today": TODAY} | more
    if kind == "done":
        said = {"done_on": said["today"]} | said
    return operations.answer_advice(actor=actor, case=advice.case, advice=advice, answer=kind, **said)


def withdraw(actor: Actor, advice: Advice, **more: Any) -> AdviceFollowUp:
    """The giver takes it back."""
    said = {"note": "Er komt een ander advies.", "expected_number": 0, "today": TODAY} | more
    return operations.withdraw_advice(actor=actor, case=advice.case, advice=advice, **said)


def confirm(actor: Actor, case: AbsenceCase, *, today: date = TODAY, **more: Any) -> GuaranteeConfirmation:
    """Confirm what was computed, unless told otherwise."""
    seen = standing_of(case, today).state.value
    said = {"state": seen, "seen": seen, "words": "", "expected_number": 0} | more
    return operations.confirm_guarantee(actor=actor, case=case, today=today, **said)


def told(kind: Notice.Kind) -> list[str]:
    """The roles of whoever got a message of this kind."""
    with acting_as(system(Role.MAILER)):
        return sorted(Notice.objects.filter(kind=kind).values_list("membership__role", flat=True))


def story(actor: Actor, advice: Advice) -> list[str]:
    """The kinds of what happened to it, through somebody's eyes."""
    with acting_as(actor):
        return [one.kind for one in Advice.objects.visible_to(actor).with_story().get(pk=advice.pk).story]
