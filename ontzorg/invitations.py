"""How long the link to choose a password works: an invitation to its last day, any other three days."""

from datetime import date, timedelta
from typing import Any

from allauth.account.forms import EmailAwarePasswordResetTokenGenerator, UserTokenForm
from allauth.core import context
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.http import base36_to_int

from accounts.actor import Actor, acting_as
from accounts.models import User
from accounts.terms import Role
from employers.models import Membership

FORGOTTEN = timedelta(days=3)


class Links(EmailAwarePasswordResetTokenGenerator):  # type: ignore[misc]  # allauth is untyped
    """Reads the links that allauth writes; knows their age."""

    def check_token(self, user: User | None, token: str | None) -> bool:
        """Whether this is a link for this account as it is now, that is not too old for it."""
        if user is None or not super().check_token(user, token):
            return False
        return invited_until(user) is not None or self._age(str(token)) <= FORGOTTEN

    def _age(self, token: str) -> timedelta:
        written = base36_to_int(token.partition("-")[0])
        return timedelta(seconds=self._num_seconds(self._now()) - written)


class LinkForm(UserTokenForm):  # type: ignore[misc]  # allauth is untyped
    """Refuses a good link of an invitation whose last day has passed, and remembers that day for the page."""

    token_generator = Links()

    def clean(self) -> dict[str, Any]:
        """Raises ValidationError for a link that does not work, or no longer."""
        found: dict[str, Any] = super().clean()
        last = invited_until(self.reset_user)
        if last is not None and last < timezone.localdate():
            context.request.invitation_ended_on = last
            raise ValidationError("The invitation has ended")
        return found


def invited_until(user: User) -> date | None:
    """The last day of the newest invitation of who has no password; None for who has one or was never invited."""
    if user.has_usable_password():
        return None
    with acting_as(Actor(role=Role.VISITOR, user_id=user.pk)) as visitor:
        days = Membership.objects.visible_to(visitor).values_list("invited_until", flat=True).order_by("pk")
        return max((day for day in days if day is not None), default=None)
