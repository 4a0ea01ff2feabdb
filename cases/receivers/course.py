"""How a file goes: reported, recovered, handed over, put right, split and closed."""

from typing import Any

from django.dispatch import receiver

from accounts.queue import after_commit
from accounts.terms import Role
from cases.events import (
    case_assigned,
    case_ended_by_death,
    case_recovered,
    case_reported,
    case_split,
    case_transferred,
    fact_recorded,
    first_day_corrected,
    recovery_corrected,
    report_cancelled,
    step_needed,
    step_waived,
    transfer_asked,
)
from cases.models import AbsenceCase, CaseFact, CaseTransfer, Notice
from cases.models.transfer_terms import State
from cases.operations.transfer_moving import is_first_of_receiver
from cases.receivers.telling import GUIDES, tell, tell_of_change
from cases.tasks import hand_over_files

WIA = "wia_application"


@receiver(case_reported)
def tell_arbodienst_of_report(subject: AbsenceCase, **_: Any) -> None:
    """The arbodienst gets every report; who already guides the file hears of a relapse."""
    again = subject.spells.filter(mistaken=False).count() > 1
    kind = Notice.Kind.RELAPSED if again else Notice.Kind.SICK_REPORTED
    spell = subject.spells.order_by("-start")[0]
    tell(subject, kind, Role.ARBODIENST, Role.EMPLOYEE, Role.ONTZORGMANAGER, about_id=spell.pk)


@receiver(case_recovered)
def tell_of_recovery(subject: AbsenceCase, **_: Any) -> None:
    """Everybody who guides the file hears that it pauses."""
    spell = subject.spells.order_by("-start")[0]
    tell(subject, Notice.Kind.RECOVERED, *GUIDES, Role.EMPLOYEE, about_id=spell.pk)


@receiver(case_assigned)
def tell_of_assignment(subject: AbsenceCase, **_: Any) -> None:
    """The Ontzorgmanager, and employer and employee, learn who guides the file."""
    to = (Role.ONTZORGMANAGER, Role.EMPLOYER, Role.EMPLOYEE)
    tell_of_change(subject, Notice.Kind.ASSIGNED, *to, about_id=subject.ontzorgmanager_id or 0)


@receiver(transfer_asked)
def hand_over(subject: CaseTransfer, **_: Any) -> None:
    """The files go after the commit; without a broker the next minute's sweep lets them. Whose they are hears of it."""
    if subject.state == State.ASKED:
        tell(subject.case, Notice.Kind.FILES_WENT, Role.ONTZORGMANAGER, about_id=subject.pk)
        after_commit(hand_over_files)


@receiver(case_transferred)
def tell_of_transfer(subject: CaseTransfer, **_: Any) -> None:
    """Employer and employee hear who guides the file now; who got more than one file at once hears so once."""
    about = subject.receiver_id or 0
    tell_of_change(subject.case, Notice.Kind.REASSIGNED, Role.EMPLOYER, Role.EMPLOYEE, about_id=about)
    if is_first_of_receiver(subject):
        tell(subject.case, Notice.Kind.FILES_CAME, Role.ONTZORGMANAGER, about_id=subject.pk)


@receiver(first_day_corrected)
def tell_of_first_day(subject: AbsenceCase, **_: Any) -> None:
    """Every date moved. Who reported the old day to UWV must put that right there too: a wrong day is finable."""
    tell_of_change(subject, Notice.Kind.FIRST_DAY_CHANGED, *GUIDES, Role.EMPLOYEE)
    if subject.completions.filter(key="uwv_week_42_report").exists():
        tell_of_change(subject, Notice.Kind.FIRST_DAY_TO_UWV, Role.EMPLOYER, Role.ONTZORGMANAGER)


@receiver(recovery_corrected)
def tell_of_recovery_change(subject: AbsenceCase, **_: Any) -> None:
    """Who heard of the recovery hears that it was another day, or none."""
    tell_of_change(subject, Notice.Kind.RECOVERY_CHANGED, *GUIDES, Role.EMPLOYEE)


@receiver(report_cancelled)
def tell_of_cancelling(subject: AbsenceCase, **_: Any) -> None:
    """Who heard of the report hears that there was no sickness."""
    tell_of_change(subject, Notice.Kind.REPORT_CANCELLED, *GUIDES, Role.EMPLOYEE)


@receiver(fact_recorded)
def tell_of_fact(subject: CaseFact, **_: Any) -> None:
    """What the bedrijfsarts says of work, everybody who may read it hears at the same time, the employee too."""
    if subject.recorded_as == Role.BEDRIJFSARTS:
        to = [role for role in (Role.EMPLOYEE, Role.EMPLOYER, Role.ONTZORGMANAGER) if role.value in subject.shown_to]
        tell(subject.case, Notice.Kind.FACT_ADVISED, *to, about_id=subject.pk)


@receiver(step_waived)
def tell_of_waiver(subject: AbsenceCase, key: str, **_: Any) -> None:
    """Applying for WIA is the employee's own right: he hears that it is recorded as given up, and what that means."""
    if key == WIA:
        tell_of_change(subject, Notice.Kind.WIA_WAIVED, Role.EMPLOYEE)


@receiver(step_needed)
def tell_of_need(subject: AbsenceCase, key: str, **_: Any) -> None:
    """Who heard that the application was given up hears that it is open again."""
    if key == WIA:
        tell_of_change(subject, Notice.Kind.WIA_NEEDED, Role.EMPLOYEE)


@receiver(case_ended_by_death)
def tell_guides_of_end(subject: AbsenceCase, **_: Any) -> None:
    """Who guided the file stops. The employee's own address gets no mail."""
    tell_of_change(subject, Notice.Kind.FILE_CLOSED, *GUIDES)


@receiver(case_split)
def tell_of_split(subject: AbsenceCase, **_: Any) -> None:
    """Every date is another one from now on. Why is between the bedrijfsarts and the employee."""
    to = (Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER, Role.ARBODIENST)
    tell_of_change(subject, Notice.Kind.FILE_SPLIT, *to)
