"""Every open text field is looked at for words about health, or somebody decided why not."""

import importlib
import pkgutil
from collections.abc import Iterator

from django import forms

APPS = ("accounts", "employers", "cases", "interventions", "documents")

# Not about a person's work or health: names and addresses of organisations, what the law says, one's own labels.
DECIDED = {
    "employers": "organisations, names, numbers and jobs: registration, read by nobody as an explanation",
    "interventions.forms.network": "an organisation, read by nobody as an explanation",
    "accounts": "one's own account",
    "cases.forms.law": "what the law says, for every file",
    "cases.forms.figures": "where an amount was published",
    "documents.forms.vault": "the vault of the bedrijfsarts, which is there to write about health",
    "cases.forms.saved": "the name of a list of one's own",
}
FIELDS = {
    "SickReportForm.contact_phone": "a telephone number",
    "OwnPlanForm.case_manager_phone": "the same",
    "AnswerForm.place": "the town in which somebody signs",
    "SignForm.place": "the same",
    "TrailForm.dossier": "a number to search by",
    "EmergencyForm.number": "a number that a file has, or the request is refused",
    "TalkForm.questions": "one's own preparation, which nobody else ever reads",
    "IncomeForm.sick_pay_other": "percentages with slashes between them, and nothing else",
}


def open_fields() -> Iterator[tuple[type[forms.Form], str]]:
    """Every field of every form in which somebody can type what he likes."""
    for app in APPS:
        package = importlib.import_module(app)
        for module in pkgutil.walk_packages(package.__path__, f"{app}."):
            if ".forms" in module.name:
                members = vars(importlib.import_module(module.name)).values()
                for form in {one for one in members if isinstance(one, type) and issubclass(one, forms.Form)}:
                    for name, field in form.base_fields.items():
                        typed = type(field) is forms.CharField and not field.widget.is_hidden
                        if typed and form.__module__ == module.name:
                            yield form, name


def decided(form: type[forms.Form], name: str) -> bool:
    if name in getattr(form, "guarded", ()) or f"{form.__name__}.{name}" in FIELDS:
        return True
    return any(form.__module__.startswith(place) for place in DECIDED)


def test_every_open_field_is_guarded_or_decided_about() -> None:
    assert sorted(f"{form.__name__}.{name}" for form, name in open_fields() if not decided(form, name)) == []


def test_guard_and_decisions_name_fields_that_exist() -> None:
    there = {f"{form.__name__}.{name}" for form, name in open_fields()}
    guarded = {f"{form.__name__}.{name}" for form, _ in open_fields() for name in getattr(form, "guarded", ())}
    assert (guarded | set(FIELDS)) - there == set()
    assert len(guarded) >= 9
