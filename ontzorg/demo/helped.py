"""Two files of the demo with help: in one it runs, the other waits for the answer of the provider."""

from datetime import date, datetime, timedelta

from accounts.actor import acting_as
from accounts.terms import Role
from cases.models import AbsenceCase
from documents.operations import report_treatment
from interventions.models import Intervention, Kind, Offering
from interventions.operations import accept_assignment, order_intervention, report_progress, start_intervention
from ontzorg.demo.partners import PROVIDER_DOMAIN, PROVIDER_PERSON
from ontzorg.demo.people import address_of
from ontzorg.demo.stories import SICK_BAKER
from ontzorg.demo.world import World

GOAL = "Binnen drie maanden weer alle contracturen in het eigen werk."
ABILITIES = "Kan vier uur per dag rustig werk doen, liefst in de ochtend. Pauzes zelf kiezen helpt."
NEW_WORK = "Een plek vinden bij een andere werkgever voor ten minste twintig uur per week."
LIGHT = "Kan zittend werk doen, hele dagen. Tillen en lang staan kan niet."
REPORT = (
    "Het eerste gesprek is geweest. De werkdag van vier uur gaat goed. Volgende stap: vanaf volgende week vijf uur per"
    " dag."
)
INTAKE = (
    "Intake gedaan. De spanning is minder dan een maand geleden, slapen gaat beter. Plan: zes gesprekken, om de week."
)


def order_help(world: World, today: date, now: datetime) -> None:
    """The baker who is a persona gets help that runs; for whoever is sick longest the provider has yet to answer."""
    with acting_as(world.desk):
        guided = AbsenceCase.objects.sick().filter(ontzorgmanager__isnull=False).order_by("first_sick_day", "pk")
        files = list(guided.select_related("employee"))
    baker = next((case for case in files if case.employee.full_name == SICK_BAKER), None)
    if baker is None:
        return
    asked = _order(world, baker, Kind.PSYCHOLOGICAL, (GOAL, ABILITIES), today)
    helper = world.by_email(address_of(PROVIDER_PERSON, PROVIDER_DOMAIN), Role.PROVIDER)
    accept_assignment(actor=helper, intervention=asked, starts_on=today, today=today)
    start_intervention(actor=helper, intervention=asked, started_on=today, today=today)
    report_progress(actor=helper, intervention=asked, text=REPORT, today=today)
    report_treatment(actor=helper, intervention=asked, sort="intake", text=INTAKE, at=now)
    longest = next(case for case in files if case.pk != baker.pk)
    _order(world, longest, Kind.JOB_PLACEMENT, (NEW_WORK, LIGHT), today)


def _order(world: World, case: AbsenceCase, kind: Kind, words: tuple[str, str], today: date) -> Intervention:
    guide = world.actor(case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER)
    with acting_as(guide):
        offering = Offering.objects.get(kind=kind)
    goal, abilities = words
    days = {"starts_on": today, "ends_on": today + timedelta(days=90), "today": today}
    return order_intervention(actor=guide, case=case, offering=offering, goal=goal, abilities=abilities, **days)
