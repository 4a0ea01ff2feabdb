"""All files that somebody may see, to search and sort."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible
from accounts.web import require_verb, wants_part
from cases import search
from cases.endings import weeks_by_file
from cases.models import AbsenceCase
from cases.models.case import State

PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One file in the list."""

    case: Visible
    kind: str
    week: int
    next: search.Next | None


@dataclass(frozen=True, slots=True)
class Choice:
    """One state to choose, with the number of files in it."""

    key: str
    label: str
    count: int
    active: bool


def cases(request: ActorRequest) -> HttpResponse:
    """Search by name, employer or number; filter by state and employer."""
    require_verb(request, Verb.READ_CASE, "cases.absencecase")
    actor, today = request.actor, timezone.localdate()
    asked = search.asked(request.GET)
    found = search.found(actor, asked)
    page = Paginator(search.in_order(found, actor, asked), PAGE).get_page(request.GET.get("page"))
    counts = Counter(found.order_by().values_list("state", flat=True))
    context = {
        "page": page,
        "lines": [_line(case, actor.role, today) for case in page],
        "weeks": weeks_by_file(case.pk for case in page),
        "choices": _choices(counts, asked),
        "employers": search.employers(actor),
        "asked": asked,
        "summary": _summary(page.paginator.count, asked.words),
        "shows_manager": actor.role is Role.DESK,
    }
    fragment = wants_part(request)
    return render(request, "cases/_list.html" if fragment else "cases/list.html", context)


def _line(case: AbsenceCase, role: Role, today: date) -> Line:
    week = case.absence().sickness_week(min(today, case.closed_on or today))
    return Line(Visible(case, role), search.STATE_KINDS[case.state], week, search.next_of(case, today))


def _choices(counts: "Counter[str]", asked: search.Asked) -> list[Choice]:
    every = Choice("", "Alle", counts.total(), active=not asked.state)
    states = [
        Choice(key, State(state).label, counts[state], active=key == asked.state)
        for key, state in search.STATES.items()
        if state not in search.RARE or counts[state] or key == asked.state
    ]
    return [every, *states]


def _summary(count: int, words: str) -> str:
    files = "1 dossier" if count == 1 else f"{count} dossiers"
    return f"{files} voor “{words}”" if words else files
