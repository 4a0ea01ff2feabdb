"""Writing in the vault of the bedrijfsarts, reading in it, and giving the employee what UWV needs."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.computation import deadlines_of
from cases.models import AbsenceCase
from cases.operations.steps import complete, too_early, touch
from cases.timeline.schedule import State
from documents.contents import LONGEST_MEDICAL_TEXT, NEEDED, SECTIONS
from documents.events import medical_information_given
from documents.models import ConsultNote, MedicalInformation
from documents.models.vault import OF_THE_DOCTOR, WITH_EMPLOYEE, writer_of
from documents.operations.shared import refuse
from documents.operations.versions import in_versions, newest, too_long

NOTES, ENVELOPES = "documents.consultnote", "documents.medicalinformation"
STEP = "medical_information"


@operation(Verb.READ_VAULT, on="case", resource=NOTES)
def read_vault(*, actor: Actor, case: AbsenceCase) -> ConsultNote:
    """Open the medical file of one sick-leave file; leaves a trace of who looked.

    The trace names the newest note, and not the file: so it is as closed as that note. Returns a blank one, that was
    never kept, when there is no note; then only the employee and who looked read that trace.
    """
    notes = ConsultNote.objects.visible_to(actor).filter(case=case).only("case", "employee", "employer")
    found: ConsultNote | None = notes.order_by("-pk").first()
    return found or ConsultNote(case=case, employee_id=case.employee_id, employer_id=case.employer_id)


@operation(Verb.READ_VAULT, on="information", resource=ENVELOPES)
def read_envelope(*, actor: Actor, information: MedicalInformation) -> MedicalInformation:
    """Open one Medische informatie, on a page or as a PDF; leaves a trace of who looked."""
    return information


@operation(Verb.WRITE_NOTE, on="case", resource=NOTES)
def write_note(
    *, actor: Actor, case: AbsenceCase, held_on: date, how: str, text: str, today: date, at: datetime
) -> ConsultNote:
    """Note what was said in a consult. The employee reads it as well. Also in a file that is closed.

    Raises ValidationError for an empty or too long text and for a day in the future.
    """
    return _note(actor, case, None, held_on=held_on, how=how, text=text, today=today, at=at)


@operation(Verb.WRITE_NOTE, on="case", resource=NOTES)
def correct_note(
    *,
    actor: Actor,
    case: AbsenceCase,
    note: ConsultNote,
    held_on: date,
    how: str,
    text: str,
    today: date,
    at: datetime,
) -> ConsultNote:
    """Put a note right with a new version beside it; nothing of the old one is lost.

    Raises DoesNotExist for a note of another file, Stale when somebody put it right before, NotNow for a note that
    somebody else wrote, unless the bedrijfsarts does it.
    """
    found = ConsultNote.objects.visible_to(actor).get(pk=note.pk, case=case.pk)
    if not may_correct(actor, found):
        raise NotNow("Deze aantekening is van een ander. Alleen de schrijver of de bedrijfsarts verbetert haar.")
    if ConsultNote.objects.visible_to(actor).filter(replaces=found).exists():
        raise Stale("Deze aantekening is intussen verbeterd. Bekijk de nieuwe versie.")
    return _note(actor, case, found, held_on=held_on, how=how, text=text, today=today, at=at)


@dataclass(frozen=True, slots=True)
class Line:
    """One note as it reads now, with the versions before it, the newest first."""

    note: ConsultNote
    earlier: list[ConsultNote]


def notes_of(actor: Actor, case: AbsenceCase) -> list[Line]:
    """The notes of one file that this person reads, the newest consult first."""
    found = ConsultNote.objects.visible_to(actor).filter(case=case).select_related("written_by", "under", "ohs")
    return [Line(*one) for one in in_versions(list(found.order_by("-held_on", "-pk")))]


def may_correct(actor: Actor, note: ConsultNote) -> bool:
    """Whether this person puts this note right: the bedrijfsarts each of them, a delegate the own ones."""
    own = actor.role is Role.BEDRIJFSARTS or note.written_by_id == actor.user_id
    return own and actor.may(Verb.WRITE_NOTE, NOTES)


def newest_of(actor: Actor, note: ConsultNote) -> ConsultNote:
    """The version of this note that counts now: itself, or the last one that replaced it."""
    return newest(note, ConsultNote.objects.visible_to(actor).filter(case=note.case_id))


def _note(actor: Actor, case: AbsenceCase, replaces: ConsultNote | None, **said: Any) -> ConsultNote:
    text = said["text"].strip()
    errors = {}
    if said["held_on"] > said["today"]:
        errors["held_on"] = "Kies vandaag of een eerdere dag."
    elif said["held_on"] < case.employee.birth_date:
        errors["held_on"] = "Deze dag kan niet: toen was de werknemer nog niet geboren."
    if not text:
        errors["text"] = "Schrijf de aantekening."
    elif len(text) > LONGEST_MEDICAL_TEXT:
        errors["text"] = too_long()
    refuse(errors)
    made: ConsultNote = ConsultNote.objects.create(
        **_kept(actor, case, {"text": text}, said["at"]),
        shown_to=WITH_EMPLOYEE,
        held_on=said["held_on"],
        how=said["how"],
        replaces=replaces,
    )
    return made


@operation(Verb.DRAFT_MEDICAL_INFORMATION, on="case", resource=ENVELOPES)
def draft_medical_information(
    *, actor: Actor, case: AbsenceCase, parts: Mapping[str, str], expected_version: int, at: datetime
) -> MedicalInformation:
    """Keep the draft of the Medische informatie; there is one per file. `expected_version` is 0 when there is none.

    Raises ValidationError for a part that is too long and for a new draft without a word, Stale when somebody else
    changed or signed the draft meanwhile.
    """
    written = {key: parts.get(key, "").strip() for key, *_ in SECTIONS}
    refuse({key: too_long() for key, text in written.items() if len(text) > LONGEST_MEDICAL_TEXT})
    # Held: signing holds no more than this row, and what it signs while we look is no draft any longer.
    found = MedicalInformation.objects.visible_to(actor).filter(case=case, signed_at=None)
    draft: MedicalInformation | None = found.select_for_update(of=("self",), no_key=True).first()
    if draft is None and not any(written.values()):
        raise ValidationError("Er staat nog niets in. Vul een onderdeel in en bewaar het concept daarna.")
    if draft is None and expected_version:
        raise Stale("Dit concept is intussen ondertekend. Wat u nu bewaart, wordt een nieuwe versie.")
    if (draft.version_no if draft else 0) != expected_version:
        raise Stale("Dit concept is intussen gewijzigd. Bekijk de nieuwe tekst en bewaar opnieuw.")
    return _written(draft, actor, case, written, at)


_CHANGED = ("content", "written_by_id", "written_as", "under_id", "written_at")


def _written(
    draft: MedicalInformation | None, actor: Actor, case: AbsenceCase, written: dict[str, str], at: datetime
) -> MedicalInformation:
    """The draft with this text, or a new edition when there is none."""
    earlier = MedicalInformation.objects.visible_to(actor).filter(case=case).order_by("-edition", "-pk")
    last = draft or earlier.first()
    values = _kept(actor, case, {"parts": written}, at)
    values["content"] = _with_writers(MedicalInformation(**values), last)
    if draft is None:
        edition = earlier.count() + 1
        made: MedicalInformation = MedicalInformation.objects.create(**values, shown_to=OF_THE_DOCTOR, edition=edition)
        return made
    for name in _CHANGED:
        setattr(draft, name, values[name])
    draft.version_no += 1
    draft.save(update_fields=[*_CHANGED, "version_no"])
    return draft


def _with_writers(row: MedicalInformation, last: MedicalInformation | None) -> str:
    """The text of this row with all who wrote in the draft, also what somebody else wrote anew since.

    A new edition begins with the text of the one before it: who wrote that is named as long as a part of it stays. Who
    keeps a draft without changing a word wrote nothing.
    """
    written, before = row.said["parts"], last.said["parts"] if last else {}
    is_new = last is None or last.is_signed
    stays = not is_new or any(text and before.get(key) == text for key, text in written.items())
    found = {_who(one): one for one in last.writers} if last and stays else {}
    if is_new or written != before:
        now = writer_of(row)
        found[_who(now)] = now
    return json.dumps(row.said | {"writers": list(found.values())}, ensure_ascii=False)


def _who(one: Mapping[str, Any]) -> tuple[Any, ...]:
    return one["id"], one["role"], one["under_id"]


@operation(Verb.SIGN_MEDICAL_INFORMATION, on="information", resource=ENVELOPES)
def sign_medical_information(
    *, actor: Actor, information: MedicalInformation, place: str, expected_version: int, at: datetime
) -> MedicalInformation:
    """The bedrijfsarts signs: from now on nobody changes the text. The employee does not see it yet.

    Raises NotNow when it was signed, Stale for an old page, ValidationError when a part that is needed is empty.
    """
    if information.is_signed:
        raise NotNow("Deze Medische informatie is al ondertekend.")
    if information.version_no != expected_version:
        raise Stale("Dit concept is intussen gewijzigd. Lees de nieuwe tekst voordat u ondertekent.")
    written = information.said["parts"]
    lacking = [title for key, title, _ in SECTIONS if key in NEEDED and not written.get(key)]
    if lacking:
        raise ValidationError(f"Vul eerst in: {', '.join(lacking)}.")
    if not place.strip():
        refuse({"place": "Vul de plaats in waar u ondertekent."})
    information.place, information.signed_by_id, information.signed_at = place.strip(), actor.person_id, at
    information.sha256 = hashlib.sha256(information.content.encode()).hexdigest()
    information.save(update_fields=["place", "signed_by", "signed_at", "sha256"])
    return information


@operation(Verb.GIVE_MEDICAL_INFORMATION, on="information", resource=ENVELOPES, announces=medical_information_given)
def give_medical_information(*, actor: Actor, information: MedicalInformation, today: date) -> MedicalInformation:
    """The employee can open it from now on, and nobody else, and hears that. It does the step of the file, when open.

    Outside the vault only the day of that step is known. Raises NotNow when it is not signed, or was given before.
    """
    if not information.is_signed:
        raise NotNow("Onderteken de Medische informatie eerst.")
    if information.given_on:
        raise NotNow("De werknemer heeft deze Medische informatie al.")
    information.given_on, information.shown_to = today, WITH_EMPLOYEE
    information.save(update_fields=["given_on", "shown_to"])
    cases = AbsenceCase.objects.visible_to(actor).select_for_update(of=("self",), no_key=True)
    case = cases.get(pk=information.case_id)
    steps = (step for step in deadlines_of(case) if step.key == STEP and step.state in (State.PENDING, State.PAUSED))
    step = next(steps, None)
    if case.is_open and step is not None and not too_early(step, today):
        complete(case=case, key=STEP, done_on=today, by=actor)
        touch(case)
    information.case = case
    return information


def _kept(actor: Actor, case: AbsenceCase, said: dict[str, Any], at: datetime) -> dict[str, Any]:
    """What every row of the vault says: whose it is, who wrote it and under whom. Who it is about is encrypted."""
    if case.ohs_id is None:
        raise NotNow("Dit dossier heeft geen arbodienst. Dan kan niemand een medisch dossier bewaren.")
    about = {"name": case.employee.full_name, "born": f"{case.employee.birth_date:%Y-%m-%d}"}
    return {
        "case": case,
        "employee_id": case.employee_id,
        "employer_id": case.employer_id,
        "ohs_id": case.ohs_id,
        "content": json.dumps({"about": about} | said, ensure_ascii=False),
        "written_by_id": actor.person_id,
        "written_as": actor.role.value,
        "under_id": actor.on_behalf_of_id,
        "written_at": at,
    }
