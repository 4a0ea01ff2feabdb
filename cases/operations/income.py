"""What long sickness does to income: computed for the employee, seen, and shared with the employer or not."""

import json
from collections.abc import Sequence
from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.computation import deadlines_of, facts_of
from cases.events import income_shared
from cases.figures import figures_in_force
from cases.models import AbsenceCase, WiaAcknowledgement, WiaCalculation, WiaShare
from cases.models.income import OWN, WITH_EMPLOYER
from cases.operations.steps import complete, touch
from cases.timeline.dutch import format_date
from cases.timeline.schedule import Deadline, State
from cases.timeline.wages import wage_end
from cases.wia.calculate import calculate
from cases.wia.figures import MissingFigure
from cases.wia.inputs import Inputs
from cases.wia.record import Record, kept
from cases.wia.scenarios import Scenario, default_scenarios

KEY = "wia_income_insight"
MOST_OWN = 6
CLOSED = "Dit dossier is gesloten. Een nieuwe berekening kan niet meer. Wat u heeft berekend, blijft te lezen."


def computed(case: AbsenceCase, inputs: Inputs, own: Sequence[Scenario], on: date) -> Record:
    """The usual scenarios and one's own, with the numbers that are in force on this day. Needs an actor.

    The day on which the WIA begins and the day of the state pension are those of the file's timeline. Raises
    ValidationError for what cannot be computed with, NotNow when an amount of this day is not known.
    """
    facts = facts_of(case)
    try:
        person = inputs.person(wia_start=wage_end(facts).wia_start, pension_on=facts.pension_on)
        figures = figures_in_force(on)
    except MissingFigure as error:
        raise NotNow(f"{error} Probeer het later opnieuw.") from error
    except ValueError as error:
        raise ValidationError(f"{error}.") from error
    scenarios = (*default_scenarios(person.reference_wage), *own)
    return kept(inputs, [calculate(person, scenario, figures) for scenario in scenarios])


@operation(Verb.CALCULATE_INCOME, on="case", resource="cases.absencecase")
def calculate_income(
    *, actor: Actor, case: AbsenceCase, inputs: Inputs, own: Sequence[Scenario], today: date
) -> WiaCalculation:
    """Compute what long sickness does to the employee's income, and keep it with everything that went in.

    On any day of an open file: the promise is week 26, and nothing forbids to know sooner. Raises ValidationError and
    NotNow as `computed` does, and NotNow for a file that is closed.
    """
    if not case.is_open:
        raise NotNow(CLOSED)
    if len(own) > MOST_OWN:
        raise ValidationError(f"U kunt ten hoogste {MOST_OWN} eigen voorbeelden toevoegen.")
    made: WiaCalculation = WiaCalculation.objects.create(
        case=case,
        employer_id=case.employer_id,
        shown_to=OWN,
        content=json.dumps(computed(case, inputs, own, today), ensure_ascii=False),
        made_by_id=actor.person_id,
        made_on=today,
    )
    return made


@operation(Verb.READ_INCOME, on="calculation", resource="cases.wiacalculation")
def read_income(*, actor: Actor, calculation: WiaCalculation) -> WiaCalculation:
    """Open a calculation, on a page or as a PDF; leaves a trace of who looked."""
    return calculation


@operation(Verb.READ_INCOME, on="share", resource="cases.wiashare")
def read_shared_income(*, actor: Actor, share: WiaShare) -> WiaShare:
    """Open a calculation that the employee shares; leaves a trace of who looked."""
    return share


@operation(Verb.ACKNOWLEDGE_INCOME, on="case", resource="cases.absencecase")
def acknowledge_income(
    *, actor: Actor, case: AbsenceCase, calculation: WiaCalculation, today: date
) -> WiaAcknowledgement:
    """The employee has seen this calculation; that completes the step of week 26 where the file asks for it.

    Raises DoesNotExist for a calculation of another file, NotNow before the step can be done and when this calculation
    was acknowledged before.
    """
    found = WiaCalculation.objects.visible_to(actor).get(pk=calculation.pk, case=case)
    if found.is_acknowledged:
        raise NotNow("U heeft al laten weten dat u deze berekening heeft gezien.")
    step = insight_step(case)
    if step is not None and step.opens is not None and today < step.opens:
        raise NotNow(f"Dit kan vanaf {format_date(step.opens)}. De berekening blijft bewaard.")
    seen: WiaAcknowledgement = WiaAcknowledgement.objects.create(
        case=case, employer_id=case.employer_id, shown_to=OWN, calculation=found, seen_on=today
    )
    if step is not None and case.is_open:
        complete(case=case, key=KEY, done_on=today, by=actor)
        touch(case)
    return seen


def insight_step(case: AbsenceCase) -> Deadline | None:
    """The step of week 26 as long as it is to be done; None where the file has none, or it is done."""
    steps = (step for step in deadlines_of(case) if step.key == KEY)
    return next((step for step in steps if step.state in (State.PENDING, State.PAUSED)), None)


@operation(Verb.SHARE_INCOME, on="case", resource="cases.absencecase", announces=income_shared)
def share_income(*, actor: Actor, case: AbsenceCase, calculation: WiaCalculation, today: date) -> WiaShare:
    """The employee lets the employer read a copy of one calculation. Raises DoesNotExist, NotNow the second time."""
    found = WiaCalculation.objects.visible_to(actor).get(pk=calculation.pk, case=case)
    if found.is_shared:
        raise NotNow("U deelt deze berekening al met uw werkgever.")
    share: WiaShare = WiaShare.objects.create(
        case=case,
        employer_id=case.employer_id,
        shown_to=WITH_EMPLOYER,
        calculation=found,
        content=found.content,
        made_on=found.made_on,
        shared_on=today,
    )
    return share


@operation(Verb.SHARE_INCOME, on="case", resource="cases.absencecase")
def take_back_income(*, actor: Actor, case: AbsenceCase, calculation: WiaCalculation) -> AbsenceCase:
    """The employer can no longer read this calculation. Raises NotNow when it is not shared."""
    removed, _ = WiaShare.objects.visible_to(actor).filter(calculation=calculation.pk, case=case).delete()
    if not removed:
        raise NotNow("U deelt deze berekening niet meer met uw werkgever.")
    return case
