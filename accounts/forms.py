"""The forms of the second factor, in our words; what they check is the library's."""

from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import AddWebAuthnForm, EditWebAuthnForm
from django import forms

_DIGITS = {"autocomplete": "one-time-code", "inputmode": "numeric", "autofocus": True}
_MISSING = {"required": "Vul de code in."}
LONGEST_NAME = 60


def _code(label: str, help_text: str, **attrs: object) -> forms.CharField:
    """Spaces are taken out: apps and printed lists show codes in groups."""
    return _Code(label=label, help_text=help_text, error_messages=_MISSING, widget=forms.TextInput(_DIGITS | attrs))


class _Code(forms.CharField):
    def to_python(self, value: object) -> str:
        return "".join((super().to_python(value) or "").split())


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth is untyped
    """The second step of logging in."""

    code = _code("Code", "De code uit uw app, of een van uw herstelcodes.")


class CodeAgainForm(ReauthenticateForm):  # type: ignore[misc]  # allauth is untyped
    """The same, once more, before something weighty."""

    code = _code("Code", "De code uit uw app, of een van uw herstelcodes.")


class AppForm(ActivateTOTPForm):  # type: ignore[misc]  # allauth is untyped
    """Setting up an app."""

    code = _code("Code uit de app", "De app toont na het scannen een code van zes cijfers.")


class _Named(forms.Form):
    name = forms.CharField(
        label="Naam",
        max_length=LONGEST_NAME,
        help_text="Alleen voor uzelf, om uw passkeys uit elkaar te houden.",
        error_messages={"required": "Vul een naam in."},
    )


class PasskeyForm(_Named, AddWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    """Adding a passkey. Alone it is enough to log in with: it is the device and its owner in one."""

    passwordless = forms.BooleanField(
        label="Ik wil hiermee ook zonder wachtwoord inloggen", initial=True, required=False
    )


class PasskeyNameForm(_Named, EditWebAuthnForm):  # type: ignore[misc]  # allauth is untyped
    """Another name for a passkey."""
