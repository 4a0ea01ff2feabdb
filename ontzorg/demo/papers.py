"""What the documents of the demo say: work terms only, dealt out by the place of the file in the list."""

from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

from documents.contents import ActivityLine, AnalysisContent, BuildUpLine, LimitationLine, PlanContent
from documents.models.vocabulary import (
    Ability,
    ActivityType,
    Advice,
    ContactEvery,
    Degree,
    EndGoal,
    Responsible,
    SuitableWork,
    YesNoUnknown,
)

_LIMITS = (
    ((Ability.LIFTING, Degree.SEVERE), (Ability.BENDING, Degree.LIMITED), (Ability.STANDING, Degree.LIMITED)),
    ((Ability.PACE, Degree.LIMITED), (Ability.TIME_PRESSURE, Degree.SEVERE), (Ability.HOURS_PER_DAY, Degree.LIMITED)),
    ((Ability.REACHING, Degree.LIMITED), (Ability.OVERHEAD, Degree.SEVERE), (Ability.HANDS, Degree.SLIGHT)),
    ((Ability.SEVERAL_TASKS, Degree.LIMITED), (Ability.CUSTOMERS, Degree.LIMITED), (Ability.IRREGULAR, Degree.SEVERE)),
    ((Ability.WALKING, Degree.LIMITED), (Ability.STAIRS, Degree.SEVERE), (Ability.KNEELING, Degree.SEVERE)),
)
_ADVICE = (
    "Begin met halve dagen en met taken zonder zwaar tillen. Bouw elke twee weken op als dat goed gaat.",
    "Begin met twee uur per dag, zonder vaste tijdsdruk. Spreek elke week af wat wel en niet past.",
    "Zoek taken onder schouderhoogte. Laat zware onderdelen voorlopig door een collega doen.",
    "Plan vaste werktijden overdag. Geef één taak tegelijk en houd klantcontact eerst kort.",
    "Kies werk dat zittend kan. Verdeel lopen en staan over de dag.",
)
_EMPLOYEE_VISION = (
    "Ik wil graag terug naar mijn eigen werk. Ik begin het liefst in de ochtend en bouw rustig op.",
    "Ik zie het plan zitten. Ik wil elke week kort bespreken hoe het gaat.",
    "Met de lichte taken kan ik beginnen. Ik hoop dat mijn vaste collega's mij daarbij helpen.",
)
_EMPLOYER_VISION = (
    "Wij houden de plek open en passen het rooster aan zolang dat nodig is.",
    "Wij hebben genoeg licht werk en spreken elke week af wat kan.",
    "Wij volgen het advies van de bedrijfsarts en kijken over twee weken opnieuw.",
)
_HANDOVER = (
    "Rooster van deze week aanpassen. De sleutel ligt bij de bedrijfsleider.",
    "Afspraak van donderdag verzetten. Lopende bestellingen staan in de map.",
    "",
    "Bus staat op de zaak. Klus van morgen overdragen aan een collega.",
    "",
)


def analysis(place: int, day: date) -> AnalysisContent:
    """The content of the Probleemanalyse of the file at this place in the list, written on `day`."""
    variant = place % len(_LIMITS)
    until = day + timedelta(days=90)
    return AnalysisContent(
        consult_on=day,
        expected_long_term=True,
        work_related=(YesNoUnknown.NO, YesNoUnknown.UNKNOWN, YesNoUnknown.NO, YesNoUnknown.YES)[place % 4],
        suitable_work=SuitableWork.ADAPTED,
        max_hours_per_day=Decimal(2 + place % 4),
        full_recovery=YesNoUnknown.YES if place % 3 else YesNoUnknown.UNKNOWN,
        end_goal=EndGoal.OWN_WORK if place % 4 else EndGoal.OWN_WORK_ADAPTED,
        resumption_expected_on=day + timedelta(days=14),
        actions=(Advice.ADAPT_TASKS, Advice.BUILD_UP),
        advice=_ADVICE[variant],
        next_consult_on=day + timedelta(days=42),
        limitations=tuple(LimitationLine(ability=key, degree=degree, until=until) for key, degree in _LIMITS[variant]),
    )


def plan_of_action(place: int, day: date, hours: int, contact_with: str) -> PlanContent:
    """The content of the Plan van aanpak for a job of so many hours a week, written on `day`."""

    def week(number: int) -> date:
        return day + timedelta(weeks=number)

    quarter = Decimal(hours) / 4
    return PlanContent(
        end_goal=EndGoal.OWN_WORK if place % 4 else EndGoal.OWN_WORK_ADAPTED,
        contact_with=contact_with,
        contact_every=ContactEvery.WEEK if place % 2 else ContactEvery.TWO_WEEKS,
        next_evaluation_on=week(5),
        employer_agrees=True,
        employee_agrees=True,
        activities=(
            ActivityLine(
                activity="Beginnen met lichte taken op vaste dagen",
                type=ActivityType.ADAPTED_WORK,
                responsible=Responsible.EMPLOYEE,
                starts_on=week(1),
                ends_on=week(5),
                result="Een vast weekritme van een kwart van de uren",
            ),
            ActivityLine(
                activity="Rooster en taken aanpassen aan het advies van de bedrijfsarts",
                type=ActivityType.OWN_WORK,
                responsible=Responsible.EMPLOYER,
                starts_on=day,
                ends_on=week(2),
                result="Een rooster dat past bij wat mogelijk is",
            ),
            ActivityLine(
                activity="Gesprek over hoe de opbouw gaat",
                type=ActivityType.CONTACT,
                responsible=Responsible.ONTZORGMANAGER,
                starts_on=week(3),
                ends_on=week(4),
                result="Afspraken over de volgende stap",
            ),
        ),
        build_up=tuple(
            BuildUpLine(starts_on=week(1 + 3 * step), hours_per_week=(quarter * (step + 1)).quantize(Decimal("0.5")))
            for step in range(4)
        ),
    )


def of_employer(content: PlanContent, name: str, phone: str) -> PlanContent:
    """The same plan where the employer guides the file himself: what an Ontzorgmanager would do, he does."""
    lines = tuple(
        replace(line, responsible=Responsible.EMPLOYER) if line.responsible == Responsible.ONTZORGMANAGER else line
        for line in content.activities
    )
    return replace(content, activities=lines, case_manager_name=name, case_manager_phone=phone)


def employee_vision(place: int) -> str:
    """What the employee thinks of the plan."""
    return _EMPLOYEE_VISION[place % len(_EMPLOYEE_VISION)]


def employer_vision(place: int) -> str:
    """What the employer thinks of the plan."""
    return _EMPLOYER_VISION[place % len(_EMPLOYER_VISION)]


def handover(place: int) -> str:
    """Work to hand over; often nothing."""
    return _HANDOVER[place % len(_HANDOVER)]
