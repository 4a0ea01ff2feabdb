"""The multidisciplinair overleg: writing it down, the word of the bedrijfsarts, and ticking off what was agreed."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models import Max

from accounts.actor import Actor
from accounts.operation import NotNow, SomebodyElses, Stale, operation
from accounts.terms import Role, Verb
from cases.events import conference_confirmed, conference_written
from cases.models import AbsenceCase, CaseConference, ConferenceAction
from cases.models.conference import AFTER, BEFORE, put_right
from cases.timeline.dutch import format_date
from cases.timeline.product_terms import latest_advice_due

CASE, CONFERENCE, ACTION = "cases.absencecase", "cases.caseconference", "cases.conferenceaction"
CLOSED = "Dit dossier is gesloten. Wat er staat, blijft te lezen."
NO_PHYSICIAN = "Bij dit dossier hoort nog geen bedrijfsarts. Hij moet de conclusie bevestigen."
REPLACED = "Dit overleg is intussen verbeterd. Bekijk het nieuwere overleg."
MOST_ACTIONS = 5


@dataclass(frozen=True, slots=True)
class Agreed:
    """One thing that was agreed: what, the role that does it, and the last day, inclusive."""

    text: str
    who: str
    due_on: date


@operation(Verb.WRITE_CONFERENCE, on="case", resource=CASE, announces=conference_written)
def write_conference(
    *,
    actor: Actor,
    case: AbsenceCase,
    held_on: date,
    others: Collection[str],
    question: str,
    conclusion: str,
    actions: Sequence[Agreed],
    expected_number: int,
    today: date,
    corrects: int | None = None,
) -> CaseConference:
    """Write down an overleg of Ontzorgmanager and bedrijfsarts, and `others`; nobody but these two reads it yet.

    `expected_number` is the newest one that the writer saw, 0 for none; `corrects` the number of the one that this puts
    right; when that waits and puts right another itself, this puts right the other. Raises Stale when there is a newer
    one, NotNow for a closed file or one without bedrijfsarts and for a record that was put right already,
    ValidationError for a day outside the file, for no question or conclusion, and for an action without who or a day
    that lies after the overleg and within half a year.
    """
    if reason := say_no_conference(case):
        raise NotNow(reason)
    number = CaseConference.objects.filter(case=case).aggregate(last=Max("number"))["last"] or 0
    if number != expected_number:
        raise Stale(f"Er is intussen een nieuwer overleg: nummer {number}. Bekijk dat en verstuur opnieuw.")
    if corrects is not None:
        corrects = _what_is_put_right(case, corrects)
    if wrong := problems(case, actions, held_on=held_on, question=question, conclusion=conclusion, today=today):
        raise ValidationError(wrong)
    about = {"case": case, "employer_id": case.employer_id, "shown_to": BEFORE}
    made: CaseConference = CaseConference.objects.create(
        **about,
        number=number + 1,
        held_on=held_on,
        participants=[one for one in CaseConference.Participant.values if one in {*BEFORE, *others}],
        question=question.strip(),
        conclusion=conclusion.strip(),
        corrects=corrects,
        written_on=today,
        written_by_id=actor.person_id,
    )
    ConferenceAction.objects.bulk_create(
        ConferenceAction(
            **about, conference=made, position=place, text=one.text.strip(), who=one.who, due_on=one.due_on
        )
        for place, one in enumerate(actions, start=1)
    )
    return made


def say_no_conference(case: AbsenceCase) -> str:
    """Why nothing can be written down in this file now, in Dutch; empty when it can. The page asks it as well."""
    if not case.is_open:
        return CLOSED
    return NO_PHYSICIAN if case.physician_id is None else ""


def problems(
    case: AbsenceCase, actions: Sequence[Agreed], *, held_on: date, question: str, conclusion: str, today: date
) -> dict[str, str]:
    """What is wrong with a record, as a sentence for each field; empty when nothing is."""
    found = {}
    if not case.first_sick_day <= held_on <= today:
        found["held_on"] = f"Kies een datum van {format_date(case.first_sick_day)} tot en met vandaag."
    if not question.strip():
        found["question"] = "Schrijf op wat de vraag was."
    if not conclusion.strip():
        found["conclusion"] = "Schrijf op wat de conclusie is."
    last = latest_advice_due(held_on)
    for place, one in enumerate(actions, start=1):
        if not one.text.strip():
            found[f"what_{place}"] = "Schrijf op wat er gebeurt."
        if one.who not in AFTER:
            found[f"who_{place}"] = "Kies wie dit doet."
        if not held_on <= one.due_on <= last:
            found[f"due_{place}"] = f"Kies een dag van {format_date(held_on)} tot en met {format_date(last)}."
    return found


@operation(Verb.CONFIRM_CONFERENCE, on="conference", resource=CONFERENCE, announces=conference_confirmed)
def confirm_conference(*, actor: Actor, conference: CaseConference, today: date) -> CaseConference:
    """The bedrijfsarts says that the conclusion holds what he said and nothing medical; now everybody reads it.

    Raises NotNow for one that was confirmed or put right already, and in a closed file.
    """
    if reason := say_no_confirmation(conference):
        raise NotNow(reason)
    conference.confirmed_on, conference.confirmed_by_id, conference.shown_to = today, actor.person_id, AFTER
    conference.save(update_fields=["confirmed_on", "confirmed_by", "shown_to"])
    ConferenceAction.objects.filter(conference=conference).update(shown_to=AFTER)
    return conference


def say_no_confirmation(conference: CaseConference) -> str:
    """Why the bedrijfsarts confirms nothing now, in Dutch; empty when he can."""
    if not conference.case.is_open:
        return CLOSED
    if conference.is_confirmed:
        return "Deze conclusie is al bevestigd."
    return REPLACED if _is_put_right(conference) else ""


@operation(Verb.DO_ACTION, on="action", resource=ACTION)
def do_action(*, actor: Actor, action: ConferenceAction, today: date) -> ConferenceAction:
    """Tick off what was agreed: whoever was to do it, or the Ontzorgmanager.

    Raises SomebodyElses for another role, and NotNow for what is ticked off, not confirmed yet or put right meanwhile.
    """
    if actor.role.value not in (action.who, Role.ONTZORGMANAGER.value):
        raise SomebodyElses(actor.role, Verb.DO_ACTION, ACTION, action.pk)
    if action.done_on is not None:
        raise NotNow("Deze afspraak is al afgevinkt.")
    if not action.conference.is_confirmed:
        raise NotNow("De bedrijfsarts heeft dit overleg nog niet bevestigd.")
    if _is_put_right(action.conference, confirmed_on__isnull=False):
        raise NotNow(REPLACED)
    action.done_on, action.done_as, action.done_by_id = today, actor.role.value, actor.person_id
    action.save(update_fields=["done_on", "done_as", "done_by"])
    return action


def _is_put_right(conference: CaseConference, **among: object) -> bool:
    return bool(CaseConference.objects.filter(put_right(**among), pk=conference.pk).exists())


def _what_is_put_right(case: AbsenceCase, number: int) -> int:
    found = CaseConference.objects.filter(case=case, number=number).first()
    if found is None or _is_put_right(found):
        raise NotNow(REPLACED)
    return found.number if found.is_confirmed or found.corrects is None else found.corrects
