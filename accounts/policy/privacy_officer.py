"""The privacy officer: who did what, what was kept in spite of a warning, what stays longer or went; never a file."""

from collections.abc import Mapping

from accounts.policy.lines import ADMIN, PROCESS, F
from accounts.terms import Grant, Role, Rows, Verb, grant

# Who acts as an employee in a file is sick, and who has chosen no role yet may be an employee.
_SICK = (Role.EMPLOYEE, Role.VISITOR)
# The name of a therapist tells why somebody is sick.
_TELLING = (*_SICK, Role.PROVIDER)

PRIVACY_OFFICER: Mapping[str, Grant] = {
    "employers.membership": grant(Rows.SELF, ADMIN),
    "accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), Verb.OVERSEE, writes="add", reads=Rows.ALL, nameless=_TELLING),
    "accounts.wordingoverride": grant(Rows.ALL, (F.AUDIT,), nameless=_TELLING),
    "cases.emergencyaccess": grant(Rows.ALL, (F.AUDIT,)),
    "cases.emergencydecision": grant(Rows.ALL, (F.AUDIT,)),
    "cases.emergencyend": grant(Rows.SELF, (F.AUDIT,), Verb.END_EMERGENCY, writes="add", reads=Rows.ALL),
    "cases.legalhold": grant(Rows.ALL, PROCESS),
    "cases.purgerecord": grant(Rows.ALL, ADMIN),
    # For whom somebody works who did something.
    "employers.employer": grant(Rows.ALL, ADMIN),
    "employers.occupationalhealthservice": grant(Rows.ALL, ADMIN),
}
