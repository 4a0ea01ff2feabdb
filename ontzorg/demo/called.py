"""One file of the demo to which an arbeidsdeskundige is called today."""

from datetime import date, timedelta

from accounts.actor import acting_as
from accounts.terms import Role
from cases.models import AbsenceCase
from cases.operations import call_labour_expert
from cases.operations.calls import ASSESSMENT
from employers.models import LabourExpert
from ontzorg.demo.world import World

QUESTION = (
    "Past het eigen werk nog, en zo ja met welke aanpassingen? Kijk naar de taken, de werktijden en de werkplek. "
    "Is er binnen dit bedrijf ander werk dat wel past?"
)


def call_expert(world: World, today: date) -> None:
    """The Ontzorgmanager of the file in which this step is the next to come asks for it."""
    with acting_as(world.desk):
        waiting = AbsenceCase.objects.sick().filter(
            milestones__key=ASSESSMENT, milestones__state="pending", ontzorgmanager__isnull=False
        )
        case = waiting.order_by("milestones__due_on", "pk").first()
    if case is None:
        return
    guide = world.actor(case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER)
    with acting_as(guide):
        expert = LabourExpert.objects.get()
    until = today + timedelta(days=42)
    call_labour_expert(actor=guide, case=case, expert=expert, question=QUESTION, valid_to=until, today=today)
