"""Whether an arbeidsdeskundige would help, in the files of the demo that are old enough to be asked."""

from datetime import date, timedelta

from accounts.actor import acting_as
from accounts.terms import Role
from cases.models import AbsenceCase
from cases.operations import consider_expert
from ontzorg.demo.world import World

WAITING = 4  # one of so many still waits for an answer
EVERY = timedelta(weeks=13)
SAID = (
    ("not_now", "De opbouw in het eigen werk begint net. We wachten de eerste weken af."),
    ("no", "De uren groeien volgens plan in de eigen functie. Een onderzoek levert nu niets op."),
    ("yes", "De uren groeien niet verder. Het is niet duidelijk welke taken op den duur passen."),
)


def consider(world: World, today: date) -> None:
    """Every thirteen weeks an answer; of some files the newest one is still to be given."""
    with acting_as(world.desk):
        sick = AbsenceCase.objects.sick().exclude(ontzorgmanager=None).order_by("first_sick_day", "pk")
        cases = list(sick.filter(first_sick_day__lte=today - EVERY))
    for place, case in enumerate(cases):
        asked = [day for n in range(1, 9) if (day := case.first_sick_day + n * EVERY) <= today]
        answered = asked[:-1] if place % WAITING == WAITING - 1 else asked
        answered = [day for day in answered if day >= (case.assigned_on or today)]
        for number, day in enumerate(answered):
            answer, reason = SAID[(place + number) % len(SAID)]
            consider_expert(
                actor=world.actor(case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER),
                case=case,
                answer=answer,
                reason=reason,
                expected_number=number,
                today=day,
            )
