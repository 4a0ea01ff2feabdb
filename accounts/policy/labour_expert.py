"""The arbeidsdeskundige: nothing, because nothing says yet for which file somebody's advice is asked."""

from collections.abc import Mapping

from accounts.policy.lines import ACCOUNT
from accounts.terms import Grant

LABOUR_EXPERT: Mapping[str, Grant] = {**ACCOUNT}
