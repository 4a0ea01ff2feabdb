"""Finding files: by name, employer or number, filtered, sorted. Reads only."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType

from django.db.models import F, OrderBy, OuterRef, Q, Subquery

from accounts.actor import Actor
from cases.models import AbsenceCase, Milestone
from cases.models.case import NUMBER, AbsenceCaseQuerySet, State
from cases.models.milestone import RULE_BY_KEY
from cases.urgency import When, title, when
from employers.models import Employer

INITIAL = re.compile(r"(\w)\.")
FOLDED_KEYS = sorted(key for key, rule in RULE_BY_KEY.items() if rule.folded_into)
"""Steps that come along with another one."""
STATES: Mapping[str, State] = MappingProxyType(
    {
        "gemeld": State.REPORTED,
        "begeleiding": State.ACTIVE,
        "hersteld": State.RECOVERED_WAITING,
        "afgesloten": State.CLOSED,
        "einde-wachttijd": State.ENDED_104,
        "uit-dienst": State.LEFT_EMPLOYMENT,
        "aow": State.PENSION_REACHED,
        "overleden": State.DECEASED,
        "ingetrokken": State.CANCELLED,
    }
)
RARE = frozenset({State.LEFT_EMPLOYMENT, State.PENSION_REACHED, State.DECEASED, State.CANCELLED})
"""States that are offered as a choice only when there are such files."""
STATE_KINDS: Mapping[str, str] = MappingProxyType(
    {
        State.REPORTED: "info",
        State.ACTIVE: "plain",
        State.RECOVERED_WAITING: "paused",
        State.CLOSED: "ok",
        State.ENDED_104: "ok",
        State.LEFT_EMPLOYMENT: "ok",
        State.PENSION_REACHED: "ok",
        State.DECEASED: "plain",
        State.CANCELLED: "paused",
    }
)
ORDERS: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        "naam": ("employee__last_name", "employee__first_name"),
        "werkgever": ("employer__name", "employee__last_name"),
        "stand": ("state", "-first_sick_day"),
        "sinds": ("first_sick_day",),
        "stap": ("next_due",),
    }
)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks."""

    words: str = ""
    state: str = ""
    employer_id: int | None = None
    sort: str = ""


def asked(query: Mapping[str, str]) -> Asked:
    """Read the address; what makes no sense counts as not asked."""
    employer, state = query.get("werkgever", ""), query.get("status", "")
    return Asked(
        words=query.get("q", "").replace("\0", "").strip()[:100],
        state=state if state in STATES else "",
        employer_id=int(employer) if employer.isdecimal() and len(employer) < 10 else None,
        sort=query.get("sort", ""),
    )


def matching(words: str) -> Q:
    """Files that fit every word: a part of a name, an initial ("J."), a part of the employer, or the number 26-0417."""
    if number := NUMBER.fullmatch(words.strip()):
        return Q(pk=int(number[2]), reported_on__year=2000 + int(number[1]))
    condition = Q()
    for word in words.split():
        if initial := INITIAL.fullmatch(word):
            condition &= Q(employee__first_name__istartswith=initial[1])
            continue
        condition &= (
            Q(employee__last_name__icontains=word)
            | Q(employee__first_name__icontains=word)
            | Q(employer__name__icontains=word)
        )
    return condition


def fits(case: AbsenceCase, words: str) -> bool:
    """The same question about a file that is loaded with its people."""
    if NUMBER.fullmatch(words.strip()):
        return case.number == _padded(words.strip())
    first, last, employer = case.employee.first_name, case.employee.last_name, case.employer.name
    return all(_fits(word.casefold(), first.casefold(), last.casefold(), employer.casefold()) for word in words.split())


def _padded(number: str) -> str:
    year, serial = number.split("-")
    return f"{year}-{int(serial):04d}"


def _fits(word: str, first: str, last: str, employer: str) -> bool:
    if initial := INITIAL.fullmatch(word):
        return first.startswith(initial[1])
    return any(word in text for text in (first, last, employer))


def found(actor: Actor, wish: Asked) -> AbsenceCaseQuerySet:
    """The files that this person may see and asks for, whatever their state."""
    cases: AbsenceCaseQuerySet = AbsenceCase.objects.visible_to(actor).filter(matching(wish.words))
    return cases if wish.employer_id is None else cases.filter(employer_id=wish.employer_id)


def in_order(cases: AbsenceCaseQuerySet, actor: Actor, wish: Asked) -> AbsenceCaseQuerySet:
    """Of the chosen state, with everything a row shows, in the asked order; the latest sick day first by default."""
    if wish.state:
        cases = cases.filter(state=STATES[wish.state])
    steps = Milestone.objects.visible_to(actor).pending().exclude(key__in=FOLDED_KEYS).filter(case=OuterRef("pk"))
    steps = steps.by_urgency()
    cases = cases.with_people().prefetch_related("spells", "leaves")
    cases = cases.annotate(
        next_key=Subquery(steps.values("key")[:1]),
        next_due=Subquery(steps.values("due_on")[:1]),
        next_occurrence=Subquery(steps.values("occurrence")[:1]),
    )
    return cases.order_by(*_order(wish.sort), "-first_sick_day", "-pk")


def _order(sort: str) -> list[OrderBy]:
    names = ORDERS.get(sort.removeprefix("-"), ())
    down = sort.startswith("-")
    return [
        F(name.lstrip("-")).desc(nulls_last=True)
        if down is not name.startswith("-")
        else F(name.lstrip("-")).asc(nulls_last=True)
        for name in names
    ]


def employers(actor: Actor) -> list[tuple[int, str]]:
    """The employers of the files that this person may see, by name."""
    seen = AbsenceCase.objects.visible_to(actor).order_by().values("employer_id")
    return list(Employer.objects.filter(pk__in=seen).order_by("name").values_list("pk", "name"))


@dataclass(frozen=True, slots=True)
class Next:
    """The next step of a file in a list."""

    term: str
    when: When


def next_of(case: AbsenceCase, today: date) -> Next | None:
    """The step that is due first; needs the annotations of `in_order`."""
    key: str | None = getattr(case, "next_key", None)
    due: date | None = getattr(case, "next_due", None)
    if key is None or due is None:
        return None
    assigned = case.ontzorgmanager_id is not None
    return Next(title(RULE_BY_KEY[key], getattr(case, "next_occurrence", 1), assigned=assigned), when(due, today))
