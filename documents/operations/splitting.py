"""Documents of a file that turned out to be two."""

from datetime import date

from django.db.models import F
from django.db.models.functions import Coalesce
from django.utils import timezone

from accounts.actor import current_actor
from cases.models import AbsenceCase
from cases.models.part import Part
from cases.operations.plan import await_answers
from cases.operations.steps import complete
from cases.projection import refresh_milestones
from documents.kinds import PROBLEM_ANALYSIS
from documents.models import (
    Advice,
    AdviceFollowUp,
    Attachment,
    BuildUpStep,
    Document,
    GuaranteeConfirmation,
    Limitation,
    Message,
    MessageReceipt,
    PlanActivity,
    PlanOfAction,
    ProblemAnalysis,
    Rendition,
    Signature,
    Thread,
)

PARTS: tuple[tuple[type[Part], str], ...] = (
    (ProblemAnalysis, "document_id"),
    (Limitation, "analysis_id"),
    (PlanOfAction, "document_id"),
    (PlanActivity, "plan_id"),
    (BuildUpStep, "plan_id"),
    (Signature, "document_id"),
    (Rendition, "document_id"),
)


def move_documents(*, earlier: AbsenceCase, later: AbsenceCase, since: date) -> None:
    """Bring the documents of this day and after to the file that began, unchanged and with their signatures.

    Inside the transaction that splits the file. The text keeps the number of the file in which it was begun: that is
    what was signed. An advice goes with the day on which it was given, with all that came of it.
    """
    moved = [one for one in Document.objects.filter(case=earlier) if day_of(one) >= since]
    ids = [document.pk for document in moved]
    Document.objects.filter(pk__in=ids).update(case=later, begun_in=Coalesce(F("begun_in"), F("case_id")))
    for part, key in PARTS:
        part._default_manager.filter(**{f"{key}__in": ids}).update(case=later)
    papers = [
        one.pk for one in Attachment.objects.filter(case=earlier) if timezone.localtime(one.added_at).date() >= since
    ]
    Attachment.objects.filter(pk__in=papers).update(case=later)
    advices = list(Advice.objects.filter(case=earlier, given_on__gte=since).values_list("pk", flat=True))
    Advice.objects.filter(pk__in=advices).update(case=later)
    AdviceFollowUp.objects.filter(advice__in=advices).update(case=later)
    GuaranteeConfirmation.objects.filter(case=earlier, confirmed_on__gte=since).update(case=later)
    _move_threads(earlier, later, since)
    if any(document.is_proposed for document in moved):
        await_answers(case_id=later.pk, of=earlier.plan_waits_for)
        await_answers(case_id=earlier.pk, of=())
    _complete_analysis(later, [one for one in moved if one.kind == PROBLEM_ANALYSIS and one.is_signed])


def _move_threads(earlier: AbsenceCase, later: AbsenceCase, since: date) -> None:
    """A thread stays whole: it belongs to the file in which it was begun."""
    there = Thread.objects.filter(case=earlier)
    begun = [one.pk for one in there if timezone.localtime(one.started_at).date() >= since]
    MessageReceipt.objects.filter(message__thread__in=begun).update(case=later)
    Message.objects.filter(thread__in=begun).update(case=later)
    Thread.objects.filter(pk__in=begun).update(case=later)


def _complete_analysis(case: AbsenceCase, signed: list[Document]) -> None:
    """The first probleemanalyse of the file completes its step, also when it said no more than one of before."""
    days = [document.established_on for document in signed if document.established_on]
    if days and not case.completions.filter(key=PROBLEM_ANALYSIS).exists():
        complete(case=case, key=PROBLEM_ANALYSIS, done_on=min(days), by=current_actor())
        refresh_milestones(case)


def day_of(document: Document) -> date:
    """The day of a document: established, else put before the parties, else last changed."""
    return document.established_on or document.proposed_on or timezone.localtime(document.updated_at).date()
