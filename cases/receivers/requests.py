"""What somebody asks another for: a correction, the wage, a calculation to read, sight in an emergency."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from django.utils import timezone

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.events import (
    correction_answered,
    correction_asked,
    emergency_asked,
    emergency_decided,
    income_shared,
    wage_answered,
    wage_asked,
)
from cases.models import (
    AbsenceCase,
    CorrectionRequest,
    EmergencyAccess,
    EmergencyDecision,
    Notice,
    WageRequest,
    WiaShare,
)
from cases.operations.notices import notify
from cases.receivers.telling import tell


@receiver(correction_asked)
def ask_to_put_right(subject: CorrectionRequest, **_: Any) -> None:
    """Who is responsible for it hears that a request waits for an answer."""
    tell(subject.case, Notice.Kind.CORRECTION_ASKED, subject.handler, about_id=subject.pk)


@receiver(correction_answered)
def tell_of_decision(subject: CorrectionRequest, **_: Any) -> None:
    """The employee hears that there is an answer."""
    tell(subject.case, Notice.Kind.CORRECTION_ANSWERED, Role.EMPLOYEE, about_id=subject.pk)


@receiver(wage_asked)
def ask_for_wage(subject: WageRequest, **_: Any) -> None:
    """The employer hears that the employee wants to know the wage on paper."""
    tell(subject.case, Notice.Kind.WAGE_ASKED, Role.EMPLOYER, about_id=subject.pk)


@receiver(wage_answered)
def tell_of_wage(subject: WageRequest, **_: Any) -> None:
    """The employee hears that the employer answered."""
    tell(subject.case, Notice.Kind.WAGE_ANSWERED, Role.EMPLOYEE, about_id=subject.pk)


@receiver(income_shared)
def tell_of_shared_income(subject: WiaShare, **_: Any) -> None:
    """The employer hears that there is a calculation to read."""
    tell(subject.case, Notice.Kind.INCOME_SHARED, Role.EMPLOYER, about_id=subject.pk)


def _file_of(subject: EmergencyAccess | EmergencyDecision) -> AbsenceCase:
    """The file: whoever asks for it or decides about it does not see it."""
    with acting_as(system(Role.PROJECTOR)):
        found: AbsenceCase = AbsenceCase.objects.get(pk=subject.case_id)
        return found


@receiver(emergency_asked)
def ask_administrators(subject: EmergencyAccess, **_: Any) -> None:
    """The other administrators hear that one of them must decide: it is urgent."""
    case, others = _file_of(subject), ~Q(user_id=subject.asked_by_id)
    kind, at = Notice.Kind.EMERGENCY_ASKED, timezone.now()
    notify(case=case, kind=kind, to=(Role.PLATFORM,), at=at, about_id=subject.pk, among=others)


@receiver(emergency_decided)
def tell_asker(subject: EmergencyDecision, **_: Any) -> None:
    """Who asked for sight of a file hears that there is a decision."""
    case, asker = _file_of(subject), Q(user_id=subject.asked_by_id)
    kind, at = Notice.Kind.EMERGENCY_ANSWERED, timezone.now()
    notify(case=case, kind=kind, to=(Role.PLATFORM,), at=at, about_id=subject.pk, among=asker)


@receiver(emergency_decided)
def tell_of_emergency(subject: EmergencyDecision, **_: Any) -> None:
    """Who guides the file, and the bedrijfsarts, hear at once that an administrator sees a part of it."""
    if not subject.granted:
        return
    case = _file_of(subject)
    guide = Role.ONTZORGMANAGER if case.ontzorgmanager_id else Role.EMPLOYER
    tell(case, Notice.Kind.EMERGENCY_OPENED, Role.BEDRIJFSARTS, guide, about_id=subject.pk)
