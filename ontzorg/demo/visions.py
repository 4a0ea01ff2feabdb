"""Two files of the demo with a werknemersvisie: one that is shared in part, one that waits for the employee."""

from datetime import date, timedelta

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from cases.models import AbsenceCase
from cases.operations import write_vision
from ontzorg.demo.companies import COMPANY
from ontzorg.demo.people import address_of
from ontzorg.demo.stories import HALF_A_YEAR, SICK_BAKER
from ontzorg.demo.world import World

FIRST = {"still_can": "Een uur per dag bestellingen klaarzetten.", "goal": "Weer elke ochtend in de bakkerij staan."}
BAKER = {
    "enjoy": "Brood bakken met de ploeg, en klanten die tevreden zijn.",
    "still_can": "Twee uur per dag bestellingen klaarzetten en de voorraad tellen. Werk aan de tafel gaat goed.",
    "first_tasks": "De planning van de oven maken. Daarna weer deeg afwegen.",
    "helps": "Het helpt als ik niet alleen in de bakkerij sta. Werken voor vijf uur ’s ochtends is nu lastig.",
    "from_employer": "Een latere begintijd, en elke vrijdag tien minuten om de week door te nemen.",
    "build_up": "Beginnen met twee uur per dag, en elke twee weken een uur erbij.",
    "goal": "Drie ochtenden per week meedraaien in de bakkerij.",
}
BAKER_SHARES = {
    "still_can": {Role.EMPLOYER, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS},
    "first_tasks": {Role.EMPLOYER, Role.ONTZORGMANAGER},
    "helps": {Role.ONTZORGMANAGER, Role.BEDRIJFSARTS},
    "build_up": {Role.EMPLOYER, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS},
}
TOGETHER = {
    "enjoy": "Tuinen ontwerpen en met klanten langs de planten lopen.",
    "still_can": "Tekeningen maken, drie ochtenden in de week.",
    "from_employer": "Een vaste plek op kantoor en niet meer dan een opdracht tegelijk.",
    "from_manager": "Meegaan naar het gesprek over de nieuwe taken.",
    "own_part": "Elke week noteren wat lukt en wat nog niet.",
}


def write_visions(world: World, today: date) -> None:
    """The baker wrote two versions himself; of the other file the Ontzorgmanager wrote one down this week."""
    baker, case = _own(world, SICK_BAKER, "korenaar")
    write_vision(actor=baker, case=case, answers=FIRST, shared={}, today=today - timedelta(days=20))
    recent = today - timedelta(days=6)
    write_vision(actor=baker, case=case, answers=BAKER, shared=BAKER_SHARES, today=recent)
    _, case = _own(world, HALF_A_YEAR, "delinde")
    guide = world.actor(case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER)
    write_vision(actor=guide, case=case, answers=TOGETHER, shared={}, today=today - timedelta(days=1))


def _own(world: World, name: str, company: str) -> tuple[Actor, AbsenceCase]:
    """An employee and the file of today."""
    actor = world.by_email(address_of(name, COMPANY[company].domain), Role.EMPLOYEE)
    with acting_as(actor):
        return actor, AbsenceCase.objects.open().get()
