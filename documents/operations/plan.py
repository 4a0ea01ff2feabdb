"""The plan van aanpak: written by the Ontzorgmanager, or by an employer who guides the file himself.

Whoever writes it puts it before employer and employee.
"""

from datetime import date

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.models import AbsenceCase, Milestone
from cases.operations.plan import await_answers
from cases.timeline.dutch import format_hours
from cases.timeline.explain import format_date
from cases.timeline.parameters import latest_evaluation
from documents.contents import PlanContent
from documents.events import document_proposed
from documents.kinds import PLAN_OF_ACTION, PROBLEM_ANALYSIS, READERS
from documents.models import BuildUpStep, Document, PlanActivity, PlanOfAction, Signature
from documents.models.document import State
from documents.operations.shared import (
    Errors,
    change_draft,
    check_version,
    lock_case,
    new_document,
    owner,
    refuse,
    require_sick,
    show_to,
    writer,
)

MOST_LINES = 20

_FIELDS = tuple(name for name in PlanContent.__dataclass_fields__ if name not in ("activities", "build_up"))


def check_plan(content: PlanContent, case: AbsenceCase) -> None:
    """Refuse what cannot be true in a draft; completeness is asked when the plan is put before the parties.

    Raises ValidationError. A key "activities-0-ends_on" is about the first line of the content.
    """
    errors = _wrong_activities(content, case) | _wrong_build_up(content, case) | _no_casemanager(content, case)
    if len(content.activities) > MOST_LINES or len(content.build_up) > MOST_LINES:
        errors["activities"] = f"Een plan heeft ten hoogste {MOST_LINES} regels. Voeg regels samen."
    refuse(errors)


def _no_casemanager(content: PlanContent, case: AbsenceCase) -> Errors:
    if case.ontzorgmanager_id is not None:
        return {}
    asked = {"case_manager_name": "Vul in wie de casemanager is.", "case_manager_phone": "Vul een telefoonnummer in."}
    return {name: text for name, text in asked.items() if not getattr(content, name)}


def _wrong_activities(content: PlanContent, case: AbsenceCase) -> Errors:
    errors: Errors = {}
    for number, line in enumerate(content.activities):
        if line.starts_on < case.first_sick_day:
            errors[f"activities-{number}-starts_on"] = _since(case)
        if line.ends_on < line.starts_on:
            errors[f"activities-{number}-ends_on"] = "Een activiteit kan niet eindigen voordat zij begint."
    return errors


def _wrong_build_up(content: PlanContent, case: AbsenceCase) -> Errors:
    errors: Errors = {}
    contract = case.employee.contract_hours
    days: set[date] = set()
    for number, step in enumerate(content.build_up):
        if step.starts_on < case.first_sick_day:
            errors[f"build_up-{number}-starts_on"] = _since(case)
        if step.starts_on in days:
            errors[f"build_up-{number}-starts_on"] = "Een andere stap begint ook op deze dag. Kies een andere dag."
        if step.hours_per_week > contract:
            most = format_hours(contract)
            errors[f"build_up-{number}-hours_per_week"] = f"Vul ten hoogste de contracturen in: {most} per week."
        days.add(step.starts_on)
    return errors


def _since(case: AbsenceCase) -> str:
    return f"Kies een datum vanaf de eerste ziektedag, {format_date(case.first_sick_day)}."


@operation(Verb.DRAFT_PLAN, on="case", resource="cases.absencecase")
def draft_plan(*, actor: Actor, case: AbsenceCase, content: PlanContent) -> Document:
    """Write a plan van aanpak for a file. One unsigned plan at a time; a signed one gets a next edition.

    Raises NotNow when there is an unsigned plan that this role sees, ValidationError for what cannot be true.
    """
    check_plan(content, case)
    document = new_document(actor=actor, case=case, kind=PLAN_OF_ACTION)
    _store(document, case, content)
    return document


@operation(Verb.DRAFT_PLAN, on="document", resource="documents.document")
def revise_plan(*, actor: Actor, document: Document, content: PlanContent, expected_version: int) -> Document:
    """Change the draft. Raises Stale when somebody else changed it since this page was opened."""
    lock_case(actor=actor, document=document, verb=Verb.DRAFT_PLAN)
    check_plan(content, document.case)
    change_draft(document, expected_version)
    _store(document, document.case, content)
    return document


def _store(document: Document, case: AbsenceCase, content: PlanContent) -> None:
    values = {name: getattr(content, name) for name in _FIELDS}
    common = owner(document)
    plan = PlanOfAction(document=document, **common, **values | _computed(case))
    plan.save()
    PlanActivity.objects.filter(plan=plan).delete()
    PlanActivity.objects.bulk_create(
        PlanActivity(
            plan=plan,
            order=number,
            activity=line.activity,
            type=line.type,
            responsible=line.responsible,
            starts_on=line.starts_on,
            ends_on=line.ends_on,
            result=line.result,
            **common,
        )
        for number, line in enumerate(content.activities, start=1)
    )
    BuildUpStep.objects.filter(plan=plan).delete()
    BuildUpStep.objects.bulk_create(
        BuildUpStep(plan=plan, starts_on=line.starts_on, hours_per_week=line.hours_per_week, **common)
        for line in content.build_up
    )


def _computed(case: AbsenceCase) -> dict[str, object]:
    """What the plan says but nobody types: the Ontzorgmanager and the window of the Eerstejaarsevaluatie."""
    step = Milestone.objects.filter(case=case, key="first_year_evaluation").order_by("occurrence").first()
    nobody_else = {"case_manager_name": "", "case_manager_phone": ""} if case.ontzorgmanager_id else {}
    return nobody_else | {
        "case_manager_id": case.ontzorgmanager_id,
        "first_year_opens_on": step.opens_on if step else None,
        "first_year_due_on": step.due_on if step else None,
    }


def missing(document: Document, today: date) -> Errors:
    """What must be mended before the plan can be put before employer and employee, keyed by form field."""
    plan = document.plan
    last = latest_evaluation(today)
    errors: Errors = {}
    if not Document.objects.filter(case_id=document.case_id).of_kind(PROBLEM_ANALYSIS).signed().exists():
        errors["analysis"] = "Er is nog geen ondertekende probleemanalyse. Vraag de bedrijfsarts daarom."
    if not plan.activity_list:
        errors["activities"] = "Het plan heeft nog geen activiteit. Voeg er ten minste één toe."
    if not today <= plan.next_evaluation_on <= last:
        errors["next_evaluation_on"] = (
            f"Kies voor de volgende evaluatie een dag tot en met {format_date(last)}: dat is binnen zes weken."
        )
    return errors


@operation(Verb.PROPOSE_PLAN, on="document", resource="documents.document", announces=document_proposed)
def propose_plan(*, actor: Actor, document: Document, expected_version: int, today: date) -> Document:
    """Put the plan before employer and employee. From now on its content cannot change.

    Raises ValidationError for what is missing: an activity, an evaluation within six weeks, a signed probleemanalyse;
    NotNow when another plan lies before them: this one stays the draft that it is.
    """
    lock_case(actor=actor, document=document, verb=Verb.PROPOSE_PLAN)
    check_version(document, expected_version)
    require_sick(document.case)
    if not document.is_draft:
        raise NotNow("Dit plan is al voorgelegd.")
    seen = Document.objects.visible_to(actor)
    if seen.filter(case_id=document.case_id, kind=document.kind, state=State.PROPOSED).exists():
        raise NotNow("Er ligt al een ander plan voor aan werkgever en werknemer. Uw concept blijft bewaard.")
    refuse(missing(document, today))
    PlanOfAction.objects.filter(document=document).update(**_computed(document.case))
    document.edition = seen.next_edition(document.case_id, document.kind)
    document.propose(on=today)
    document.version_no += 1
    show_to(document, READERS)
    document.save()
    for party in document.spec.signers:
        Signature.objects.get_or_create(
            document=document,
            party=party,
            defaults=owner(document),
        )
    await_answers(case_id=document.case_id, of=document.spec.signers)
    return document


@operation(Verb.WITHDRAW_PLAN, on="document", resource="documents.document")
def withdraw_plan(*, actor: Actor, document: Document, expected_version: int) -> Document:
    """Take the plan back to change it: from now on it is the draft of the role that takes it back.

    Answers already given lapse, because they were about another text. What the parties wrote as their vision is kept,
    so that nobody has to type it again. Raises NotNow when this role has a draft of its own.
    """
    lock_case(actor=actor, document=document, verb=Verb.WITHDRAW_PLAN)
    check_version(document, expected_version)
    mine = Document.objects.visible_to(actor).filter(case_id=document.case_id, kind=document.kind, state=State.DRAFT)
    if mine.exists():
        raise NotNow("U heeft ook een eigen concept van dit plan. Rond eerst af wat nu voorligt.")
    document.withdraw()
    document.version_no += 1
    # First, because the database lets an answer lapse only under what is a draft again.
    document.save()
    Signature.objects.filter(document=document).update(
        signed_at=None,
        signed_by=None,
        place="",
        method="",
        content_hash="",
        refused_at=None,
        refused_by=None,
        refusal_reason="",
        refusal_note="",
    )
    # Only now: what still holds an answer of somebody else may not be written by who is a party himself.
    show_to(document, writer(actor, document.kind))
    document.save()
    await_answers(case_id=document.case_id, of=())
    return document
