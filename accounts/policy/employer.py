"""The employer: own personnel, own files, no word about health."""

from collections.abc import Mapping

from accounts.policy.lines import ADMIN, DIRECTORY, FACTS, FUNCTIONAL, MINE, PERSON, PROCESS, REPORT_EMPLOYER, STEPS, F
from accounts.terms import Grant, Rows, Verb, grant

EMPLOYER: Mapping[str, Grant] = {
    **MINE,
    **DIRECTORY,
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
        *FACTS,
        Verb.RECORD_HOURS,
        Verb.PROPOSE_BUILD_UP,
        *STEPS,
        Verb.READ_CASE,
        writes="add change",
    ),
    "cases.casefact": grant(Rows.EMPLOYER, FUNCTIONAL, writes="add change"),
    "cases.waiver": grant(Rows.EMPLOYER, PROCESS),
    "cases.delay": grant(Rows.EMPLOYER, PROCESS, writes="add"),
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
    "cases.legalhold": grant(Rows.EMPLOYER, PROCESS),
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
}
