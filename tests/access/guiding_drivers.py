"""How the operations of who guides a file are called so that they succeed for whoever may."""

from accounts.actor import Actor
from cases import operations as cases
from cases.models import CaseConference, ConferenceAction, TimeSpent
from tests.access.drivers import Driver
from tests.access.world import NOW, TODAY, File, World
from tests.factories.conferences import action_of, confirm, hold

TIME = {"activity": "papers", "spent_on": TODAY, "minutes": 30, "expected_number": 0, "today": TODAY}


def timed(file: File) -> TimeSpent:
    return cases.record_time(actor=file.ontzorgmanager, case=file.open(), **TIME)


def conferred(file: File) -> CaseConference:
    return hold(file.ontzorgmanager, file.open(), on=TODAY)


def agreed(file: File, who: str) -> ConferenceAction:
    made = confirm(file.bedrijfsarts, conferred(file), on=TODAY)
    return action_of(file.ontzorgmanager, made, who)


def _tick(actor: Actor, action: ConferenceAction, _: World) -> object:
    return cases.do_action(actor=actor, action=action, today=TODAY)


DRIVERS = {
    "consider_expert": Driver(
        lambda actor, case, _: cases.consider_expert(
            actor=actor, case=case, answer="no", reason="Het eigen werk past.", expected_number=0, today=TODAY
        )
    ),
    "write_conference": Driver(lambda actor, case, _: hold(actor, case, on=TODAY)),
    "confirm_conference": Driver(
        lambda actor, one, _: cases.confirm_conference(actor=actor, conference=one, today=TODAY), conferred
    ),
    "do_action": Driver(_tick, lambda file: agreed(file, "employer")),
    "do_action_of_the_employee": Driver(_tick, lambda file: agreed(file, "employee")),
    "record_time": Driver(lambda actor, case, _: cases.record_time(actor=actor, case=case, **TIME)),
    "withdraw_time": Driver(lambda actor, entry, _: cases.withdraw_time(actor=actor, entry=entry, today=TODAY), timed),
    "remind_considerations": Driver(lambda actor, *_: cases.remind_considerations(actor=actor, today=TODAY, at=NOW)),
}
