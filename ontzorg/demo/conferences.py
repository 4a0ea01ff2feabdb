"""Two files of the demo with a multidisciplinair overleg: one confirmed, one that waits for the bedrijfsarts."""

from datetime import date, timedelta

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from cases.models import AbsenceCase, ConferenceAction
from cases.operations import confirm_conference, do_action, write_conference
from cases.operations.conference import Agreed
from ontzorg.demo.companies import COMPANY
from ontzorg.demo.people import address_of
from ontzorg.demo.stories import HALF_A_YEAR, SICK_BAKER
from ontzorg.demo.world import World

DAY = timedelta(days=1)
BAKER = {
    "others": ("employer", "employee"),
    "question": "Kan de opbouw in de ochtend beginnen, en met welke taken?",
    "conclusion": "Twee uur per dag met vaste taken aan de tafel kan nu. Het werk bij de oven wacht nog. Een latere "
    "begintijd helpt. Over vier weken kijken we of er een uur bij kan.",
}
GARDENER = {
    "others": ("labour_expert",),
    "question": "Welk ander werk bij de eigen werkgever past, als buiten werken te zwaar blijft?",
    "conclusion": "Tekenen en klanten adviseren past voor drie ochtenden. Buiten werken past nu niet. Een "
    "arbeidsdeskundige kijkt of er een hele functie van te maken is.",
}


def hold_conferences(world: World, today: date) -> None:
    """The baker's was confirmed and one thing is done; of the other the bedrijfsarts has yet to confirm it."""
    case = _file(world, SICK_BAKER, "korenaar")
    held = today - 8 * DAY
    agreed = (
        Agreed("Begintijd om negen uur afspreken met de ploeg", "employer", held + 5 * DAY),
        Agreed("Elke vrijdag opschrijven hoe de week ging", "employee", today + 20 * DAY),
        Agreed("Na vier weken een nieuw overleg plannen", "ontzorgmanager", today + 20 * DAY),
    )
    guide = world.actor(case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER)
    made = write_conference(
        actor=guide, case=case, held_on=held, actions=agreed, expected_number=0, today=held + DAY, **BAKER
    )
    doctor = world.actor(case.physician_id or 0, Role.BEDRIJFSARTS)
    confirm_conference(actor=doctor, conference=made, today=held + 2 * DAY)
    do_action(actor=guide, action=_first(guide, case), today=today - 3 * DAY)
    other = _file(world, HALF_A_YEAR, "delinde")
    write_conference(
        actor=world.actor(other.ontzorgmanager_id or 0, Role.ONTZORGMANAGER),
        case=other,
        held_on=today - 2 * DAY,
        actions=(Agreed("Een arbeidsdeskundige vragen", "ontzorgmanager", today + 14 * DAY),),
        expected_number=0,
        today=today - DAY,
        **GARDENER,
    )


def _file(world: World, name: str, company: str) -> AbsenceCase:
    own: Actor = world.by_email(address_of(name, COMPANY[company].domain), Role.EMPLOYEE)
    with acting_as(own):
        found: AbsenceCase = AbsenceCase.objects.open().get()
        return found


def _first(actor: Actor, case: AbsenceCase) -> ConferenceAction:
    with acting_as(actor):
        found: ConferenceAction = ConferenceAction.objects.get(case=case, position=1)
        return found
