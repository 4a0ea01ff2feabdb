"""The privacy officer: what was kept in spite of a warning and who did what, never a file."""

from collections.abc import Mapping

from accounts.policy.lines import ACCOUNT
from accounts.terms import Grant

PRIVACY_OFFICER: Mapping[str, Grant] = {**ACCOUNT}
