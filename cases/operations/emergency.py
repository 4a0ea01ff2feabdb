"""Break-glass: asking for sight of one file, deciding about it as a second person, looking, and ending it."""

from dataclasses import replace
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow, Refused, operation
from accounts.terms import Role, Verb
from cases.events import emergency_asked, emergency_decided
from cases.models import AbsenceCase, EmergencyAccess, EmergencyDecision, EmergencyEnd

ACCESS, DECISION, END = "cases.emergencyaccess", "cases.emergencydecision", "cases.emergencyend"


@operation(Verb.ASK_EMERGENCY, resource=ACCESS, announces=emergency_asked)
def ask_emergency(*, actor: Actor, number: str, reason: str, note: str, at: datetime) -> EmergencyAccess:
    """Ask a second administrator for sight of the file with this number. Nothing is seen yet.

    Raises ValidationError for a number that no file has, and NotNow when a request for it waits or holds already.
    """
    case = _named(number)
    mine = EmergencyAccess.objects.visible_to(actor).filter(case=case.pk, asked_by=actor.person_id)
    if mine.waiting(at).exists() or mine.open(at).exists():
        raise NotNow("Voor dit dossier loopt al een verzoek van u.")
    return EmergencyAccess.objects.create(
        case_id=case.pk,
        employee_id=case.employee_id,
        employer_id=case.employer_id,
        number=case.number,
        reason=reason,
        note=note,
        asked_by_id=actor.person_id,
        asked_at=at,
    )


@operation(Verb.DECIDE_EMERGENCY, resource=DECISION, announces=emergency_decided)
def decide_emergency(
    *, actor: Actor, access: EmergencyAccess, granted: bool, lasts: timedelta, at: datetime
) -> EmergencyDecision:
    """Allow it, from `at` for as long as `lasts`, or refuse. Raises Refused for who asked it, and NotNow too late."""
    found = EmergencyAccess.objects.visible_to(actor).with_people().get(pk=access.pk)
    if found.asked_by_id == actor.person_id:
        raise Refused(actor.role, Verb.DECIDE_EMERGENCY, DECISION, found.pk)
    if not EmergencyAccess.objects.visible_to(actor).waiting(at).filter(pk=found.pk).exists():
        raise NotNow("Over dit verzoek kan niet meer worden beslist. Bekijk de lijst opnieuw.")
    return EmergencyDecision.objects.create(
        access=found,
        **_same_file(found),
        asked_by_id=found.asked_by_id,
        decided_by_id=actor.person_id,
        decided_at=at,
        granted=granted,
        expires_at=at + lasts if granted else None,
    )


@operation(Verb.END_EMERGENCY, resource=END)
def end_emergency(*, actor: Actor, access: EmergencyAccess, at: datetime) -> EmergencyEnd:
    """End it now: from this moment the file is closed again. A request that waits is taken back.

    Any administrator, and the privacy officer. Raises NotNow when there is nothing to end.
    """
    seen = EmergencyAccess.objects.visible_to(actor)
    found = seen.get(pk=access.pk)
    if not (seen.waiting(at) | seen.open(at)).filter(pk=found.pk).exists():
        raise NotNow("Dit is al beëindigd. Bekijk de lijst opnieuw.")
    return EmergencyEnd.objects.create(access=found, **_same_file(found), ended_by_id=actor.person_id, ended_at=at)


def look_into(*, actor: Actor, access: EmergencyAccess, at: datetime) -> AbsenceCase:
    """Open the file by this request; the trace names who allowed it.

    Raises DoesNotExist before it was allowed, from the end on, and for who did not ask it.
    """
    with acting_as(actor):
        mine = EmergencyAccess.objects.visible_to(actor).open(at).filter(asked_by=actor.person_id)
        found = mine.select_related("decision").get(pk=access.pk)
        case = AbsenceCase.objects.visible_to(actor).get(pk=found.case_id)
    return break_glass(actor=replace(actor, on_behalf_of_id=found.decision.decided_by_id), case=case)


@operation(Verb.BREAK_GLASS, on="case", resource="cases.absencecase")
def break_glass(*, actor: Actor, case: AbsenceCase) -> AbsenceCase:
    """Look at a file that was opened to this administrator. `on_behalf_of_id` is who allowed it (NEN 7513)."""
    return case


def _named(number: str) -> AbsenceCase:
    """The file with this number: whoever asks sees none, so a part of the system looks it up."""
    with acting_as(system(Role.PROJECTOR)):
        found: AbsenceCase | None = AbsenceCase.objects.numbered(number).first()
    if found is None:
        raise ValidationError({"number": "Dit nummer heeft geen dossier. Controleer het, bijvoorbeeld 26-0012."})
    return found


def _same_file(access: EmergencyAccess) -> dict[str, int]:
    return {"case_id": access.case_id, "employee_id": access.employee_id, "employer_id": access.employer_id}
