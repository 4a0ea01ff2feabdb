"""Recording a step that was done outside the application."""

from cases.forms.changes import ChangeForm
from cases.forms.report import DayField


class StepForm(ChangeForm):
    """The day on which it was done."""

    done_on = DayField(label="Wanneer is dit gedaan?", missing="Vul de datum in waarop dit is gedaan.")
