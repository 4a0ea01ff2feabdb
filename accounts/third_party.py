"""Tables of libraries that hold personal data, classed as our own are: what is in them, and how long it is kept.

No role reads them through the access table: each is reached through one's own account only. Facts only.
"""

from collections.abc import Mapping
from types import MappingProxyType

from accounts.retention import Retention
from accounts.terms import Field


def _fields(**classes: str) -> Mapping[str, Field]:
    return MappingProxyType({name: Field(kind) for kind, names in classes.items() for name in names.split()})


FIELD_CLASSES: Mapping[str, Mapping[str, Field]] = MappingProxyType(
    {
        "account.emailaddress": _fields(contact="email", internal="id user verified primary"),
        "account.emailconfirmation": _fields(internal="id email_address created sent key"),
        "mfa.authenticator": _fields(internal="id user type data created_at last_used_at"),
        "socialaccount.socialaccount": _fields(
            contact="uid extra_data", internal="id user provider last_login date_joined"
        ),
        "socialaccount.socialtoken": _fields(internal="id app account token token_secret expires_at"),
        "sessions.session": _fields(internal="session_key session_data expire_date"),
    }
)
RETENTION: Mapping[str, Retention] = MappingProxyType(
    {
        "account.emailaddress": Retention.ACCOUNT,
        "account.emailconfirmation": Retention.ACCOUNT,
        "mfa.authenticator": Retention.ACCOUNT,
        "socialaccount.socialaccount": Retention.ACCOUNT,
        "socialaccount.socialtoken": Retention.ACCOUNT,
        "sessions.session": Retention.ACCOUNT,
    }
)
# Installed by libraries, about no person: names of models and permissions, and log-in pages of organisations.
WITHOUT_PEOPLE = frozenset({"contenttypes.contenttype", "auth.permission", "auth.group", "socialaccount.socialapp"})
