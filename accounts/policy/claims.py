"""The insurer's premium and claims side: employers and policies, never a file or a person."""

from collections.abc import Mapping

from accounts.policy.lines import ACCOUNT, ADMIN
from accounts.terms import Grant, Rows, grant

CLAIMS: Mapping[str, Grant] = {
    **ACCOUNT,
    "employers.employer": grant(Rows.ALL, ADMIN),
    "employers.policy": grant(Rows.ALL, ADMIN),
}
