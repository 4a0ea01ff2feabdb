"""What this app does when something happens to a document."""

from datetime import date
from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from accounts.actor import Actor, acting_as, system
from accounts.queue import after_commit
from accounts.terms import Role
from cases.events import case_split
from cases.models import AbsenceCase, Notice
from cases.operations.notices import notify
from documents.events import (
    advice_answered,
    advice_given,
    advice_withdrawn,
    attachment_added,
    copy_wanted,
    document_proposed,
    document_refused,
    document_signed,
    guarantee_confirmed,
    medical_information_given,
    message_sent,
    pdf_failed,
    pdf_ready,
    pdf_wanted,
    treatment_reported,
)
from documents.kinds import PROBLEM_ANALYSIS
from documents.models import (
    Advice,
    AdviceFollowUp,
    Attachment,
    Document,
    GuaranteeConfirmation,
    MedicalInformation,
    OwnCopy,
    Thread,
    TreatmentReport,
)
from documents.operations.message_news import waiting_readers
from documents.operations.splitting import move_documents
from documents.tasks import make_copy, render_document

Kind = Notice.Kind
TOLD_OF_PAPERS = (Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER)


def _tell(document: Document, kind: Notice.Kind, *to: Role, about_id: int = 0, key: str = "") -> None:
    """Each edition of the text is an occasion of its own: what is put forward again is news again."""
    notify(
        case=document.case,
        kind=kind,
        to=to,
        at=timezone.now(),
        about_id=about_id or document.pk,
        occasion=document.version_no,
        key=key,
    )


@receiver(document_proposed)
def ask_to_sign(subject: Document, **_: Any) -> None:
    """Employer and employee hear that a plan waits for their answer."""
    _tell(subject, Kind.PLAN_TO_SIGN, Role.EMPLOYER, Role.EMPLOYEE)


@receiver(document_refused)
def tell_of_refusal(subject: Document, actor: Actor, **_: Any) -> None:
    """Who guides the file hears that somebody does not agree; of each party apart."""
    own = subject.signatures.get(party=actor.role)
    guide = Role.EMPLOYER if subject.case.self_guided_by else Role.ONTZORGMANAGER
    _tell(subject, Kind.PLAN_REFUSED, guide, about_id=own.pk)


@receiver(document_signed)
def tell_of_analysis(subject: Document, **_: Any) -> None:
    """A signed probleemanalyse is the start of the plan: everybody who works on that hears of it."""
    if subject.kind == PROBLEM_ANALYSIS:
        _tell(subject, Kind.ANALYSIS_SIGNED, Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER)


@receiver(document_signed)
@receiver(pdf_wanted)
def make_pdf(subject: Document, **_: Any) -> None:
    """Make the PDF after the commit; without a broker the next minute's sweep finds it."""
    for rendition in subject.renditions.all():
        after_commit(render_document, rendition_id=rendition.pk)


@receiver(pdf_ready)
def tell_of_pdf(subject: Document, **_: Any) -> None:
    """Who has a right to a copy hears that it is there. Of a probleemanalyse they heard at signing."""
    if subject.kind != PROBLEM_ANALYSIS:
        to = (Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS)
        _tell(subject, Kind.DOCUMENT_READY, *to, key=subject.kind)


@receiver(pdf_failed)
def tell_of_failure(subject: Document, **_: Any) -> None:
    """The desk gets a task."""
    _tell(subject, Kind.RENDER_FAILED, Role.DESK, key=subject.kind)


@receiver(attachment_added)
def tell_of_paper(subject: Attachment, actor: Actor, **_: Any) -> None:
    """Who reads it hears of it, except who added it."""
    to = [role for role in TOLD_OF_PAPERS if role is not actor.role]
    notify(case=subject.case, kind=Kind.PAPER_ADDED, to=to, at=subject.added_at, about_id=subject.pk)


@receiver(message_sent)
def tell_of_message(subject: Thread, actor: Actor, **_: Any) -> None:
    """Who reads it hears that there is something to read, once until it was opened; the mail says no more than that."""
    for first, among in waiting_readers(subject, actor):
        readers = sorted(subject.readers)
        at = timezone.now()
        notify(case=subject.case, kind=Kind.MESSAGE_SENT, to=readers, at=at, about_id=first, among=among)


@receiver(medical_information_given)
def tell_of_medical_information(subject: MedicalInformation, **_: Any) -> None:
    """The employee alone hears that something waits in the medical file; the message does not say what."""
    notify(case=subject.case, kind=Kind.VAULT_READY, to=[Role.EMPLOYEE], at=timezone.now(), about_id=subject.pk)


@receiver(copy_wanted)
def start_copy(subject: OwnCopy, **_: Any) -> None:
    """Make the copy after the commit; without a broker the next minute's sweep finds it."""
    after_commit(make_copy, copy_id=subject.pk)


@receiver(case_split)
def follow_split(subject: AbsenceCase, earlier: AbsenceCase, since: date, **_: Any) -> None:
    """What was written since the later file began belongs to it."""
    move_documents(earlier=earlier, later=subject, since=since)


@receiver(treatment_reported)
def tell_of_treatment(subject: TreatmentReport, **_: Any) -> None:
    """Doctor and employee hear that there is something in the medical file, and not what; each report is news."""
    with acting_as(system(Role.PROJECTOR)):  # the provider, who acts, sees no file
        case = AbsenceCase.objects.get(pk=subject.case_id)
    readers = (Role.BEDRIJFSARTS, Role.EMPLOYEE)
    notify(case=case, kind=Kind.VAULT_REPORT, to=readers, at=subject.written_at, about_id=subject.pk)


@receiver(advice_given)
def tell_of_advice(subject: Advice, **_: Any) -> None:
    """Who is to do it hears that there is something to do, and until when.

    Of what the bedrijfsarts advises the Ontzorgmanager hears always, and the employee at the same time as the others.
    """
    at, addressee = timezone.now(), Role(subject.addressee)
    notify(case=subject.case, kind=Kind.ADVICE_GIVEN, to=[addressee], at=at, about_id=subject.pk)
    if subject.written_as == Role.BEDRIJFSARTS:
        others = [role for role in (Role.EMPLOYEE, Role.ONTZORGMANAGER) if role is not addressee]
        notify(case=subject.case, kind=Kind.ADVICE_SEEN, to=others, at=at, about_id=subject.pk)


@receiver(advice_answered)
def tell_of_advice_answer(subject: AdviceFollowUp, **_: Any) -> None:
    """Who wrote the advice hears what comes of it, and so does the Ontzorgmanager, but not whoever says so."""
    to = {Role(subject.written_as), Role.ONTZORGMANAGER} - {Role(subject.acted_as)}
    _tell_of_follow_up(subject, Kind.ADVICE_ANSWERED, *sorted(to))


@receiver(advice_withdrawn)
def tell_of_withdrawn_advice(subject: AdviceFollowUp, **_: Any) -> None:
    """Who was to do it hears that it is not needed any more."""
    _tell_of_follow_up(subject, Kind.ADVICE_WITHDRAWN, Role(subject.addressee))


def _tell_of_follow_up(subject: AdviceFollowUp, kind: Notice.Kind, *to: Role) -> None:
    notify(case=subject.advice.case, kind=kind, to=to, at=timezone.now(), about_id=subject.pk)


@receiver(guarantee_confirmed)
def tell_of_guarantee(subject: GuaranteeConfirmation, **_: Any) -> None:
    """The employer hears that there is something to read."""
    notify(case=subject.case, kind=Kind.GUARANTEE_CONFIRMED, to=[Role.EMPLOYER], at=timezone.now(), about_id=subject.pk)
