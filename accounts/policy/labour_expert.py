"""The arbeidsdeskundige: the files to which he is called, as long as that lasts; what somebody can do in work terms."""

from collections.abc import Mapping

from accounts.policy.lines import ADMIN, DIRECTORY, FUNCTIONAL, HELP, HOURS, MINE, PERSON, PROCESS, RECORDED, F
from accounts.terms import Grant, Rows, Verb, grant

LABOUR_EXPERT: Mapping[str, Grant] = {
    **MINE,
    **DIRECTORY,
    # Whose work it is that he compares: without name and phone he cannot visit it.
    "employers.employer": grant(Rows.CALLED, ADMIN),
    "employers.employee": grant(Rows.CALLED, PERSON),
    "cases.absencecase": grant(Rows.CALLED, PROCESS, Verb.ANSWER_CALL, Verb.READ_CASE),
    "cases.labourexpertcall": grant(Rows.CALLED, FUNCTIONAL, writes="change"),
    "cases.casefact": grant(Rows.CALLED, RECORDED),
    "cases.taskanalysis": grant(Rows.CALLED, FUNCTIONAL, Verb.READ_TASKS),
    "cases.jobtask": grant(Rows.CALLED, FUNCTIONAL),
    "cases.taskability": grant(Rows.CALLED, FUNCTIONAL),
    "cases.taskadvice": grant(Rows.CALLED, FUNCTIONAL),
    "cases.workproposal": grant(Rows.CALLED, FUNCTIONAL),
    "cases.workreply": grant(Rows.CALLED, FUNCTIONAL),
    "cases.waiver": grant(Rows.CALLED, PROCESS),
    "cases.advisedground": grant(Rows.CALLED, FUNCTIONAL),
    "cases.capacitychange": grant(Rows.CALLED, HOURS),
    "cases.buildupschedule": grant(Rows.CALLED, FUNCTIONAL),
    "cases.builduphours": grant(Rows.CALLED, FUNCTIONAL),
    "cases.rulechange": grant(Rows.ALL, ADMIN),
    "cases.spell": grant(Rows.CALLED, PROCESS),
    "cases.maternityleave": grant(Rows.CALLED, PROCESS),
    "cases.sickreport": grant(Rows.CALLED, (F.PROCESS, F.CONTACT)),
    "cases.completion": grant(Rows.CALLED, PROCESS, writes="add change"),
    "cases.advisedderivation": grant(Rows.CALLED, FUNCTIONAL),
    "cases.milestone": grant(Rows.CALLED, PROCESS),
    "interventions.intervention": grant(Rows.CALLED, HELP),
    "interventions.progressreport": grant(Rows.CALLED, HELP),
    "documents.advice": grant(Rows.CALLED, FUNCTIONAL, Verb.GIVE_ADVICE, writes="add"),
    "documents.advicefollowup": grant(Rows.CALLED, FUNCTIONAL, Verb.WITHDRAW_ADVICE, writes="add"),
    "documents.document": grant(Rows.CALLED, PROCESS, Verb.READ_DOCUMENT),
    "documents.problemanalysis": grant(Rows.CALLED, FUNCTIONAL),
    "documents.limitation": grant(Rows.CALLED, FUNCTIONAL),
    "documents.planofaction": grant(Rows.CALLED, FUNCTIONAL),
    "documents.planactivity": grant(Rows.CALLED, FUNCTIONAL),
    "documents.buildupstep": grant(Rows.CALLED, FUNCTIONAL),
    "documents.signature": grant(Rows.CALLED, FUNCTIONAL),
    # No PDF: the citizen service number stands in it.
}
