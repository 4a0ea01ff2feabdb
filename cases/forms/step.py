"""Recording a step that was done outside the application."""

from django import forms

from cases.forms.report import DayField

_OLD = "Open dit formulier opnieuw."


class StepForm(forms.Form):
    """The day on which it was done, and the version of the file that the person was looking at."""

    done_on = DayField(label="Wanneer is dit gedaan?", missing="Vul de datum in waarop dit is gedaan.")
    expected_version = forms.IntegerField(
        label="Formulier", widget=forms.HiddenInput, error_messages={"required": _OLD, "invalid": _OLD}
    )
