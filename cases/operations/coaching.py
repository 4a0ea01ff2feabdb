"""Coaching notes: the Ontzorgmanager writes one, the employee reads it at once and can add own words."""

from collections.abc import Iterator
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Max, QuerySet

from accounts.actor import Actor, current_actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.events import coaching_added, coaching_written
from cases.models import AbsenceCase, CoachingNote, CoachingReaction
from cases.operations.repeats import refuse_repeat
from cases.timeline.dutch import format_date
from cases.timeline.product_terms import latest_coaching_until

NOTE, REACTION = "cases.coachingnote", "cases.coachingreaction"
FINISHED = "Dit dossier is gesloten. De notities blijven te lezen, er komt niets meer bij."


def coaching_of(case: AbsenceCase) -> "QuerySet[CoachingNote]":
    """Every note of a file through the eyes of who acts, the newest first."""
    found: QuerySet[CoachingNote] = CoachingNote.objects.visible_to(current_actor()).filter(case=case.pk)
    return found.select_related("written_by").prefetch_related("reactions__written_by").order_by("-number")


@operation(Verb.WRITE_COACHING, on="case", resource=NOTE, announces=coaching_written)
def write_coaching(
    *,
    actor: Actor,
    case: AbsenceCase,
    talked_on: date,
    text: str,
    agreed: str,
    until: date | None,
    today: date,
    corrects: int | None = None,
    seen: int | None = None,
) -> CoachingNote:
    """Write down what was spoken about, what the employee is going to do and until when (that day inclusive).

    `corrects` is the number of an earlier note that this one puts right; that one stays to be read. `seen` is the
    newest note that the page showed, 0 for none: raises AlreadyDone when the writer's last one came after it and says
    the same. None: no page showed anything, every call is a new one. The employee hears that there is a note. Raises
    NotNow for a closed file, ValidationError for no words, a talk that is not from the
    first sick day to `today`, a last day without an agreement or out of reach, and an earlier note that is not there.
    """
    if not case.is_open:
        raise NotNow(FINISHED)
    if errors := dict(_wrong(case, today, talked_on=talked_on, text=text, agreed=agreed, until=until)):
        raise ValidationError(errors)
    notes = CoachingNote.objects.filter(case=case)
    if corrects is not None and not notes.filter(number=corrects).exists():
        raise ValidationError("De notitie die u wilt verbeteren, staat niet in dit dossier. Open de pagina opnieuw.")
    said: dict[str, Any] = {"talked_on": talked_on, "text": text.strip(), "agreed": agreed.strip(), "until": until}
    said["corrects"] = corrects
    if seen is not None:
        refuse_repeat(notes.filter(number__gt=seen).order_by("number"), actor, said)
    made: CoachingNote = CoachingNote.objects.create(
        **said,
        case=case,
        employer_id=case.employer_id,
        number=(notes.aggregate(last=Max("number"))["last"] or 0) + 1,
        written_on=today,
        written_by_id=actor.person_id,
    )
    return made


def _wrong(
    case: AbsenceCase, today: date, *, talked_on: date, text: str, agreed: str, until: date | None
) -> Iterator[tuple[str, str]]:
    if not case.first_sick_day <= talked_on <= today:
        yield "talked_on", f"Kies een dag van {format_date(case.first_sick_day)} tot en met vandaag."
    if not text.strip():
        yield "text", "Schrijf op waar u het over had."
    if until is None:
        return
    if not agreed.strip():
        yield "agreed", "Schrijf op wat de werknemer gaat doen. Of laat de laatste dag leeg."
    last = latest_coaching_until(today)
    if not talked_on <= until <= last:
        yield "until", f"Kies een dag van {format_date(talked_on)} tot en met {format_date(last)}."


@operation(Verb.ADD_TO_COACHING, on="case", resource=REACTION, announces=coaching_added)
def add_to_coaching(
    *, actor: Actor, case: AbsenceCase, note: CoachingNote, text: str, today: date, seen: int | None = None
) -> CoachingReaction:
    """The employee adds own words to a note; the Ontzorgmanager hears of it.

    `seen` is the newest reaction to this note that the page showed, 0 for none: raises AlreadyDone when the last one
    came after it and says the same. None: no page showed anything, every call is a new one. Raises
    DoesNotExist for a note of another file, NotNow for a closed file, ValidationError for no words.
    """
    found: CoachingNote = CoachingNote.objects.visible_to(actor).get(pk=note.pk, case=case)
    if not case.is_open:
        raise NotNow(FINISHED)
    if not text.strip():
        raise ValidationError({"text": "Schrijf op wat u erbij wilt zeggen."})
    if seen is not None:
        refuse_repeat(found.reactions.filter(pk__gt=seen).order_by("pk"), actor, {"text": text.strip()})
    made: CoachingReaction = CoachingReaction.objects.create(
        note=found,
        case=case,
        employer_id=case.employer_id,
        text=text.strip(),
        written_on=today,
        written_by_id=actor.person_id,
    )
    return made


@operation(Verb.READ_COACHING, on="case", resource=NOTE)
def read_coaching(*, actor: Actor, case: AbsenceCase) -> None:
    """Open the notes of a file; leaves a trace of who looked, for the employee alone."""
