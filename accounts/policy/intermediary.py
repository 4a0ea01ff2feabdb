"""The adviser: the own clients and their policies, never a person."""

from collections.abc import Mapping

from accounts.policy.lines import ACCOUNT
from accounts.terms import Grant

INTERMEDIARY: Mapping[str, Grant] = {**ACCOUNT}
