"""How each operation is called so that it succeeds for whoever may: what is prepared, and the call itself."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import uuid4

from django.utils import timezone

from accounts import operations as accounts
from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from accounts.wording.kept import Kept, Reason
from accounts.wording.words import Kind
from cases import operations as cases
from cases.models import AbsenceCase, MaternityLeave, Notice, PolicyStep, RuleChange, WiaFigure
from cases.operations import closing, splitting
from cases.operations.law import decide_rule_change, propose_rule_change
from cases.operations.notices import notify
from cases.operations.policy_steps import record_policy_step
from cases.operations.wia_figures import decide_figure, propose_figure
from cases.tasks import keep_policy_steps
from cases.timeline.buildup import Line
from documents import operations as documents
from documents.models import OwnCopy
from documents.operations import purging, purging_log
from documents.operations.own_copy import CopyClaim, Made, finish_copy
from documents.operations.rendering import Claim
from employers import operations as employers
from employers.models import LabourExpert, OccupationalPhysician, Policy
from tests.access import world as has
from tests.access.helped import helper_of
from tests.access.transfers import CALLS as TRANSFERS
from tests.access.typed import ARBODIENST, COMPANY, CORRECTED, EXPERT, MANAGER, PERSON
from tests.access.visions import CALLS
from tests.access.world import ANALYSIS, NOW, OWN_PLAN, PAPER, PLAN, TODAY, File, World
from tests.factories.cases import day, make_details
from tests.factories.employers import ARRANGER, FAR, make_user
from tests.factories.income import FIGURES, ORDINARY

NO_CLAIM = Claim(0, 0, 0)
KEPT = Kept("vision", (Kind.CARE,), 1, Reason.WORK)


@dataclass(frozen=True)
class Driver:
    """`prepare` makes the target of one file (files are open by then); `call` acts on it."""

    call: Callable[[Actor, Any, World], object]
    prepare: Callable[[File], Any] = lambda file: file.open()
    opens: bool = True


def _documents(name: str, prepare: Callable[[File], Any], **more: Any) -> Driver:
    return Driver(lambda actor, document, _: getattr(documents, name)(actor=actor, document=document, **more), prepare)


def _papers(operation: Callable[..., object], prepare: Callable[[File], Any], **more: Any) -> Driver:
    return Driver(lambda actor, paper, _: operation(actor=actor, attachment=paper, **more), prepare)


def _case(operation: Callable[..., object], **more: Any) -> Driver:
    return Driver(lambda actor, case, _: operation(actor=actor, case=case, **more))


def _step(key: str, on: date) -> Driver:
    """A step that was done outside this application."""
    return _case(cases.record_step, key=key, done_on=on, expected_version=2, today=on)


def _taken_back(operation: Callable[..., object], prepare: Callable[[File], Any], key: str, **more: Any) -> Driver:
    """A step that was recorded before."""

    def call(actor: Actor, case: AbsenceCase, _: World) -> object:
        return operation(actor=actor, case=case, key=key, expected_version=case.version, at=NOW, **more)

    return Driver(call, prepare)


def _file(operation: Callable[..., object], **more: Any) -> Driver:
    """An act of the desk: without a file, but about the employer of one."""
    return Driver(lambda actor, file, world: operation(actor, file, world, **more), lambda file: file, opens=False)


def _remove_own_hours(actor: Actor, case: AbsenceCase) -> AbsenceCase:
    """What the employer recorded; the employee takes back an hour of his own, as each side may."""
    since = day(9)
    if actor.role is Role.EMPLOYEE:
        since, more = day(8), {"hours_per_week": Decimal(8), "therapeutic": False, "today": TODAY}
        case = cases.record_hours(actor=actor, case=case, effective_from=since, expected_version=case.version, **more)
    return cases.remove_hours(actor=actor, case=case, effective_from=since, expected_version=case.version)


def _messages(file: File) -> dict[Role, Notice]:
    """One message to each party of this file, and to the desk."""
    roles = (Role.EMPLOYER, Role.EMPLOYEE, Role.ONTZORGMANAGER, Role.BEDRIJFSARTS, Role.ARBODIENST, Role.DESK)
    roles += (Role.LABOUR_EXPERT, Role.PLATFORM, Role.PROVIDER)
    provider_id = helper_of(file).organisation_id
    notify(case=file.open(), kind=Notice.Kind.RENDER_FAILED, to=roles, at=NOW, provider_id=provider_id)
    with acting_as(system(Role.MAILER)):
        found = Notice.objects.filter(case=file.open(), kind=Notice.Kind.RENDER_FAILED).select_related("membership")
        return {Role(notice.membership.role): notice for notice in found}


def _read_message(actor: Actor, messages: dict[Role, Notice], world: World) -> object:
    notice = messages.get(actor.role) or next(iter(messages.values()))
    return cases.mark_read(actor=actor, notice=notice, at=NOW)


def _policy(file: File) -> Policy:
    with acting_as(ARRANGER):
        return Policy.objects.get(employer=file.employee.employer_id)


def _doctor(file: File) -> OccupationalPhysician:
    with acting_as(ARRANGER):
        return OccupationalPhysician.objects.select_related("ohs").get(user_id=file.bedrijfsarts.user_id)


def _welcome_call(file: File) -> PolicyStep:
    """What the policy of the employer promises."""
    keep_policy_steps()
    with acting_as(ARRANGER):
        return PolicyStep.objects.get(employer_id=file.employee.employer_id, key="welcome_call")


def _proposed_change(file: File) -> RuleChange:
    """A colleague at the desk proposed a change of law for each file; one step each."""
    with acting_as(ARRANGER):
        waiting = RuleChange.objects.count()
    colleague = Actor(role=Role.DESK, user_id=make_user("Ida Balie").pk)
    step = ("arbo_report", "problem_analysis", "wia_income_insight", "first_year_evaluation")[waiting]
    return propose_rule_change(actor=colleague, at=NOW, **CHANGE | {"key": step, "due_days": 401 + waiting})


def _proposed_figure(file: File) -> WiaFigure:
    """A colleague at the desk proposed an amount for each file; one parameter each."""
    with acting_as(ARRANGER):
        waiting = WiaFigure.objects.count()
    colleague = Actor(role=Role.DESK, user_id=make_user("Ida Balie").pk)
    key = ("min_wage_hour", "reference_month_min_wage", "iva_pct", "lau_pct")[waiting]
    return propose_figure(actor=colleague, at=NOW, sure=True, **FIGURE | {"key": key})


GUIDANCE: dict[str, Any] = {"outlook": "Eerst inpakken.", "steps": {"for_employer": "Werk zoeken"}, "reason": ""}
GUIDANCE["expected_number"] = 0
FIGURE: dict[str, Any] = {"key": "max_daily_wage", "value": Decimal(320), "in_force_from": FAR, "source": "Stcrt."}


def _income(operation: Callable[..., object], prepare: Callable[[File], Any], **more: Any) -> Driver:
    """Something about one calculation, which is an argument beside its file."""
    return Driver(lambda actor, made, _: operation(actor=actor, case=made.case, calculation=made, **more), prepare)


CHANGE = {"key": "labour_expert_assessment", "opens_days": None, "due_days": 400, "in_force_from": FAR, "basis": "Stb."}


def _call(actor: Actor, case: AbsenceCase, _: World) -> object:
    with acting_as(ARRANGER):
        expert = LabourExpert.objects.filter(is_active=True)[0]
    until = TODAY + timedelta(days=30)
    return cases.call_labour_expert(
        actor=actor, case=case, expert=expert, question="Past het werk?", valid_to=until, today=TODAY
    )


def _end_call(actor: Actor, case: AbsenceCase, _: World) -> object:
    return cases.end_call(actor=actor, case=case, at=NOW, today=TODAY)


def _purge(name: str, actor: Actor, file: File, _: World) -> object:
    return getattr(purging, name)(actor=actor, on=TODAY, at=NOW, proof=True)


def _purge_copies(actor: Actor, file: File, _: World) -> object:
    return purging.purge_copies(actor=actor, on=TODAY, at=NOW)


def _finish_copy(actor: Actor, copy: OwnCopy, _: World) -> object:
    claim = CopyClaim(copy.pk, copy.employee_id, 0, 1)
    return finish_copy(actor=actor, copy=copy, held=claim, made=Made("a.zip", 1, "0" * 64), at=NOW)


def _leave(operation: Callable[..., object], **more: Any) -> Driver:
    """A leave of this file, recorded before."""

    def call(actor: Actor, leave: MaternityLeave, _: World) -> object:
        return operation(actor=actor, case=leave.case, leave_id=leave.pk, expected_version=3, **more)

    return Driver(call, has.on_leave)


DAYS = {"valid_from": TODAY, "valid_to": TODAY + timedelta(days=30), "today": TODAY}
LATER = {"starts_on": date(2027, 1, 1)}
DRIVERS: dict[str, Driver] = {
    "save_draft": Driver(
        lambda actor, case, _: accounts.save_draft(actor=actor, form="vision", about_id=case.pk, data={})
    ),
    "keep_wording": Driver(
        lambda actor, case, _: accounts.keep_wording(
            actor=actor, form="vision", about_id=case.pk, case_id=case.pk, kept=KEPT
        )
    ),
    "report_sick": Driver(
        lambda actor, employee, _: cases.report_sick(
            actor=actor,
            employee=employee,
            first_sick_day=day(1),
            details=make_details(),
            submission_key=uuid4(),
            today=day(1),
        ),
        lambda file: file.employee,
        opens=False,
    ),
    "report_recovery": _case(cases.report_recovery, recovered_on=day(9), expected_version=2, today=TODAY),
    "record_leave": _case(cases.record_leave, first=day(30), last=day(50), expected_version=2, today=TODAY),
    "record_hours": _case(
        cases.record_hours,
        effective_from=day(9),
        hours_per_week=Decimal(12),
        therapeutic=False,
        expected_version=2,
        today=TODAY,
    ),
    "forward_hours": Driver(
        lambda actor, case, _: cases.forward_hours(actor=actor, case=case, expected_version=case.version, today=TODAY),
        has.hours_to_forward,
    ),
    "remove_hours": Driver(
        lambda actor, case, _: _remove_own_hours(actor, case),
        has.recorded_hours,
    ),
    "propose_build_up": _case(cases.propose_build_up, lines=[Line(TODAY, Decimal(8))], expected_version=2, today=TODAY),
    "answer_build_up": Driver(
        lambda actor, schedule, _: cases.answer_build_up(actor=actor, schedule=schedule, agreed=True, today=TODAY),
        has.proposed_build_up,
    ),
    "correct_leave": _leave(cases.correct_leave, first=day(31), last=day(50), today=TODAY),
    "withdraw_leave": _leave(cases.withdraw_leave, today=TODAY),
    "record_fact": _case(
        cases.record_fact, kind="contract_end", on=day(90), ground="ended", expected_version=2, today=TODAY
    ),
    "record_fact_of_the_doctor": _case(
        cases.record_fact, kind="incapacity_percentage", on=TODAY, number=50, expected_version=2, today=TODAY
    ),
    "record_fact_that_splits": Driver(
        lambda actor, case, _: cases.record_fact(
            actor=actor,
            case=case,
            kind="same_cause_after_leave",
            on=TODAY,
            answer=False,
            expected_version=case.version,
            today=TODAY,
        ),
        has.sick_after_leave,
    ),
    "record_fact_of_the_employee": _case(
        cases.record_fact, kind="early_iva_request", on=day(22), expected_version=2, today=day(22)
    ),
    "withdraw_fact": Driver(
        lambda actor, fact, _: cases.withdraw_fact(
            actor=actor, case=fact.case, fact_id=fact.pk, expected_version=fact.case.version, at=NOW
        ),
        has.contract_ending,
    ),
    "end_fact": Driver(
        lambda actor, fact, _: cases.end_fact(
            actor=actor,
            case=fact.case,
            fact_id=fact.pk,
            until=TODAY,
            expected_version=fact.case.version,
            today=TODAY,
            at=NOW,
        ),
        has.without_capacity,
    ),
    "correct_first_sick_day": _case(
        cases.correct_first_sick_day,
        first_sick_day=day(2),
        ground="typing_error",
        expected_version=2,
        today=TODAY,
        at=NOW,
    ),
    "correct_recovery": Driver(
        lambda actor, case, _: cases.correct_recovery(
            actor=actor, case=case, recovered_on=day(9), expected_version=3, today=TODAY
        ),
        has.reported_recovered,
    ),
    "cancel_report": _case(cases.cancel_report, expected_version=2, today=TODAY),
    "record_death": _case(cases.record_death, died_on=TODAY, expected_version=2, today=TODAY),
    "accept_report": _case(cases.accept_report, today=TODAY),
    "triage": _case(cases.triage, expected_long_term=True, today=TODAY),
    "assign": Driver(
        lambda actor, case, world: cases.assign(
            actor=actor, case=case, ontzorgmanager=world.cast.noor_profile, today=TODAY
        ),
        opens=False,  # the first one
    ),
    "log_contact": _case(cases.log_contact, party="employee", held_on=TODAY, today=TODAY),
    "record_step": _step("uwv_week_42_report", day(290)),
    "record_step_of_the_doctor": _step("medical_information", day(620)),
    "withdraw_step": _taken_back(cases.withdraw_step, has.reported_to_uwv, "uwv_week_42_report"),
    "withdraw_step_of_the_manager": _taken_back(cases.withdraw_step, has.held_intake, "employee_intake"),
    "correct_step": _taken_back(
        cases.correct_step, has.reported_to_uwv, "uwv_week_42_report", done_on=day(291), today=day(300)
    ),
    "waive_step": _case(cases.waive_step, key="employee_intake", ground="declined", expected_version=2, today=TODAY),
    "waive_step_self_guided": Driver(
        lambda actor, case, _: cases.waive_step(
            actor=actor,
            case=case,
            key="labour_expert_assessment",
            ground="return_expected",
            expected_version=case.version,
            today=TODAY,
        ),
        has.self_guided,
    ),
    "undo_waiver": Driver(
        lambda actor, case, _: cases.undo_waiver(actor=actor, case=case, key="employee_intake", expected_version=3),
        has.waived_intake,
    ),
    "name_delay": _case(
        cases.name_delay, key="problem_analysis", occurrence=1, cause="uwv", expected_version=2, today=day(43)
    ),
    "name_delay_of_the_doctor": _case(
        cases.name_delay, key="problem_analysis", occurrence=1, cause="medical", expected_version=2, today=day(43)
    ),
    "hold_file": _case(cases.hold_file, ground="sanction", today=TODAY),
    "lift_hold": Driver(
        lambda actor, hold, _: cases.lift_hold(actor=actor, case=hold.case, hold_id=hold.pk, today=TODAY), has.held
    ),
    "call_labour_expert": Driver(_call, has.not_called),
    "call_labour_expert_self_guided": Driver(_call, lambda file: has.not_called(file) and has.self_guided(file)),
    "end_call": Driver(_end_call, has.called),
    "end_call_self_guided": Driver(_end_call, has.self_guided_and_called),
    "answer_call": Driver(
        lambda actor, case, _: cases.answer_call(
            actor=actor, case=case, answer="Ja, half.", reported_on=TODAY, expected_number=0, today=TODAY, at=NOW
        ),
        has.called,
    ),
    "write_guidance": _case(cases.write_guidance, review_on=day(30), today=TODAY, **GUIDANCE),
    "remind_reviews": Driver(lambda actor, *_: cases.remind_reviews(actor=actor, today=TODAY, at=NOW)),
    "ask_correction": _case(cases.ask_correction, topic="report", text="Het was een dag later.", today=TODAY),
    "answer_correction": Driver(
        lambda actor, asked, _: cases.answer_correction(
            actor=actor, request=asked, decision="corrected", answer="", today=TODAY
        ),
        has.asked_correction,
    ),
    **{name: Driver(call, prepare) for name, (call, prepare) in ({**CALLS, **TRANSFERS}).items()},
    "calculate_income": _case(cases.calculate_income, inputs=ORDINARY, own=(), today=TODAY),
    "read_income": Driver(lambda actor, made, _: cases.read_income(actor=actor, calculation=made), has.computed_income),
    "read_shared_income": Driver(
        lambda actor, share, _: cases.read_shared_income(actor=actor, share=share), has.shared_income
    ),
    "acknowledge_income": _income(cases.acknowledge_income, has.computed_income, today=day(176)),
    "share_income": _income(cases.share_income, has.computed_income, today=TODAY),
    "take_back_income": Driver(
        lambda actor, share, _: cases.take_back_income(actor=actor, case=share.case, calculation=share.calculation),
        has.shared_income,
    ),
    "ask_wage": _case(cases.ask_wage, today=TODAY),
    "answer_wage": Driver(
        lambda actor, asked, _: cases.answer_wage(actor=actor, request=asked, today=TODAY, **FIGURES), has.asked_wage
    ),
    "propose_figure": Driver(lambda actor, *_: propose_figure(actor=actor, at=NOW, **FIGURE), opens=False),
    "decide_figure": Driver(
        lambda actor, figure, _: decide_figure(actor=actor, figure=figure, activate=True, at=NOW),
        _proposed_figure,
        opens=False,
    ),
    **{
        name: Driver(partial(_purge, name), lambda file: file, opens=False)
        for name in ("purge_help", "purge_files", "purge_people", "purge_accounts", "purge_drafts")
    },
    "purge_log": Driver(
        lambda actor, *_: purging_log.purge_log(actor=actor, on=TODAY, at=NOW, proof=True), opens=False
    ),
    "rotate_batch": Driver(lambda actor, *_: accounts.rotate_batch(actor=actor, rewrite=lambda: 1), opens=False),
    "purge_copies": Driver(_purge_copies, lambda file: file, opens=False),
    "ask_emergency": Driver(
        lambda actor, case, _: cases.ask_emergency(
            actor=actor, number=case.number, reason="broken", note="Opent niet.", at=timezone.now()
        )
    ),
    "decide_emergency": Driver(
        lambda actor, access, _: cases.decide_emergency(
            actor=actor, access=access, granted=True, lasts=timedelta(hours=1), at=timezone.now()
        ),
        has.asked_emergency,
    ),
    "end_emergency": Driver(
        lambda actor, access, _: cases.end_emergency(actor=actor, access=access, at=timezone.now()),
        has.asked_emergency,
    ),
    "break_glass": Driver(lambda actor, case, _: cases.break_glass(actor=actor, case=case), has.opened_in_emergency),
    "oversee": Driver(lambda actor, case, _: accounts.oversee(actor=actor, case_id=case.pk)),
    "ask_copy": Driver(lambda actor, *_: documents.ask_copy(actor=actor, at=NOW), opens=False),
    "finish_copy": Driver(_finish_copy, has.own_copy),
    "take_copy": Driver(
        lambda actor, copy, _: documents.take_copy(actor=actor, copy=copy, today=copy.asked_at.date()), has.own_copy
    ),
    "save_view": Driver(lambda actor, *_: cases.save_view(actor=actor, name="Te laat", query="laat=1")),
    "rename_view": Driver(
        lambda actor, view, _: cases.rename_view(actor=actor, view=view, name="Anders"), has.saved_view
    ),
    "remove_view": Driver(lambda actor, view, _: cases.remove_view(actor=actor, view=view), has.saved_view),
    "read_case": _case(cases.read_case),
    "read_trail": _case(cases.read_trail),
    "begin_after_leave": _case(splitting.begin_after_leave, today=TODAY),
    "close_case": Driver(
        lambda actor, case, _: closing.close_case(actor=actor, case=case, today=TODAY + timedelta(days=28)),
        has.reported_recovered,
    ),
    "end_sick_pay": Driver(
        lambda actor, case, _: closing.end_sick_pay(actor=actor, case=case, today=day(104 * 7 + 1)),
        has.applied_for_wia,
    ),
    "pass_day": _case(closing.pass_day, key="sick_pay_year_2", on=day(365)),
    "remind": Driver(lambda actor, *_: cases.remind(actor=actor, today=TODAY, at=NOW)),
    "escalate": Driver(lambda actor, *_: cases.escalate(actor=actor, today=TODAY, at=NOW)),
    "mark_read": Driver(_read_message, _messages),
    "draft_problem_analysis": _case(documents.draft_problem_analysis, content=ANALYSIS, today=TODAY),
    "revise_problem_analysis": _documents(
        "revise_problem_analysis", has.drafted_analysis, content=ANALYSIS, expected_version=1, today=TODAY
    ),
    "sign_problem_analysis": _documents(
        "sign_problem_analysis", has.drafted_analysis, place="Utrecht", expected_version=1, today=TODAY, at=NOW
    ),
    "draft_plan": _case(documents.draft_plan, content=PLAN),
    "revise_plan": _documents("revise_plan", has.drafted_plan, content=PLAN, expected_version=1),
    "propose_plan": _documents("propose_plan", has.drafted_plan, expected_version=1, today=TODAY),
    "withdraw_plan": _documents("withdraw_plan", has.proposed_plan, expected_version=2),
    "draft_plan_self_guided": Driver(
        lambda actor, case, _: documents.draft_plan(actor=actor, case=case, content=OWN_PLAN), has.self_guided
    ),
    "propose_plan_self_guided": _documents("propose_plan", has.own_drafted_plan, expected_version=1, today=TODAY),
    "withdraw_plan_self_guided": _documents("withdraw_plan", has.own_proposed_plan, expected_version=2),
    "add_vision": _documents("add_vision", has.proposed_plan, vision="Dit gaat lukken"),
    "sign_plan": _documents(
        "sign_plan", has.proposed_plan, place="Utrecht", no_vision=True, expected_version=2, today=TODAY, at=NOW
    ),
    "refuse_plan": _documents(
        "refuse_plan", has.proposed_plan, reason="activities", expected_version=2, today=TODAY, at=NOW
    ),
    "read_document": _documents("read_document", has.signed_analysis),
    "read_proposed_plan": _documents("read_document", has.proposed_plan),
    "read_drafted_plan": _documents("read_document", has.drafted_plan),
    "read_drafted_analysis": _documents("read_document", has.drafted_analysis),
    "add_attachment": _case(documents.add_attachment, **PAPER),
    "read_attachment": _papers(documents.read_attachment, has.paper_of_employer),
    "withdraw_attachment": _papers(documents.withdraw_attachment, has.paper_of_employer, today=TODAY, at=NOW),
    "withdraw_paper_of_guide": _papers(documents.withdraw_attachment, has.paper_of_guide, today=TODAY, at=NOW),
    "finish_rendering": _documents(
        "finish_rendering", has.signed_analysis, held=NO_CLAIM, path="x", sha256="x", at=NOW
    ),
    "give_up_rendering": _documents("give_up_rendering", has.signed_analysis, held=NO_CLAIM, error="x"),
    "retry_render": _documents("retry_render", has.failed_pdf, at=NOW),
    "register_employer": _file(lambda actor, *_: employers.register_employer(actor=actor, **COMPANY)),
    "change_employer": _file(
        lambda actor, file, _: employers.change_employer(actor=actor, employer=file.employee.employer, **COMPANY)
    ),
    "register_employee": _file(
        lambda actor, file, _: employers.register_employee(actor=actor, employer=file.employee.employer, **PERSON)
    ),
    "correct_employee": _file(
        lambda actor, file, _: employers.correct_employee(actor=actor, employee=file.employee, **CORRECTED)
    ),
    "end_employment": _file(
        lambda actor, file, _: employers.end_employment(actor=actor, employee=file.employee, ended_on=FAR)
    ),
    "start_policy": _file(
        lambda actor, file, _: employers.start_policy(
            actor=actor, employer=file.employee.employer, number="P-9", casemanagement_by="insurer", **LATER
        )
    ),
    "change_policy": Driver(
        lambda actor, policy, _: employers.change_policy(
            actor=actor, policy=policy, number="P-9", casemanagement_by="employer", ends_on=None
        ),
        _policy,
        opens=False,
    ),
    "conclude_contract": _file(
        lambda actor, file, world: employers.conclude_contract(
            actor=actor,
            employer=file.employee.employer,
            ohs=world.cast.vitaal,
            physician=world.cast.daan_profile,
            **LATER,
        )
    ),
    "register_ohs": _file(lambda actor, *_: employers.register_ohs(actor=actor, **ARBODIENST)),
    "change_ohs": Driver(
        lambda actor, doctor, _: employers.change_ohs(actor=actor, ohs=doctor.ohs, is_active=True, **ARBODIENST),
        _doctor,
        opens=False,
    ),
    "register_physician": Driver(
        lambda actor, doctor, _: employers.register_physician(
            actor=actor, ohs=doctor.ohs, name="Nia Nieuw", email="nia@voorbeeld.example", big_number="99912345678"
        ),
        _doctor,
        opens=False,
    ),
    "change_physician": Driver(
        lambda actor, doctor, _: employers.change_physician(
            actor=actor, physician=doctor, name="Nia", big_number="99912345678", is_active=True, today=TODAY
        ),
        _doctor,
        opens=False,
    ),
    "register_ontzorgmanager": _file(
        lambda actor, *_: employers.register_ontzorgmanager(actor=actor, email="mia@voorbeeld.example", **MANAGER)
    ),
    "change_ontzorgmanager": _file(
        lambda actor, file, world: employers.change_ontzorgmanager(
            actor=actor, manager=world.profile(file.ontzorgmanager), is_active=True, **MANAGER
        )
    ),
    "register_labour_expert": _file(
        lambda actor, *_: employers.register_labour_expert(actor=actor, email="nel@voorbeeld.example", **EXPERT)
    ),
    "change_labour_expert": _file(
        lambda actor, file, _: employers.change_labour_expert(
            actor=actor, expert=has.known_expert(file), is_active=False, **EXPERT
        )
    ),
    "register_adviser": _file(
        lambda actor, file, world: employers.register_adviser(
            actor=actor, ohs=world.cast.vitaal, name="Bo Nieuw", email="bo@voorbeeld.example", kind="pob"
        )
    ),
    "delegate": _file(
        lambda actor, file, world: employers.delegate(
            actor=actor, delegate=has.colleague_of(world), tasks=["triage"], **DAYS
        )
    ),
    "end_delegation": Driver(
        lambda actor, delegation, _: employers.end_delegation(actor=actor, delegation=delegation, at=NOW),
        has.left_tasks,
        opens=False,
    ),
    "substitute": _file(
        lambda actor, file, world: employers.substitute(
            actor=actor, absent=world.cast.noor_profile, substitute=world.cast.loes_profile, **DAYS
        )
    ),
    "end_substitution": Driver(
        lambda actor, substitution, _: employers.end_substitution(actor=actor, substitution=substitution, at=NOW),
        has.arranged_substitution,
        opens=False,
    ),
    "record_policy_step": Driver(
        lambda actor, step, _: record_policy_step(actor=actor, step=step, done_on=TODAY, today=TODAY), _welcome_call
    ),
    "propose_rule_change": _file(lambda actor, *_: propose_rule_change(actor=actor, at=NOW, **CHANGE)),
    "decide_rule_change": Driver(
        lambda actor, change, _: decide_rule_change(actor=actor, change=change, activate=True, at=NOW),
        _proposed_change,
        opens=False,
    ),
    "reset_access": Driver(
        lambda actor, membership, _: employers.reset_access(actor=actor, membership=membership, today=TODAY),
        has.membership,
    ),
    "invite": Driver(
        lambda actor, membership, _: employers.invite(actor=actor, membership=membership, today=TODAY), has.membership
    ),
    "end_role": Driver(
        lambda actor, membership, _: employers.end_role(
            actor=actor, membership=membership, valid_to=TODAY, today=TODAY
        ),
        has.membership,
    ),
    "give_other_role": _file(
        lambda actor, *_: employers.give_other_role(
            actor=actor, role=Role.CLAIMS, email="kim@voorbeeld.example", name="Kim Claims"
        ),
    ),
    "give_role": _file(
        lambda actor, file, _: employers.give_role(
            actor=actor,
            role=Role.EMPLOYER,
            email="nieuw@voorbeeld.example",
            name="Nieuw",
            employer=file.employee.employer,
        )
    ),
}
