"""The words that go along with a file, and saying that one read what came."""

from datetime import datetime

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Verb
from cases.models import AbsenceCase, CaseTransfer
from cases.models.transfer_terms import AHEAD, State
from cases.operations.transfers import number_of, unread

RESOURCE = "cases.absencecase"


@operation(Verb.WRITE_TRANSFER, on="case", resource=RESOURCE)
def write_transfer(*, actor: Actor, case: AbsenceCase, words: str, expected_number: int, at: datetime) -> CaseTransfer:
    """Write down for who comes after what the file itself does not say; a new text takes the place of the old one.

    `expected_number` is the text that the writer saw, 0 for none. Raises Stale when it is another one by now, NotNow
    for a closed file, ValidationError for no words.
    """
    if not case.is_open:
        raise NotNow("Dit dossier is gesloten. Een notitie schrijven kan niet meer.")
    if not words.strip():
        raise ValidationError({"words": "Schrijf op wat wie na u komt moet weten."})
    found = CaseTransfer.objects.visible_to(actor).filter(case=case, state__in=AHEAD)
    ahead = found.select_for_update(of=("self",), no_key=True).first()
    if number_of(ahead) != expected_number:
        raise Stale("Er staat intussen een andere tekst. Bekijk wat er nu staat en verstuur opnieuw.")
    row = ahead or CaseTransfer(
        case=case, employer_id=case.employer_id, giver_id=case.ontzorgmanager_id, state=State.PREPARED
    )
    row.text_number = expected_number + 1
    row.words, row.worded_by_id, row.worded_at = words.strip(), actor.person_id, at
    if ahead is None:
        row.save(force_insert=True)
    else:
        row.save(update_fields=["words", "text_number", "worded_by", "worded_at"])
    row.case = case
    return row


@operation(Verb.TAKE_TRANSFER, on="case", resource=RESOURCE)
def take_transfer(*, actor: Actor, case: AbsenceCase, at: datetime) -> CaseTransfer:
    """The new Ontzorgmanager read what came along. Raises NotNow when nothing came, or it was read before."""
    came = list(CaseTransfer.objects.visible_to(actor).filter(case=case).filter(unread()).order_by("-pk"))
    if not came:
        raise NotNow("Deze overdracht was al gezien.")
    for one in came:
        one.taken_by_id, one.taken_at = actor.person_id, at
        one.save(update_fields=["taken_by", "taken_at"])
    came[0].case = case
    return came[0]
