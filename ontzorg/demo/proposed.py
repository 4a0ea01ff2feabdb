"""Proposals for suitable work in two files of the demo, and coaching notes in one of them."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, WorkProposal
from ontzorg.demo.companies import COMPANY
from ontzorg.demo.people import address_of
from ontzorg.demo.stories import HALF_A_YEAR, SICK_BAKER
from ontzorg.demo.world import World

DAY = timedelta(days=1)
FIRST = "Vier avonden per week de bestellingen voor de volgende dag aannemen, aan de telefoon."
WHY = "De bestellijn is alleen overdag open. In de ochtend zoeken wij iemand voor de planning: dat kan wel."
SECOND = "Twee ochtenden per week de planning van de oven maken en bestellingen klaarzetten."
NEEDS = "Een begintijd om 7.00 uur en hulp bij het tillen van volle kratten."
GARDENER = "Beplantingsplannen tekenen op kantoor, drie ochtenden per week."
ADAPTED = "Twee ochtenden kan direct. Een derde ochtend kan zodra er een tekentafel vrij is."
SPOKE = "Wij spraken over de eerste weken. Korte ochtenden gaan goed, lange dagen zijn nog te veel."
AGREED = "Schrijft elke dag kort op wat lukte en wat niet, en neemt dat vrijdag mee."
REACTION = "Ik ben begonnen met het schriftje. Het helpt om het terug te lezen."
LATER = "Het gesprek met de leidinggevende over de planning is voorbereid."
NEXT = "Vraagt in het gesprek naar de begintijd."


def propose_some(world: World, today: date) -> None:
    """The baker was refused once and waits now; the gardener may begin with a part. The baker is coached."""
    baker, own = _own(world, SICK_BAKER, "korenaar")
    refused = _propose(baker, own, FIRST, today - 16 * DAY, kind="other_here")
    _answer(_boss(world, "korenaar"), refused, "refused", WHY, today - 9 * DAY)
    _propose(baker, own, SECOND, today - 3 * DAY, needs=NEEDS)
    gardener, other = _own(world, HALF_A_YEAR, "delinde")
    asked = _propose(gardener, other, GARDENER, today - 12 * DAY, kind="other_here")
    _answer(_boss(world, "delinde"), asked, "adapted", ADAPTED, today - 5 * DAY)
    guide = world.actor(own.ontzorgmanager_id or 0, Role.ONTZORGMANAGER)
    note = _coach(guide, own, today - 11 * DAY, SPOKE, AGREED)
    operations.add_to_coaching(actor=baker, case=own, note=note, text=REACTION, today=today - 8 * DAY)
    _coach(guide, own, today - 2 * DAY, LATER, NEXT)


def _own(world: World, name: str, company: str) -> tuple[Actor, AbsenceCase]:
    """An employee and the file of today."""
    actor = world.by_email(address_of(name, COMPANY[company].domain), Role.EMPLOYEE)
    with acting_as(actor):
        return actor, AbsenceCase.objects.open().get()


def _boss(world: World, company: str) -> Actor:
    """Who acts for this company."""
    return world.by_email(address_of(COMPANY[company].contact, COMPANY[company].domain), Role.EMPLOYER)


def _propose(actor: Actor, case: AbsenceCase, text: str, on: date, **more: Any) -> WorkProposal:
    said = {"kind": "own_adapted", "text": text, "needs": "", "hours_per_week": Decimal(6)}
    when = {"starts_on": on + 14 * DAY, "today": on}
    return operations.propose_work(actor=actor, case=case, **said | when | more)


def _answer(actor: Actor, proposal: WorkProposal, answer: str, reason: str, on: date) -> None:
    about = {"case": proposal.case, "proposal": proposal}
    operations.answer_work(actor=actor, answer=answer, reason=reason, today=on, **about)


def _coach(actor: Actor, case: AbsenceCase, on: date, text: str, agreed: str) -> Any:
    said = {"text": text, "agreed": agreed, "until": on + 14 * DAY}
    return operations.write_coaching(actor=actor, case=case, talked_on=on, today=on, **said)
