"""Recording a step that a policy promises."""

from django import forms

from cases.forms.report import DayField


class PolicyStepForm(forms.Form):
    """The day on which it was done."""

    done_on = DayField(label="Wanneer is dit gedaan?", missing="Vul de datum in waarop dit is gedaan.")
