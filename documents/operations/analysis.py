"""The probleemanalyse: the bedrijfsarts writes and signs it."""

from datetime import date, datetime

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Role, Verb
from cases.models import AbsenceCase
from cases.operations.steps import touch
from cases.timeline.explain import format_date
from documents.canonical import content_hash
from documents.contents import AnalysisContent
from documents.kinds import PROBLEM_ANALYSIS
from documents.models import Document, Limitation, ProblemAnalysis, Signature
from documents.models.vocabulary import SuitableWork
from documents.operations.capacity import follow
from documents.operations.shared import Errors, change_draft, check_version, freeze, new_document, owner, refuse

_FIELDS = tuple(name for name in AnalysisContent.__dataclass_fields__ if name not in ("actions", "limitations"))


def check_analysis(content: AnalysisContent, case: AbsenceCase, today: date) -> None:
    """Refuse what cannot be true. Raises ValidationError, keyed by field."""
    errors: Errors = {}
    if not case.first_sick_day <= content.consult_on <= today:
        errors["consult_on"] = f"Kies een datum van {format_date(case.first_sick_day)} tot en met vandaag."
    if content.next_consult_on and content.next_consult_on <= content.consult_on:
        errors["next_consult_on"] = "Kies een datum na dit spreekuur."
    if content.resumption_expected_on and content.resumption_expected_on < content.consult_on:
        errors["resumption_expected_on"] = "Kies de dag van dit spreekuur of een latere dag."
    if any(line.until and line.until < content.consult_on for line in content.limitations):
        errors["limitations"] = "Een beperking kan niet eindigen vóór dit spreekuur. Kies een latere datum."
    refuse(errors | _check_capacity(content))


def _check_capacity(content: AnalysisContent) -> Errors:
    possible = content.suitable_work != SuitableWork.NONE
    if content.no_usable_capacity:
        return _check_no_capacity(content, possible)
    if possible and content.max_hours_per_day <= 0:
        return {"max_hours_per_day": "Vul in hoeveel uur per dag mogelijk is, of kies dat werk nu niet mogelijk is."}
    if not possible and content.max_hours_per_day > 0:
        return {"max_hours_per_day": "Werk is nu niet mogelijk. Vul 0 uur in, of kies welk werk wel mogelijk is."}
    return {}


def _check_no_capacity(content: AnalysisContent, possible: bool) -> Errors:
    if possible:
        return {"suitable_work": "Zonder benutbare mogelijkheden is nu geen werk mogelijk. Kies 'Nee, nu niet'."}
    if content.max_hours_per_day > 0:
        return {"max_hours_per_day": "Zonder benutbare mogelijkheden is dit 0 uur."}
    if content.capacity_review_on is None or content.capacity_review_on <= content.consult_on:
        return {"capacity_review_on": "Kies de dag waarop u dit opnieuw beoordeelt, na dit spreekuur."}
    return {}


@operation(Verb.DRAFT_PROBLEM_ANALYSIS, on="case", resource="cases.absencecase")
def draft_problem_analysis(*, actor: Actor, case: AbsenceCase, content: AnalysisContent, today: date) -> Document:
    """Write the probleemanalyse of a file, or its update. Nobody but the bedrijfsarts acts on it until it is signed.

    Raises NotNow when there is a draft already, ValidationError for what cannot be true.
    """
    check_analysis(content, case, today)
    document = new_document(actor=actor, case=case, kind=PROBLEM_ANALYSIS)
    _store(document, content)
    return document


@operation(Verb.DRAFT_PROBLEM_ANALYSIS, on="document", resource="documents.document")
def revise_problem_analysis(
    *, actor: Actor, document: Document, content: AnalysisContent, expected_version: int, today: date
) -> Document:
    """Change the draft. Raises Stale when somebody else changed it since this page was opened."""
    check_analysis(content, document.case, today)
    change_draft(document, expected_version)
    _store(document, content)
    return document


def _store(document: Document, content: AnalysisContent) -> None:
    values = {name: getattr(content, name) for name in _FIELDS} | {"actions": list(content.actions)}
    analysis = ProblemAnalysis(document=document, **values, **owner(document))
    analysis.save()
    Limitation.objects.filter(analysis=analysis).delete()
    Limitation.objects.bulk_create(
        Limitation(analysis=analysis, ability=line.ability, degree=line.degree, until=line.until, **owner(document))
        for line in content.limitations
        if line.degree
    )


@operation(Verb.SIGN_PROBLEM_ANALYSIS, on="document", resource="documents.document")
def sign_problem_analysis(
    *, actor: Actor, document: Document, place: str, expected_version: int, today: date, at: datetime
) -> Document:
    """Sign the probleemanalyse: the step of week 6 is done, employer and employee can read it from now on.

    What it says about possibilities for work is recorded on the file, and moves its dates.
    """
    check_version(document, expected_version)
    if not place:
        refuse({"place": "Vul de plaats in waar u ondertekent."})
    document.sign(on=today)
    signature = Signature(
        document=document,
        party=Role.BEDRIJFSARTS,
        signed_at=at,
        signed_by_id=actor.user_id,
        place=place,
        method=Signature.Method.PASSWORD,
    )
    signature.content_hash = content_hash(document, signature)
    document.case = AbsenceCase.objects.select_for_update(of=("self",)).get(pk=document.case_id)
    completes = follow(actor=actor, document=document, today=today, at=at)
    freeze(actor=actor, document=document, today=today, at=at, completes=completes)
    for name, value in owner(document).items():
        setattr(signature, name, value)
    signature.save()
    touch(document.case)
    return document
