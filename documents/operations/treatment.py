"""The medical reports of a provider about an assignment: writing them, and reading back those of the own practice."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.db import models

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.models import AbsenceCase
from documents.contents import LONGEST_MEDICAL_TEXT
from documents.events import treatment_reported
from documents.models import TreatmentReport
from documents.models.treatment import WITH_PROVIDER
from documents.operations.shared import refuse
from documents.operations.versions import in_versions, newest, too_long
from interventions.models import Briefing, Intervention
from interventions.models.intervention import TAKEN, State

REPORTS = "documents.treatmentreport"
WAITS = "Een medisch verslag kan pas als u de opdracht heeft aangenomen."
THEIRS = "Dit verslag is van een collega. Alleen wie het schreef, verbetert het."
GONE = "Deze opdracht gaat niet door. Een medisch verslag kan niet meer. Geef het zo nodig de werknemer zelf mee."


@operation(Verb.READ_TREATMENT, on="intervention", resource=REPORTS)
def read_treatments(*, actor: Actor, intervention: Intervention) -> TreatmentReport:
    """The provider opens what was reported about an assignment; leaves a trace of who looked.

    As when a medical file is opened, the trace names the newest report; a blank one when there is none.
    """
    found: TreatmentReport | None = _seen(actor, intervention).order_by("-pk").first()
    whose = {name: getattr(intervention, name) for name in ("case_id", "employee_id", "employer_id")}
    return found or TreatmentReport(**whose)


@operation(Verb.REPORT_TREATMENT, on="intervention", resource=REPORTS, announces=treatment_reported)
def report_treatment(
    *,
    actor: Actor,
    intervention: Intervention,
    sort: str,
    text: str,
    at: datetime,
    replaces: TreatmentReport | None = None,
) -> TreatmentReport:
    """Give the bedrijfsarts and the employee a medical report, or put one right with a new version beside it.

    What is put right stays in the medical file in which it stood, also when the help went on in another file since.

    Raises ValidationError for an unknown kind of report and for no or too much text, NotNow before the assignment was
    taken on or when it does not go on, in a file without an arbodienst to keep it, and for a report that somebody else
    wrote, Stale when this version was put right before, DoesNotExist for a report about another assignment.
    """
    if intervention.state not in TAKEN:
        raise NotNow(WAITS if intervention.state == State.ORDERED else GONE)
    before = _seen(actor, intervention).get(pk=replaces.pk) if replaces else None
    if before is not None and not may_correct(actor, before):
        raise NotNow(THEIRS)
    if before is not None and _seen(actor, intervention).filter(replaces=before).exists():
        raise Stale("Dit verslag is intussen verbeterd. Bekijk de nieuwe versie.")
    errors = {}
    if sort not in TreatmentReport.Sort.values:
        errors["sort"] = "Kies wat voor verslag het is."
    if not text.strip():
        errors["text"] = "Schrijf het verslag."
    elif len(text.strip()) > LONGEST_MEDICAL_TEXT:
        errors["text"] = too_long()
    refuse(errors)
    if any((one.sort, one.text) == (sort, text.strip()) for one in _own(actor, intervention, before)):
        raise NotNow("Precies dit verslag staat er al. Er is niets verstuurd.")
    name = Briefing.objects.values_list("employee_name", flat=True).get(assignment=intervention.assignment_id)
    made: TreatmentReport = TreatmentReport.objects.create(
        case_id=(before or intervention).case_id,
        employee_id=intervention.employee_id,
        employer_id=intervention.employer_id,
        ohs_id=before.ohs_id if before else _keeper(intervention),
        assignment_id=intervention.assignment_id,
        shown_to=WITH_PROVIDER,
        content=json.dumps({"about": {"name": name}, "text": text.strip()}, ensure_ascii=False),
        written_by_id=actor.person_id,
        written_as=actor.role.value,
        written_at=at,
        sort=sort,
        replaces=before,
    )
    return made


def may_correct(actor: Actor, report: TreatmentReport) -> bool:
    """Whether this person puts this report right: who wrote it."""
    return report.written_by_id == actor.person_id and actor.may(Verb.REPORT_TREATMENT, REPORTS)


def _keeper(intervention: Intervention) -> int:
    """The arbodienst of the file, which keeps it. The provider sees no file, so a part of the system looks."""
    with acting_as(system(Role.PROJECTOR)):
        found: int | None = AbsenceCase.objects.values_list("ohs_id", flat=True).get(pk=intervention.case_id)
    if found is None:
        raise NotNow(
            "Dit dossier heeft nu geen bedrijfsarts die een medisch verslag leest. Geef het de werknemer zelf mee."
        )
    return found


@dataclass(frozen=True, slots=True)
class Reported:
    """One report as it reads now, with the versions before it, the newest first."""

    report: TreatmentReport
    earlier: list[TreatmentReport]


def treatments_of(actor: Actor, case: AbsenceCase) -> list[Reported]:
    """The reports in the medical file of one sick-leave file that this person reads, the newest first."""
    return _reported(TreatmentReport.objects.visible_to(actor).filter(case=case))


def treatments_about(actor: Actor, intervention: Intervention) -> list[Reported]:
    """The reports about one assignment that this person reads, the newest first."""
    return _reported(_seen(actor, intervention))


def newest_of(actor: Actor, intervention: Intervention, report: TreatmentReport) -> TreatmentReport:
    """The version of this report that counts now: itself, or the last one that replaced it."""
    return newest(report, _seen(actor, intervention))


def _reported(found: models.QuerySet[TreatmentReport]) -> list[Reported]:
    rows = list(found.select_related("written_by").order_by("-pk"))
    return [Reported(*one) for one in in_versions(rows)]


def _own(actor: Actor, intervention: Intervention, before: TreatmentReport | None) -> list[TreatmentReport]:
    """What this text may not repeat: the one that it puts right, or the last one that this person wrote."""
    if before is not None:
        return [before]
    return list(_seen(actor, intervention).filter(written_by=actor.person_id).order_by("-pk")[:1])


def _seen(actor: Actor, intervention: Intervention) -> models.QuerySet[TreatmentReport]:
    found: models.QuerySet[TreatmentReport] = TreatmentReport.objects.visible_to(actor).filter(
        assignment=intervention.assignment_id
    )
    return found
