"""The employee: everything about oneself, except what the employer keeps about the work."""

from collections.abc import Mapping

from accounts.policy.lines import (
    ADMIN,
    DIRECTORY,
    FACTS,
    FUNCTIONAL,
    HOURS,
    MINE,
    PERSON,
    PROCESS,
    RECORDED,
    REPORT_EMPLOYER,
    REQUESTS,
    F,
)
from accounts.terms import Grant, Rows, Verb, grant

EMPLOYEE: Mapping[str, Grant] = {
    **MINE,
    **DIRECTORY,
    "accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), writes="add", reads=Rows.OWN),  # who looked at my file
    "employers.employer": grant(Rows.EMPLOYER, ADMIN),
    "employers.employee": grant(Rows.OWN, PERSON),
    "employers.employeeidentity": grant(Rows.OWN, (F.BSN,)),
    "cases.absencecase": grant(
        Rows.OWN,
        PROCESS,
        *FACTS,
        Verb.TRY_CHANGE,
        Verb.RECORD_HOURS,
        Verb.PROPOSE_BUILD_UP,
        Verb.ASK_CORRECTION,
        Verb.READ_CASE,
        Verb.READ_TRAIL,
    ),
    "cases.casefact": grant(Rows.OWN, RECORDED, writes="add change"),
    "cases.correctionrequest": grant(Rows.OWN, REQUESTS, writes="add"),
    "cases.waiver": grant(Rows.OWN, PROCESS),
    "cases.advisedground": grant(Rows.OWN, FUNCTIONAL),
    "cases.delay": grant(Rows.OWN, PROCESS),
    "cases.capacitychange": grant(Rows.OWN, HOURS, writes="add change remove"),
    "cases.labourexpertcall": grant(Rows.OWN, FUNCTIONAL),
    "cases.buildupschedule": grant(Rows.OWN, FUNCTIONAL, writes="add change"),
    "cases.builduphours": grant(Rows.OWN, FUNCTIONAL, writes="add remove"),
    "cases.rulechange": grant(Rows.ALL, ADMIN),
    "cases.spell": grant(Rows.OWN, PROCESS),
    "cases.maternityleave": grant(Rows.OWN, PROCESS),
    "cases.sickreport": grant(Rows.OWN, REPORT_EMPLOYER),
    "cases.completion": grant(Rows.OWN, PROCESS, writes="add"),
    "cases.advisedderivation": grant(Rows.OWN, FUNCTIONAL),
    "cases.legalhold": grant(Rows.OWN, PROCESS),
    "cases.milestone": grant(Rows.OWN, PROCESS),
    "cases.contactmoment": grant(Rows.OWN, PROCESS),
    "documents.attachment": grant(
        Rows.OWN,
        PROCESS,
        Verb.ADD_ATTACHMENT,
        Verb.READ_ATTACHMENT,
        Verb.WITHDRAW_ATTACHMENT,
        writes="add change",
    ),
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
    "documents.owncopy": grant(Rows.OWN, PROCESS, Verb.ASK_COPY, Verb.TAKE_COPY, writes="add change"),
}
