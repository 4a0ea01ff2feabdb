"""Recording a step that a policy promises."""

from typing import Any

from django import forms

from cases.forms.contact import SubjectsField
from cases.forms.report import DayField
from cases.talk_guides import TalkGuide


class PolicyStepForm(forms.Form):
    """The day on which it was done, and of a talk what was gone through."""

    done_on = DayField(label="Wanneer is dit gedaan?", missing="Vul de datum in waarop dit is gedaan.")

    def __init__(self, *args: Any, guide: TalkGuide | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if guide is not None:
            self.fields["subjects"] = SubjectsField(guide)
