"""A list that somebody keeps."""

from django import forms


class ViewNameForm(forms.Form):
    """What somebody calls a list."""

    name = forms.CharField(
        label="Naam van de lijst",
        max_length=40,
        error_messages={
            "required": "Geef de lijst een naam.",
            "max_length": "Kies een naam van ten hoogste 40 tekens.",
        },
    )


class SavedViewForm(ViewNameForm):
    """The name, and what the list shows as the address says it."""

    replace = forms.BooleanField(required=False)
    """The list that has this name already may go."""
    query = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
