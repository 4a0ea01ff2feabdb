"""The platform administrator: accounts and roles, never a file.

Except in an emergency: one file, for some hours, when a second administrator allows it. What is seen then is the one
table that says who works on the file and how far it is. No name or birth date of the employee, no report, step or
document, nothing about what somebody can do, and never anything medical: no emergency of a platform needs it.
"""

from collections.abc import Mapping

from accounts.policy.lines import ACCOUNT, ADMIN, MINE, PROCESS, F
from accounts.terms import Grant, Role, Rows, Verb, grant

PLATFORM: Mapping[str, Grant] = {
    **ACCOUNT,
    "accounts.wordingoverride": MINE["accounts.wordingoverride"],
    # That there is a request to decide about, or a decision. Of the file itself a message says nothing.
    "cases.notice": MINE["cases.notice"],
    "cases.emergencyaccess": grant(Rows.SELF, (F.AUDIT, F.PROCESS), Verb.ASK_EMERGENCY, writes="add", reads=Rows.ALL),
    "cases.emergencydecision": grant(Rows.SELF, (F.AUDIT,), Verb.DECIDE_EMERGENCY, writes="add", reads=Rows.ALL),
    "cases.emergencyend": grant(Rows.SELF, (F.AUDIT,), Verb.END_EMERGENCY, writes="add", reads=Rows.ALL),
    "cases.absencecase": grant(Rows.OPENED, PROCESS, Verb.BREAK_GLASS),
    "employers.membership": grant(
        Rows.ALL,
        ADMIN,
        Verb.GIVE_OTHER_ROLE,
        Verb.INVITE,
        Verb.END_ROLE,
        Verb.RESET_ACCESS,
        writes="add change",
        not_about=(Role.EMPLOYEE,),  # their accounts belong to the employment
    ),
    "employers.employer": grant(Rows.ALL, ADMIN),
    "employers.occupationalhealthservice": grant(Rows.ALL, ADMIN),
    # Whose role may not end yet: who still gets new files.
    "employers.ontzorgmanager": grant(Rows.ALL, ADMIN),
    "employers.occupationalphysician": grant(Rows.ALL, ADMIN),
    "employers.labourexpert": grant(Rows.ALL, ADMIN),
}
