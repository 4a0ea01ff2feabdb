"""The vault of a file, and how each operation on it is called so that it succeeds for whoever may."""

from typing import Any

from accounts.actor import Actor
from accounts.terms import Role
from documents import operations as documents
from documents.contents import NEEDED
from documents.models import ConsultNote, MedicalInformation
from documents.operations import purging_vault
from tests.access import helped as has
from tests.access.drivers import Driver
from tests.access.world import NOW, TODAY, File, World

CONSULT: dict[str, Any] = {"held_on": TODAY, "how": "visit", "text": "Besproken.", "today": TODAY, "at": NOW}


def noted(file: File) -> ConsultNote:
    """The doctor noted what was said."""
    return documents.write_note(actor=file.bedrijfsarts, case=file.open(), **CONSULT)


def drafted_envelope(file: File) -> MedicalInformation:
    """The doctor wrote the Medische informatie."""
    parts = dict.fromkeys(NEEDED, "Besproken.")
    return documents.draft_medical_information(
        actor=file.bedrijfsarts, case=file.open(), parts=parts, expected_version=0, at=NOW
    )


def signed_envelope(file: File) -> MedicalInformation:
    """The doctor signed it."""
    made = drafted_envelope(file)
    return documents.sign_medical_information(
        actor=file.bedrijfsarts, information=made, place="Utrecht", expected_version=1, at=NOW
    )


def given_envelope(file: File) -> MedicalInformation:
    """The employee has it."""
    made = signed_envelope(file)
    return documents.give_medical_information(actor=file.bedrijfsarts, information=made, today=TODAY)


def _correct_note(actor: Actor, note: ConsultNote, _: World) -> object:
    """A delegate puts right what he wrote himself; the bedrijfsarts anything."""
    if actor.role is Role.DELEGATE:
        note = documents.write_note(actor=actor, case=note.case, **CONSULT)
    return documents.correct_note(actor=actor, case=note.case, note=note, **CONSULT | {"text": "Beter."})


MEDICAL: dict[str, Driver] = {
    "purge_vaults": Driver(
        lambda actor, *_: purging_vault.purge_vaults(actor=actor, on=TODAY, at=NOW, proof=True), opens=False
    ),
    "read_vault": Driver(lambda actor, case, _: documents.read_vault(actor=actor, case=case)),
    "read_envelope": Driver(
        lambda actor, one, _: documents.read_envelope(actor=actor, information=one), given_envelope
    ),
    "write_note": Driver(lambda actor, case, _: documents.write_note(actor=actor, case=case, **CONSULT)),
    "correct_note": Driver(_correct_note, noted),
    "draft_medical_information": Driver(
        lambda actor, case, _: documents.draft_medical_information(
            actor=actor, case=case, parts={"other": "x"}, expected_version=0, at=NOW
        )
    ),
    "read_treatments": Driver(
        lambda actor, asked, _: documents.read_treatments(actor=actor, intervention=asked), has.accepted_help
    ),
    "report_treatment": Driver(
        lambda actor, asked, _: documents.report_treatment(
            actor=actor, intervention=asked, sort="intake", text="Besproken.", at=NOW
        ),
        has.accepted_help,
    ),
    "sign_medical_information": Driver(
        lambda actor, one, _: documents.sign_medical_information(
            actor=actor, information=one, place="Utrecht", expected_version=1, at=NOW
        ),
        drafted_envelope,
    ),
    "give_medical_information": Driver(
        lambda actor, one, _: documents.give_medical_information(actor=actor, information=one, today=TODAY),
        signed_envelope,
    ),
}
