"""Files of the demo that went to another Ontzorgmanager: one that he looked at, one that waits for that."""

from datetime import datetime, timedelta

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase
from cases.models.transfer_terms import Reason
from cases.operations import ask_transfers, move_file, take_transfer, write_transfer
from cases.transfer_note import note_of
from employers.models import Ontzorgmanager
from ontzorg.demo.partners import MANAGERS
from ontzorg.demo.world import World

AGO = timedelta(days=3)
WORDS = (
    "De werkgever belt het liefst op dinsdagochtend. Hij zou deze week laten weten welk werk er in de ochtend is.",
    "De werknemer wil graag zelf het gesprek met de leidinggevende plannen. Vraag hoe dat ging.",
)
READY = (
    "Ik spreek de werknemer elke twee weken op donderdag. Wie mij vervangt, hoeft alleen die afspraak over te nemen."
)


def hand_over_some(world: World, now: datetime) -> None:
    """Two young files without a persona go to the Ontzorgmanager of the demo; in one of his own words lie ready."""
    with acting_as(world.desk):
        receiver = Ontzorgmanager.objects.get(user__name=MANAGERS[0].name)
        giver = Ontzorgmanager.objects.get(user__name=MANAGERS[1].name)
        sick = AbsenceCase.objects.sick().filter(ontzorgmanager__in=[giver.pk, receiver.pk])
        found = list(sick.filter(assigned_on__lte=(now - 2 * AGO).date()).order_by("-first_sick_day", "pk"))
    given = [case for case in found if case.ontzorgmanager_id == giver.pk][: len(WORDS)]
    took = world.actor(receiver.pk, Role.ONTZORGMANAGER)
    for case, words in zip(given, WORDS, strict=True):
        guide = world.actor(giver.pk, Role.ONTZORGMANAGER)
        write_transfer(actor=guide, case=case, words=words, expected_number=0, at=now - 2 * AGO)
        _move(world, case, giver, receiver, now - AGO)
    take_transfer(actor=took, case=given[0], at=now - AGO / 2)
    own = next(case for case in found if case.ontzorgmanager_id == receiver.pk)
    write_transfer(actor=took, case=own, words=READY, expected_number=0, at=now - AGO)


def _move(world: World, case: AbsenceCase, giver: Ontzorgmanager, receiver: Ontzorgmanager, at: datetime) -> None:
    day = at.date()
    ask_transfers(
        actor=world.desk, giver=giver, moves={case.pk: receiver.pk}, reason=Reason.DIVIDED.value, today=day, at=at
    )
    mover = system(Role.SCHEDULER, on_behalf_of=world.desk)
    move_file(actor=mover, case=case, compose=lambda one: note_of(one, day), today=day)
