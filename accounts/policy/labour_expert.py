"""The arbeidsdeskundige: what somebody can do, of the files to which he or she is called."""

from collections.abc import Mapping

from accounts.policy.lines import ACCOUNT
from accounts.terms import Grant

LABOUR_EXPERT: Mapping[str, Grant] = {**ACCOUNT}
