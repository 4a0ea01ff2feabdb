"""Talks of the last weeks in the files of the demo that an Ontzorgmanager guides; a few are left too long."""

from datetime import date, timedelta

from accounts.actor import acting_as
from accounts.terms import Role
from cases.models import AbsenceCase, ContactMoment
from cases.operations import log_contact
from ontzorg.demo.world import World

LEFT_ALONE = 7  # one of so many
AGO = 9
AHEAD = 12


def speak_again(world: World, today: date) -> None:
    """Most of those who are sick were spoken with lately; with the others it is two weeks ago or more."""
    with acting_as(world.desk):
        cases = list(AbsenceCase.objects.sick().exclude(ontzorgmanager=None).order_by("first_sick_day", "pk"))
    parties = (ContactMoment.Party.EMPLOYEE, ContactMoment.Party.EMPLOYER, ContactMoment.Party.EMPLOYEE)
    for number, case in enumerate(cases):
        held_on = today - timedelta(days=1 + number % AGO)
        if number % LEFT_ALONE == LEFT_ALONE - 1 or held_on <= (case.assigned_on or today):
            continue
        log_contact(
            actor=world.actor(case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER),
            case=case,
            party=parties[number % len(parties)].value,
            held_on=held_on,
            next_on=today + timedelta(days=number % AHEAD) if number % 2 else None,
            today=today,
        )
