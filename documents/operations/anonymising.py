"""Accounts whose owner has no role left: closed at once, and made anonymous when no record names them any longer."""

from collections import Counter
from collections.abc import Iterator

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.sessions.models import Session
from django.db import models

from accounts.models import AuditEvent, Draft, User, WordingOverride
from cases.models import SavedView
from employers.models import Membership

NOBODY = "Verwijderd account"
GONE = "@account.invalid"
# These go with the account, or are a log in which the account is a number.
_NO_NAMING = (Membership, Draft, SavedView, AuditEvent, WordingOverride, EmailAddress, Authenticator, SocialAccount)


def without_role() -> list[User]:
    """Accounts without any role that are still open, or that nothing names any longer; the oldest first."""
    found = User.objects.filter(memberships=None).exclude(email__endswith=GONE).order_by("pk")
    return [user for user in found if user.is_active or not is_named(user)]


def is_named(user: User) -> bool:
    """Whether a record that is still kept says that this person did something, so that the name must stay."""
    return any(model._base_manager.filter(**{name: user.pk}).exists() for model, name in _naming())


def _naming() -> Iterator[tuple[type[models.Model], str]]:
    for relation in User._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and not issubclass(relation.related_model, _NO_NAMING):
            yield relation.related_model, relation.field.name


def anonymise(user: User) -> Counter[str]:
    """Close the account; when nothing names it, take away all that says whose it was. Counts rows by table."""
    user.is_active = False
    user.set_unusable_password()
    counts = Counter({"accounts.user": 1})
    if not is_named(user):
        user.name, user.email, user.last_login = NOBODY, f"verwijderd-{user.pk}{GONE}", None
        for model in (EmailAddress, Authenticator, SocialAccount, Draft, SavedView):
            _, removed = model._base_manager.filter(user=user.pk).delete()
            counts += Counter({name.lower(): count for name, count in removed.items()})
    user.save(update_fields=["is_active", "password", "name", "email", "last_login"])
    return counts + _end_sessions(user)


def _end_sessions(user: User) -> Counter[str]:
    """What a browser of this person still holds open; the text of a session names its owner."""
    sessions = Session.objects.order_by("expire_date")
    own = [one.pk for one in sessions if one.get_decoded().get("_auth_user_id") == str(user.pk)]
    _, removed = Session.objects.filter(pk__in=own).delete()
    return Counter({name.lower(): count for name, count in removed.items()})
