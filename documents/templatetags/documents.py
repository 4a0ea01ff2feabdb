"""Documents on the pages of other apps: {% documents_panel case %} and {% documents_to_sign %}."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django import template
from django.db.models import Q

from accounts.actor import Actor, current_actor
from accounts.policy import may
from accounts.rows import may_with
from accounts.terms import ROLE_LABELS, Role, Verb
from accounts.visible import Visible, unwrap
from cases.addressed import addressed
from cases.dossier import next_of
from cases.models import AbsenceCase
from documents.kinds import KINDS, PLAN_OF_ACTION, PROBLEM_ANALYSIS
from documents.models import Attachment, Document

register = template.Library()

_KINDS = {"draft": "plain", "proposed": "soon", "signed": "ok"}


@dataclass(frozen=True, slots=True)
class Line:
    """One document in the list of a file."""

    document: Visible
    rendition: Visible | None
    kind: str  # of the badge
    text: str
    may_read: bool
    may_sign: bool
    may_retry: bool


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One paper from outside in the list of a file."""

    paper: Visible
    added_as: str
    may_read: bool
    may_withdraw: bool


@dataclass(frozen=True, slots=True)
class Waiting:
    """A document that waits for a signature; when its step was done before, there is no last day."""

    document: Visible
    badge_kind: str = ""
    badge_text: str = ""
    why: str = ""
    why_lines: tuple[str, ...] = ()
    moved_by: tuple[str, ...] = ()


@register.inclusion_tag("documents/_panel.html")
def documents_panel(case: Any) -> dict[str, Any]:
    """The documents of a file, and what the acting role may do with them; empty for who may know of none."""
    actor, record = current_actor(), cast(AbsenceCase, unwrap(case))
    documents = list(Document.objects.visible_to(actor).filter(case_id=record.pk).with_content())
    return {
        "case": case,
        "lines": [_line(actor, document) for document in documents],
        "papers": _papers(actor, record),
        "may_add_paper": may(actor.role, Verb.ADD_ATTACHMENT, "documents.attachment") and record.is_open,
        "shown": may_know(actor.role),
        "may_write_analysis": _may_begin(actor, record, PROBLEM_ANALYSIS, documents),
        "may_write_plan": _may_begin(actor, record, PLAN_OF_ACTION, documents),
        "has_analysis": any(document.kind == PROBLEM_ANALYSIS for document in documents),
        "has_plan": any(document.kind == PLAN_OF_ACTION for document in documents),
    }


@register.inclusion_tag("documents/_to_sign.html", takes_context=True)
def documents_to_sign(context: template.Context, case: Any = None) -> dict[str, Any]:
    """What waits for the signature of who is acting, in all files or in one, each with its last day and why.

    Draws nothing when nothing waits.
    """
    actor, today = current_actor(), context["shell"].today
    waiting = [found for found in to_sign(actor) if case is None or found.case_id == case.pk]
    return {"waiting": [_waiting(document, actor.role, today) for document in waiting], "role": actor.role.value}


@register.inclusion_tag("documents/_failed.html")
def failed_renditions() -> dict[str, Any]:
    """Documents whose PDF could not be made, for who may have it made again; draws nothing when there is none."""
    actor = current_actor()
    if not may(actor.role, Verb.RETRY_RENDER, "documents.document"):
        return {"documents": []}
    failed = Document.objects.visible_to(actor).filter(renditions__state="failed").select_related("case__employer")
    return {"documents": [Visible(document, actor.role) for document in failed.order_by("established_on", "pk")]}


def to_sign(actor: Actor) -> list[Document]:
    """Documents that wait for this party, the oldest first."""
    if not may_know(actor.role):
        return []
    mine = Q(signatures__party=actor.role, signatures__signed_at=None, signatures__refused_at=None)
    waits = Q(state="proposed") & mine
    if actor.role is Role.BEDRIJFSARTS:
        waits = Q(state="draft", kind=PROBLEM_ANALYSIS)
    found = Document.objects.visible_to(actor).filter(waits).with_content().order_by("created_at", "pk")
    return list(found)


def _waiting(document: Document, role: Role, today: date) -> Waiting:
    seen = Visible(document, role)
    step = next_of(document.case, KINDS[document.kind].completes, role, today)
    if step is None or step.when is None:
        return Waiting(seen)
    return Waiting(
        seen,
        badge_kind=step.when.kind,
        badge_text=step.badge,
        why=addressed(step.deadline.rule.consequence, role),
        why_lines=step.why,
        moved_by=step.moved_by,
    )


def may_know(role: Role) -> bool:
    """Whether this role may know which documents there are."""
    return may(role, Verb.READ_DOCUMENT, "documents.document") or may(role, Verb.RETRY_RENDER, "documents.document")


def _line(actor: Actor, document: Document) -> Line:
    reads = may(actor.role, Verb.READ_DOCUMENT, "documents.document")
    own = [answer for answer in document.answers if answer.party == actor.role and answer.is_open]
    drafts = actor.role is Role.BEDRIJFSARTS and document.kind == PROBLEM_ANALYSIS and document.is_draft
    rendition = document.rendition
    failed = rendition is not None and rendition.is_failed
    return Line(
        document=Visible(document, actor.role),
        rendition=Visible(rendition, actor.role) if rendition else None,
        kind=_KINDS[document.state],
        text=_say(document, actor.role) if document.case.is_open else "",
        may_read=reads,
        may_sign=document.case.is_open and (drafts or (document.is_proposed and bool(own))),
        may_retry=failed and may(actor.role, Verb.RETRY_RENDER, "documents.document"),
    )


def _papers(actor: Actor, case: AbsenceCase) -> list[PaperLine]:
    reads = may(actor.role, Verb.READ_ATTACHMENT, "documents.attachment")
    takes_back = may(actor.role, Verb.WITHDRAW_ATTACHMENT, "documents.attachment")
    found = Attachment.objects.visible_to(actor).filter(case_id=case.pk).select_related("case")
    return [
        PaperLine(
            paper=Visible(one, actor.role),
            added_as=ROLE_LABELS[Role(one.added_as)],
            may_read=reads and one.is_kept,
            may_withdraw=takes_back and one.is_kept and one.is_withdrawn_by(actor.role, is_open=case.is_open),
        )
        for one in found
    ]


def _say(document: Document, role: Role) -> str:
    open_answers = [answer for answer in document.answers if answer.is_open]
    waiting = ["u" if answer.party == role else f"de {answer.party_label.lower()}" for answer in open_answers]
    if document.is_proposed and waiting:
        return f"Nog nodig: antwoord van {' en '.join(sorted(waiting, key=lambda name: name != 'u'))}"
    return ""


def _may_begin(actor: Actor, case: AbsenceCase, kind: str, documents: list[Document]) -> bool:
    verb = {PROBLEM_ANALYSIS: Verb.DRAFT_PROBLEM_ANALYSIS, PLAN_OF_ACTION: Verb.DRAFT_PLAN}[kind]
    unsigned = any(document.kind == kind and not document.is_signed for document in documents)
    return may_with(actor, verb, case) and case.is_sick and not unsigned
