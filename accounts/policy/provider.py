"""The provider of help: the assignments to the own organisation, as long as each can be seen; never a file.

What is needed for the help was copied into the assignment. He has no line for employees, employers or files.
"""

from collections.abc import Mapping

from accounts.policy.lines import BRIEFED, HELP, KINDS, MEDICAL, MINE, PROVIDED
from accounts.terms import Grant, Rows, Verb, grant

PROVIDER: Mapping[str, Grant] = {
    **MINE,
    "employers.provider": grant(Rows.PROVIDED, KINDS),
    "interventions.assignment": grant(Rows.PROVIDED, PROVIDED, Verb.READ_ASSIGNMENT, writes="change"),
    "interventions.briefing": grant(Rows.PROVIDED, BRIEFED),
    "interventions.intervention": grant(
        Rows.PROVIDED,
        HELP,
        Verb.ACCEPT_ASSIGNMENT,
        Verb.REFUSE_ASSIGNMENT,
        Verb.START_INTERVENTION,
        Verb.REPORT_PROGRESS,
        Verb.END_INTERVENTION,
    ),
    "interventions.progressreport": grant(Rows.PROVIDED, HELP, writes="add"),
    # Between him, the bedrijfsarts and the employee: the second lock of this table says so as well.
    "documents.treatmentreport": grant(
        Rows.PROVIDED, MEDICAL, Verb.READ_TREATMENT, Verb.REPORT_TREATMENT, writes="add"
    ),
}
