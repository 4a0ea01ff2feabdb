"""How the operations of who guides a file are called so that they succeed for whoever may."""

from cases import operations as cases
from cases.models import TimeSpent
from tests.access.drivers import Driver
from tests.access.world import NOW, TODAY, File

TIME = {"activity": "papers", "spent_on": TODAY, "minutes": 30, "today": TODAY}


def _timed(file: File) -> TimeSpent:
    return cases.record_time(actor=file.ontzorgmanager, case=file.open(), **TIME)


DRIVERS = {
    "consider_expert": Driver(
        lambda actor, case, _: cases.consider_expert(
            actor=actor, case=case, answer="no", reason="Het eigen werk past.", expected_number=0, today=TODAY
        )
    ),
    "record_time": Driver(lambda actor, case, _: cases.record_time(actor=actor, case=case, **TIME)),
    "withdraw_time": Driver(lambda actor, entry, _: cases.withdraw_time(actor=actor, entry=entry, today=TODAY), _timed),
    "remind_considerations": Driver(lambda actor, *_: cases.remind_considerations(actor=actor, today=TODAY, at=NOW)),
}
