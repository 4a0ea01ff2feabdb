"""Visie en plan: how the Ontzorgmanager sees the way back to work, and when to look at it again."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.core.exceptions import ValidationError
from django.db.models import Exists, OuterRef, QuerySet

from accounts.actor import Actor, current_actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.events import guidance_written
from cases.models import AbsenceCase, GuidancePlan, Notice
from cases.models.guidance import PARTS
from cases.operations.notices import notify
from cases.operations.steps import count_change
from cases.timeline.dutch import format_date
from cases.timeline.product_terms import latest_guidance_review

FINISHED = "Dit dossier is gesloten. Een visie en plan schrijven kan niet meer."


def guidance_of(case: AbsenceCase) -> "QuerySet[GuidancePlan]":
    """Every version of a file through the eyes of who acts, the newest first."""
    found: QuerySet[GuidancePlan] = GuidancePlan.objects.visible_to(current_actor()).filter(case=case.pk)
    return found.select_related("written_by").order_by("-number")


@operation(Verb.WRITE_GUIDANCE, on="case", resource="cases.absencecase", announces=guidance_written)
def write_guidance(
    *,
    actor: Actor,
    case: AbsenceCase,
    outlook: str,
    steps: Mapping[str, str],
    review_on: date,
    reason: str,
    expected_number: int,
    today: date,
) -> GuidancePlan:
    """Write the next version of "visie en plan"; `steps` holds what each of PARTS does, a line for each step.

    `expected_number` is the newest version that the writer saw, 0 for none. Employer, employee and bedrijfsarts hear
    of it. Raises Stale when there is a newer one, NotNow for a closed file, and ValidationError for no view, for no
    step at all, for a change without a reason, and for a day of review that is not after today and within half a year.
    """
    if not case.is_open:
        raise NotNow(FINISHED)
    newest = guidance_of(case).first()
    number = newest.number if newest else 0
    if number != expected_number:
        raise Stale(f"Er is intussen een nieuwere versie: versie {number}. Bekijk die en verstuur opnieuw.")
    if wrong := problems(outlook, steps, review_on, reason if number else "-", today):
        raise ValidationError(wrong)
    made: GuidancePlan = GuidancePlan.objects.create(
        case=case,
        employer_id=case.employer_id,
        number=number + 1,
        outlook=outlook.strip(),
        **{name: steps.get(name, "").strip() for name in PARTS},
        review_on=review_on,
        reason=reason.strip() if number else "",
        written_on=today,
        written_by_id=actor.person_id,
    )
    count_change(case)
    return made


def problems(outlook: str, steps: Mapping[str, str], review_on: date, reason: str, today: date) -> dict[str, str]:
    """What is wrong with a version, as a sentence for each field; empty when nothing is. The form asks it as well.

    The day of review lies after `today` and within half a year, the last day included.
    """
    found = {}
    if not outlook.strip():
        found["outlook"] = "Schrijf op hoe u de weg terug naar werk ziet."
    if not any(steps.get(name, "").strip() for name in PARTS):
        found["for_employer"] = "Schrijf bij ten minste een van de vijf wat er gebeurt."
    last = latest_guidance_review(today)
    if not today < review_on <= last:
        first = format_date(today + timedelta(days=1))
        found["review_on"] = f"Kies een dag van {first} tot en met {format_date(last)}."
    if not reason.strip():
        found["reason"] = "Schrijf op waarom u het plan wijzigt."
    return found


@operation(Verb.REMIND, resource="cases.notice")
def remind_reviews(*, actor: Actor, today: date, at: datetime) -> int:
    """Tell each Ontzorgmanager once that the day has come to look at a plan again. Returns of how many files.

    Of open files only, and only of the newest version: whoever wrote a new one has looked.
    """
    newer = GuidancePlan.objects.filter(case=OuterRef("case"), number__gt=OuterRef("number"))
    told = Notice.objects.filter(kind=Notice.Kind.GUIDANCE_REVIEW, about_id=OuterRef("pk"))
    open_files = AbsenceCase.objects.open().exclude(ontzorgmanager=None)
    due = GuidancePlan.objects.filter(~Exists(newer), ~Exists(told), review_on__lte=today, case__in=open_files)
    plans = list(due.select_related("case").order_by("pk"))
    for plan in plans:
        notify(case=plan.case, kind=Notice.Kind.GUIDANCE_REVIEW, to=[Role.ONTZORGMANAGER], at=at, about_id=plan.pk)
    return len(plans)
