"""What stands in a vault, written the way people write it: through operations."""

from datetime import timedelta
from typing import Any

from accounts.actor import Actor
from cases.models import AbsenceCase
from documents import operations
from documents.contents import NEEDED
from documents.models import ConsultNote, MedicalInformation, TreatmentReport
from interventions.models import Intervention
from tests.cast import Cast
from tests.documents.arrange import AT, TODAY
from tests.factories import interventions as make

SECRET = "Geheimwoordelijk"
PARTS = dict.fromkeys(NEEDED, SECRET)


def note(actor: Actor, case: AbsenceCase, text: str = SECRET, *, ago: int = 0, **more: Any) -> ConsultNote:
    """One note of so many days ago."""
    said = {"held_on": TODAY - timedelta(days=ago), "how": "visit", "text": text, "today": TODAY, "at": AT} | more
    return operations.write_note(actor=actor, case=case, **said)


def drafted(actor: Actor, case: AbsenceCase, *, expected_version: int = 0, **parts: str) -> MedicalInformation:
    """A draft of the Medische informatie."""
    return operations.draft_medical_information(
        actor=actor, case=case, parts=PARTS | parts, expected_version=expected_version, at=AT
    )


def signed(cast: Cast, case: AbsenceCase) -> MedicalInformation:
    """Daan signed it."""
    made = drafted(cast.daan, case)
    return operations.sign_medical_information(
        actor=cast.daan, information=made, place="Utrecht", expected_version=made.version_no, at=AT
    )


def given(cast: Cast, case: AbsenceCase, **more: Any) -> MedicalInformation:
    """Carla has it."""
    values = {"today": TODAY} | more
    return operations.give_medical_information(actor=cast.daan, information=signed(cast, case), **values)


def treated(cast: Cast, case: AbsenceCase, text: str = SECRET) -> TreatmentReport:
    """A therapist took an assignment, and reported to Daan and Carla."""
    asked, helper = helped(cast, case)
    return operations.report_treatment(actor=helper, intervention=asked, sort="intake", text=text, at=AT)


def helped(cast: Cast, case: AbsenceCase) -> tuple[Intervention, Actor]:
    """A therapist took an assignment in this file."""
    provider = make.make_provider()
    helper = make.make_helper(provider)
    return make.accepted(helper, make.order(cast.noor, case, make.make_offering(provider))), helper
