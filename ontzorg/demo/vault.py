"""What the medical part of a few files of the demo says. Invented, like everybody in it."""

from datetime import date, datetime, timedelta

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from cases.models import AbsenceCase
from documents.operations import draft_medical_information, write_note
from ontzorg.demo.partners import PARTNERS
from ontzorg.demo.stories import HALF_A_YEAR, SICK_BAKER
from ontzorg.demo.world import World

NOTES = (
    (
        24,
        "visit",
        "Klachten van de onderrug sinds het tillen van meelzakken. Uitstraling links tot de knie, geen uitval. Slaapt "
        "matig. Volgt oefentherapie, tweemaal per week. Lopen gaat beter dan zitten. Afgesproken: opbouwen in de "
        "ochtend, tillen vermijden, over vier weken opnieuw bespreken.",
    ),
    (
        5,
        "phone",
        "Gaat vooruit. Pijn nu vooral aan het eind van de dag. Pijnstilling afgebouwd. Oefentherapie loopt nog drie "
        "weken. Vertrouwen in terugkeer is goed.",
    ),
)
PARTS = {
    "diagnosis": "Chronische lage rugpijn met uitstraling links, vastgesteld door de neuroloog.",
    "course": "Begonnen na zwaar tilwerk. Na een periode van verbetering opnieuw toegenomen klachten bij opbouw van "
    "uren. Sinds een half jaar stabiel.",
    "treatment": "Huisarts, oefentherapie en een revalidatietraject van twaalf weken. Geen operatie.",
    "medication": "Pijnstilling zo nodig.",
    "findings": "Beweeglijkheid van de rug beperkt bij bukken. Kracht en gevoel in de benen normaal.",
}


def fill_vault(world: World, today: date, now: datetime) -> None:
    """Two notes in the files of two employees whom a visitor can be, and a draft for UWV in the longest file."""
    with acting_as(world.desk):
        sick = AbsenceCase.objects.sick().filter(physician__isnull=False).select_related("employee")
        files = list(sick.order_by("first_sick_day", "pk"))
    doctor = world.physicians[PARTNERS[0].physicians[0]]
    longest = next((case for case in files if case.physician_id == doctor.pk), None)
    for case in files:
        if case == longest or case.employee.full_name in (SICK_BAKER, HALF_A_YEAR):
            _write_notes(_doctor(world, case), case, today, now)
    if longest is not None:
        draft_medical_information(
            actor=_doctor(world, longest), case=longest, parts=PARTS, expected_version=0, at=now - timedelta(days=1)
        )


def _doctor(world: World, case: AbsenceCase) -> Actor:
    return world.actor(case.physician_id or 0, Role.BEDRIJFSARTS)


def _write_notes(doctor: Actor, case: AbsenceCase, today: date, now: datetime) -> None:
    for ago, how, text in NOTES:
        days = timedelta(days=ago)
        write_note(actor=doctor, case=case, held_on=today - days, how=how, text=text, today=today, at=now - days)
