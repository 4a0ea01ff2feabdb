"""The employer: own personnel, own files, no word about health.

In a file that the employer guides himself, without an Ontzorgmanager, he writes the plan van aanpak as well, and says
which step is not needed.
"""

from collections.abc import Mapping

from accounts.policy.lines import (
    ADMIN,
    ASKED_CONSULT,
    CALLING,
    DIRECTORY,
    FACTS,
    FUNCTIONAL,
    HELP,
    HOURS,
    INCOME,
    LETTERS,
    MINE,
    PERSON,
    PROCESS,
    RECORDED,
    REPORT_EMPLOYER,
    REQUESTS,
    STEPS,
    TRIES,
    VISION,
    WRITES,
    F,
)
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
        *TRIES,
        Verb.RECORD_HOURS,
        Verb.FORWARD_HOURS,
        Verb.PROPOSE_BUILD_UP,
        *STEPS,
        Verb.READ_CASE,
        writes="add change",
        more=grant(Rows.MANAGED, PROCESS, Verb.DRAFT_PLAN, Verb.WAIVE_STEP, Verb.ASK_CONSULT, *CALLING),
    ),
    "cases.casefact": grant(Rows.EMPLOYER, RECORDED, writes="add change"),
    "cases.correctionrequest": grant(Rows.EMPLOYER, REQUESTS, Verb.ANSWER_CORRECTION),
    # His own questions, where he guides; of an appointment the day only, and none that the employee asked for himself.
    "cases.consultrequest": grant(
        Rows.EMPLOYER, FUNCTIONAL, more=grant(Rows.MANAGED, FUNCTIONAL, *ASKED_CONSULT, writes="add change")
    ),
    "cases.consultappointment": grant(Rows.EMPLOYER, PROCESS, more=grant(Rows.MANAGED, PROCESS, writes="add change")),
    # Nothing of what the employee computes, except a copy of what the employee chose to share.
    "cases.wiashare": grant(Rows.EMPLOYER, INCOME, Verb.READ_INCOME),
    "cases.wagerequest": grant(Rows.EMPLOYER, INCOME, Verb.ANSWER_WAGE),
    # What the employee shares, answer by answer: a row names its readers.
    "cases.employeevision": grant(Rows.EMPLOYER, VISION, Verb.READ_VISION),
    "cases.visionanswer": grant(Rows.EMPLOYER, VISION),
    "cases.taskanalysis": grant(Rows.EMPLOYER, FUNCTIONAL, Verb.READ_TASKS),
    "cases.jobtask": grant(Rows.EMPLOYER, FUNCTIONAL),
    "cases.taskability": grant(Rows.EMPLOYER, FUNCTIONAL),
    "cases.taskadvice": grant(Rows.EMPLOYER, FUNCTIONAL),
    "cases.workproposal": grant(Rows.EMPLOYER, FUNCTIONAL),
    "cases.workreply": grant(Rows.EMPLOYER, FUNCTIONAL, Verb.ANSWER_WORK, writes="add"),
    "cases.waiver": grant(Rows.EMPLOYER, PROCESS, more=grant(Rows.MANAGED, PROCESS, writes="add remove")),
    "cases.advisedground": grant(Rows.EMPLOYER, FUNCTIONAL, more=grant(Rows.MANAGED, FUNCTIONAL, writes="add remove")),
    "cases.delay": grant(Rows.EMPLOYER, PROCESS, writes="add"),
    "cases.capacitychange": grant(Rows.EMPLOYER, HOURS, writes="add change remove"),
    "cases.caseconference": grant(Rows.EMPLOYER, FUNCTIONAL),
    "cases.conferenceaction": grant(Rows.EMPLOYER, FUNCTIONAL, Verb.DO_ACTION),
    "cases.expertconsideration": grant(Rows.EMPLOYER, FUNCTIONAL),
    "cases.labourexpertcall": grant(
        Rows.EMPLOYER, FUNCTIONAL, more=grant(Rows.MANAGED, FUNCTIONAL, writes="add change")
    ),
    "cases.buildupschedule": grant(Rows.EMPLOYER, FUNCTIONAL, writes="add change"),
    "cases.builduphours": grant(Rows.EMPLOYER, FUNCTIONAL, writes="add remove"),
    "cases.policystep": grant(Rows.EMPLOYER, ADMIN),
    "cases.guidanceplan": grant(Rows.EMPLOYER, PROCESS),
    "cases.rulechange": grant(Rows.ALL, ADMIN),
    "cases.spell": grant(Rows.EMPLOYER, PROCESS, writes="add change"),
    "cases.maternityleave": grant(Rows.EMPLOYER, PROCESS, writes="add remove"),
    "cases.sickreport": grant(Rows.EMPLOYER, REPORT_EMPLOYER, writes="add"),
    "cases.handovernote": grant(Rows.EMPLOYER, (F.HANDOVER,), writes="add"),
    "cases.completion": grant(Rows.EMPLOYER, PROCESS, writes="add change"),
    "cases.stepconfirmation": grant(Rows.EMPLOYER, PROCESS),
    "cases.advisedderivation": grant(Rows.EMPLOYER, FUNCTIONAL),
    "cases.legalhold": grant(Rows.EMPLOYER, PROCESS),
    "cases.milestone": grant(Rows.EMPLOYER, PROCESS),
    # That there is help, not who gives it: that would tell why somebody is sick.
    "interventions.intervention": grant(Rows.EMPLOYER, HELP),
    "interventions.progressreport": grant(Rows.EMPLOYER, HELP),
    "documents.attachment": grant(
        Rows.EMPLOYER,
        PROCESS,
        Verb.ADD_ATTACHMENT,
        Verb.READ_ATTACHMENT,
        Verb.WITHDRAW_ATTACHMENT,
        writes="add change",
    ),
    "documents.thread": grant(Rows.EMPLOYER, LETTERS, *WRITES, writes="add"),
    "documents.message": grant(Rows.EMPLOYER, LETTERS, Verb.TAKE_ENCLOSURE, writes="add"),
    "documents.messagereceipt": grant(Rows.EMPLOYER, LETTERS, writes="add"),
    "documents.advice": grant(Rows.EMPLOYER, FUNCTIONAL),
    "documents.advicefollowup": grant(Rows.EMPLOYER, FUNCTIONAL, Verb.ANSWER_ADVICE, writes="add"),
    # Between him and the insurer; the employee and the doctor have no part in it.
    "documents.guaranteeconfirmation": grant(Rows.EMPLOYER, PROCESS),
    "documents.document": grant(
        Rows.EMPLOYER,
        PROCESS,
        Verb.ADD_VISION,
        Verb.SIGN_PLAN,
        Verb.REFUSE_PLAN,
        Verb.READ_DOCUMENT,
        more=grant(Rows.MANAGED, PROCESS, Verb.DRAFT_PLAN, Verb.PROPOSE_PLAN, Verb.WITHDRAW_PLAN, writes="add change"),
    ),
    "documents.problemanalysis": grant(Rows.EMPLOYER, FUNCTIONAL),
    "documents.limitation": grant(Rows.EMPLOYER, FUNCTIONAL),
    "documents.planofaction": grant(
        Rows.EMPLOYER, FUNCTIONAL, more=grant(Rows.MANAGED, FUNCTIONAL, writes="add change")
    ),
    "documents.planactivity": grant(
        Rows.EMPLOYER, FUNCTIONAL, more=grant(Rows.MANAGED, FUNCTIONAL, writes="add change remove")
    ),
    "documents.buildupstep": grant(
        Rows.EMPLOYER, FUNCTIONAL, more=grant(Rows.MANAGED, FUNCTIONAL, writes="add change remove")
    ),
    # Lays out and clears the places of both; filling one in is for the party itself.
    "documents.signature": grant(
        Rows.EMPLOYER,
        FUNCTIONAL,
        writes="change",
        more=grant(Rows.MANAGED, FUNCTIONAL, writes="add change"),
    ),
    "documents.rendition": grant(Rows.EMPLOYER, PROCESS, writes="add change"),
}
