"""How allauth behaves here: no open sign-up, the person's own name, a second factor that is never without one."""

import logging
from smtplib import SMTPException
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.authentication import get_authentication_records
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from django.http import HttpRequest
from django.utils import timezone

from accounts.models import User
from accounts.secret import box

log = logging.getLogger(__name__)
JUST_LOGGED_IN = 300  # seconds


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts come by invitation; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer beide.",
        "too_many_login_attempts": "Er is te vaak geprobeerd in te loggen. Wacht een paar minuten en probeer opnieuw.",
        "rate_limited": "Er is te vaak geprobeerd. Wacht een paar minuten en probeer opnieuw.",
        "incorrect_password": "Dit wachtwoord klopt niet. Probeer het opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Not of somebody who logged in a moment ago and has no second factor yet: that is who sets it up."""
        if not Authenticator.objects.filter(user_id=self.request.user.pk).exists() and self._just_logged_in():
            return False
        required: bool = super().is_reauthentication_required(app=app, **more)
        return required

    def get_reauthentication_methods(self, user: User) -> list[dict[str, str]]:
        """How to show once more who one is, in our words: with the second factor, for who has one."""
        found: list[dict[str, str]] = super().get_reauthentication_methods(user)
        stronger = [method for method in found if method["id"] != "reauthenticate"]
        return [method | {"description": _WAYS[method["id"]]} for method in stronger or found]

    def send_notification_mail(self, template_prefix: str, user: User, *rest: Any, **more: Any) -> None:
        """Tell somebody what changed about the account. What was changed stays so when mail is down."""
        try:
            super().send_notification_mail(template_prefix, user, *rest, **{"email": user.email} | more)
        except (OSError, SMTPException) as error:
            log.error("Could not mail that an account changed: %s", type(error).__name__)

    def _just_logged_in(self) -> bool:
        records = get_authentication_records(self.request, self.request.user)
        return any(timezone.now().timestamp() - record["at"] < JUST_LOGGED_IN for record in records)


_WAYS = {
    "reauthenticate": "Met uw wachtwoord",
    "mfa_reauthenticate": "Met een code uit uw app",
    "mfa_reauthenticate:webauthn": "Met uw passkey",
}


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth is untyped
    """The secrets of a second factor are stored encrypted, and the last one stays."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "cannot_delete_authenticator": (
            "Dit is uw enige tweede stap. Stel eerst een andere in; daarna kunt u deze verwijderen."
        ),
        "cannot_generate_recovery_codes": "Stel eerst een app of een passkey in. Daarna kunt u herstelcodes maken.",
        "incorrect_code": "Deze code klopt niet of is verlopen. Neem de nieuwste code en probeer het opnieuw.",
    }

    def encrypt(self, text: str) -> str:
        """As the database holds it."""
        return box().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """As the app and the codes need it."""
        return box().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """Only while another second factor remains; recovery codes are no second factor of their own."""
        others = Authenticator.objects.filter(user_id=authenticator.user_id).exclude(pk=authenticator.pk)
        return others.exclude(type=Authenticator.Type.RECOVERY_CODES).exists()

    def generate_authenticator_name(self, user: User, type: Authenticator.Type) -> str:
        """A name to begin with; its owner can choose another."""
        number = Authenticator.objects.filter(user_id=user.pk, type=type).count() + 1
        return "Mijn passkey" if number == 1 else f"Mijn passkey {number}"


def display_name(user: User) -> str:
    """How allauth's pages call a person."""
    return user.name
