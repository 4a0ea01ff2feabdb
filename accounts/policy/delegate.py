"""The delegate under taakdelegatie: the files of one bedrijfsarts, as long as the delegation lasts."""

from collections.abc import Mapping

from accounts.policy.lines import (
    ACCOUNT,
    ADMIN,
    BRIEFED,
    DIRECTORY,
    FUNCTIONAL,
    HELP,
    HOURS,
    KINDS,
    MEDICAL,
    MINE,
    PERSON,
    PROCESS,
    PROVIDED,
    RECORDED,
    REPORT_EMPLOYER,
    VISION,
)
from accounts.terms import Grant, Rows, Verb, grant

DELEGATE: Mapping[str, Grant] = {
    **ACCOUNT,
    "accounts.draft": MINE["accounts.draft"],
    "accounts.wordingoverride": MINE["accounts.wordingoverride"],
    **DIRECTORY,
    "employers.delegation": grant(Rows.SELF, ADMIN),
    "employers.employer": grant(Rows.DELEGATED, ADMIN),
    "employers.employee": grant(Rows.DELEGATED, PERSON),
    "cases.absencecase": grant(
        Rows.DELEGATED,
        PROCESS,
        Verb.TRIAGE,
        Verb.DRAFT_PROBLEM_ANALYSIS,
        Verb.RECORD_STEP,
        Verb.WITHDRAW_STEP,
        Verb.READ_CASE,
    ),
    "cases.casefact": grant(Rows.DELEGATED, RECORDED),
    "cases.employeevision": grant(Rows.DELEGATED, VISION, Verb.READ_VISION),
    "cases.visionanswer": grant(Rows.DELEGATED, VISION),
    "cases.taskanalysis": grant(Rows.DELEGATED, FUNCTIONAL, Verb.READ_TASKS),
    "cases.jobtask": grant(Rows.DELEGATED, FUNCTIONAL),
    "cases.taskability": grant(Rows.DELEGATED, FUNCTIONAL),
    "cases.taskadvice": grant(Rows.DELEGATED, FUNCTIONAL),
    "cases.waiver": grant(Rows.DELEGATED, PROCESS),
    "cases.advisedground": grant(Rows.DELEGATED, FUNCTIONAL),
    "cases.delay": grant(Rows.DELEGATED, PROCESS),
    "cases.capacitychange": grant(Rows.DELEGATED, HOURS),
    "cases.labourexpertcall": grant(Rows.DELEGATED, FUNCTIONAL),
    "cases.buildupschedule": grant(Rows.DELEGATED, FUNCTIONAL),
    "cases.builduphours": grant(Rows.DELEGATED, FUNCTIONAL),
    "cases.guidanceplan": grant(Rows.DELEGATED, PROCESS),
    "cases.rulechange": grant(Rows.ALL, ADMIN),
    "cases.spell": grant(Rows.DELEGATED, PROCESS),
    "cases.maternityleave": grant(Rows.DELEGATED, PROCESS),
    "cases.sickreport": grant(Rows.DELEGATED, REPORT_EMPLOYER),
    "cases.completion": grant(Rows.DELEGATED, PROCESS, writes="add change"),
    "cases.stepconfirmation": grant(Rows.DELEGATED, PROCESS),
    "cases.advisedderivation": grant(Rows.DELEGATED, FUNCTIONAL),
    "cases.milestone": grant(Rows.DELEGATED, PROCESS),
    "employers.provider": grant(Rows.DELEGATED, KINDS),
    "interventions.assignment": grant(Rows.DELEGATED, PROVIDED),
    "interventions.briefing": grant(Rows.DELEGATED, BRIEFED),
    "interventions.intervention": grant(Rows.DELEGATED, HELP),
    "documents.attachment": grant(Rows.DELEGATED, PROCESS, Verb.READ_ATTACHMENT),
    "documents.advice": grant(Rows.DELEGATED, FUNCTIONAL),
    "documents.advicefollowup": grant(Rows.DELEGATED, FUNCTIONAL),
    # Writes it; signing is for the bedrijfsarts.
    "documents.document": grant(
        Rows.DELEGATED, PROCESS, Verb.DRAFT_PROBLEM_ANALYSIS, Verb.READ_DOCUMENT, writes="add change"
    ),
    "documents.problemanalysis": grant(Rows.DELEGATED, FUNCTIONAL, writes="add change"),
    "documents.limitation": grant(Rows.DELEGATED, FUNCTIONAL, writes="add change remove"),
    "documents.planofaction": grant(Rows.DELEGATED, FUNCTIONAL),
    "documents.planactivity": grant(Rows.DELEGATED, FUNCTIONAL),
    "documents.buildupstep": grant(Rows.DELEGATED, FUNCTIONAL),
    "documents.signature": grant(Rows.DELEGATED, FUNCTIONAL),
    "documents.rendition": grant(Rows.DELEGATED, PROCESS),
    # Only when that task was left to him: the second lock of these tables says so as well.
    "documents.consultnote": grant(Rows.DELEGATED, MEDICAL, Verb.READ_VAULT, Verb.WRITE_NOTE, writes="add"),
    "documents.treatmentreport": grant(Rows.DELEGATED, MEDICAL),
    "documents.medicalinformation": grant(
        Rows.DELEGATED, MEDICAL, Verb.READ_VAULT, Verb.DRAFT_MEDICAL_INFORMATION, writes="add change"
    ),
}
