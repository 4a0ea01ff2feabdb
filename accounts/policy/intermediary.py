"""The adviser: the company and the policies of the employer that named him, never a person."""

from collections.abc import Mapping

from accounts.policy.lines import ACCOUNT, ADMIN
from accounts.terms import Grant, Rows, grant

INTERMEDIARY: Mapping[str, Grant] = {
    **ACCOUNT,
    "employers.employer": grant(Rows.EMPLOYER, ADMIN),
    "employers.policy": grant(Rows.EMPLOYER, ADMIN),
}
