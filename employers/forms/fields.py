"""Form fields that look and speak the same everywhere."""

from typing import Any

from django import forms

REQUIRED = "Vul dit in."
DATE_SHAPES = ["%Y-%m-%d", "%d-%m-%Y"]


def text(label: str, longest: int, *, help_text: str = "", required: bool = True, **attrs: str) -> forms.CharField:
    """One line of text."""
    field = forms.CharField(label=label, max_length=longest, help_text=help_text, required=required)
    field.error_messages["required"] = REQUIRED
    field.widget.attrs.update(attrs)
    return field


def phone(label: str = "Telefoon") -> forms.CharField:
    """A telephone number, as people write it."""
    return text(label, 30, inputmode="tel", autocomplete="off")


def email(label: str = "E-mailadres", *, help_text: str = "", required: bool = True) -> forms.EmailField:
    """An e-mail address."""
    field = forms.EmailField(label=label, max_length=254, help_text=help_text, required=required)
    field.error_messages |= {
        "required": REQUIRED,
        "invalid": "Vul een volledig e-mailadres in, bijvoorbeeld naam@bedrijf.nl.",
    }
    field.widget.attrs["autocomplete"] = "off"
    return field


def day(label: str, *, help_text: str = "", required: bool = True, **kwargs: Any) -> forms.DateField:
    """A date: chosen from a picker, or typed as day-month-year."""
    field = forms.DateField(
        label=label,
        help_text=help_text,
        required=required,
        widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
        input_formats=DATE_SHAPES,
        **kwargs,
    )
    field.error_messages |= {
        "required": "Kies een datum.",
        "invalid": "Kies een datum, of typ dag-maand-jaar, bijvoorbeeld 3-3-2026.",
    }
    return field


def yes(label: str, *, help_text: str = "") -> forms.BooleanField:
    """A tick."""
    return forms.BooleanField(label=label, help_text=help_text, required=False)


class YesNoOrUnknown(forms.NullBooleanSelect):
    """Three answers; that nobody asked yet is one of them."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs)
        self.choices = [("unknown", "Nog niet bekend"), ("true", "Ja"), ("false", "Nee")]


def yes_no_or_unknown(label: str, *, help_text: str = "") -> forms.NullBooleanField:
    """Yes, no, or None for what nobody asked yet."""
    return forms.NullBooleanField(label=label, help_text=help_text, required=False, widget=YesNoOrUnknown)
