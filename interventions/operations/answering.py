"""What the provider does with an assignment: read, accept or refuse, begin, report and end it."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.db import models

from accounts.actor import Actor
from accounts.models import User
from accounts.operation import NotNow, operation
from accounts.terms import Verb
from cases.timeline.explain import format_date
from interventions.events import help_accepted, help_ended, help_refused, help_reported, help_started
from interventions.models import Assignment, Intervention, ProgressReport, RefusalReason
from interventions.models.intervention import State
from interventions.operations.ordering import LINGERS, check_names

RESOURCE = "interventions.intervention"


@operation(Verb.READ_ASSIGNMENT, on="assignment", resource="interventions.assignment")
def read_assignment(*, actor: Actor, assignment: Assignment) -> Assignment:
    """Open an assignment; leaves a trace that the employee reads."""
    return assignment


@operation(Verb.ACCEPT_ASSIGNMENT, on="intervention", resource=RESOURCE, announces=help_accepted)
def accept_assignment(*, actor: Actor, intervention: Intervention, starts_on: date, today: date) -> Intervention:
    """The provider takes it, and begins on this day. The last day stays as it was asked.

    Raises NotNow when it was answered and once its last day has passed, ValidationError for a day before it was asked
    or after the last day.
    """
    _require(intervention, State.ORDERED, "Deze opdracht is al beantwoord.")
    if intervention.ends_on < today:
        raise NotNow("De laatste dag van deze opdracht is al voorbij. Vraag wie u de opdracht gaf om een nieuwe.")
    _check_between("starts_on", starts_on, intervention.ordered_on, intervention.ends_on)
    intervention.accept(starts_on=starts_on)
    intervention.save(update_fields=["state", "starts_on"])
    return intervention


@operation(Verb.REFUSE_ASSIGNMENT, on="intervention", resource=RESOURCE, announces=help_refused)
def refuse_assignment(*, actor: Actor, intervention: Intervention, reason: str, note: str, today: date) -> Intervention:
    """The provider does not take it, and sees it until the end of today. Why is read by who knows who was asked.

    Raises NotNow when it was answered, ValidationError for an unknown reason, or another one without a word about it.
    """
    _require(intervention, State.ORDERED, "Deze opdracht is al beantwoord.")
    if reason not in RefusalReason.values:
        raise ValidationError({"reason": "Kies een reden."})
    if reason == RefusalReason.OTHER and not note.strip():
        raise ValidationError({"note": "Schrijf kort op waarom u deze opdracht niet aanneemt."})
    intervention.refuse(on=today)
    intervention.save(update_fields=["state", "ended_on"])
    values = {"refusal_reason": reason, "refusal_note": note.strip()}
    _assignment(intervention).update(provider_until=min(today, intervention.assignment.provider_until), **values)
    return intervention


@operation(Verb.START_INTERVENTION, on="intervention", resource=RESOURCE, announces=help_started)
def start_intervention(*, actor: Actor, intervention: Intervention, started_on: date, today: date) -> Intervention:
    """The help began on this day. Raises NotNow unless it was accepted and did not begin; ValidationError."""
    _require(intervention, State.ACCEPTED, "Deze opdracht wacht niet op een begin.")
    _check_between("started_on", started_on, intervention.ordered_on, today)
    intervention.start(on=started_on)
    intervention.save(update_fields=["state", "started_on"])
    return intervention


@operation(Verb.REPORT_PROGRESS, on="intervention", resource=RESOURCE, announces=help_reported)
def report_progress(*, actor: Actor, intervention: Intervention, text: str, today: date) -> Intervention:
    """Report how it goes, in terms of work; after somebody else stopped it, once, as the end report.

    Raises NotNow unless it runs or still misses an end report, ValidationError for no text.
    """
    if not misses_end_report(intervention):
        _require(intervention, State.RUNNING, "Verslag doen kan alleen van een interventie die loopt.")
    _write(actor, intervention, text, today, is_final=intervention.state == State.STOPPED)
    return intervention


def misses_end_report(intervention: Intervention) -> bool:
    """Whether it was stopped by who asked for it, or with its file, and the provider has not told how it went."""
    told = ProgressReport.objects.filter(intervention=intervention.pk, is_final=True)
    return intervention.state == State.STOPPED and not told.exists()


@operation(Verb.END_INTERVENTION, on="intervention", resource=RESOURCE, announces=help_ended)
def end_intervention(
    *, actor: Actor, intervention: Intervention, completed: bool, text: str, ended_on: date, today: date
) -> Intervention:
    """It is done, or ended before that; `ended_on` is the last day. With the end report, in terms of work.

    The provider sees it four weeks more. Raises NotNow unless it runs, ValidationError for no text and for a day before
    it began or in the future.
    """
    _require(intervention, State.RUNNING, "Deze interventie loopt niet.")
    _check_between("ended_on", ended_on, intervention.started_on or today, today)
    _write(actor, intervention, text, today, is_final=True)
    if completed:
        intervention.complete(on=ended_on)
    else:
        intervention.stop(on=ended_on)
    intervention.save(update_fields=["state", "ended_on"])
    last = max(today, ended_on + timedelta(days=LINGERS))
    _assignment(intervention).update(provider_until=min(last, intervention.assignment.provider_until))
    return intervention


def _write(actor: Actor, intervention: Intervention, text: str, today: date, *, is_final: bool) -> None:
    if not text.strip():
        raise ValidationError({"text": "Schrijf op hoe het gaat."})
    provider = intervention.assignment.provider
    writer = User.objects.get(pk=actor.person_id)
    check_names("text", text, provider.name, provider.contact_name, writer.name)
    ProgressReport.objects.create(
        intervention=intervention,
        case_id=intervention.case_id,
        employer_id=intervention.employer_id,
        written_on=today,
        is_final=is_final,
        text=text.strip(),
    )


def _require(intervention: Intervention, state: State, otherwise: str) -> None:
    if intervention.state != state:
        raise NotNow(otherwise)


def _check_between(field: str, day: date, first: date, last: date) -> None:
    if not first <= day <= last:
        only = f"Kies {format_date(first)}: een andere dag kan niet."
        some = f"Kies een datum van {format_date(first)} tot en met {format_date(last)}."
        raise ValidationError({field: only if first == last else some})


def _assignment(intervention: Intervention) -> "models.QuerySet[Assignment]":
    found: models.QuerySet[Assignment] = Assignment.objects.filter(pk=intervention.assignment_id)
    return found
