"""Advice in two files of the demo: done, not done with a reason, past its term, and one that waits for the baker."""

from datetime import date, datetime, timedelta
from typing import Any

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase
from documents.operations import answer_advice, give_advice, remind_advice
from ontzorg.demo.companies import COMPANY
from ontzorg.demo.people import address_of
from ontzorg.demo.stories import SICK_BAKER
from ontzorg.demo.world import World

DAY = timedelta(days=1)
DONE = "Zet elke week een vast moment in de agenda om de uren en taken van die week door te nemen."
HOW = "Elke vrijdag om tien uur, met een kort verslag in de map van het team."
REFUSED = "Geef een plek in de dagploeg, zodat het werk niet voor zes uur ’s ochtends begint."
WHY = "De dagploeg is tot eind van de maand vol. Daarna bekijken wij het opnieuw."
OVERDUE = "Schrijf op welke taken u weer wilt proberen, en neem dat mee naar het gesprek van vrijdag."
WAITS = "Spreek met uw leidinggevende af op welke twee ochtenden u bestellingen klaarzet."


def give_advices(world: World, today: date) -> list[int]:
    """The oldest running file of the bakery gets three, of which two ask attention; the baker gets one."""
    with acting_as(world.desk):
        found = AbsenceCase.objects.sick().filter(employer=world.employers["korenaar"], ontzorgmanager__isnull=False)
        case = found.order_by("first_sick_day", "pk")[0]
    guide = world.actor(case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER)
    doctor = world.actor(case.physician_id or 0, Role.BEDRIJFSARTS)
    employer = world.by_email(address_of("Anouk Terpstra", COMPANY["korenaar"].domain), Role.EMPLOYER)
    first = _give(guide, case, "employer", DONE, today - 60 * DAY)
    _say(employer, case, first, answer="done", note=HOW, done_on=today - 52 * DAY, today=today - 50 * DAY)
    second = _give(doctor, case, "employer", REFUSED, today - 20 * DAY)
    _say(employer, case, second, answer="refused", note=WHY, today=today - 8 * DAY)
    _give(guide, case, "employee", OVERDUE, today - 24 * DAY)
    baker = world.by_email(address_of(SICK_BAKER, COMPANY["korenaar"].domain), Role.EMPLOYEE)
    with acting_as(baker):
        own = AbsenceCase.objects.open().get()
    _give(world.actor(own.ontzorgmanager_id or 0, Role.ONTZORGMANAGER), own, "employee", WAITS, today - 6 * DAY)
    return [case.pk, own.pk]


def remind_of_advices(today: date, now: datetime) -> None:
    """What the daily reminder of today says."""
    remind_advice(actor=system(Role.SCHEDULER), today=today, at=now)


def _give(actor: Actor, case: AbsenceCase, addressee: str, text: str, on: date) -> Any:
    return give_advice(actor=actor, case=case, addressee=addressee, text=text, due_on=on + 14 * DAY, today=on)


def _say(actor: Actor, case: AbsenceCase, advice: Any, **said: Any) -> None:
    answer_advice(actor=actor, case=case, advice=advice, expected_number=0, **said)
