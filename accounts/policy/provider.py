"""The provider of help: the own assignment, and as long as there is none, nothing."""

from collections.abc import Mapping

from accounts.policy.lines import ACCOUNT
from accounts.terms import Grant

PROVIDER: Mapping[str, Grant] = {**ACCOUNT}
