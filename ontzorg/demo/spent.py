"""Time that the Ontzorgmanagers of the demo spent on their files."""

from datetime import date, timedelta

from accounts.actor import acting_as
from accounts.terms import Role
from cases.models import AbsenceCase, TimeSpent
from cases.operations import record_time
from ontzorg.demo.world import World

A = TimeSpent.Activity
USUAL = (
    (9, A.WELCOME, 45),
    (11, A.EMPLOYEE, 60),
    (12, A.EMPLOYER, 45),
    (20, A.TRAVEL, 75),
    (27, A.PAPERS, 90),
    (40, A.PHYSICIAN, 30),
    (48, A.PAPERS, 45),
    (62, A.EMPLOYEE, 45),
    (80, A.EMPLOYER, 30),
)
"""Days after the first sick day, on what, and for how many minutes."""
SELDOM = 9  # one of so many files needs more


def spend_time(world: World, today: date) -> None:
    """Every guided file has the usual talks and papers behind it; a few needed more."""
    with acting_as(world.desk):
        cases = list(AbsenceCase.objects.sick().exclude(ontzorgmanager=None).order_by("first_sick_day", "pk"))
    for place, case in enumerate(cases):
        more = ((90, A.HELP, 60),) if place % SELDOM == 0 else ()
        number = 0
        for after, activity, minutes in (*USUAL[: len(USUAL) - place % 3], *more):
            day = case.first_sick_day + timedelta(days=after)
            if (case.assigned_on or today) <= day <= today:
                record_time(
                    actor=world.actor(case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER),
                    case=case,
                    activity=activity.value,
                    spent_on=day,
                    minutes=minutes,
                    expected_number=number,
                    today=day,
                )
                number += 1
