"""What must I do now: the first page of the employer and of the employee."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from operator import attrgetter

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.actor import Actor
from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible, visible_all
from cases.endings import week_of, weeks_by_file
from cases.models import AbsenceCase
from cases.timeline.explain import format_date
from cases.timeline.rules import ClosedBy, Party
from cases.views._todo import Todo, todo
from cases.worklist import Row, all_rows

MORE_STEPS = 4


@dataclass(frozen=True, slots=True)
class Person:
    """One line of the list of sick or recovered people."""

    case: Visible
    name: str
    week: int
    weeks: int
    """In how many weeks of sickness the pay ends in this file."""
    caption: str

    @property
    def course(self) -> str:
        """Where the file is: "week 9 van 104"."""
        return week_of(self.week, self.weeks)


@dataclass(frozen=True, slots=True)
class Tasks:
    """What somebody can do today, what he does after it, what waits for others, and what comes."""

    now: list[Row]
    then: list[Row]
    """His own as well, but a step of his own comes first."""
    waiting: list[Row]
    later: list[Row]


def tasks(found: Iterable[Row], role: Role, today: date) -> Tasks:
    """Divide the steps of somebody's files, each part the most urgent first."""
    result = Tasks([], [], [], [])
    for row in found:
        if row.own and _is_answer(row, role):
            continue  # a document to sign has a card of its own
        if row.own and (row.can_begin(today) or row.blocked_by):
            result.now.append(row)
        elif row.mine and row.can_begin(today):
            result.then.append(row)
        elif row.can_begin(today):
            result.waiting.append(row)
        else:
            result.later.append(row)
    return result


def _is_answer(row: Row, role: Role) -> bool:
    return role.value in row.step.case.plan_waits_for and row.rule.closed_by is ClosedBy.DOCUMENT


def employer(request: ActorRequest) -> HttpResponse:
    """The employer: the next step, who is sick, and the two things one comes for."""
    actor, today = request.actor, timezone.localdate()
    found = AbsenceCase.objects.visible_to(actor).open().with_people().prefetch_related("spells", "leaves")
    cases = {case.pk: case for case in found.order_by("employee__last_name", "pk")}
    steps = tasks(all_rows(actor, today), actor.role, today)
    held = [row for row in steps.waiting if _concerns_employer(row)]
    now = steps.now or [row for row in held if row.is_legal and row.presses][:1]
    later = [row for row in steps.later if row.rule.responsible.value == actor.role]
    people = _people(cases.values(), actor, today)
    sick = [person for person in people if person.case.is_sick]
    context = {
        "first_name": _first_name(request),
        "below": _count(len(sick), "werknemer ziek", "werknemers ziek"),
        "nobody": "Is iemand ziek? Meld dat op de eerste dag.",
        "todo": _described(now[:1], actor, today, why=True),
        "more": _described(_after(now[:1], [*steps.now, *steps.then]), actor, today),
        "held": _described(_after(now[:1], held), actor, today),
        "next": [] if now else _described(later[:1], actor, today, why=True),
        "sick": sick,
        "waiting": [person for person in people if not person.case.is_sick],
    }
    return render(request, "cases/start_employer.html", context)


def _concerns_employer(row: Row) -> bool:
    """What the employer answers for, and every legal step that is or threatens to be late: the sanction is his."""
    return row.rule.responsible is Party.EMPLOYER or (row.is_legal and row.presses)


def _after(shown: list[Row], found: list[Row]) -> list[Row]:
    """What comes below the first card: everything that is late or due within a week, and some of the rest."""
    rest = sorted((row for row in found if row not in shown), key=attrgetter("urgency"))
    return [row for place, row in enumerate(rest) if row.presses or place < MORE_STEPS]


def employee(request: ActorRequest) -> HttpResponse:
    """The employee: my next step, who guides me, my file."""
    actor, today = request.actor, timezone.localdate()
    files = list(AbsenceCase.objects.visible_to(actor).with_people().prefetch_related("spells", "leaves"))
    cases = [case for case in files if case.is_open]
    steps = tasks(all_rows(actor, today), actor.role, today)
    coming = sorted((row for row in (*steps.waiting, *steps.later) if not row.when.late), key=attrgetter("urgency"))
    context = {
        "first_name": _first_name(request),
        "nobody": "Er zijn geen stappen voor u. Wordt u ziek? Meld dat bij uw werkgever.",
        "todo": _described(steps.now[:1], actor, today, why=True),
        "more": _described(_after(steps.now[:1], [*steps.now, *steps.then]), actor, today),
        "next": [] if steps.now else _described(coming[:1], actor, today, why=True),
        "below": "" if cases else "U bent niet ziek gemeld.",
        "mine": _people(cases, actor, today),
        "past": visible_all((case for case in files if not case.is_open), actor.role),
    }
    return render(request, "cases/start_employee.html", context)


def _first_name(request: ActorRequest) -> str:
    return str(request.user).split()[0]


def _described(rows: list[Row], actor: Actor, today: date, *, why: bool = False) -> list[Todo]:
    return [todo(row, about=_about(row, actor), role=actor.role, today=today, why=why) for row in rows]


def _about(row: Row, actor: Actor) -> str:
    if actor.role is not Role.EMPLOYEE:
        return f"voor {row.step.case.employee.short_name}"
    return "" if row.own or row.mine else f"({' en '.join(party.label for party in row.holders)})"


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def _people(cases: Collection[AbsenceCase], actor: Actor, today: date) -> list[Person]:
    weeks = weeks_by_file(case.pk for case in cases)
    return [_person(case, weeks[case.pk], actor, today) for case in cases]


def _person(case: AbsenceCase, weeks: int, actor: Actor, today: date) -> Person:
    week = case.absence().sickness_week(today)
    caption = f"{week_of(week, weeks).capitalize()} · {case.state_label}"
    if case.recovered_on and case.closes_on:
        caption = f"Hersteld per {format_date(case.recovered_on)}, dossier sluit op {format_date(case.closes_on)}"
    return Person(Visible(case, actor.role), case.employee.short_name, week, weeks, caption)
