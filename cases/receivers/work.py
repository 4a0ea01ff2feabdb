"""Which work somebody can do: hours, tasks, proposals, and what the arbeidsdeskundige answers."""

from typing import Any

from django.dispatch import receiver

from accounts.terms import Role
from cases.events import (
    build_up_answered,
    build_up_proposed,
    labour_expert_answered,
    labour_expert_called,
    tasks_answered,
    tasks_confirmed,
    tasks_presented,
    tasks_returned,
    work_answered,
    work_proposed,
    work_withdrawn,
)
from cases.models import BuildUpSchedule, LabourExpertCall, Notice, TaskAnalysis, WorkProposal, WorkReply
from cases.receivers.telling import tell


@receiver(build_up_proposed)
def ask_for_answer(subject: BuildUpSchedule, **_: Any) -> None:
    """The bedrijfsarts hears that a proposal waits for an answer."""
    tell(subject.case, Notice.Kind.BUILD_UP_PROPOSED, Role.BEDRIJFSARTS, about_id=subject.pk)


@receiver(build_up_answered)
def tell_of_answer(subject: BuildUpSchedule, **_: Any) -> None:
    """Employer and employee, and who guides the file, hear what the bedrijfsarts answered."""
    to = (Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER)
    tell(subject.case, Notice.Kind.BUILD_UP_ANSWERED, *to, about_id=subject.pk)


@receiver(labour_expert_called)
def tell_labour_expert(subject: LabourExpertCall, **_: Any) -> None:
    """The arbeidsdeskundige hears that somebody asks for an answer; the employee that somebody else sees the file."""
    tell(subject.case, Notice.Kind.EXPERT_CALLED, Role.LABOUR_EXPERT, Role.EMPLOYEE, about_id=subject.pk)


@receiver(labour_expert_answered)
def tell_of_expert_answer(subject: LabourExpertCall, **_: Any) -> None:
    """Employer and employee, and who guides the file, hear that there is an answer, and that it was put right."""
    to = (Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS)
    tell(subject.case, Notice.Kind.EXPERT_ANSWERED, *to, about_id=subject.pk, occasion=subject.number)


@receiver(tasks_presented)
def ask_about_tasks(subject: TaskAnalysis, **_: Any) -> None:
    """The employee hears that tasks wait to be read and confirmed."""
    tell(subject.case, Notice.Kind.TASKS_PRESENTED, Role.EMPLOYEE, about_id=subject.pk)


@receiver(tasks_confirmed)
def tell_of_tasks(subject: TaskAnalysis, **_: Any) -> None:
    """The bedrijfsarts hears that a question waits for an answer; the Ontzorgmanager that it was sent."""
    to = (Role.BEDRIJFSARTS, Role.ONTZORGMANAGER)
    tell(subject.case, Notice.Kind.TASKS_CONFIRMED, *to, about_id=subject.pk)


@receiver(tasks_returned)
def ask_for_other_tasks(subject: TaskAnalysis, **_: Any) -> None:
    """The Ontzorgmanager hears that the employee wants another text."""
    tell(subject.case, Notice.Kind.TASKS_RETURNED, Role.ONTZORGMANAGER, about_id=subject.pk)


@receiver(tasks_answered)
def tell_of_task_answer(subject: TaskAnalysis, **_: Any) -> None:
    """Who goes on with it hears that there is an answer, and of each later one."""
    to = (Role.EMPLOYEE, Role.EMPLOYER, Role.ONTZORGMANAGER)
    tell(subject.case, Notice.Kind.TASKS_ANSWERED, *to, about_id=subject.pk, occasion=subject.rounds)


@receiver(work_proposed)
def ask_about_work(subject: WorkProposal, **_: Any) -> None:
    """The employer hears that a proposal waits for an answer; the Ontzorgmanager that there is one."""
    tell(subject.case, Notice.Kind.WORK_PROPOSED, Role.EMPLOYER, Role.ONTZORGMANAGER, about_id=subject.pk)


@receiver(work_answered)
def tell_of_work_answer(subject: WorkReply, **_: Any) -> None:
    """The employee, and who guides the file, hear that there is an answer."""
    tell(subject.case, Notice.Kind.WORK_ANSWERED, Role.EMPLOYEE, Role.ONTZORGMANAGER, about_id=subject.pk)


@receiver(work_withdrawn)
def tell_of_withdrawn_work(subject: WorkReply, **_: Any) -> None:
    """Who was to answer hears that it is not needed any more."""
    tell(subject.case, Notice.Kind.WORK_WITHDRAWN, Role.EMPLOYER, Role.ONTZORGMANAGER, about_id=subject.pk)
