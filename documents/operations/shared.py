"""What the operations on documents have in common."""

from collections.abc import Sequence
from datetime import date, datetime

from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, Stale, require_with
from accounts.terms import Verb, seen_as
from cases.models import AbsenceCase
from cases.models.part import Part
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
    """The next edition of this kind of document, as a draft of the role that writes it.

    One unsigned edition at a time, as far as that role sees: a hidden draft of another role is no obstacle.
    """
    require_sick(case)
    waiting = Document.objects.visible_to(actor).filter(case=case, kind=kind).unsigned().first()
    if waiting is not None and waiting.is_proposed:
        raise NotNow(f"Er ligt al een {KINDS[kind].title} voor. Neem dat terug als u het wilt aanpassen.")
    if waiting is not None:
        raise NotNow(f"Er is al een concept: {KINDS[kind].title}. Open dat concept en werk daarin verder.")
    created: Document = Document.objects.create(
        case=case,
        employer_id=case.employer_id,
        kind=kind,
        edition=Document.objects.visible_to(actor).next_edition(case.pk, kind),
        created_by_id=actor.person_id,
        shown_to=writer(actor, kind),
    )
    return created


def writer(actor: Actor, kind: str) -> list[str]:
    """Who sees a draft: the role that writes it. Raises PermissionDenied for a role that does not write this kind."""
    role = seen_as(actor.role).value
    if role not in KINDS[kind].writers:
        raise PermissionDenied(f"{role} writes no {kind}")
    return [role]


def lock_case(*, actor: Actor, document: Document, verb: Verb) -> None:
    """Lock the file of a document until the operation ends: nobody else sends, and nobody takes the file over.

    Raises SomebodyElses when the file was taken over just before.
    """
    cases = AbsenceCase.objects.visible_to(actor)
    document.case = cases.select_for_update(of=("self",), no_key=True).get(pk=document.case_id)
    require_with(actor, verb, document)


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


def show_to(document: Document, roles: Sequence[str]) -> None:
    """Let these roles see the document and all its parts; the caller saves the document itself."""
    document.shown_to = list(roles)
    for part, key in _PARTS[document.kind]:
        parts = part._default_manager.filter(**{key: document.pk}).exclude(shown_to=document.shown_to)
        parts.update(shown_to=document.shown_to)


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
