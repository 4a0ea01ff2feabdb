"""The ways to the medical file on the page of a file. They say nothing of what is in it."""

from typing import Any

from django.template import Library

from accounts.actor import Actor, current_actor
from accounts.terms import Verb
from accounts.visible import Visible
from documents.models import MedicalInformation, TreatmentReport
from interventions.models.intervention import TAKEN

register = Library()

NOTES, ENVELOPES = "documents.consultnote", "documents.medicalinformation"
REPORTS = "documents.treatmentreport"


@register.inclusion_tag("documents/_vault_panel.html")
def vault_panel(case: Visible) -> dict[str, Any]:
    """A link for who may read in the vault; draws nothing for anybody else. Asks the vault itself nothing."""
    actor = current_actor()
    return {"case": case, "shown": actor.may(Verb.READ_VAULT, NOTES), "role": actor.role.value}


@register.inclusion_tag("documents/_vault_step.html")
def medical_information_step(case: Visible, step: Any, *, row: bool = False) -> dict[str, Any]:
    """Where the step "Medische informatie" is done, for who writes it; recording by hand stays beside it.

    Asks only how far it is, not what it says, so it leaves no trace. `row` draws it in the list of steps.
    """
    actor = current_actor()
    place, action = "", ""
    if actor.may(Verb.DRAFT_MEDICAL_INFORMATION, ENVELOPES):
        place, action = _way(actor, case.pk)
    return {"case": case, "step": step, "row": row, "place": place, "action": action}


@register.inclusion_tag("documents/_vault_elsewhere.html")
def medical_information_elsewhere(case: Visible) -> dict[str, Any]:
    """Says beside recording by hand that giving it here does that by itself; nothing for who writes none here."""
    return {"case": case, "shown": current_actor().may(Verb.DRAFT_MEDICAL_INFORMATION, ENVELOPES)}


@register.inclusion_tag("documents/_treatments_panel.html")
def treatments_panel(intervention: Visible) -> dict[str, Any]:
    """The way to the medical reports about an assignment, for who may write them; says nothing of what is in them."""
    actor, taken = current_actor(), intervention.state in TAKEN
    seen = TreatmentReport.objects.visible_to(actor).filter(assignment__intervention=intervention.pk)
    return {
        "intervention": intervention,
        "shown": actor.may(Verb.REPORT_TREATMENT, REPORTS) and (taken or seen.exists()),
    }


def _way(actor: Actor, case_id: int) -> tuple[str, str]:
    found = MedicalInformation.objects.visible_to(actor).filter(case_id=case_id).order_by("-edition", "-pk")
    newest = found.values("signed_at", "given_on").first()
    if newest is None:
        return "documents:envelope", "Concept schrijven"
    if newest["signed_at"] is None:
        return "documents:envelope", "Verder met het concept"
    waits = newest["given_on"] is None and actor.may(Verb.GIVE_MEDICAL_INFORMATION, ENVELOPES)
    return "documents:vault", "Aan de werknemer geven" if waits else "Medisch dossier openen"
