"""Arbeidsdeskundige overwogen: the answer of the Ontzorgmanager, and asking for it again."""

from collections.abc import Iterator
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.db.models import OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.actor import Actor, current_actor
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.models import AbsenceCase, ExpertConsideration, Notice
from cases.operations.notices import notify
from cases.timeline.consideration import considered_by, last_asked, next_consideration

FINISHED = "Dit dossier is gesloten. Wat er staat, blijft te lezen."


def considerations_of(case: AbsenceCase) -> "QuerySet[ExpertConsideration]":
    """Every answer of a file through the eyes of who acts, the newest first."""
    found: QuerySet[ExpertConsideration] = ExpertConsideration.objects.visible_to(current_actor()).filter(case=case.pk)
    return found.select_related("considered_by").order_by("-number")


def asked_from(case: AbsenceCase, considered_on: date | None) -> date | None:
    """From which day it is asked again; nothing for a file of somebody who is better, or that nobody guides."""
    if not case.is_sick or case.assigned_on is None:
        return None
    return next_consideration(
        first_sick_day=case.first_sick_day,
        guided_since=case.assigned_on,
        considered_on=considered_on,
        called_until=case.labour_expert_until,
    )


@operation(Verb.CONSIDER_EXPERT, on="case", resource="cases.absencecase")
def consider_expert(
    *, actor: Actor, case: AbsenceCase, answer: str, reason: str, expected_number: int, today: date
) -> ExpertConsideration:
    """Say whether an arbeidsdeskundige would help, and why in terms of work. It can be said at any time.

    `expected_number` is how many answers the writer saw, 0 for none. Raises Stale when there are more, NotNow for a
    closed file, ValidationError for an answer that is none of the three and for one without a reason. Calling somebody
    is another verb.
    """
    if not case.is_open:
        raise NotNow(FINISHED)
    newest = considerations_of(case).first()
    number = newest.number if newest else 0
    if number != expected_number:
        raise Stale("Er staat intussen een nieuwer antwoord. Bekijk dat en verstuur opnieuw.")
    if answer not in ExpertConsideration.Answer.values:
        raise ValidationError({"answer": "Kies een antwoord."})
    if not reason.strip():
        raise ValidationError({"reason": "Schrijf op waarom."})
    made: ExpertConsideration = ExpertConsideration.objects.create(
        case=case,
        employer_id=case.employer_id,
        number=number + 1,
        answer=answer,
        reason=reason.strip(),
        considered_on=today,
        considered_by_id=actor.person_id,
    )
    return made


def due(actor: Actor, today: date) -> Iterator[tuple[AbsenceCase, date]]:
    """The files of which it is asked now, each with the day from which. One query, for no more than can be due."""
    answered = ExpertConsideration.objects.filter(case=OuterRef("pk")).order_by("-number").values("considered_on")[:1]
    sick = AbsenceCase.objects.visible_to(actor).sick().exclude(ontzorgmanager=None).select_related("employee")
    known = sick.annotate(considered_on=Subquery(answered), since=Coalesce("considered_on", "first_sick_day"))
    for case in known.filter(since__lte=considered_by(today)).order_by("first_sick_day", "pk"):
        day = asked_from(case, case.considered_on)  # type: ignore[attr-defined]  # annotated
        if day is not None and day <= today:
            yield case, day


@operation(Verb.REMIND, resource="cases.notice")
def remind_considerations(*, actor: Actor, today: date, at: datetime) -> int:
    """Ask each Ontzorgmanager whether an arbeidsdeskundige would help, and again as long as nobody answers.

    Once for each day on which it is asked, only of people who are sick and guided. Returns of how many files.
    """
    asked = {(case.pk, on): case for case, day in due(actor, today) if (on := last_asked(day, today))}
    kind, files = Notice.Kind.EXPERT_DUE, [pk for pk, _ in asked]
    told = set(Notice.objects.filter(kind=kind, case__in=files).values_list("case_id", "due_on"))
    new = [one for one in asked if one not in told]
    for pk, on in new:
        notify(case=asked[pk, on], kind=kind, to=[Role.ONTZORGMANAGER], at=at, due_on=on)
    return len(new)
