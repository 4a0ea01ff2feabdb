"""What is wrong with a form, for the list on top of it: each field with where its link leads."""

from typing import Any

from django.forms import BaseForm, BoundField


def wrong_fields(form: BaseForm, before: str = "") -> list[dict[str, Any]]:
    """The fields of a form that have errors; `before` is under which name the form stands."""
    return [
        {"target": _focus_id(bound), "label": _lead(_within(before, str(bound.label))), "errors": bound.errors}
        for bound in form
        if bound.errors
    ]


def _within(before: str, label: str) -> str:
    return f"{before}{label[:1].lower()}{label[1:]}" if before else label


def _focus_id(bound: BoundField) -> str:
    """The id of the control that a link to the field should reach: the first choice of a group."""
    return f"{bound.auto_id}_0" if bound.use_fieldset else bound.id_for_label


def _lead(label: str) -> str:
    """A label of two parts is told as one, for what is wrong follows after the colon: "Uiterlijk (dag):"."""
    what, colon, part = label.partition(": ")
    told = f"{what} ({part})" if colon else label
    return told if told.endswith("?") else f"{told}:"
