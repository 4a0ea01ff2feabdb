"""The arbodienst's planner: planning data of its own employers' files, no content.

To plan consults it reads the hours worked, once the employer passed them on; no percentage and no schedule.
"""

from collections.abc import Mapping

from accounts.policy.lines import (
    ADMIN,
    CONSULT,
    DIRECTORY,
    GUIDING,
    HOURS,
    KEEPS_CONSULTS,
    PERSON,
    PROCESS,
    REPORT_ARBODIENST,
)
from accounts.terms import Grant, Rows, Verb, grant

ARBODIENST: Mapping[str, Grant] = {
    **GUIDING,
    **DIRECTORY,
    "employers.employer": grant(Rows.CONTRACTED, ADMIN),
    "employers.ohscontract": grant(Rows.CONTRACTED, ADMIN),
    "employers.employee": grant(Rows.CONTRACTED, PERSON),
    "cases.absencecase": grant(Rows.CONTRACTED, PROCESS, Verb.ACCEPT_REPORT, Verb.TRIAGE, Verb.READ_CASE),
    # Who, when and where; never the question, nor what the employee says about it.
    "cases.consultappointment": grant(Rows.CONTRACTED, CONSULT, *KEEPS_CONSULTS, writes="add change"),
    "employers.delegation": grant(Rows.CONTRACTED, ADMIN),  # with whom an appointment can be
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
