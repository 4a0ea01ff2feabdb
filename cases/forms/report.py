"""The sick report: exactly what an employer may ask, and who reads each answer."""

from dataclasses import fields
from datetime import date
from typing import Any, ClassVar

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator

from accounts.guarded import GuardedForm
from accounts.rows import TenantModel
from accounts.terms import Role
from accounts.wording.kept import REASONS
from cases.models import HandoverNote, SickReport, Spell
from cases.operations import ReportDetails
from cases.readers import readers_by, say_readers
from cases.timeline.explain import format_date

SHORT = {
    "expected_duration": "Verwachte duur",
    "contact_phone": "Telefoon",
    "vangnet_applies": "Vangnet",
    "work_accident": "Ongeval op het werk",
    "recourse_possible": "Ander aansprakelijk",
    "handover_notes": "Over te dragen",
}
YEARS = range(1900, 2200)
YES_NO = (("yes", "Ja"), ("no", "Nee"))


class DayField(forms.DateField):
    """A date: picked in the browser, or typed as 6-5-2026."""

    def __init__(self, *, missing: str, **more: Any) -> None:
        super().__init__(
            input_formats=["%Y-%m-%d", "%d-%m-%Y"],
            widget=forms.DateInput(format="%Y-%m-%d", attrs={"type": "date"}),
            error_messages={"required": missing, "invalid": "Dit is geen datum. Schrijf de datum als 6-5-2026."},
            **more,
        )

    def to_python(self, value: Any) -> date | None:
        """A day near which dates can be computed; a year that nobody means is a slip of the pen."""
        day: date | None = super().to_python(value)
        if day is not None and day.year not in YEARS:
            raise ValidationError(
                f"Dit jaartal kan niet kloppen. Vul een jaar in van {YEARS[0]} tot en met {YEARS[-1]}."
            )
        return day


class YesNoField(forms.TypedChoiceField):
    """Yes or no, without an answer filled in beforehand."""

    def __init__(self, **more: Any) -> None:
        super().__init__(
            choices=YES_NO,
            coerce=lambda answer: answer == "yes",
            widget=forms.RadioSelect,
            error_messages={"required": "Kies ja of nee.", "invalid_choice": "Kies ja of nee."},
            **more,
        )


def _read(model: type[TenantModel], name: str) -> str:
    return say_readers(Role.EMPLOYER, readers_by(model, name))


class SickReportForm(GuardedForm):
    """The complete list of what an employer may ask of somebody who is sick; no field may be added here."""

    guarded = ("stay_address", "handover_notes")
    first_sick_day = DayField(
        label="Eerste ziektedag",
        missing="Vul de eerste ziektedag in.",
        help_text="De eerste werkdag waarop uw werknemer niet werkte of eerder stopte. Dit is dag 1 van het dossier.",
    )
    expected_duration = forms.ChoiceField(
        label="Hoe lang verwacht uw werknemer weg te zijn?",
        choices=SickReport.Duration.choices,
        widget=forms.RadioSelect,
        help_text="Een eerste verwachting van uw werknemer. Vraag niet waarom.",
        error_messages={"required": "Kies een verwachte duur.", "invalid_choice": "Kies een van de mogelijkheden."},
    )
    contact_phone = forms.CharField(
        label="Telefoonnummer",
        max_length=30,
        help_text="Waarop uw werknemer nu bereikbaar is.",
        widget=forms.TextInput(attrs={"type": "tel", "autocomplete": "off"}),
        validators=[
            RegexValidator(r"^\+?[0-9][0-9 ()-]{8,28}$", "Vul een telefoonnummer in, bijvoorbeeld 06 12 34 56 78.")
        ],
        error_messages={
            "required": "Vul een telefoonnummer in.",
            "max_length": "Dit nummer is te lang. Gebruik hooguit 30 tekens.",
        },
    )
    stay_address = forms.CharField(
        label="Verblijfadres",
        max_length=200,
        help_text="Straat, huisnummer en plaats waar uw werknemer nu is. Niet de naam van een instelling.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
        error_messages={
            "required": "Vul het adres in waar uw werknemer nu is.",
            "max_length": "Dit adres is te lang. Gebruik hooguit 200 tekens.",
        },
    )
    vangnet_applies = YesNoField(
        label="Valt de ziekmelding onder een vangnet van de Ziektewet?",
        help_text="UWV betaalt dan een deel van het loon. Vraag alleen óf het zo is, niet welk vangnet.",
    )
    work_accident = YesNoField(
        label="Gaat het om een bedrijfsongeval?", help_text="Een ongeval op het werk of door het werk."
    )
    recourse_possible = YesNoField(
        label="Gaat het om een verkeersongeval waarvoor misschien een ander aansprakelijk is?",
        help_text="Dan kan de verzekeraar kosten terugvragen bij de ander.",
    )
    handover_notes = forms.CharField(
        label="Werk om over te dragen",
        required=False,
        max_length=2000,
        help_text="Afspraken en taken die iemand moet overnemen. Alleen over het werk: geen gezondheidsinformatie.",
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"max_length": "Deze tekst is te lang. Gebruik hooguit 2000 tekens."},
    )
    submission_key = forms.UUIDField(
        label="Formulier",
        widget=forms.HiddenInput,
        error_messages={"required": "Open dit formulier opnieuw.", "invalid": "Open dit formulier opnieuw."},
    )

    readers: ClassVar[dict[str, str]] = {
        "first_sick_day": _read(Spell, "start"),
        "handover_notes": _read(HandoverNote, "text"),
    } | {
        name: _read(SickReport, name)
        for name in (
            "expected_duration",
            "contact_phone",
            "stay_address",
            "vangnet_applies",
            "work_accident",
            "recourse_possible",
        )
    }

    def details(self) -> ReportDetails:
        """The answers as the operation wants them."""
        return ReportDetails(**{item.name: self.cleaned_data[item.name] for item in fields(ReportDetails)})

    def summary(self) -> list[tuple[str, str]]:
        """What was filled in, as question and answer, to read before sending."""
        asked = [bound for bound in self.visible_fields() if bound.name in self.cleaned_data]
        told = [(SHORT.get(bound.name, str(bound.label)), self._answer(bound.name)) for bound in asked]
        why = dict.fromkeys(REASONS[kept.reason] for kept in self.kept)
        return told + [("Tekst toch zo bewaren", reason) for reason in why]

    def _answer(self, name: str) -> str:
        value = self.cleaned_data[name]
        if name == "first_sick_day":
            return format_date(value)
        if name == "expected_duration":
            return str(SickReport.Duration(value).label)
        if isinstance(value, bool):
            return "Ja" if value else "Nee"
        return str(value) or "Niets"
