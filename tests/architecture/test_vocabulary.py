"""There is one place to write down why somebody is ill, behind a second lock; elsewhere no such field exists."""

import importlib
import inspect
import pkgutil
import re
from collections.abc import Iterator

import pytest
from django import forms
from django.apps import apps
from rest_framework.serializers import BaseSerializer

from accounts.checks import OUR_APPS
from documents.models import ConsultNote, MedicalInformation, TreatmentReport
from tests.access.registry import OPERATIONS

# The nature or cause of an illness, in Dutch and English; part of a name is enough.
FORBIDDEN = re.compile(
    r"diagnos|klacht|complaint|symptom|ziektebeeld|ziekte_?oorzaak|oorzaak|illness|disease|sickness_(type|kind|reason)"
    r"|medicat|medicijn|medicine|treatment|behandel|(?<!arbeids)therap(?!eutic$)|psych|physical_cause|pijn|(?<!s)pain|anamnes|medical_(note|text|record)"
    r"|ziekenhuis|hospital|specialist|huisarts|pregnan|zwanger|vangnet_(ground|grond|reason|reden)|reason_of_absence|ziekte_?reden"
)
# Therapeutic work is a term of law: work without wage value.
# Open text in which somebody could write anything: each has its warning on the screen and its own readers.
OPEN_TEXT = {
    "cases.handovernote.text": "stays with the employer; the page warns not to write about health",
    "cases.correctionrequest.text": "what an employee wants put right; guarded, for him and who answers only",
    "cases.consultrequest.question": "what the bedrijfsarts is asked about the work; guarded, the employee first",
    "cases.consultrequest.own_words": "what the employee says of that question; guarded, never for employer or planner",
    "cases.consultreply.words": "what the employee says of a missed talk; guarded, never for employer or planner",
    "cases.emergencyaccess.note": "why an administrator must see a file; guarded, for those who decide and watch",
    "cases.correctionrequest.answer": "what was done about it; the same two",
    "cases.caseconference.question": "what an overleg was about, in terms of work; guarded",
    "cases.caseconference.conclusion": "what somebody can do in the work; guarded, the bedrijfsarts confirms it first",
    "cases.conferenceaction.text": "who does what after an overleg; guarded, confirmed with it",
    "cases.expertconsideration.reason": "why an arbeidsdeskundige would help or not; guarded",
    "cases.labourexpertcall.question": "what an arbeidsdeskundige is asked about the work; guarded",
    "cases.labourexpertcall.answer": "what somebody can do in the work; guarded",
    **dict.fromkeys(
        (f"cases.guidanceplan.{name}" for name in ("outlook", "reason", "for_employer", "for_employee")),
        "how the Ontzorgmanager sees the way back to work, and who does what; guarded",
    ),
    **dict.fromkeys(
        (f"cases.guidanceplan.{name}" for name in ("for_physician", "for_professionals", "for_insurer")),
        "the same",
    ),
    "cases.taskanalysis.question": "what the bedrijfsarts is asked about tasks; guarded, the employee sees it first",
    "cases.taskanalysis.return_note": "what is different about the work; guarded, for the Ontzorgmanager",
    "cases.jobtask.adaptable": "how a task can be done otherwise; guarded, about no person",
    "cases.taskability.with_what": "with which adaptation the employee can do a task; guarded",
    "cases.taskadvice.remark": "what somebody can do of a task; guarded, the employer reads it",
    "cases.casetransfer.words": "what who comes after must know; guarded, employee and desk read it too",
    "cases.visionanswer.text": "how an employee sees the work; guarded, for whom he chooses",
    "cases.workproposal.text": "which work an employee can do; guarded, the employer reads it",
    "cases.workproposal.needs": "what that work takes; the same",
    "cases.workreply.reason": "what the employer answers, in terms of work; guarded",
    "cases.coachingnote.text": "what employee and Ontzorgmanager spoke about; guarded, for the two of them",
    "cases.coachingnote.agreed": "what the employee is going to do; the same two",
    "cases.coachingreaction.text": "what the employee adds; the same two",
    "cases.rulechange.reason": "why the desk changes a rule for files that already run; about no person",
    "interventions.intervention.goal": "what help should lead to in the work; guarded, the employer reads it",
    "interventions.assignment.refusal_note": "why a provider refuses; guarded, never for the employer",
    "interventions.briefing.abilities": "what somebody can do in the work; guarded, never for employer or desk",
    "interventions.progressreport.text": "how help goes, in terms of work; guarded, the employer reads it",
    "documents.problemanalysis.advice": "written by the bedrijfsarts, in terms of work",
    "documents.planofaction.remarks": "agreement of two parties, in terms of work",
    "documents.message.text": "what the people of a file write to each other; guarded, for chosen readers",
    "documents.advice.text": "what somebody advises to do, in terms of work; guarded",
    "documents.advicefollowup.note": "what came of it, in terms of work; guarded",
    "documents.guaranteeconfirmation.words": "why a state was confirmed, about steps and work; guarded",
    "documents.signature.vision": "what a party thinks of the plan",
    "documents.signature.refusal_note": "why somebody does not sign, in terms of work",
    "documents.planactivity.activity": "what somebody does",
    "documents.planactivity.result": "what it should lead to",
}
LONG = 165  # characters; an address or a company fits in less


# The form in which the bedrijfsarts writes for the arts of UWV. Its table has one encrypted column and a second lock.
VAULT = {"EnvelopeForm"}


def modules(part: str) -> Iterator[object]:
    for app in (*OUR_APPS, "ontzorg"):
        package = importlib.import_module(app)
        for found in pkgutil.walk_packages(package.__path__, f"{app}."):
            if re.search(rf"\.{part}(\.|$)", found.name):
                yield importlib.import_module(found.name)


def field_names(base: type) -> dict[str, list[str]]:
    found = {}
    for module in modules("forms|serializers"):
        for item in vars(module).values():
            if inspect.isclass(item) and issubclass(item, base) and item.__module__.split(".")[0] in OUR_APPS:
                declared = getattr(item, "base_fields", None) or getattr(item, "_declared_fields", {})
                found[item.__qualname__] = list(declared)
    return found


def wrong(names: dict[str, list[str]]) -> dict[str, list[str]]:
    found = {owner: [name for name in fields if FORBIDDEN.search(name.lower())] for owner, fields in names.items()}
    return {owner: bad for owner, bad in found.items() if bad}


def test_models_have_no_such_field() -> None:
    names = {
        model._meta.label: [field.name for field in model._meta.get_fields()]
        + [str(getattr(field, "verbose_name", "")) for field in model._meta.get_fields()]
        for model in apps.get_models()
        if model._meta.app_label in OUR_APPS
    }
    assert wrong(names) == {}


def test_forms_and_serializers_have_no_such_field() -> None:
    names = field_names(forms.Form) | field_names(BaseSerializer)
    assert len(names) > 10
    assert wrong(names) == {}


def test_only_the_vault_asks_why_somebody_is_ill() -> None:
    """Its fields are made when it is, and are no columns: walked here as a page shows them."""
    shown = {
        item.__name__: list(item().fields)
        for module in modules("forms")
        for item in vars(module).values()
        if inspect.isclass(item) and issubclass(item, forms.Form) and item.__module__ == "documents.forms.vault"
    }
    assert set(wrong(shown)) == VAULT
    assert all(model.vault for model in (ConsultNote, MedicalInformation, TreatmentReport))


def test_operations_have_no_such_parameter() -> None:
    assert wrong({name: list(inspect.signature(run).parameters) for name, run in OPERATIONS.items()}) == {}


def test_open_text_is_where_it_was_decided() -> None:
    long = {
        f"{model._meta.label_lower}.{field.name}"
        for model in apps.get_models()
        if model._meta.app_label in ("employers", "cases", "interventions", "documents")
        for field in model._meta.fields
        if (type(field).__name__ == "TextField" or (getattr(field, "max_length", 0) or 0) > LONG) and not field.choices
    }
    one_line = {
        "cases.sickreport.stay_address",
        "employers.occupationalhealthservice.email",
        "employers.provider.email",
        "cases.savedview.query",
        "cases.rulechange.basis",
    }
    assert long - one_line == set(OPEN_TEXT)


@pytest.mark.parametrize(
    "word", ["diagnosis", "klachten", "medication", "psychisch", "vangnet_ground", "Oorzaak", "therapie"]
)
def test_forbidden_word_would_be_found(word: str) -> None:
    assert wrong({"SomeForm": ["first_sick_day", word]}) == {"SomeForm": [word]}


@pytest.mark.parametrize(
    "word", ["vangnet_applies", "physician", "refusal_reason", "work_related", "limitations", "therapeutic"]
)
def test_ordinary_word_is_allowed(word: str) -> None:
    assert wrong({"SomeForm": [word]}) == {}
