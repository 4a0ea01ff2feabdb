"""How the operations about contact are called so that they succeed for whoever may."""

from cases import operations as cases
from cases.models import AbsenceCase
from tests.access.drivers import Driver
from tests.access.world import NOW, TODAY, File
from tests.factories.cases import day


def _spoken_with(file: File) -> AbsenceCase:
    return cases.log_contact(actor=file.ontzorgmanager, case=file.open(), party="employee", held_on=day(8), today=TODAY)


DRIVERS = {
    "plan_contact": Driver(
        lambda actor, case, _: cases.plan_contact(actor=actor, case=case, next_on=TODAY, today=TODAY), _spoken_with
    ),
    "remind_contacts": Driver(lambda actor, *_: cases.remind_contacts(actor=actor, today=TODAY, at=NOW)),
}
