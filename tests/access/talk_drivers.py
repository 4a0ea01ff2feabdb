"""How the operations about contact are called so that they succeed for whoever may."""

from accounts.actor import acting_as
from cases import operations as cases
from cases.delegated import seen_step
from cases.models import AbsenceCase, Completion
from employers.models import OccupationalPhysician
from tests.access.drivers import Driver
from tests.access.world import NOW, TODAY, File, delegate_of
from tests.factories.cases import day
from tests.factories.employers import ARRANGER


def _spoken_with(file: File) -> AbsenceCase:
    return cases.log_contact(actor=file.ontzorgmanager, case=file.open(), party="employee", held_on=day(8), today=TODAY)


def _left_to_another(file: File) -> AbsenceCase:
    """A delegate judged how long it takes."""
    case = file.open()
    with acting_as(ARRANGER):
        doctor = OccupationalPhysician.objects.select_related("ohs").get(user_id=file.bedrijfsarts.user_id)
    return cases.triage(actor=delegate_of(doctor), case=case, expected_long_term=True, today=TODAY)


def _delegated(case: AbsenceCase) -> list[str]:
    with acting_as(ARRANGER):
        found = Completion.objects.filter(case=case, recorded_as="delegate").select_related("case")
        return [seen_step(one) for one in found]


DRIVERS = {
    "plan_contact": Driver(
        lambda actor, case, _: cases.plan_contact(actor=actor, case=case, next_on=TODAY, today=TODAY), _spoken_with
    ),
    "confirm_steps": Driver(
        lambda actor, case, _: cases.confirm_steps(actor=actor, case=case, seen=_delegated(case), today=TODAY),
        _left_to_another,
    ),
    "remind_contacts": Driver(lambda actor, *_: cases.remind_contacts(actor=actor, today=TODAY, at=NOW)),
}
