"""Papers from outside: adding one, looking into it, taking it back."""

from datetime import date, datetime

from accounts.actor import Actor
from accounts.operation import NotNow, SomebodyElses, operation
from accounts.terms import Verb
from cases.models import AbsenceCase, LegalHold
from cases.timeline.explain import format_date
from documents.events import attachment_added
from documents.inspection import Unfit, inspect
from documents.models import Attachment
from documents.operations.shared import refuse
from documents.papers import PAPERS, READERS, papers_of
from documents.render import ATTACHMENTS, discard_after_commit, fingerprint, store_as

MOST_PAPERS = 100
FULL = f"In dit dossier staan al {MOST_PAPERS} stukken. Neem eerst een stuk terug dat niet meer nodig is."
FINISHED = "Dit dossier is afgesloten. U kunt er geen stuk meer aan toevoegen."


@operation(Verb.ADD_ATTACHMENT, on="case", resource="documents.attachment", announces=attachment_added)
def add_attachment(
    *, actor: Actor, case: AbsenceCase, kind: str, dated_on: date, content: bytes, today: date, at: datetime
) -> Attachment:
    """Keep a paper in the file, where employer, employee, Ontzorgmanager and bedrijfsarts can read it.

    What the file is, its content says. Raises ValidationError for a file that may not be kept, for a kind that this
    role does not add and for a day to come; NotNow for a file that is over or that has its fill.
    """
    if not case.is_open:
        raise NotNow(FINISHED)
    if Attachment.objects.kept().filter(case=case).count() >= MOST_PAPERS:
        raise NotNow(FULL)
    if PAPERS.get(kind) not in papers_of(actor.role.value):
        refuse({"kind": "Kies een van de soorten stukken uit de lijst."})
    if dated_on > today:
        refuse({"dated_on": f"Kies een datum tot en met vandaag, {format_date(today)}."})
    try:
        found = inspect(content)
    except Unfit as unfit:
        refuse({"file": str(unfit)})
    added: Attachment = Attachment.objects.create(
        case=case,
        employer_id=case.employer_id,
        shown_to=list(READERS),
        kind=kind,
        dated_on=dated_on,
        media_type=found.media_type,
        size=len(found.content),
        path=store_as(found.content, ATTACHMENTS),
        sha256=fingerprint(found.content),
        added_as=actor.role.value,
        added_by_id=actor.person_id,
        added_at=at,
    )
    return added


@operation(Verb.READ_ATTACHMENT, on="attachment", resource="documents.attachment")
def read_attachment(*, actor: Actor, attachment: Attachment) -> Attachment:
    """Take a paper along as a download; leaves a trace of who did. Raises NotNow when it was taken back."""
    if not attachment.is_kept:
        raise NotNow("Dit stuk is teruggenomen en bestaat niet meer.")
    return attachment


@operation(Verb.WITHDRAW_ATTACHMENT, on="attachment", resource="documents.attachment")
def withdraw_attachment(*, actor: Actor, attachment: Attachment, today: date, at: datetime) -> Attachment:
    """Destroy the file of a paper that should not have been added; that it was there stays visible.

    Employer and employee take back what they added themselves; the Ontzorgmanager takes back any. Raises
    SomebodyElses for one of another party, and NotNow for one that is gone already, in a file that is held as proof and
    for a party in a file that is over.
    """
    if not attachment.is_withdrawn_by(actor.role):
        raise SomebodyElses(actor.role, Verb.WITHDRAW_ATTACHMENT, "documents.attachment", attachment.pk)
    if not attachment.is_kept:
        raise NotNow("Dit stuk was al teruggenomen.")
    _check_evidence(actor, attachment, today)
    discard_after_commit(attachment.path)
    attachment.path, attachment.withdrawn_at = "", at
    attachment.save(update_fields=["path", "withdrawn_at"])
    return attachment


def _check_evidence(actor: Actor, attachment: Attachment, today: date) -> None:
    """Nobody destroys what may be needed as proof. The file is locked, so that no hold is placed meanwhile."""
    cases = AbsenceCase.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
    case = cases.get(pk=attachment.case_id)
    if LegalHold.objects.in_force(today).filter(case=case).exists():
        raise NotNow("Dit dossier wordt bewaard als bewijs. Zolang dat duurt, kan niemand een stuk terugnemen.")
    if not attachment.is_withdrawn_by(actor.role, is_open=case.is_open):
        raise NotNow("Dit dossier is afgesloten. Alleen de Ontzorgmanager kan er nog een stuk uit terugnemen.")
