"""What is computed anew or sent when something beside the files changes."""

from typing import Any

from django.dispatch import receiver

from accounts.actor import acting_as, system
from accounts.queue import after_commit
from accounts.terms import Role
from cases.events import law_decided, notices_written
from cases.models import AbsenceCase, RuleChange
from cases.policies import refresh_policies
from cases.projection import refresh_files
from cases.tasks import follow_law, mail_notices
from employers.events import employee_corrected, employment_ended, policy_changed
from employers.models import Employee, Policy


@receiver(policy_changed)
def keep_policy_steps(subject: Policy, **_: Any) -> None:
    """A new policy ends the one before, so all policies of the employer, and its files: aftercare needs cover."""
    with acting_as(system(Role.PROJECTOR)):
        refresh_policies(Policy.objects.filter(employer_id=subject.employer_id))
        refresh_files(AbsenceCase.objects.filter(employer_id=subject.employer_id))


@receiver([employment_ended, employee_corrected])
def follow_employment(subject: Employee, **_: Any) -> None:
    """Steps after the last day lapse; who leaves sick is reported to UWV. Another birth date moves the pension."""
    with acting_as(system(Role.PROJECTOR)):
        refresh_files(AbsenceCase.objects.filter(employee_id=subject.pk))


@receiver(law_decided)
def follow_the_law(subject: RuleChange, **_: Any) -> None:
    """The dates of the files follow after the commit; without a broker the next minute's sweep lets them."""
    if subject.activated:
        after_commit(follow_law)


@receiver(notices_written)
def mail_soon(**_: Any) -> None:
    """Send the mail after the commit; without a broker the next minute's sweep sends it."""
    after_commit(mail_notices)
