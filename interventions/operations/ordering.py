"""Asking a provider for help, keeping that up to date, and taking it back: for who guides the file."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow, Stale, operation
from accounts.terms import Role, Verb
from cases.models import AbsenceCase, SickReport
from cases.timeline.explain import format_date
from employers.models import Membership, Provider
from interventions.events import help_ordered, help_updated, help_withdrawn
from interventions.models import Assignment, Briefing, Intervention, Offering
from interventions.models.intervention import OPEN, State
from interventions.naming import named_in

LONGEST = 365
"""Days from the first to the last day of one intervention. Whoever needs longer moves the last day, and looks again."""
LINGERS = 28
"""Days after the last one on which the provider still sees the assignment, for the end report and its invoice."""


@operation(Verb.ORDER_INTERVENTION, on="case", resource="cases.absencecase", announces=help_ordered)
def order_intervention(
    *,
    actor: Actor,
    case: AbsenceCase,
    offering: Offering,
    goal: str,
    abilities: str,
    starts_on: date,
    ends_on: date,
    today: date,
) -> Intervention:
    """Ask a provider of the network for help from the first to the last of these days, both included.

    `goal` and `abilities` are in terms of work. With the latter the provider gets name, function and telephone of the
    employee and nothing else. Raises ValidationError for days that cannot be and for a provider who is not in the
    network on the first day or of whom nobody can log in; NotNow for a closed file, and while the same provider was
    asked for the same already.
    """
    offering = Offering.objects.visible_to(actor).select_related("provider").get(pk=offering.pk)
    if not case.is_open:
        raise NotNow("Dit dossier is gesloten.")
    if starts_on < today:
        raise ValidationError({"starts_on": "Kies vandaag of een latere dag."})
    check_days(starts_on, ends_on)
    _check_provider(offering.provider, starts_on)
    _check_texts(goal=goal, abilities=abilities)
    check_names("goal", goal, offering.provider.name, offering.provider.contact_name)
    asked = Intervention.objects.filter(case=case, state__in=OPEN, assignment__kind=offering.kind)
    if asked.filter(assignment__provider=offering.provider).exists():
        raise NotNow(f"Hiervoor is {offering.provider.name} in dit dossier al gevraagd.")
    same = {"case": case, "employer_id": case.employer_id}
    assignment = Assignment.objects.create(
        **same,
        employee_id=case.employee_id,
        provider=offering.provider,
        kind=offering.kind,
        provider_until=ends_on + timedelta(days=LINGERS),
    )
    Briefing.objects.create(**same, assignment=assignment, abilities=abilities.strip(), **copied_from(case))
    made: Intervention = Intervention.objects.create(
        **same,
        employee_id=case.employee_id,
        assignment=assignment,
        goal=goal.strip(),
        ordered_on=today,
        ordered_as=actor.role.value,
        ordered_by_id=actor.person_id,
        starts_on=starts_on,
        ends_on=ends_on,
    )
    return made


@operation(Verb.UPDATE_ASSIGNMENT, on="intervention", resource="interventions.intervention", announces=help_updated)
def update_assignment(
    *, actor: Actor, intervention: Intervention, abilities: str, ends_on: date, expected_version: int, today: date
) -> Intervention:
    """Bring name, function and telephone up to date from the file; say anew what the employee can do and until when.

    `expected_version` is that of the briefing as it was seen. Raises NotNow when it has ended, Stale when somebody else
    brought it up to date meanwhile, ValidationError for a last day before today or before the first day.
    """
    _check_open(intervention)
    told = Briefing.objects.get(assignment=intervention.assignment_id)
    if told.version != expected_version:
        raise Stale("Iemand heeft deze gegevens intussen bijgewerkt. Bekijk wat er nu staat en verstuur opnieuw.")
    if ends_on < today and ends_on != intervention.ends_on:
        raise ValidationError({"ends_on": "Kies vandaag of een latere dag."})
    check_days(intervention.starts_on, ends_on, asked_on=today)
    _check_texts(abilities=abilities)
    values = copied_from(intervention.case) | {"abilities": abilities.strip(), "version": told.version + 1}
    Briefing.objects.filter(pk=told.pk).update(**values)
    intervention.ends_on = ends_on
    intervention.save(update_fields=["ends_on"])
    _show_until(intervention, ends_on + timedelta(days=LINGERS))
    return intervention


@operation(
    Verb.WITHDRAW_INTERVENTION, on="intervention", resource="interventions.intervention", announces=help_withdrawn
)
def withdraw_intervention(*, actor: Actor, intervention: Intervention, today: date) -> Intervention:
    """Take it back before it began, or stop it: the provider sees the first until today, the second four weeks more.

    Raises NotNow when it has ended.
    """
    _check_open(intervention)
    take_back(intervention, today)
    return intervention


def take_back(intervention: Intervention, today: date) -> None:
    """Withdraw or stop it, and shorten what the provider sees. For operations, inside their transaction."""
    if intervention.state == State.RUNNING:
        intervention.stop(on=today)
        last = today + timedelta(days=LINGERS)
    else:
        intervention.withdraw(on=today)
        last = today
    intervention.save(update_fields=["state", "ended_on"])
    _show_until(intervention, min(last, intervention.assignment.provider_until))


def copied_from(case: AbsenceCase) -> dict[str, str]:
    """What of the file goes to the provider: name, function and where the employee can be reached."""
    report = SickReport.objects.filter(case=case).order_by("-reported_at", "-pk").first()
    return {
        "employee_name": case.employee.full_name,
        "employee_function": case.employee.function,
        "employee_phone": report.contact_phone if report else "",
    }


def check_days(starts_on: date, ends_on: date, asked_on: date | None = None) -> None:
    """Refuse a last day before the first, or too far away to look again meanwhile. Raises ValidationError."""
    if ends_on < starts_on:
        raise ValidationError({"ends_on": f"Kies {format_date(starts_on)} of een latere dag."})
    if ends_on > max(starts_on, asked_on or starts_on) + timedelta(days=LONGEST):
        raise ValidationError({"ends_on": "Kies een dag binnen een jaar. Verlengen kan altijd."})


def _check_provider(provider: Provider, starts_on: date) -> None:
    if not provider.in_network_on(starts_on):
        raise ValidationError(
            {"offering": f"{provider.name} zit op de eerste dag niet in het netwerk. Kies een ander."}
        )
    with acting_as(system(Role.PROJECTOR)):  # who asks sees no roles of others
        reached = Membership.objects.in_force().filter(role=Role.PROVIDER.value, provider=provider.pk).exists()
    if not reached:
        raise ValidationError({"offering": f"Bij {provider.name} kan nog niemand inloggen. Kies een ander."})


def _check_texts(**texts: str) -> None:
    missing = {name: "Vul dit in." for name, text in texts.items() if not text.strip()}
    if missing:
        raise ValidationError(missing)


def check_names(field: str, text: str, *names: str) -> None:
    """Refuse words for everybody of the file that tell who helps. Raises ValidationError."""
    if found := named_in(text, *names):
        raise ValidationError({field: f"Laat “{found}” weg. De werkgever leest dit, en mag niet zien wie er helpt."})


def _check_open(intervention: Intervention) -> None:
    if not intervention.is_open:
        raise NotNow("Deze re-integratie-interventie is al voorbij.")


def _show_until(intervention: Intervention, last: date) -> None:
    Assignment.objects.filter(pk=intervention.assignment_id).update(provider_until=last)
