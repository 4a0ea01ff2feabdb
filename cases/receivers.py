"""What this app does when something happens to a file."""

from typing import Any

from django.db.models import Q
from django.dispatch import receiver
from django.utils import timezone

from accounts.actor import acting_as, system
from accounts.queue import after_commit
from accounts.terms import Role
from cases.events import (
    build_up_answered,
    build_up_proposed,
    case_assigned,
    case_ended_by_death,
    case_recovered,
    case_reported,
    case_split,
    case_transferred,
    coaching_added,
    coaching_written,
    conference_confirmed,
    conference_written,
    correction_answered,
    correction_asked,
    emergency_asked,
    emergency_decided,
    fact_recorded,
    first_day_corrected,
    guidance_written,
    income_shared,
    labour_expert_answered,
    labour_expert_called,
    law_decided,
    notices_written,
    recovery_corrected,
    report_cancelled,
    step_needed,
    step_waived,
    tasks_answered,
    tasks_confirmed,
    tasks_presented,
    tasks_returned,
    transfer_asked,
    vision_shared,
    vision_written,
    wage_answered,
    wage_asked,
    work_answered,
    work_proposed,
    work_withdrawn,
)
from cases.models import (
    AbsenceCase,
    BuildUpSchedule,
    CaseConference,
    CaseFact,
    CaseTransfer,
    CoachingNote,
    CoachingReaction,
    CorrectionRequest,
    EmergencyAccess,
    EmergencyDecision,
    EmployeeVision,
    GuidancePlan,
    LabourExpertCall,
    Notice,
    RuleChange,
    TaskAnalysis,
    WageRequest,
    WiaShare,
    WorkProposal,
    WorkReply,
)
from cases.models.transfer_terms import State
from cases.operations.notices import notify
from cases.operations.transfer_moving import is_first_of_receiver
from cases.policies import refresh_policies
from cases.projection import refresh_files
from cases.tasks import follow_law, hand_over_files, mail_notices
from employers.events import employee_corrected, employment_ended, policy_changed
from employers.models import Employee, Policy

WIA = "wia_application"
_GUIDES = (Role.ONTZORGMANAGER, Role.ARBODIENST, Role.BEDRIJFSARTS)


def _tell(case: AbsenceCase, kind: Notice.Kind, *to: Role, about_id: int = 0, occasion: int = 1) -> None:
    notify(case=case, kind=kind, to=to, at=timezone.now(), about_id=about_id, occasion=occasion)


def _tell_of_change(case: AbsenceCase, kind: Notice.Kind, *to: Role, about_id: int = 0) -> None:
    """The same news may come again: each version of the file is an occasion of its own."""
    _tell(case, kind, *to, about_id=about_id, occasion=case.version)


@receiver(case_reported)
def tell_arbodienst_of_report(subject: AbsenceCase, **_: Any) -> None:
    """The arbodienst gets every report; who already guides the file hears of a relapse."""
    again = subject.spells.filter(mistaken=False).count() > 1
    kind = Notice.Kind.RELAPSED if again else Notice.Kind.SICK_REPORTED
    spell = subject.spells.order_by("-start")[0]
    _tell(subject, kind, Role.ARBODIENST, Role.EMPLOYEE, Role.ONTZORGMANAGER, about_id=spell.pk)


@receiver(case_recovered)
def tell_of_recovery(subject: AbsenceCase, **_: Any) -> None:
    """Everybody who guides the file hears that it pauses."""
    spell = subject.spells.order_by("-start")[0]
    _tell(subject, Notice.Kind.RECOVERED, *_GUIDES, Role.EMPLOYEE, about_id=spell.pk)


@receiver(case_assigned)
def tell_of_assignment(subject: AbsenceCase, **_: Any) -> None:
    """The Ontzorgmanager, and employer and employee, learn who guides the file."""
    to = (Role.ONTZORGMANAGER, Role.EMPLOYER, Role.EMPLOYEE)
    _tell_of_change(subject, Notice.Kind.ASSIGNED, *to, about_id=subject.ontzorgmanager_id or 0)


@receiver(transfer_asked)
def hand_over(subject: CaseTransfer, **_: Any) -> None:
    """The files go after the commit; without a broker the next minute's sweep lets them. Whose they are hears of it."""
    if subject.state == State.ASKED:
        _tell(subject.case, Notice.Kind.FILES_WENT, Role.ONTZORGMANAGER, about_id=subject.pk)
        after_commit(hand_over_files)


@receiver(case_transferred)
def tell_of_transfer(subject: CaseTransfer, **_: Any) -> None:
    """Employer and employee hear who guides the file now; who got more than one file at once hears so once."""
    about = subject.receiver_id or 0
    _tell_of_change(subject.case, Notice.Kind.REASSIGNED, Role.EMPLOYER, Role.EMPLOYEE, about_id=about)
    if is_first_of_receiver(subject):
        _tell(subject.case, Notice.Kind.FILES_CAME, Role.ONTZORGMANAGER, about_id=subject.pk)


@receiver(build_up_proposed)
def ask_for_answer(subject: BuildUpSchedule, **_: Any) -> None:
    """The bedrijfsarts hears that a proposal waits for an answer."""
    _tell(subject.case, Notice.Kind.BUILD_UP_PROPOSED, Role.BEDRIJFSARTS, about_id=subject.pk)


@receiver(build_up_answered)
def tell_of_answer(subject: BuildUpSchedule, **_: Any) -> None:
    """Employer and employee, and who guides the file, hear what the bedrijfsarts answered."""
    to = (Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER)
    _tell(subject.case, Notice.Kind.BUILD_UP_ANSWERED, *to, about_id=subject.pk)


@receiver(correction_asked)
def ask_to_put_right(subject: CorrectionRequest, **_: Any) -> None:
    """Who is responsible for it hears that a request waits for an answer."""
    _tell(subject.case, Notice.Kind.CORRECTION_ASKED, subject.handler, about_id=subject.pk)


@receiver(correction_answered)
def tell_of_decision(subject: CorrectionRequest, **_: Any) -> None:
    """The employee hears that there is an answer."""
    _tell(subject.case, Notice.Kind.CORRECTION_ANSWERED, Role.EMPLOYEE, about_id=subject.pk)


@receiver(labour_expert_called)
def tell_labour_expert(subject: LabourExpertCall, **_: Any) -> None:
    """The arbeidsdeskundige hears that somebody asks for an answer; the employee that somebody else sees the file."""
    _tell(subject.case, Notice.Kind.EXPERT_CALLED, Role.LABOUR_EXPERT, Role.EMPLOYEE, about_id=subject.pk)


@receiver(labour_expert_answered)
def tell_of_expert_answer(subject: LabourExpertCall, **_: Any) -> None:
    """Employer and employee, and who guides the file, hear that there is an answer, and that it was put right."""
    to = (Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS)
    _tell(subject.case, Notice.Kind.EXPERT_ANSWERED, *to, about_id=subject.pk, occasion=subject.number)


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


@receiver(guidance_written)
def tell_of_guidance(subject: GuidancePlan, **_: Any) -> None:
    """Everybody who has a part in it hears that there is a new version."""
    to = (Role.EMPLOYER, Role.EMPLOYEE, Role.BEDRIJFSARTS)
    _tell(subject.case, Notice.Kind.GUIDANCE_WRITTEN, *to, about_id=subject.pk)


@receiver(conference_written)
def ask_to_confirm_conference(subject: CaseConference, **_: Any) -> None:
    """The bedrijfsarts hears that a conclusion waits for him; nobody else reads it yet."""
    _tell(subject.case, Notice.Kind.CONFERENCE_WRITTEN, Role.BEDRIJFSARTS, about_id=subject.pk)


@receiver(conference_confirmed)
def tell_of_conference(subject: CaseConference, **_: Any) -> None:
    """Employee and employer hear at once that there is a conclusion, and so does who wrote it."""
    to = (Role.EMPLOYEE, Role.EMPLOYER, Role.ONTZORGMANAGER)
    _tell(subject.case, Notice.Kind.CONFERENCE_READY, *to, about_id=subject.pk)


@receiver(emergency_decided)
def tell_of_emergency(subject: EmergencyDecision, **_: Any) -> None:
    """Who guides the file, and the bedrijfsarts, hear at once that an administrator sees a part of it."""
    if not subject.granted:
        return
    case = _file_of(subject)
    guide = Role.ONTZORGMANAGER if case.ontzorgmanager_id else Role.EMPLOYER
    _tell(case, Notice.Kind.EMERGENCY_OPENED, Role.BEDRIJFSARTS, guide, about_id=subject.pk)


@receiver(wage_asked)
def ask_for_wage(subject: WageRequest, **_: Any) -> None:
    """The employer hears that the employee wants to know the wage on paper."""
    _tell(subject.case, Notice.Kind.WAGE_ASKED, Role.EMPLOYER, about_id=subject.pk)


@receiver(wage_answered)
def tell_of_wage(subject: WageRequest, **_: Any) -> None:
    """The employee hears that the employer answered."""
    _tell(subject.case, Notice.Kind.WAGE_ANSWERED, Role.EMPLOYEE, about_id=subject.pk)


@receiver(income_shared)
def tell_of_shared_income(subject: WiaShare, **_: Any) -> None:
    """The employer hears that there is a calculation to read."""
    _tell(subject.case, Notice.Kind.INCOME_SHARED, Role.EMPLOYER, about_id=subject.pk)


@receiver(tasks_presented)
def ask_about_tasks(subject: TaskAnalysis, **_: Any) -> None:
    """The employee hears that tasks wait to be read and confirmed."""
    _tell(subject.case, Notice.Kind.TASKS_PRESENTED, Role.EMPLOYEE, about_id=subject.pk)


@receiver(tasks_confirmed)
def tell_of_tasks(subject: TaskAnalysis, **_: Any) -> None:
    """The bedrijfsarts hears that a question waits for an answer; the Ontzorgmanager that it was sent."""
    to = (Role.BEDRIJFSARTS, Role.ONTZORGMANAGER)
    _tell(subject.case, Notice.Kind.TASKS_CONFIRMED, *to, about_id=subject.pk)


@receiver(tasks_returned)
def ask_for_other_tasks(subject: TaskAnalysis, **_: Any) -> None:
    """The Ontzorgmanager hears that the employee wants another text."""
    _tell(subject.case, Notice.Kind.TASKS_RETURNED, Role.ONTZORGMANAGER, about_id=subject.pk)


@receiver(tasks_answered)
def tell_of_task_answer(subject: TaskAnalysis, **_: Any) -> None:
    """Who goes on with it hears that there is an answer, and of each later one."""
    to = (Role.EMPLOYEE, Role.EMPLOYER, Role.ONTZORGMANAGER)
    _tell(subject.case, Notice.Kind.TASKS_ANSWERED, *to, about_id=subject.pk, occasion=subject.rounds)


@receiver(vision_written)
def ask_to_confirm(subject: EmployeeVision, **_: Any) -> None:
    """The employee hears that the Ontzorgmanager wrote something down, which counts only once it is confirmed."""
    if not subject.is_confirmed:
        _tell(subject.case, Notice.Kind.VISION_TO_CONFIRM, Role.EMPLOYEE, about_id=subject.pk)


@receiver(vision_shared)
def tell_of_shared_answers(subject: EmployeeVision, roles: frozenset[Role], occasion: int, **_: Any) -> None:
    """Who may read an answer since now hears that there is something to read, once a day."""
    _tell(subject.case, Notice.Kind.VISION_SHARED, *sorted(roles), about_id=subject.pk, occasion=occasion)


@receiver(work_proposed)
def ask_about_work(subject: WorkProposal, **_: Any) -> None:
    """The employer hears that a proposal waits for an answer; the Ontzorgmanager that there is one."""
    _tell(subject.case, Notice.Kind.WORK_PROPOSED, Role.EMPLOYER, Role.ONTZORGMANAGER, about_id=subject.pk)


@receiver(work_answered)
def tell_of_work_answer(subject: WorkReply, **_: Any) -> None:
    """The employee, and who guides the file, hear that there is an answer."""
    _tell(subject.case, Notice.Kind.WORK_ANSWERED, Role.EMPLOYEE, Role.ONTZORGMANAGER, about_id=subject.pk)


@receiver(work_withdrawn)
def tell_of_withdrawn_work(subject: WorkReply, **_: Any) -> None:
    """Who was to answer hears that it is not needed any more."""
    _tell(subject.case, Notice.Kind.WORK_WITHDRAWN, Role.EMPLOYER, Role.ONTZORGMANAGER, about_id=subject.pk)


@receiver(coaching_written)
def tell_of_coaching(subject: CoachingNote, **_: Any) -> None:
    """The employee hears that there is a note, and not what is in it."""
    _tell(subject.case, Notice.Kind.COACHING_WRITTEN, Role.EMPLOYEE, about_id=subject.pk)


@receiver(coaching_added)
def tell_of_reaction(subject: CoachingReaction, **_: Any) -> None:
    """The Ontzorgmanager hears that the employee added words."""
    _tell(subject.case, Notice.Kind.COACHING_ADDED, Role.ONTZORGMANAGER, about_id=subject.pk)


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


@receiver(first_day_corrected)
def tell_of_first_day(subject: AbsenceCase, **_: Any) -> None:
    """Every date moved. Who reported the old day to UWV must put that right there too: a wrong day is finable."""
    _tell_of_change(subject, Notice.Kind.FIRST_DAY_CHANGED, *_GUIDES, Role.EMPLOYEE)
    if subject.completions.filter(key="uwv_week_42_report").exists():
        _tell_of_change(subject, Notice.Kind.FIRST_DAY_TO_UWV, Role.EMPLOYER, Role.ONTZORGMANAGER)


@receiver(recovery_corrected)
def tell_of_recovery_change(subject: AbsenceCase, **_: Any) -> None:
    """Who heard of the recovery hears that it was another day, or none."""
    _tell_of_change(subject, Notice.Kind.RECOVERY_CHANGED, *_GUIDES, Role.EMPLOYEE)


@receiver(report_cancelled)
def tell_of_cancelling(subject: AbsenceCase, **_: Any) -> None:
    """Who heard of the report hears that there was no sickness."""
    _tell_of_change(subject, Notice.Kind.REPORT_CANCELLED, *_GUIDES, Role.EMPLOYEE)


@receiver(step_waived)
def tell_of_waiver(subject: AbsenceCase, key: str, **_: Any) -> None:
    """Applying for WIA is the employee's own right: he hears that it is recorded as given up, and what that means."""
    if key == WIA:
        _tell_of_change(subject, Notice.Kind.WIA_WAIVED, Role.EMPLOYEE)


@receiver(fact_recorded)
def tell_of_fact(subject: CaseFact, **_: Any) -> None:
    """What the bedrijfsarts says of work, everybody who may read it hears at the same time, the employee too."""
    if subject.recorded_as == Role.BEDRIJFSARTS:
        to = [role for role in (Role.EMPLOYEE, Role.EMPLOYER, Role.ONTZORGMANAGER) if role.value in subject.shown_to]
        _tell(subject.case, Notice.Kind.FACT_ADVISED, *to, about_id=subject.pk)


@receiver(step_needed)
def tell_of_need(subject: AbsenceCase, key: str, **_: Any) -> None:
    """Who heard that the application was given up hears that it is open again."""
    if key == WIA:
        _tell_of_change(subject, Notice.Kind.WIA_NEEDED, Role.EMPLOYEE)


@receiver(case_ended_by_death)
def tell_guides_of_end(subject: AbsenceCase, **_: Any) -> None:
    """Who guided the file stops. The employee's own address gets no mail."""
    _tell_of_change(subject, Notice.Kind.FILE_CLOSED, *_GUIDES)


@receiver(case_split)
def tell_of_split(subject: AbsenceCase, **_: Any) -> None:
    """Every date is another one from now on. Why is between the bedrijfsarts and the employee."""
    to = (Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER, Role.ARBODIENST)
    _tell_of_change(subject, Notice.Kind.FILE_SPLIT, *to)


@receiver(notices_written)
def mail_soon(**_: Any) -> None:
    """Send the mail after the commit; without a broker the next minute's sweep sends it."""
    after_commit(mail_notices)
