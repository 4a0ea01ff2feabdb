"""How the operations of who guides a file are called so that they succeed for whoever may."""

from cases import operations as cases
from tests.access.drivers import Driver
from tests.access.world import NOW, TODAY

DRIVERS = {
    "consider_expert": Driver(
        lambda actor, case, _: cases.consider_expert(
            actor=actor, case=case, answer="no", reason="Het eigen werk past.", expected_number=0, today=TODAY
        )
    ),
    "remind_considerations": Driver(lambda actor, *_: cases.remind_considerations(actor=actor, today=TODAY, at=NOW)),
}
