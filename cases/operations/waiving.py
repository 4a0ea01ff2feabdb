"""Steps that are not needed in a file, for a reason that the rule allows."""

from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.computation import deadlines_of
from cases.events import step_needed, step_waived
from cases.models import AbsenceCase, AdvisedGround, Waiver
from cases.models.advised import advised_readers_of
from cases.models.milestone import RULE_BY_KEY
from cases.operations.steps import check_version, touch
from cases.timeline.advice import grounds_are_apart
from cases.timeline.rules import Rule
from cases.timeline.schedule import State


@operation(Verb.WAIVE_STEP, on="case", resource="cases.absencecase")
def waive_step(
    *, actor: Actor, case: AbsenceCase, key: str, ground: str, expected_version: int, today: date
) -> AbsenceCase:
    """Record that a step is not needed in this file, for one of the reasons that its rule names.

    The step is not late any more and nobody is reminded of it; who recorded it, when and why stays in the file. Of
    the WIA application, which only the employee can give up (WIA art. 64), he is told.
    Raises ValidationError for a reason that the rule does not name, NotNow for a step that always has to be done or
    that does not stand open, Stale for an old page.
    """
    check_version(case, expected_version)
    rule = RULE_BY_KEY.get(key)
    if rule is None or not rule.can_be_waived:
        raise NotNow("Deze stap is altijd nodig. U kunt niet vastleggen dat dit niet hoeft.")
    if ground not in dict(rule.waive_grounds):
        raise ValidationError({"ground": "Kies waarom deze stap niet nodig is."})
    if not any(step.key == key and step.state is State.PENDING for step in deadlines_of(case)):
        raise NotNow("Deze stap staat niet open. Bekijk de stappen in het dossier.")
    _store(case, rule, ground, on=today, by=actor)
    step_waived.send(sender=AbsenceCase, subject=touch(case), key=key)
    return case


@operation(Verb.WAIVE_STEP, on="case", resource="cases.absencecase")
def undo_waiver(*, actor: Actor, case: AbsenceCase, key: str, expected_version: int) -> AbsenceCase:
    """Take back that a step is not needed: it stands open again, with the last day that follows from the facts.

    Raises NotNow when nobody recorded it or when the file is over, Stale for an old page.
    """
    check_version(case, expected_version)
    if not case.is_open:
        raise NotNow("Dit dossier is gesloten. Klopt er iets niet? Bel Re-integratie en Diensten.")
    removed, _ = Waiver.objects.filter(case=case, key=key).delete()
    if not removed:
        raise NotNow("Deze stap staat al open.")
    step_needed.send(sender=AbsenceCase, subject=touch(case), key=key)
    return case


def _store(case: AbsenceCase, rule: Rule, ground: str, *, on: date, by: Actor) -> None:
    """A reason that may tell of the advice has readers of its own, so it has a row of its own."""
    common = {"case": case, "employer_id": case.employer_id}
    advised = grounds_are_apart(rule)
    waiver = Waiver.objects.create(
        key=rule.key, ground="" if advised else ground, waived_on=on, recorded_by_id=by.person_id, **common
    )
    if advised:
        AdvisedGround.objects.create(waiver=waiver, ground=ground, shown_to=advised_readers_of(rule.key), **common)
