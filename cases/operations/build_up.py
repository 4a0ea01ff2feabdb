"""A build-up schedule: employer or employee proposes it, the bedrijfsarts answers."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.events import build_up_answered, build_up_proposed
from cases.models import AbsenceCase, BuildUpHours, BuildUpSchedule
from cases.operations.steps import check_version, count_change
from cases.timeline.buildup import Line, say_impossible
from cases.timeline.dutch import format_date

MOST_LINES = 20
FURTHEST = timedelta(days=728)  # a schedule for after the 104 weeks is no build-up any more
State = BuildUpSchedule.State
NOT_SICK = "Deze werknemer is nu niet ziek gemeld. Een opbouwschema is dan niet nodig."
OTHER = {
    Role.EMPLOYER: "De werknemer heeft al een voorstel gedaan. Wacht op het antwoord van de bedrijfsarts.",
    Role.EMPLOYEE: "Uw werkgever heeft al een voorstel gedaan. Wacht op het antwoord van de bedrijfsarts.",
}


def check_lines(case: AbsenceCase, lines: Sequence[Line], today: date) -> None:
    """Refuse a schedule that cannot be followed. Raises ValidationError under "lines"."""
    problems = _problems(lines, today)
    contract = case.employee.contract_hours
    said = (say_impossible(contract, line.hours_per_week, some=True) for line in lines)
    problems += dict.fromkeys(filter(None, said))
    if problems:
        raise ValidationError({"lines": problems})


def _problems(lines: Sequence[Line], today: date) -> list[str]:
    if not lines:
        return ["Vul ten minste één stap in."]
    if len(lines) > MOST_LINES:
        return [f"Een schema heeft ten hoogste {MOST_LINES} stappen. Voeg stappen samen."]
    found = []
    if lines[0].starts_on < today:
        found.append("De eerste stap begint vandaag of later. Wat al is gewerkt, legt u vast bij de gewerkte uren.")
    if lines[-1].starts_on > today + FURTHEST:
        found.append(f"De laatste stap begint uiterlijk op {format_date(today + FURTHEST)}.")
    if any(later.starts_on <= earlier.starts_on for earlier, later in pairwise(lines)):
        found.append("Elke stap begint later dan de stap ervoor. Controleer de datums.")
    if any(later.hours_per_week <= earlier.hours_per_week for earlier, later in pairwise(lines)):
        found.append("Elke stap heeft meer uren dan de stap ervoor. Controleer de uren.")
    return found


@operation(Verb.PROPOSE_BUILD_UP, on="case", resource="cases.absencecase", announces=build_up_proposed)
def propose_build_up(
    *, actor: Actor, case: AbsenceCase, lines: Sequence[Line], expected_version: int, today: date
) -> BuildUpSchedule:
    """Put a schedule of growing hours before the bedrijfsarts; until the answer nothing changes.

    Lines are in order: from today on, each later and with more hours than the one before, at most the contract hours.
    A new proposal takes the place of one's own that has no answer yet. Raises ValidationError, Stale for an old page,
    NotNow when the employee is not sick, the file has no bedrijfsarts, or the other party's proposal waits.
    """
    check_version(case, expected_version)
    if not case.is_sick:
        raise NotNow(NOT_SICK)
    if case.physician_id is None:
        raise NotNow("Dit dossier heeft nog geen bedrijfsarts die kan antwoorden. Neem contact op met de arbodienst.")
    check_lines(case, lines, today)
    waiting = BuildUpSchedule.objects.filter(case=case, state=State.PROPOSED)
    if waiting.exclude(proposed_as=actor.role).exists():
        raise NotNow(OTHER[actor.role])
    waiting.update(state=State.REPLACED)
    schedule = _written(actor, case, lines, today)
    count_change(case)
    return schedule


def _written(
    actor: Actor, case: AbsenceCase, lines: Sequence[Line], today: date, **answered: object
) -> BuildUpSchedule:
    schedule: BuildUpSchedule = BuildUpSchedule.objects.create(
        case=case,
        employer_id=case.employer_id,
        proposed_as=actor.role,
        proposed_by_id=actor.person_id,
        proposed_on=today,
        **answered,
    )
    BuildUpHours.objects.bulk_create(
        BuildUpHours(
            schedule=schedule,
            case=case,
            employer_id=case.employer_id,
            starts_on=line.starts_on,
            hours_per_week=line.hours_per_week,
        )
        for line in lines
    )
    return schedule


@operation(Verb.ANSWER_BUILD_UP, on="schedule", resource="cases.buildupschedule", announces=build_up_answered)
def answer_build_up(
    *, actor: Actor, schedule: BuildUpSchedule, agreed: bool, today: date, instead: Sequence[Line] = ()
) -> BuildUpSchedule:
    """The bedrijfsarts confirms or declines a proposal. A confirmed one takes the place of the one before.

    Who declines may say what fits: `instead` are the lines of the schedule that holds from now on. Raises
    ValidationError for lines that cannot be followed, Stale when this proposal was answered or replaced meanwhile,
    NotNow when the employee is not sick any more.
    """
    if schedule.state != State.PROPOSED:
        raise Stale("Dit voorstel is intussen beantwoord of vervangen. Bekijk de nieuwe stand in het dossier.")
    if not schedule.case.is_sick:
        raise NotNow("Deze werknemer is intussen beter gemeld. Een antwoord is niet meer nodig.")
    if instead:
        check_lines(schedule.case, instead, today)
    if agreed or instead:
        BuildUpSchedule.objects.filter(case_id=schedule.case_id, state=State.CONFIRMED).update(state=State.REPLACED)
    schedule.state = State.CONFIRMED if agreed else State.DECLINED
    schedule.answered_by_id = actor.person_id
    schedule.answered_on = today
    schedule.save(update_fields=["state", "answered_by", "answered_on"])
    if instead:
        answered = {"state": State.CONFIRMED, "answered_by_id": actor.person_id, "answered_on": today}
        _written(actor, schedule.case, instead, today, **answered)
    return schedule
