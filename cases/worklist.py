"""The Ontzorgmanager's worklist: which steps stand on it and in which order. Reads only; pure over loaded rows.

On the list stands every step that still has to be done and is open, late, or due within 21 days. The order is legal
urgency:

1. what is late, the heaviest consequence first (wage sanction, fine or delay, promise, information), and of the same
   weight what is latest;
2. then what has the fewest days left, and of one day the heaviest consequence first.

The badge and the consequence on each row say why it stands where it stands.
"""

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from operator import attrgetter
from types import MappingProxyType
from typing import Any

from django.db.models import Q, QuerySet

from accounts.actor import Actor
from accounts.terms import Role
from accounts.visible import Visible
from cases.models import Milestone
from cases.models.milestone import RULE_BY_KEY
from cases.timeline.rules import Rule
from cases.urgency import FIRST_CONTACT, When, is_mine, title, waits_on, when

HORIZON_DAYS = 21
"""A step that is not open yet appears this many days before its last day."""
LONG_WEEKS = 13

FOLDED = MappingProxyType({"casemanager_designated": "plan_of_action"})
"""Steps that another step completes: no row of their own while that one is pending."""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the worklist."""

    case: Visible
    case_id: int
    employer_id: int
    employer: str
    name: str
    term: str
    reason: str
    when: When
    due_on: date
    weight: int
    waits_on: str
    blocked_by: str
    """The step that has to be done first; empty when nothing stands in the way."""
    mine: bool
    week: int

    @property
    def urgency(self) -> tuple[int, int, int, int]:
        """Sorts the most pressing step first; see the head of this module."""
        if self.when.late:
            return 0, -self.weight, self.when.days_left, self.case_id
        return 1, self.when.days_left, -self.weight, self.case_id

    @property
    def is_long(self) -> bool:
        """Whether the employee has been ill for more than 13 weeks."""
        return self.week > LONG_WEEKS


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks: which rows, of which employer, in which order."""

    show: str = ""
    employer_id: int | None = None
    sort: str = ""

    @property
    def sorted_otherwise(self) -> bool:
        """Whether another order than the legal one is asked."""
        return self.sort.removeprefix("-") in ORDERS


@dataclass(frozen=True, slots=True)
class Choice:
    """One filter over the rows, with how many rows it leaves."""

    key: str
    label: str
    count: int
    active: bool


FILTERS: Mapping[str, tuple[str, Callable[[Row], bool]]] = MappingProxyType(
    {
        "": ("Alles wat nu speelt", lambda row: True),
        "te-laat": ("Te laat", lambda row: row.when.late),
        "mij": ("Wacht op mij", attrgetter("mine")),
        "lang": ("Langer dan 13 weken", attrgetter("is_long")),
    }
)
ORDERS: Mapping[str, Callable[[Row], Any]] = MappingProxyType(
    {
        "wanneer": attrgetter("due_on"),
        "wat": attrgetter("term"),
        "wie": attrgetter("waits_on"),
        "dossier": attrgetter("name"),
        "verloop": attrgetter("week"),
    }
)


def steps_in_sight(actor: Actor, today: date) -> "QuerySet[Milestone]":
    """The steps for the list, with their files, in a fixed number of queries."""
    seen: QuerySet[Milestone] = (
        Milestone.objects.visible_to(actor)
        .pending()
        .filter(Q(opens_on__lte=today) | Q(due_on__lte=today + timedelta(days=HORIZON_DAYS)))
        .select_related("case__employee", "case__employer")
        .prefetch_related("case__spells", "case__leaves")
    )
    return seen


def pending_keys(actor: Actor) -> dict[int, set[str]]:
    """Per file the keys of all steps that still have to be done: what is missing may block what is due."""
    found: dict[int, set[str]] = {}
    for case_id, key in Milestone.objects.visible_to(actor).pending().values_list("case_id", "key"):
        found.setdefault(case_id, set()).add(key)
    return found


def rows(steps: Iterable[Milestone], pending: Mapping[int, Collection[str]], role: Role, today: date) -> list[Row]:
    """The lines of the worklist, the most urgent first."""
    shown = [_row(step, pending[step.case_id], role, today) for step in steps if _is_shown(step, pending, today)]
    return sorted(shown, key=attrgetter("urgency"))


def _is_shown(step: Milestone, pending: Mapping[int, Collection[str]], today: date) -> bool:
    """Leave out days that pass by themselves once they passed, and steps that another row stands for."""
    if step.rule.lapses and step.due_on is not None and step.due_on < today:
        return False
    return FOLDED.get(step.key) not in pending[step.case_id]


def _row(step: Milestone, pending: Collection[str], role: Role, today: date) -> Row:
    case, rule = step.case, step.rule
    assigned = case.ontzorgmanager_id is not None
    if step.due_on is None:
        raise ValueError("A pending step has a last day")
    blocker = first_missing(rule, pending, assigned=assigned)
    moving = blocker or rule
    return Row(
        case=Visible(case, role),
        case_id=case.pk,
        employer_id=case.employer_id,
        employer=case.employer.name,
        name=case.employee.last_name,
        term=title(rule, step.occurrence, assigned=assigned),
        reason=rule.consequence,
        when=when(step.due_on, today),
        due_on=step.due_on,
        weight=step.weight,
        waits_on=waits_on(moving, role, assigned=assigned),
        blocked_by=title(blocker, assigned=assigned) if blocker else "",
        mine=is_mine(moving, role, assigned=assigned),
        week=case.absence().sickness_week(today),
    )


def first_missing(rule: Rule, pending: Collection[str], *, assigned: bool) -> Rule | None:
    """The first step that has to be done before this one and is not."""
    if rule.key == FIRST_CONTACT and assigned:
        return None  # the judgement served to find an Ontzorgmanager, and there is one
    return next((RULE_BY_KEY[key] for key in rule.prerequisites if key in pending), None)


def asked(query: Mapping[str, str]) -> Asked:
    """Read the address; what makes no sense counts as not asked."""
    employer = query.get("werkgever", "")
    show = query.get("toon", "")
    return Asked(
        show=show if show in FILTERS else "",
        employer_id=int(employer) if employer.isdecimal() and len(employer) < 10 else None,
        sort=query.get("sort", ""),
    )


def choices(found: Iterable[Row], wish: Asked) -> list[Choice]:
    """The filters with how many rows of the chosen employer each leaves."""
    kept = select(found, replace(wish, show=""))
    return [Choice(key, label, sum(map(keep, kept)), active=key == wish.show) for key, (label, keep) in FILTERS.items()]


def select(found: Iterable[Row], wish: Asked) -> list[Row]:
    """The rows that pass both filters, in legal order unless another order is asked ("-wat" turns it round)."""
    keep = FILTERS[wish.show][1]
    kept = [row for row in found if keep(row) and wish.employer_id in (None, row.employer_id)]
    order = ORDERS.get(wish.sort.removeprefix("-"))
    return sorted(kept, key=order, reverse=wish.sort.startswith("-")) if order else kept


def employers(found: Iterable[Row]) -> list[tuple[int, str]]:
    """The employers on the list, by name."""
    return sorted({(row.employer_id, row.employer) for row in found}, key=lambda pair: pair[1])


def summary(found: Collection[Row], open_files: int) -> str:
    """The list in one line: how many files, what is late, what comes this week."""
    files = "1 lopend dossier" if open_files == 1 else f"{open_files} lopende dossiers"
    late = sum(row.when.late for row in found)
    this_week = sum(0 <= row.when.days_left < 7 for row in found)
    return f"{files} · {late} te laat · {this_week} binnen een week"
