"""Visie en plan in the files of the demo that an Ontzorgmanager guides for some weeks already."""

from datetime import date, timedelta

from accounts.actor import acting_as
from accounts.terms import Role
from cases.models import AbsenceCase
from cases.operations import write_guidance
from ontzorg.demo.world import World

AFTER = timedelta(days=26)
LATER = timedelta(days=70)
FIRST = {
    "outlook": "Terug in de eigen functie is het doel. We beginnen met korte ochtenden en vaste, rustige taken. "
    "Als dat vier weken goed gaat, komen er uren bij.",
    "steps": {
        "for_employer": "Spreekt elke week even bij, op een vaste dag.\nMaakt een lijst van taken voor de ochtend.",
        "for_employee": "Denkt na over de taken waarmee het kan beginnen.\nHoudt bij hoe de uren gaan.",
        "for_physician": "Adviseert over uren en taken in de probleemanalyse.",
        "for_insurer": "Ik bel elke twee weken met werkgever en werknemer.",
    },
    "reason": "",
}
SECOND = {
    "outlook": "De ochtenden gaan goed. Het doel blijft de eigen functie. De volgende stap is werken met collega's "
    "erbij, daarna langere dagen.",
    "steps": FIRST["steps"] | {"for_professionals": "Een arbeidsdeskundige kijkt mee als de uren niet verder groeien."},  # type: ignore[operator]  # both are texts by party
    "reason": "De opbouw gaat sneller dan verwacht.",
}


def write_plans(world: World, today: date) -> list[int]:
    """Every file that is old enough gets a first version, and the oldest of them a second. Returns which files."""
    with acting_as(world.desk):
        guided = AbsenceCase.objects.sick().filter(ontzorgmanager__isnull=False, first_sick_day__lte=today - AFTER)
        cases = list(guided.order_by("first_sick_day", "pk"))
    for case in cases:
        guide = world.actor(case.ontzorgmanager_id or 0, Role.ONTZORGMANAGER)
        written = max(case.first_sick_day + AFTER, case.assigned_on or case.first_sick_day)
        for number, content in enumerate((FIRST, SECOND)):
            day = written + number * LATER
            if day <= today and (number == 0 or case is cases[0]):
                review = day + LATER
                write_guidance(
                    actor=guide,
                    case=case,
                    expected_number=number,
                    review_on=review,
                    today=day,
                    **content,  # type: ignore[arg-type]  # texts
                )
    return [case.pk for case in cases]
