"""The privacy officer: who did what, what was kept in spite of a warning, what stays longer or went; never a file."""

from collections.abc import Mapping

from accounts.policy.lines import ADMIN, PROCESS, F
from accounts.terms import Grant, Rows, Verb, grant

PRIVACY_OFFICER: Mapping[str, Grant] = {
    "employers.membership": grant(Rows.SELF, ADMIN),
    "accounts.auditevent": grant(Rows.SELF, (F.AUDIT,), Verb.OVERSEE, writes="add", reads=Rows.ALL),
    "accounts.wordingoverride": grant(Rows.ALL, (F.AUDIT,)),
    "cases.legalhold": grant(Rows.ALL, PROCESS),
    "cases.purgerecord": grant(Rows.ALL, ADMIN),
    # For whom somebody works who did something.
    "employers.employer": grant(Rows.ALL, ADMIN),
    "employers.occupationalhealthservice": grant(Rows.ALL, ADMIN),
}
