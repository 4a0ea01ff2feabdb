"""The delegate under taakdelegatie: the files of one bedrijfsarts, as long as the delegation lasts."""

from collections.abc import Mapping

from accounts.policy.lines import ACCOUNT, DIRECTORY
from accounts.terms import Grant

DELEGATE: Mapping[str, Grant] = {
    **ACCOUNT,
    **DIRECTORY,
}
