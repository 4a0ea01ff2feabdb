"""Keeping a file longer."""

from django import forms

from cases.models import LegalHold


class HoldForm(forms.Form):
    """Why, from a fixed list, and until when if that is known."""

    ground = forms.ChoiceField(
        label="Waarom is dit dossier langer nodig?",
        choices=LegalHold.Ground.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies een van de redenen.", "invalid_choice": "Kies een van de redenen."},
    )
    until = forms.DateField(
        label="Bewaren tot en met",
        required=False,
        help_text="Laat dit leeg als u de datum nog niet weet. Het dossier blijft dan bewaard tot u dit beëindigt.",
        widget=forms.DateInput(attrs={"type": "date"}),
        error_messages={"invalid": "Vul een datum in, bijvoorbeeld 21-11-2026."},
    )
