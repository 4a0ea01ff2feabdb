"""What this app does when something happens to a file."""

from typing import Any

from django.dispatch import receiver
from django.utils import timezone

from accounts.queue import after_commit
from accounts.terms import Role
from cases.events import (
    build_up_answered,
    build_up_proposed,
    case_assigned,
    case_recovered,
    case_reported,
    notices_written,
)
from cases.models import AbsenceCase, BuildUpSchedule, Notice
from cases.operations.notices import notify
from cases.tasks import mail_notices


@receiver(case_reported)
def tell_arbodienst_of_report(subject: AbsenceCase, **_: Any) -> None:
    """The arbodienst gets every report; who already guides the file hears of a relapse."""
    kind = Notice.Kind.RELAPSED if subject.spells.count() > 1 else Notice.Kind.SICK_REPORTED
    spell = subject.spells.order_by("-start")[0]
    to = [Role.ARBODIENST, Role.EMPLOYEE, Role.ONTZORGMANAGER]
    notify(case=subject, kind=kind, to=to, at=timezone.now(), about_id=spell.pk)


@receiver(case_recovered)
def tell_of_recovery(subject: AbsenceCase, **_: Any) -> None:
    """Everybody who guides the file hears that it pauses."""
    spell = subject.spells.order_by("-start")[0]
    to = [Role.ARBODIENST, Role.EMPLOYEE, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS]
    notify(case=subject, kind=Notice.Kind.RECOVERED, to=to, at=timezone.now(), about_id=spell.pk)


@receiver(case_assigned)
def tell_of_assignment(subject: AbsenceCase, **_: Any) -> None:
    """The Ontzorgmanager, and employer and employee, learn who guides the file."""
    to = [Role.ONTZORGMANAGER, Role.EMPLOYER, Role.EMPLOYEE]
    notify(
        case=subject,
        kind=Notice.Kind.ASSIGNED,
        to=to,
        at=timezone.now(),
        about_id=subject.ontzorgmanager_id or 0,
        occasion=subject.version,
    )


@receiver(build_up_proposed)
def ask_for_answer(subject: BuildUpSchedule, **_: Any) -> None:
    """The bedrijfsarts hears that a proposal waits for an answer."""
    to = [Role.BEDRIJFSARTS]
    notify(case=subject.case, kind=Notice.Kind.BUILD_UP_PROPOSED, to=to, at=timezone.now(), about_id=subject.pk)


@receiver(build_up_answered)
def tell_of_answer(subject: BuildUpSchedule, **_: Any) -> None:
    """Employer and employee, and who guides the file, hear what the bedrijfsarts answered."""
    to = [Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER]
    notify(case=subject.case, kind=Notice.Kind.BUILD_UP_ANSWERED, to=to, at=timezone.now(), about_id=subject.pk)


@receiver(notices_written)
def mail_soon(**_: Any) -> None:
    """Send the mail after the commit; without a broker the next minute's sweep sends it."""
    after_commit(mail_notices)
