"""What the baker, the employer and the Ontzorgmanager of one file of the demo write to each other."""

from datetime import datetime, timedelta

from accounts.actor import acting_as
from accounts.terms import Role
from cases.models import AbsenceCase
from documents.operations import read_thread, send_message, start_thread
from ontzorg.demo.companies import COMPANY
from ontzorg.demo.people import address_of
from ontzorg.demo.stories import SICK_BAKER
from ontzorg.demo.world import World

SUBJECT = "Latere begintijd in de ochtend"
ASKED = (
    "Ik heb afgelopen week drie keer twee uur gewerkt. Vanaf maandag wil ik proberen om zeven uur te beginnen in"
    " plaats van om vijf uur. Kan dat met het rooster?"
)
ANSWERED = (
    "Fijn om te lezen dat de uren lukken. Een latere begintijd past bij het advies van de bedrijfsarts. Ik bel"
    " donderdag om het rooster samen door te nemen."
)
HOUR = timedelta(hours=1)


def write_letters(world: World, now: datetime) -> None:
    """The baker asks, both others read it, the Ontzorgmanager answers, and the baker has not read that yet."""
    domain = COMPANY["korenaar"].domain
    baker = world.by_email(address_of(SICK_BAKER, domain), Role.EMPLOYEE)
    employer = world.by_email(address_of(COMPANY["korenaar"].contact, domain), Role.EMPLOYER)
    with acting_as(baker):
        case = AbsenceCase.objects.open().get()
    guide = world.actor(case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER)
    asked, answered = now - 50 * HOUR, now - 4 * HOUR
    to = [Role.EMPLOYER.value, Role.ONTZORGMANAGER.value]
    thread = start_thread(actor=baker, case=case, to=to, subject=SUBJECT, text=ASKED, at=asked)
    read_thread(actor=employer, thread=thread, at=asked + 3 * HOUR)
    read_thread(actor=guide, thread=thread, at=answered)
    send_message(actor=guide, case=case, thread=thread, text=ANSWERED, at=answered)
    read_thread(actor=employer, thread=thread, at=answered + HOUR)
