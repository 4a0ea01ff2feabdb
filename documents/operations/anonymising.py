"""Accounts whose owner has no role left: closed at once, and made anonymous when no record names them any longer.

The log counts too, as long as it is kept: an employee reads in it by name who looked at the file.
"""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.db import models

from accounts.models import AuditEvent, Draft, User, WordingOverride
from accounts.retention import Retention, term_on
from cases.models import SavedView
from employers.models import Membership

NOBODY = "Verwijderd account"
GONE = "@account.invalid"
# These go with the account, or are a log, which names nobody any longer when its own period is over. Whoever keeps a
# marked word stands in the audit trail with the same moment.
_NO_NAMING = (Membership, Draft, SavedView, AuditEvent, WordingOverride, EmailAddress, Authenticator, SocialAccount)


def without_role(on: date) -> Iterator[User]:
    """Accounts whose roles all ended that are still open, or that nothing names any longer; the oldest first."""
    held = Membership.objects.filter(user=models.OuterRef("pk")).in_force()
    found = User.objects.exclude(models.Exists(held)).exclude(email__endswith=GONE).order_by("pk")
    return (user for user in found if user.is_active or not is_named(user, on))


def taken(user_id: int) -> User | None:
    """The account, locked until the transaction ends. None when it got a role since it was found.

    Whoever gives a role locks the account first (employers.operations), so nobody gives one meanwhile.
    """
    user: User = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user_id)
    return None if Membership.objects.filter(user=user_id).in_force().exists() else user


def is_named(user: User, on: date) -> bool:
    """Whether a record that is still kept on this day says that this person did something: then the name must stay."""
    if any(model._base_manager.filter(**{name: user.pk}).exists() for model, name in _naming()):
        return True
    cut_off = term_on(on, Retention.ACCESS_LOG).cut_off(on)
    logged = models.Q(actor=user.pk) | models.Q(on_behalf_of=user.pk)
    return bool(AuditEvent.objects.filter(logged, at__date__gt=cut_off).exists())


def _naming() -> Iterator[tuple[type[models.Model], str]]:
    for relation in User._meta.get_fields(include_hidden=True):
        if isinstance(relation, models.ManyToOneRel) and not issubclass(relation.related_model, _NO_NAMING):
            yield relation.related_model, relation.field.name


def anonymise(user: User, on: date) -> Counter[str]:
    """Close the account; when nothing names it, take away all that says whose it was. Counts rows by table."""
    user.is_active, user.closed_on = False, on
    user.set_unusable_password()
    counts = Counter({"accounts.user": 1})
    if not is_named(user, on):
        user.name, user.email, user.last_login = NOBODY, f"verwijderd-{user.pk}{GONE}", None
        for model in (EmailAddress, Authenticator, SocialAccount, Draft, SavedView, Membership):
            _, removed = model._base_manager.filter(user=user.pk).delete()
            counts += Counter({name.lower(): count for name, count in removed.items()})
    user.save(update_fields=["is_active", "closed_on", "password", "name", "email", "last_login"])
    return counts
