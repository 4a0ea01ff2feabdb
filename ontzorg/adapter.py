"""How allauth behaves here: no open sign-up, the person's own name."""

from allauth.account.adapter import DefaultAccountAdapter
from django.http import HttpRequest

from accounts.models import User


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth is untyped
    """Accounts come by invitation; nobody signs up."""

    error_messages = DefaultAccountAdapter.error_messages | {
        "email_password_mismatch": "Dit e-mailadres en wachtwoord horen niet bij elkaar. Controleer beide.",
        "too_many_login_attempts": "Er is te vaak geprobeerd in te loggen. Wacht een paar minuten en probeer opnieuw.",
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never."""
        return False


def display_name(user: User) -> str:
    """How allauth's pages call a person."""
    return user.name
