"""What must I do now: the first page of the employer and of the employee."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.actor import Actor
from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible, visible_all
from cases.models import AbsenceCase, Milestone
from cases.models.milestone import MilestoneQuerySet
from cases.timeline.absence import SICK_PAY_DAYS
from cases.timeline.explain import format_date
from cases.views._todo import Todo, todo

# These are done by the arbodienst's answer, by the plan or by the calendar: nobody has to do anything for them.
BY_ITSELF = ("arbo_report", "casemanager_designated", "sick_pay_year_2")
MORE_STEPS = 4
WEEKS = SICK_PAY_DAYS // 7


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list of sick or recovered people."""

    case: Visible
    name: str
    week: int
    caption: str


def employer(request: ActorRequest) -> HttpResponse:
    """The employer: the next step, who is sick, and the two things one comes for."""
    actor, today = request.actor, timezone.localdate()
    found = AbsenceCase.objects.visible_to(actor).open().with_people().with_facts()
    cases = {case.pk: case for case in found.order_by("employee__last_name", "pk")}
    steps = Milestone.objects.visible_to(actor).pending().filter(responsible=Role.EMPLOYER, case__in=cases)
    now, later = _now_and_later(steps.exclude(key__in=BY_ITSELF), today)
    people = [_person(case, actor, today) for case in cases.values()]
    sick = [person for person in people if person.case.is_sick]
    context = {
        "first_name": _first_name(request),
        "below": _count(len(sick), "medewerker ziek", "medewerkers ziek"),
        "nobody": "Is iemand ziek? Meld dat op de eerste dag.",
        "todo": _described(now[:1], cases, actor, today),
        "more": _described(now[1 : 1 + MORE_STEPS], cases, actor, today),
        "next": _described(later[:1], cases, actor, today),
        "sick": sick,
        "waiting": [person for person in people if not person.case.is_sick],
    }
    return render(request, "cases/start_employer.html", context)


def employee(request: ActorRequest) -> HttpResponse:
    """The employee: my next step, who guides me, my file."""
    actor, today = request.actor, timezone.localdate()
    files = list(AbsenceCase.objects.visible_to(actor).with_people().with_facts())
    cases = {case.pk: case for case in files if case.is_open}
    steps = Milestone.objects.visible_to(actor).pending().filter(case__in=cases)
    now, _ = _now_and_later(steps.filter(responsible=Role.EMPLOYEE), today)
    coming = list(steps.filter(due_on__gte=today).exclude(key__in=BY_ITSELF).by_urgency()[:1])
    context = {
        "first_name": _first_name(request),
        "nobody": "Er zijn geen stappen voor u. Wordt u ziek? Meld dat bij uw werkgever.",
        "todo": _described(now[:1], cases, actor, today),
        "next": _described(coming, cases, actor, today),
        "below": "" if cases else "U bent niet ziek gemeld.",
        "mine": [_person(case, actor, today) for case in cases.values()],
        "past": visible_all((case for case in files if not case.is_open), actor.role),
    }
    return render(request, "cases/start_employee.html", context)


def _first_name(request: ActorRequest) -> str:
    return str(request.user).split()[0]


def _now_and_later(steps: MilestoneQuerySet, today: date) -> tuple[list[Milestone], list[Milestone]]:
    """Steps one can do today and steps that open later, each the most urgent first."""
    open_now = Q(opens_on__lte=today) | Q(due_on__lte=today)
    return (
        list(steps.filter(open_now).by_urgency()),
        list(steps.exclude(open_now).by_urgency()[:1]),
    )


def _described(steps: list[Milestone], cases: dict[int, AbsenceCase], actor: Actor, today: date) -> list[Todo]:
    return [
        todo(
            step, about=_about(step, cases[step.case_id], actor), role=actor.role, today=today, case=cases[step.case_id]
        )
        for step in steps
    ]


def _about(step: Milestone, case: AbsenceCase, actor: Actor) -> str:
    if actor.role is not Role.EMPLOYEE:
        return f"voor {case.employee.short_name}"
    return "" if step.responsible == Role.EMPLOYEE else f"({step.rule.responsible.label})"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _person(case: AbsenceCase, actor: Actor, today: date) -> Person:
    week = case.absence().sickness_week(today)
    caption = f"Week {week} van {WEEKS} · {case.state_label}"
    if case.recovered_on and case.closes_on:
        caption = f"Hersteld per {format_date(case.recovered_on)}, dossier sluit op {format_date(case.closes_on)}"
    return Person(Visible(case, actor.role), case.employee.short_name, week, caption)
