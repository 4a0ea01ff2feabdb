"""What the operations on documents have in common."""

from datetime import date, datetime

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, Stale
from cases.models import AbsenceCase
from cases.operations.steps import complete_all
from documents.events import document_signed
from documents.kinds import KINDS, PLAN_OF_ACTION, PROBLEM_ANALYSIS, READERS
from documents.models import (
    BuildUpStep,
    Document,
    Limitation,
    PlanActivity,
    PlanOfAction,
    ProblemAnalysis,
    Rendition,
    Signature,
)
from documents.models.part import Part

Errors = dict[str, str]

_PARTS: dict[str, tuple[tuple[type[Part], str], ...]] = {
    PROBLEM_ANALYSIS: ((ProblemAnalysis, "document_id"), (Limitation, "analysis_id")),
    PLAN_OF_ACTION: (
        (PlanOfAction, "document_id"),
        (PlanActivity, "plan_id"),
        (BuildUpStep, "plan_id"),
        (Signature, "document_id"),
    ),
}


def refuse(errors: Errors) -> None:
    """Raise ValidationError when there is something to mend; the keys are names of form fields."""
    if errors:
        raise ValidationError({name: [text] for name, text in errors.items()})


def require_sick(case: AbsenceCase) -> None:
    """Nothing new is written about somebody who is better."""
    if not case.is_sick:
        raise NotNow("Deze werknemer is beter gemeld of het dossier is gesloten. Een nieuw document is niet nodig.")


def new_document(*, actor: Actor, case: AbsenceCase, kind: str) -> Document:
    """The next edition of this kind of document, as a draft. One unsigned edition at a time."""
    require_sick(case)
    earlier = list(Document.objects.filter(case=case, kind=kind).order_by("edition"))
    if any(not document.is_signed for document in earlier):
        raise NotNow(f"Er is al een concept: {KINDS[kind].title}. Open dat concept en werk daarin verder.")
    edition = earlier[-1].edition + 1 if earlier else 1
    created: Document = Document.objects.create(
        case=case,
        employer_id=case.employer_id,
        kind=kind,
        edition=edition,
        created_by_id=actor.person_id,
        shown_to=list(KINDS[kind].writers),
    )
    return created


def change_draft(document: Document, expected_version: int) -> None:
    """Count a change of a draft. Raises NotNow when it is no draft any more, Stale when the page was old."""
    if not document.is_draft:
        raise NotNow("Dit document is al voorgelegd of ondertekend. U kunt het nu niet wijzigen.")
    check_version(document, expected_version)
    document.version_no += 1
    document.save()


def check_version(document: Document, expected: int) -> None:
    """Refuse a page that is older than the document. Raises Stale."""
    if document.version_no != expected:
        raise Stale("Dit document is intussen gewijzigd. Bekijk eerst de nieuwe tekst en verstuur daarna opnieuw.")


def owner(document: Document) -> dict[str, object]:
    """What every part of a document has in common with it."""
    return {"case_id": document.case_id, "employer_id": document.employer_id, "shown_to": document.shown_to}


def show_to(document: Document, roles: tuple[str, ...]) -> None:
    """Let these roles see the document and all its parts; the caller saves the document itself."""
    document.shown_to = list(roles)
    for part, key in _PARTS[document.kind]:
        part._default_manager.filter(**{key: document.pk}).update(shown_to=document.shown_to)


def freeze(
    *, actor: Actor, document: Document, today: date, at: datetime, completes: tuple[str, ...] | None = None
) -> None:
    """After the last answer: complete the steps that this document fulfils and ask for its PDF.

    Those of its kind, unless `completes` names others.
    """
    show_to(document, READERS)
    document.save()
    keys = document.spec.completes if completes is None else completes
    complete_all(case=document.case, keys=keys, done_on=today, by=actor)
    Rendition.objects.create(document=document, queued_at=at, progress=0, **owner(document))
    document_signed.send(sender=Document, actor=actor, subject=document, at=at)
