"""Recording that there was contact, what was gone through, and planning the next."""

from typing import Any

from django import forms

from cases.forms.report import DayField
from cases.forms.time_spent import MinutesField
from cases.models import ContactMoment
from cases.talk_guides import TalkGuide


class NextContactForm(forms.Form):
    """When they speak again."""

    next_on = DayField(label="Wanneer spreekt u elkaar weer?", missing="Kies de dag van het volgende contact.")


class ContactForm(forms.Form):
    """With whom and when; what was said has no field here."""

    party = forms.ChoiceField(
        label="Met wie sprak u?",
        choices=ContactMoment.Party.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Kies met wie u sprak.", "invalid_choice": "Kies een van de mogelijkheden."},
    )
    held_on = DayField(label="Wanneer sprak u elkaar?", missing="Vul de datum van het gesprek in.")
    next_on = DayField(
        label="Wanneer spreekt u de werkgever of de werknemer weer?",
        missing="",
        required=False,
        help_text="Op die dag krijgt u bericht. Kiest u niets? Dan krijgt u bericht als u twee weken niemand sprak.",
    )

    minutes = MinutesField(
        label="Tijd besteed",
        none="Niet vastleggen",
        required=False,
        help_text="Voor uw eigen urenoverzicht. Werkgever, werknemer en bedrijfsarts zien de uren niet.",
    )


class SubjectsField(forms.MultipleChoiceField):
    """What was gone through in a talk."""

    def __init__(self, guide: TalkGuide, *, required: bool = False) -> None:
        super().__init__(
            label="Wat heeft u besproken?",
            help_text="Alleen het onderwerp wordt bewaard, niet wat er is gezegd.",
            choices=[(subject.key, subject.title) for subject in guide.subjects],
            required=required,
            widget=forms.CheckboxSelectMultiple(attrs={"class": "form-check-input"}),
            error_messages={
                "required": "Kruis aan wat u heeft besproken.",
                "invalid_choice": "Kies uit de onderwerpen van dit gesprek.",
            },
        )


class TalkForm(ContactForm):
    """A talk that has a guide: its subjects, and only with whom it can be."""

    field_order = ("subjects", "party", "held_on", "next_on", "minutes")

    def __init__(self, *args: Any, guide: TalkGuide, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["subjects"] = SubjectsField(guide, required=True)
        party = self.fields["party"]
        allowed = [one for one in ContactMoment.Party.choices if one[0] in guide.parties]
        party.choices = allowed  # type: ignore[attr-defined]  # a field of choices
        if len(guide.parties) == 1:
            party.initial = guide.parties[0]
        self.order_fields(self.field_order)
