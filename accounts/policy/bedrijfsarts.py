"""The bedrijfsarts: the files he is the doctor of; writes functional advice, signs it."""

from collections.abc import Mapping

from accounts.policy.lines import ADMIN, DIRECTORY, FACTS, FUNCTIONAL, MINE, PERSON, PROCESS, REPORT_EMPLOYER, STEPS, F
from accounts.terms import Grant, Rows, Verb, grant

BEDRIJFSARTS: Mapping[str, Grant] = {
    **MINE,
    **DIRECTORY,
    "accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), writes="add", reads=Rows.TREATED),
    "employers.delegation": grant(Rows.TREATED, ADMIN, Verb.DELEGATE, Verb.END_DELEGATION, writes="add change"),
    "employers.employer": grant(Rows.TREATED, ADMIN),
    "employers.employee": grant(Rows.TREATED, PERSON),
    "cases.absencecase": grant(
        Rows.TREATED,
        PROCESS,
        Verb.TRIAGE,
        Verb.DRAFT_PROBLEM_ANALYSIS,
        *STEPS,
        *FACTS,
        Verb.READ_CASE,
        Verb.READ_TRAIL,
    ),
    "cases.casefact": grant(Rows.TREATED, FUNCTIONAL, writes="add change"),
    "cases.waiver": grant(Rows.TREATED, PROCESS),
    "cases.delay": grant(Rows.TREATED, PROCESS, writes="add"),
    "cases.capacitychange": grant(Rows.TREATED, FUNCTIONAL),
    "cases.buildupschedule": grant(Rows.TREATED, FUNCTIONAL, Verb.ANSWER_BUILD_UP),
    "cases.builduphours": grant(Rows.TREATED, FUNCTIONAL),
    "cases.rulechange": grant(Rows.ALL, ADMIN),
    "cases.spell": grant(Rows.TREATED, PROCESS),
    "cases.maternityleave": grant(Rows.TREATED, PROCESS),
    "cases.sickreport": grant(Rows.TREATED, REPORT_EMPLOYER),
    "cases.completion": grant(Rows.TREATED, PROCESS, writes="add change"),
    "cases.legalhold": grant(Rows.TREATED, PROCESS),
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
}
