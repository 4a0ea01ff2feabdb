"""The arbodienst's planner: planning data of its own employers' files, no content.

To plan consults it reads the hours worked, once the employer passed them on; no percentage and no schedule.
"""

from collections.abc import Mapping

from accounts.policy.lines import ADMIN, DIRECTORY, GUIDING, HOURS, PERSON, PROCESS, REPORT_ARBODIENST
from accounts.terms import Grant, Rows, Verb, grant

ARBODIENST: Mapping[str, Grant] = {
    **GUIDING,
    **DIRECTORY,
    "employers.employer": grant(Rows.CONTRACTED, ADMIN),
    "employers.ohscontract": grant(Rows.CONTRACTED, ADMIN),
    "employers.employee": grant(Rows.CONTRACTED, PERSON),
    "cases.absencecase": grant(Rows.CONTRACTED, PROCESS, Verb.ACCEPT_REPORT, Verb.TRIAGE, Verb.READ_CASE),
    "cases.casefact": grant(Rows.CONTRACTED, PROCESS),
    "cases.capacitychange": grant(Rows.CONTRACTED, HOURS),
    "cases.waiver": grant(Rows.CONTRACTED, PROCESS),
    "cases.delay": grant(Rows.CONTRACTED, PROCESS),
    "cases.rulechange": grant(Rows.ALL, ADMIN),
    "cases.spell": grant(Rows.CONTRACTED, PROCESS),
    "cases.maternityleave": grant(Rows.CONTRACTED, PROCESS),
    "cases.sickreport": grant(Rows.CONTRACTED, REPORT_ARBODIENST),
    "cases.completion": grant(Rows.CONTRACTED, PROCESS, writes="add"),
    "cases.milestone": grant(Rows.CONTRACTED, PROCESS),
}
