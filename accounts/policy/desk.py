"""The insurer's desk: organisations and general progress; never the content of a document.

Besides progress it reads what benefits are paid on: the hours worked, once the employer passed them on, and the
percentage that the bedrijfsarts determined (Besluit SUWI). No build-up schedule: that is advice.
"""

from collections.abc import Mapping

from accounts.policy.lines import (
    ADMIN,
    GUIDING,
    HELP,
    HOURS,
    KINDS,
    NOTHING,
    PERSON,
    PROCESS,
    PROVIDED,
    RECORDED,
    REPORT_DESK,
    REQUESTS,
)
from accounts.terms import BESIDE_THE_FILES, Grant, Rows, Verb, grant

DESK: Mapping[str, Grant] = {
    **GUIDING,
    "employers.occupationalhealthservice": grant(Rows.ALL, ADMIN, Verb.MANAGE_ARBODIENST, writes="add change"),
    "employers.occupationalphysician": grant(Rows.ALL, ADMIN, Verb.MANAGE_PHYSICIAN, writes="add change"),
    "employers.ontzorgmanager": grant(Rows.ALL, ADMIN, Verb.MANAGE_ONTZORGMANAGER, writes="add change"),
    "employers.delegatedadviser": grant(Rows.ALL, ADMIN, Verb.MANAGE_ADVISER, writes="add change"),
    "employers.labourexpert": grant(Rows.ALL, ADMIN, Verb.MANAGE_LABOUR_EXPERT, writes="add change"),
    "employers.substitution": grant(Rows.ALL, ADMIN, Verb.SUBSTITUTE, Verb.END_SUBSTITUTION, writes="add change"),
    "employers.membership": grant(
        Rows.ALL,
        ADMIN,
        Verb.GIVE_ROLE,
        Verb.INVITE,
        Verb.END_ROLE,
        Verb.RESET_ACCESS,
        writes="add change",
        not_writing=BESIDE_THE_FILES,  # nobody keeps the accounts of those who watch him
    ),
    "employers.employer": grant(
        Rows.ALL, ADMIN, Verb.MANAGE_EMPLOYER, Verb.REGISTER_EMPLOYEE, Verb.CORRECT_EMPLOYEE, writes="add change"
    ),
    "employers.policy": grant(Rows.ALL, ADMIN, Verb.MANAGE_POLICY, writes="add change"),
    "employers.ohscontract": grant(Rows.ALL, ADMIN, Verb.MANAGE_CONTRACT, writes="add change"),
    "employers.employee": grant(Rows.ALL, PERSON, writes="add change"),
    "employers.employeeidentity": grant(Rows.ALL, NOTHING, writes="add change"),
    "cases.absencecase": grant(
        Rows.ALL,
        PROCESS,
        Verb.ASSIGN,
        Verb.REASSIGN,
        Verb.HOLD_FILE,
        Verb.RECORD_FACT,
        Verb.WITHDRAW_FACT,
        Verb.TRY_CHANGE,
        Verb.READ_CASE,
    ),
    "cases.casefact": grant(Rows.ALL, RECORDED, writes="add change"),
    "cases.capacitychange": grant(Rows.ALL, HOURS),
    "cases.correctionrequest": grant(Rows.ALL, REQUESTS, Verb.ANSWER_CORRECTION),
    "cases.waiver": grant(Rows.ALL, PROCESS),
    "cases.delay": grant(Rows.ALL, PROCESS),
    "cases.policystep": grant(Rows.ALL, ADMIN, Verb.RECORD_POLICY_STEP, writes="change"),
    "cases.guidanceplan": grant(Rows.ALL, PROCESS),
    "cases.timespent": grant(Rows.ALL, PROCESS),  # to add up; no page shows those of one file
    "cases.casetransfer": grant(Rows.ALL, PROCESS, writes="add change"),
    "cases.rulechange": grant(Rows.ALL, ADMIN, Verb.PROPOSE_RULE, Verb.DECIDE_RULE, writes="add change"),
    "cases.wiafigure": grant(Rows.ALL, ADMIN, Verb.PROPOSE_FIGURE, Verb.DECIDE_FIGURE, writes="add change"),
    "cases.spell": grant(Rows.ALL, PROCESS),
    "cases.maternityleave": grant(Rows.ALL, PROCESS),
    "cases.sickreport": grant(Rows.ALL, REPORT_DESK),
    "cases.completion": grant(Rows.ALL, PROCESS, writes="add"),
    "cases.legalhold": grant(Rows.ALL, PROCESS, writes="add change"),
    "cases.purgerecord": grant(Rows.ALL, ADMIN),
    "cases.milestone": grant(Rows.ALL, PROCESS),
    "employers.provider": grant(Rows.ALL, KINDS, Verb.MANAGE_PROVIDER, writes="add change"),
    "interventions.offering": grant(Rows.ALL, KINDS, writes="add remove"),
    # Who was asked, not what he was told: telephone and possibilities are in a table of their own.
    "interventions.assignment": grant(Rows.ALL, PROVIDED),
    "interventions.intervention": grant(Rows.ALL, HELP),
    "interventions.progressreport": grant(Rows.ALL, HELP),
    # Whether the guarantee holds and which kind of reason, never the words of an advice.
    "documents.guaranteeconfirmation": grant(Rows.ALL, PROCESS, Verb.CONFIRM_GUARANTEE, writes="add"),
    "documents.document": grant(Rows.ALL, PROCESS, Verb.RETRY_RENDER),
    "documents.rendition": grant(Rows.ALL, PROCESS, writes="add change"),
}
