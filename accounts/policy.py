"""The access table: who sees which rows and fields, and who may do what. Pure data; absent means denied.

Read one line as a sentence: "an EMPLOYER user sees the sick-leave files of HIS OWN COMPANY, of those files the
process fields, and may report recovery". Nothing else in the project decides about access.
"""

from collections.abc import Mapping
from types import MappingProxyType

from accounts.terms import Field, Grant, Role, Rows, Verb, grant

F = Field
NOTHING: tuple[Field, ...] = ()
ADMIN = (F.ADMINISTRATIVE,)
PERSON = (F.IDENTIFYING,)
PROCESS = (F.PROCESS,)
FUNCTIONAL = (F.PROCESS, F.FUNCTIONAL)
REPORT_EMPLOYER = (F.PROCESS, F.CONTACT, F.VANGNET, F.ACCIDENT)
REPORT_ARBODIENST = (F.PROCESS, F.CONTACT, F.VANGNET)
REPORT_DESK = (F.PROCESS, F.VANGNET, F.ACCIDENT)
EVERYTHING_IN_A_CASE = (F.PROCESS, F.CONTACT, F.VANGNET, F.ACCIDENT, F.FUNCTIONAL)

Table = Mapping[tuple[Role, str], Grant]


def _for(role: Role, lines: dict[str, Grant]) -> dict[tuple[Role, str], Grant]:
    return {(role, resource): line for resource, line in lines.items()}


_MINE = {
    "employers.membership": grant(Rows.SELF, ADMIN),
    "accounts.draft": grant(Rows.SELF, (F.OWN_WORDS,), Verb.SAVE_DRAFT, writes="add change remove"),
    "accounts.wordingoverride": grant(Rows.SELF, (F.AUDIT,), Verb.KEEP_WORDING, writes="add"),
    "accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), writes="add"),
    "cases.notice": grant(Rows.INBOX, PROCESS, Verb.READ_NOTICE),
}
_GUIDING = {
    **_MINE,
    "cases.savedview": grant(Rows.SELF, (F.OWN_WORDS,), Verb.SAVE_VIEW, writes="add change remove"),
}
_STEPS = (Verb.RECORD_STEP, Verb.WITHDRAW_STEP, Verb.NAME_DELAY)
_FACTS = (Verb.RECORD_FACT, Verb.WITHDRAW_FACT)
_DIRECTORY = {  # who the partners are is known to everybody who works with them
    "employers.occupationalhealthservice": grant(Rows.ALL, ADMIN),
    "employers.occupationalphysician": grant(Rows.ALL, ADMIN),
    "employers.ontzorgmanager": grant(Rows.ALL, ADMIN),
}

_BEGUN = "cases.absencecase cases.completion cases.maternityleave cases.casefact"
_MOVED = (  # from one file to another, without being read
    "cases.spell cases.sickreport cases.handovernote cases.contactmoment cases.capacitychange cases.buildupschedule "
    "cases.builduphours cases.waiver cases.delay cases.notice documents.document documents.problemanalysis "
    "documents.limitation documents.planofaction documents.planactivity documents.buildupstep documents.signature "
    "documents.rendition"
)

POLICY: Table = MappingProxyType(
    {
        (Role.VISITOR, "employers.membership"): grant(Rows.SELF, ADMIN),
        # The employer: own personnel, own files, no word about health.
        **_for(
            Role.EMPLOYER,
            {
                **_MINE,
                **_DIRECTORY,
                "employers.employer": grant(Rows.EMPLOYER, ADMIN),
                "employers.policy": grant(Rows.EMPLOYER, ADMIN),
                "employers.ohscontract": grant(Rows.EMPLOYER, ADMIN),
                "employers.employee": grant(Rows.EMPLOYER, PERSON, Verb.REPORT_SICK, writes="lock"),
                "employers.employeeidentity": grant(Rows.EMPLOYER, (F.BSN,)),
                "cases.absencecase": grant(
                    Rows.EMPLOYER,
                    PROCESS,
                    Verb.REPORT_RECOVERY,
                    Verb.CORRECT_REPORT,
                    Verb.CORRECT_RECOVERY,
                    Verb.CANCEL_REPORT,
                    Verb.RECORD_DEATH,
                    Verb.RECORD_LEAVE,
                    *_FACTS,
                    Verb.RECORD_HOURS,
                    Verb.PROPOSE_BUILD_UP,
                    *_STEPS,
                    Verb.READ_CASE,
                    writes="add change",
                ),
                "cases.casefact": grant(Rows.EMPLOYER, FUNCTIONAL, writes="add change"),
                "cases.waiver": grant(Rows.EMPLOYER, PROCESS),
                "cases.delay": grant(Rows.EMPLOYER, PROCESS, writes="add change"),
                "cases.capacitychange": grant(Rows.EMPLOYER, FUNCTIONAL, writes="add change remove"),
                "cases.buildupschedule": grant(Rows.EMPLOYER, FUNCTIONAL, writes="add change"),
                "cases.builduphours": grant(Rows.EMPLOYER, FUNCTIONAL, writes="add remove"),
                "cases.policystep": grant(Rows.EMPLOYER, ADMIN),
                "cases.rulechange": grant(Rows.ALL, ADMIN),
                "cases.spell": grant(Rows.EMPLOYER, PROCESS, writes="add change"),
                "cases.maternityleave": grant(Rows.EMPLOYER, PROCESS, writes="add remove"),
                "cases.sickreport": grant(Rows.EMPLOYER, REPORT_EMPLOYER, writes="add"),
                "cases.handovernote": grant(Rows.EMPLOYER, (F.HANDOVER,), writes="add"),
                "cases.completion": grant(Rows.EMPLOYER, PROCESS, writes="add change"),
                "cases.milestone": grant(Rows.EMPLOYER, PROCESS),
                "documents.document": grant(
                    Rows.EMPLOYER, PROCESS, Verb.ADD_VISION, Verb.SIGN_PLAN, Verb.REFUSE_PLAN, Verb.READ_DOCUMENT
                ),
                "documents.problemanalysis": grant(Rows.EMPLOYER, FUNCTIONAL),
                "documents.limitation": grant(Rows.EMPLOYER, FUNCTIONAL),
                "documents.planofaction": grant(Rows.EMPLOYER, FUNCTIONAL),
                "documents.planactivity": grant(Rows.EMPLOYER, FUNCTIONAL),
                "documents.buildupstep": grant(Rows.EMPLOYER, FUNCTIONAL),
                "documents.signature": grant(Rows.EMPLOYER, FUNCTIONAL, writes="change"),
                "documents.rendition": grant(Rows.EMPLOYER, PROCESS, writes="add change"),
            },
        ),
        # The employee: everything about oneself, except what the employer keeps about the work.
        **_for(
            Role.EMPLOYEE,
            {
                **_MINE,
                **_DIRECTORY,
                "employers.employer": grant(Rows.EMPLOYER, ADMIN),
                "employers.employee": grant(Rows.OWN, PERSON),
                "employers.employeeidentity": grant(Rows.OWN, (F.BSN,)),
                "cases.absencecase": grant(
                    Rows.OWN,
                    PROCESS,
                    *_FACTS,
                    Verb.RECORD_HOURS,
                    Verb.PROPOSE_BUILD_UP,
                    Verb.READ_CASE,
                ),
                "cases.casefact": grant(Rows.OWN, FUNCTIONAL, writes="add change"),
                "cases.waiver": grant(Rows.OWN, PROCESS),
                "cases.delay": grant(Rows.OWN, PROCESS),
                "cases.capacitychange": grant(Rows.OWN, FUNCTIONAL, writes="add change remove"),
                "cases.buildupschedule": grant(Rows.OWN, FUNCTIONAL, writes="add change"),
                "cases.builduphours": grant(Rows.OWN, FUNCTIONAL, writes="add remove"),
                "cases.rulechange": grant(Rows.ALL, ADMIN),
                "cases.spell": grant(Rows.OWN, PROCESS),
                "cases.maternityleave": grant(Rows.OWN, PROCESS),
                "cases.sickreport": grant(Rows.OWN, REPORT_EMPLOYER),
                "cases.completion": grant(Rows.OWN, PROCESS, writes="add"),
                "cases.milestone": grant(Rows.OWN, PROCESS),
                "cases.contactmoment": grant(Rows.OWN, PROCESS),
                "documents.document": grant(
                    Rows.OWN, PROCESS, Verb.ADD_VISION, Verb.SIGN_PLAN, Verb.REFUSE_PLAN, Verb.READ_DOCUMENT
                ),
                "documents.problemanalysis": grant(Rows.OWN, FUNCTIONAL),
                "documents.limitation": grant(Rows.OWN, FUNCTIONAL),
                "documents.planofaction": grant(Rows.OWN, FUNCTIONAL),
                "documents.planactivity": grant(Rows.OWN, FUNCTIONAL),
                "documents.buildupstep": grant(Rows.OWN, FUNCTIONAL),
                "documents.signature": grant(Rows.OWN, FUNCTIONAL, writes="change"),
                "documents.rendition": grant(Rows.OWN, PROCESS, writes="add change"),
            },
        ),
        # The Ontzorgmanager: the files assigned to him, no more than the employer may have.
        **_for(
            Role.ONTZORGMANAGER,
            {
                **_GUIDING,
                **_DIRECTORY,
                "employers.employer": grant(Rows.ASSIGNED, ADMIN),
                "employers.employee": grant(Rows.ASSIGNED, PERSON),
                "cases.absencecase": grant(
                    Rows.ASSIGNED,
                    PROCESS,
                    Verb.LOG_CONTACT,
                    *_STEPS,
                    *_FACTS,
                    Verb.RECORD_LEAVE,
                    Verb.RECORD_HOURS,
                    Verb.WAIVE_STEP,
                    Verb.DRAFT_PLAN,
                    Verb.READ_CASE,
                ),
                "cases.casefact": grant(Rows.ASSIGNED, FUNCTIONAL, writes="add change"),
                "cases.waiver": grant(Rows.ASSIGNED, PROCESS, writes="add remove"),
                "cases.delay": grant(Rows.ASSIGNED, PROCESS, writes="add change"),
                "cases.capacitychange": grant(Rows.ASSIGNED, FUNCTIONAL, writes="add change remove"),
                "cases.buildupschedule": grant(Rows.ASSIGNED, FUNCTIONAL),
                "cases.builduphours": grant(Rows.ASSIGNED, FUNCTIONAL),
                "cases.policystep": grant(Rows.ASSIGNED, ADMIN, Verb.RECORD_POLICY_STEP, writes="change"),
                "cases.rulechange": grant(Rows.ALL, ADMIN),
                "cases.spell": grant(Rows.ASSIGNED, PROCESS),
                "cases.maternityleave": grant(Rows.ASSIGNED, PROCESS, writes="add remove"),
                "cases.sickreport": grant(Rows.ASSIGNED, REPORT_EMPLOYER),
                "cases.contactmoment": grant(Rows.ASSIGNED, PROCESS, writes="add"),
                "cases.completion": grant(Rows.ASSIGNED, PROCESS, writes="add change"),
                "cases.milestone": grant(Rows.ASSIGNED, PROCESS),
                "documents.document": grant(
                    Rows.ASSIGNED,
                    PROCESS,
                    Verb.DRAFT_PLAN,
                    Verb.PROPOSE_PLAN,
                    Verb.WITHDRAW_PLAN,
                    Verb.READ_DOCUMENT,
                    writes="add change",
                ),
                "documents.problemanalysis": grant(Rows.ASSIGNED, FUNCTIONAL),
                "documents.limitation": grant(Rows.ASSIGNED, FUNCTIONAL),
                "documents.planofaction": grant(Rows.ASSIGNED, FUNCTIONAL, writes="add change"),
                "documents.planactivity": grant(Rows.ASSIGNED, FUNCTIONAL, writes="add change remove"),
                "documents.buildupstep": grant(Rows.ASSIGNED, FUNCTIONAL, writes="add change remove"),
                "documents.signature": grant(Rows.ASSIGNED, FUNCTIONAL, writes="add change"),
                "documents.rendition": grant(Rows.ASSIGNED, PROCESS),
            },
        ),
        # The bedrijfsarts: the files he is the doctor of; writes functional advice, signs it.
        **_for(
            Role.BEDRIJFSARTS,
            {
                **_MINE,
                **_DIRECTORY,
                "employers.employer": grant(Rows.TREATED, ADMIN),
                "employers.employee": grant(Rows.TREATED, PERSON),
                "cases.absencecase": grant(
                    Rows.TREATED,
                    PROCESS,
                    Verb.TRIAGE,
                    Verb.DRAFT_PROBLEM_ANALYSIS,
                    *_STEPS,
                    *_FACTS,
                    Verb.READ_CASE,
                ),
                "cases.casefact": grant(Rows.TREATED, FUNCTIONAL, writes="add change"),
                "cases.waiver": grant(Rows.TREATED, PROCESS),
                "cases.delay": grant(Rows.TREATED, PROCESS, writes="add change"),
                "cases.capacitychange": grant(Rows.TREATED, FUNCTIONAL),
                "cases.buildupschedule": grant(Rows.TREATED, FUNCTIONAL, Verb.ANSWER_BUILD_UP),
                "cases.builduphours": grant(Rows.TREATED, FUNCTIONAL),
                "cases.rulechange": grant(Rows.ALL, ADMIN),
                "cases.spell": grant(Rows.TREATED, PROCESS),
                "cases.maternityleave": grant(Rows.TREATED, PROCESS),
                "cases.sickreport": grant(Rows.TREATED, REPORT_EMPLOYER),
                "cases.completion": grant(Rows.TREATED, PROCESS, writes="add change"),
                "cases.milestone": grant(Rows.TREATED, PROCESS),
                "documents.document": grant(
                    Rows.TREATED,
                    PROCESS,
                    Verb.DRAFT_PROBLEM_ANALYSIS,
                    Verb.SIGN_PROBLEM_ANALYSIS,
                    Verb.READ_DOCUMENT,
                    writes="add change",
                ),
                "documents.problemanalysis": grant(Rows.TREATED, FUNCTIONAL, writes="add change"),
                "documents.limitation": grant(Rows.TREATED, FUNCTIONAL, writes="add change remove"),
                "documents.planofaction": grant(Rows.TREATED, FUNCTIONAL),
                "documents.planactivity": grant(Rows.TREATED, FUNCTIONAL),
                "documents.buildupstep": grant(Rows.TREATED, FUNCTIONAL),
                "documents.signature": grant(Rows.TREATED, FUNCTIONAL, writes="add change"),
                "documents.rendition": grant(Rows.TREATED, PROCESS, writes="add change"),
            },
        ),
        # The arbodienst's planner: planning data of its own employers' files, no content.
        **_for(
            Role.ARBODIENST,
            {
                **_GUIDING,
                **_DIRECTORY,
                "employers.employer": grant(Rows.CONTRACTED, ADMIN),
                "employers.ohscontract": grant(Rows.CONTRACTED, ADMIN),
                "employers.employee": grant(Rows.CONTRACTED, PERSON),
                "cases.absencecase": grant(Rows.CONTRACTED, PROCESS, Verb.ACCEPT_REPORT, Verb.TRIAGE, Verb.READ_CASE),
                "cases.casefact": grant(Rows.CONTRACTED, PROCESS),
                "cases.waiver": grant(Rows.CONTRACTED, PROCESS),
                "cases.delay": grant(Rows.CONTRACTED, PROCESS),
                "cases.rulechange": grant(Rows.ALL, ADMIN),
                "cases.spell": grant(Rows.CONTRACTED, PROCESS),
                "cases.maternityleave": grant(Rows.CONTRACTED, PROCESS),
                "cases.sickreport": grant(Rows.CONTRACTED, REPORT_ARBODIENST),
                "cases.completion": grant(Rows.CONTRACTED, PROCESS, writes="add"),
                "cases.milestone": grant(Rows.CONTRACTED, PROCESS),
            },
        ),
        # The insurer's desk: organisations and general progress; never the content of a document.
        **_for(
            Role.DESK,
            {
                **_GUIDING,
                "employers.occupationalhealthservice": grant(
                    Rows.ALL, ADMIN, Verb.MANAGE_ARBODIENST, writes="add change"
                ),
                "employers.occupationalphysician": grant(Rows.ALL, ADMIN, Verb.MANAGE_PHYSICIAN, writes="add change"),
                "employers.ontzorgmanager": grant(Rows.ALL, ADMIN, Verb.MANAGE_ONTZORGMANAGER, writes="add change"),
                "employers.membership": grant(Rows.ALL, ADMIN, Verb.GIVE_ROLE, Verb.RESET_ACCESS, writes="add change"),
                "employers.employer": grant(
                    Rows.ALL, ADMIN, Verb.MANAGE_EMPLOYER, Verb.REGISTER_EMPLOYEE, writes="add change"
                ),
                "employers.policy": grant(Rows.ALL, ADMIN, Verb.MANAGE_POLICY, writes="add change"),
                "employers.ohscontract": grant(Rows.ALL, ADMIN, Verb.MANAGE_CONTRACT, writes="add change"),
                "employers.employee": grant(Rows.ALL, PERSON, writes="add change"),
                "employers.employeeidentity": grant(Rows.ALL, NOTHING, writes="add change"),
                "cases.absencecase": grant(
                    Rows.ALL, PROCESS, Verb.ASSIGN, Verb.RECORD_FACT, Verb.WITHDRAW_FACT, Verb.READ_CASE
                ),
                "cases.casefact": grant(Rows.ALL, PROCESS, writes="add change"),
                "cases.waiver": grant(Rows.ALL, PROCESS),
                "cases.delay": grant(Rows.ALL, PROCESS),
                "cases.policystep": grant(Rows.ALL, ADMIN, Verb.RECORD_POLICY_STEP, writes="change"),
                "cases.rulechange": grant(Rows.ALL, ADMIN, Verb.PROPOSE_RULE, Verb.DECIDE_RULE, writes="add change"),
                "cases.spell": grant(Rows.ALL, PROCESS),
                "cases.maternityleave": grant(Rows.ALL, PROCESS),
                "cases.sickreport": grant(Rows.ALL, REPORT_DESK),
                "cases.completion": grant(Rows.ALL, PROCESS, writes="add"),
                "cases.milestone": grant(Rows.ALL, PROCESS),
                "documents.document": grant(Rows.ALL, PROCESS, Verb.RETRY_RENDER),
                "documents.rendition": grant(Rows.ALL, PROCESS, writes="add change"),
            },
        ),
        # The system. Each part sees and writes what its one task needs.
        **_for(
            Role.PROJECTOR,
            {
                "employers.employee": grant(Rows.ALL, NOTHING),
                "employers.employer": grant(Rows.ALL, NOTHING),
                "cases.absencecase": grant(Rows.ALL, PROCESS, writes="lock"),
                "cases.casefact": grant(Rows.ALL, PROCESS),
                "cases.waiver": grant(Rows.ALL, PROCESS),
                "cases.rulechange": grant(Rows.ALL, ADMIN),
                "cases.policystep": grant(Rows.ALL, ADMIN, writes="add change remove"),
                "employers.policy": grant(Rows.ALL, NOTHING),
                "cases.spell": grant(Rows.ALL, PROCESS),
                "cases.maternityleave": grant(Rows.ALL, PROCESS),
                "cases.sickreport": grant(Rows.ALL, (F.VANGNET,)),
                "cases.completion": grant(Rows.ALL, PROCESS),
                "cases.contactmoment": grant(Rows.ALL, PROCESS),
                "cases.milestone": grant(Rows.ALL, PROCESS, writes="add change remove"),
                "cases.notice": grant(Rows.ALL, PROCESS, writes="add change"),
                "employers.membership": grant(Rows.ALL, ADMIN),
            },
        ),
        **_for(
            Role.SCHEDULER,
            {
                "accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), writes="add"),
                "employers.membership": grant(Rows.ALL, ADMIN),
                "employers.employer": grant(Rows.ALL, NOTHING),
                "employers.employee": grant(Rows.ALL, NOTHING),
                "employers.ontzorgmanager": grant(Rows.ALL, ADMIN),
                "cases.absencecase": grant(Rows.ALL, PROCESS, Verb.ASSIGN, Verb.CLOSE_CASE),
                "cases.maternityleave": grant(Rows.ALL, PROCESS),
                "cases.casefact": grant(Rows.ALL, PROCESS),
                "cases.waiver": grant(Rows.ALL, PROCESS),
                "cases.rulechange": grant(Rows.ALL, ADMIN),
                "cases.policystep": grant(Rows.ALL, ADMIN),
                "employers.policy": grant(Rows.ALL, NOTHING),
                "cases.spell": grant(Rows.ALL, PROCESS),
                "cases.completion": grant(Rows.ALL, PROCESS, writes="add"),
                "cases.contactmoment": grant(Rows.ALL, PROCESS),
                "cases.milestone": grant(Rows.ALL, PROCESS),
                "cases.notice": grant(Rows.ALL, PROCESS, Verb.REMIND, Verb.ESCALATE, writes="add"),
            },
        ),
        **_for(
            Role.MAILER,
            {
                "cases.notice": grant(Rows.ALL, PROCESS, Verb.MAIL),
                "employers.membership": grant(Rows.ALL, ADMIN),
                "cases.absencecase": grant(Rows.ALL, PROCESS),
                "accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), writes="add"),
            },
        ),
        **_for(
            Role.RENDERER,
            {
                **_DIRECTORY,
                "accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), writes="add"),
                "employers.employer": grant(Rows.ALL, ADMIN),
                "employers.employee": grant(Rows.ALL, PERSON),
                "employers.employeeidentity": grant(Rows.ALL, (F.BSN,)),
                "cases.absencecase": grant(Rows.ALL, PROCESS),
                "cases.spell": grant(Rows.ALL, PROCESS),
                "documents.document": grant(Rows.ALL, PROCESS, Verb.RENDER),
                "documents.problemanalysis": grant(Rows.ALL, FUNCTIONAL),
                "documents.limitation": grant(Rows.ALL, FUNCTIONAL),
                "documents.planofaction": grant(Rows.ALL, FUNCTIONAL),
                "documents.planactivity": grant(Rows.ALL, FUNCTIONAL),
                "documents.buildupstep": grant(Rows.ALL, FUNCTIONAL),
                "documents.signature": grant(Rows.ALL, FUNCTIONAL),
                "documents.rendition": grant(Rows.ALL, PROCESS, writes="add change"),
            },
        ),
        **_for(
            Role.SPLITTER,
            {"accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), writes="add")}
            | dict.fromkeys("employers.employee employers.employer employers.policy".split(), grant(Rows.ALL, NOTHING))
            | dict.fromkeys(_BEGUN.split(), grant(Rows.ALL, PROCESS, writes="add change"))
            | dict.fromkeys(_MOVED.split(), grant(Rows.ALL, NOTHING, writes="change")),
        ),
    }
)


def may(role: Role, verb: Verb, resource: str) -> bool:
    """Whether this role may do this verb on this kind of record at all; which rows is another question."""
    line = POLICY.get((role, resource))
    return line is not None and verb in line.verbs
