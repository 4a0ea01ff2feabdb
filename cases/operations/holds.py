"""Keeping a file longer than its period, because it is evidence."""

from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.models import AbsenceCase, LegalHold

RESOURCE = "cases.absencecase"


@operation(Verb.HOLD_FILE, on="case", resource=RESOURCE)
def hold_file(*, actor: Actor, case: AbsenceCase, ground: str, until: date | None = None, today: date) -> AbsenceCase:
    """From today the purge passes over this file, until the hold is lifted or its last day (inclusive) has passed.

    For a dispute, an objection to UWV or a sanction procedure; what it is about is not recorded. Raises
    ValidationError for a last day in the past and NotNow when the file is held for this ground already.
    """
    if until is not None and until < today:
        raise ValidationError({"until": "Deze dag is al voorbij. Kies vandaag of een latere dag, of laat dit leeg."})
    if ground not in LegalHold.Ground.values:
        raise ValidationError({"ground": "Kies een van de redenen."})
    running = LegalHold.objects.filter(case=case, ground=ground, lifted_on=None)
    if running.in_force(today).exists():
        raise NotNow("Dit dossier wordt om deze reden al langer bewaard.")
    running.update(lifted_on=today, lifted_by=actor.person_id)  # its own last day had passed
    LegalHold.objects.create(
        case=case,
        employer_id=case.employer_id,
        ground=ground,
        since=today,
        until=until,
        placed_by_id=actor.person_id,
    )
    return case


@operation(Verb.HOLD_FILE, on="case", resource=RESOURCE)
def lift_hold(*, actor: Actor, case: AbsenceCase, hold_id: int, today: date) -> AbsenceCase:
    """The file is no longer needed as evidence: from today its ordinary period decides again.

    Raises DoesNotExist for a hold that is not of this file, and NotNow when somebody lifted it before.
    """
    hold = LegalHold.objects.visible_to(actor).get(pk=hold_id, case=case)
    if hold.lifted_on is not None:
        raise NotNow("Dit was al beëindigd.")
    hold.lifted_on, hold.lifted_by_id = today, actor.person_id
    hold.save(update_fields=["lifted_on", "lifted_by"])
    return case
