"""The platform administrator: accounts and roles, never a file."""

from collections.abc import Mapping

from accounts.policy.lines import ACCOUNT, ADMIN
from accounts.terms import Grant, Role, Rows, Verb, grant

PLATFORM: Mapping[str, Grant] = {
    **ACCOUNT,
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
