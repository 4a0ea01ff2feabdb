"""Files, made the way people make them: through operations."""

from datetime import UTC, date, datetime, time, timedelta
from typing import Any
from uuid import uuid4

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, CaseTransfer
from cases.operations import ReportDetails
from cases.transfer_note import note_of
from employers.models import Employee, Ontzorgmanager
from tests.cast import Cast

MONDAY = date(2026, 1, 5)  # the first sick day of the test vectors


def make_details(**fields: Any) -> ReportDetails:
    """What the employer fills in."""
    values: dict[str, Any] = {
        "expected_duration": "unknown",
        "contact_phone": "06 11112222",
        "stay_address": "Kerkstraat 9, Utrecht",
        "vangnet_applies": False,
        "work_accident": False,
        "recourse_possible": False,
        "handover_notes": "",
    }
    return ReportDetails(**values | fields)


def report(
    actor: Actor, employee: Employee, first_sick_day: date = MONDAY, *, today: date | None = None, **fields: Any
) -> AbsenceCase:
    """A sick report, on the first sick day itself unless said otherwise."""
    key = fields.pop("submission_key", None) or uuid4()
    return operations.report_sick(
        actor=actor,
        employee=employee,
        first_sick_day=first_sick_day,
        details=make_details(**fields),
        submission_key=key,
        today=today or first_sick_day,
    )


def assign(cast: Cast, case: AbsenceCase, manager: Ontzorgmanager | None = None, *, on: date) -> AbsenceCase:
    """The desk gives the file to an Ontzorgmanager."""
    return operations.assign(actor=cast.desk, case=case, ontzorgmanager=manager or cast.noor_profile, today=on)


def ask_transfers(cast: Cast, *cases: AbsenceCase, to: Ontzorgmanager | None = None, on: date) -> CaseTransfer:
    """The desk asks for files of one Ontzorgmanager to go to another."""
    with acting_as(cast.desk):
        giver = fresh(cast.desk, cases[0]).ontzorgmanager
    return operations.ask_transfers(
        actor=cast.desk,
        giver=giver,
        moves=dict.fromkeys((case.pk for case in cases), (to or cast.loes_profile).pk),
        reason="divided",
        today=on,
        at=datetime.combine(on, time(9), tzinfo=UTC),
    )


def move(case: AbsenceCase, *, on: date) -> CaseTransfer:
    """The system moves a file that was asked for."""
    actor = system(Role.SCHEDULER)
    return operations.move_file(actor=actor, case=case, compose=lambda one: note_of(one, on), today=on)


def hand_over(cast: Cast, case: AbsenceCase, to: Ontzorgmanager | None = None, *, on: date) -> CaseTransfer:
    """Another Ontzorgmanager goes on with it."""
    ask_transfers(cast, case, to=to, on=on)
    return move(case, on=on)


def recover(actor: Actor, case: AbsenceCase, recovered_on: date, *, today: date | None = None) -> AbsenceCase:
    """The employer reports recovery."""
    return operations.report_recovery(
        actor=actor,
        case=case,
        recovered_on=recovered_on,
        expected_version=fresh(actor, case).version,
        today=today or recovered_on,
    )


def apply_for_wia(cast: Cast, case: AbsenceCase, on: date) -> AbsenceCase:
    """The employee applied to UWV for the WIA; the Ontzorgmanager of the file records it that same day."""
    version = fresh(cast.noor, case).version
    return operations.record_step(
        actor=cast.noor, case=case, key="wia_application", done_on=on, expected_version=version, today=on
    )


def fresh(actor: Actor, case: AbsenceCase) -> AbsenceCase:
    """The file as it is now, through somebody's eyes."""
    with acting_as(actor):
        found: AbsenceCase = AbsenceCase.objects.visible_to(actor).get(pk=case.pk)
        return found


def day(k: int, first: date = MONDAY) -> date:
    """The k-th day of a file without interruption."""
    return first + timedelta(days=k - 1)
