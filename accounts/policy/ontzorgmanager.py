"""The Ontzorgmanager: the files assigned to him, no more than the employer may have."""

from collections.abc import Mapping

from accounts.policy.lines import ADMIN, DIRECTORY, FACTS, FUNCTIONAL, GUIDING, PERSON, PROCESS, REPORT_EMPLOYER, STEPS
from accounts.terms import Grant, Rows, Verb, grant

ONTZORGMANAGER: Mapping[str, Grant] = {
    **GUIDING,
    **DIRECTORY,
    "employers.substitution": grant(Rows.ALL, ADMIN, Verb.SUBSTITUTE, Verb.END_SUBSTITUTION, writes="add change"),
    "employers.employer": grant(Rows.ASSIGNED, ADMIN),
    "employers.employee": grant(Rows.ASSIGNED, PERSON),
    "cases.absencecase": grant(
        Rows.ASSIGNED,
        PROCESS,
        Verb.LOG_CONTACT,
        *STEPS,
        *FACTS,
        Verb.RECORD_LEAVE,
        Verb.RECORD_HOURS,
        Verb.WAIVE_STEP,
        Verb.HOLD_FILE,
        Verb.DRAFT_PLAN,
        Verb.READ_CASE,
    ),
    "cases.casefact": grant(Rows.ASSIGNED, FUNCTIONAL, writes="add change"),
    "cases.waiver": grant(Rows.ASSIGNED, PROCESS, writes="add remove"),
    "cases.delay": grant(Rows.ASSIGNED, PROCESS, writes="add"),
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
    "cases.legalhold": grant(Rows.ASSIGNED, PROCESS, writes="add change"),
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
}
