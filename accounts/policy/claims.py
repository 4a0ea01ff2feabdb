"""The insurer's premium and claims side: employers and policies, never a file or a person."""

from collections.abc import Mapping

from accounts.policy.lines import ACCOUNT
from accounts.terms import Grant

CLAIMS: Mapping[str, Grant] = {**ACCOUNT}
