"""The platform administrator: accounts and roles, never a file."""

from collections.abc import Mapping

from accounts.policy.lines import ACCOUNT
from accounts.terms import Grant

PLATFORM: Mapping[str, Grant] = {**ACCOUNT}
