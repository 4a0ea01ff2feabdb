"""What the lists show beside the records themselves, in a fixed number of queries."""

from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, IntegerField, Model, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from accounts.actor import Actor
from accounts.request import ActorRequest
from accounts.rows import ScopedQuerySet
from accounts.terms import Role
from accounts.visible import Visible
from employers.models import (
    Employee,
    Employer,
    Membership,
    OccupationalHealthService,
    OccupationalPhysician,
    OhsContract,
    Ontzorgmanager,
    Policy,
)
from employers.views._validity import Validity, validity

M = TypeVar("M", bound=Model)
PER_PAGE = 25

NO_POLICY = "Geen lopende polis"
NO_OHS = "Nog geen arbodienst"
POLICY_WORDS = {"insurer": "Ontzorgmanager", "employer": "Werkgever doet het zelf", None: NO_POLICY}


def running(today: date) -> Q:
    """Agreements in force on a day."""
    return Q(starts_on__lte=today) & (Q(ends_on__isnull=True) | Q(ends_on__gt=today))


def employed(today: date) -> Q:
    """People who have not left."""
    return Q(ended_on__isnull=True) | Q(ended_on__gt=today)


def tally(rows: QuerySet[Any], key: str, counted: str = "pk") -> Coalesce:
    """How many of these rows belong to each record, as a sub-select: joins would multiply each other."""
    groups = rows.filter(**{key: OuterRef("pk")}).order_by().values(key)
    counts = groups.annotate(n=Count(counted, distinct=True)).values("n")
    return Coalesce(Subquery(counts, output_field=IntegerField()), 0)


def ordered(rows: QuerySet[M], request: ActorRequest, keys: dict[str, str], default: str) -> QuerySet[M]:
    """Rows in the order of ?sort=key or ?sort=-key; an unknown key gives the default order."""
    wanted = request.GET.get("sort", default)
    wanted = wanted if wanted.removeprefix("-") in keys else default
    column = F(keys[wanted.removeprefix("-")])
    first = column.desc(nulls_last=True) if wanted.startswith("-") else column.asc(nulls_last=True)
    return rows.order_by(first, "pk")


def page_of(rows: QuerySet[M], request: ActorRequest) -> "Page[M]":
    """One page of a list; a page that does not exist gives the nearest one."""
    return Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))


@dataclass(frozen=True, slots=True)
class OhsRow:
    """One arbodienst in the list."""

    ohs: Visible
    certificate: Validity
    employers: int
    physicians: int


def related(model: type[Model], name: str, actor: Actor) -> ScopedQuerySet[Any]:
    """What hangs on a model under this name, through the actor's eyes; also of apps that this one may not import."""
    manager: Any = model._meta.get_field(name).related_model._default_manager  # type: ignore[union-attr]  # a relation
    seen: ScopedQuerySet[Any] = manager.visible_to(actor)
    return seen


def ohs_rows(actor: Actor, today: date) -> list[OhsRow]:
    """All arbodiensten, with the employers that they work for today and their active doctors."""
    contracts = OhsContract.objects.visible_to(actor).filter(running(today))
    physicians = OccupationalPhysician.objects.visible_to(actor).filter(is_active=True)
    found = OccupationalHealthService.objects.visible_to(actor).annotate(
        employer_count=tally(contracts, "ohs", "employer"), physician_count=tally(physicians, "ohs")
    )
    return [
        OhsRow(
            Visible(one, actor.role),
            validity(one.certificate_valid_until, today),
            one.employer_count,
            one.physician_count,
        )
        for one in found
    ]


@dataclass(frozen=True, slots=True)
class ManagerRow:
    """One Ontzorgmanager in the list."""

    manager: Visible
    basis: str
    registration: Validity
    open_cases: int
    membership_id: int | None


def manager_rows(actor: Actor, today: date) -> list[ManagerRow]:
    """All Ontzorgmanagers, with the files that they have now."""
    cases = related(Ontzorgmanager, "cases", actor).filter(closed_on__isnull=True)
    found: QuerySet[Any] = Ontzorgmanager.objects.visible_to(actor).select_related("user")
    roles = Membership.objects.visible_to(actor).filter(role=Role.ONTZORGMANAGER, user=OuterRef("pk"))
    with_count = found.annotate(
        open_cases=tally(cases, "ontzorgmanager"), membership_id=Subquery(roles.values("pk")[:1])
    )
    return [
        ManagerRow(
            Visible(one, actor.role),
            one.get_basis_display(),
            validity(one.registered_until, today),
            one.open_cases,
            one.membership_id,
        )
        for one in with_count
    ]


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """One employer in the list."""

    employer: Visible
    ohs: str
    policy: str
    has_policy: bool
    employees: int


EMPLOYER_ORDER = {
    "naam": "name",
    "branche": "sector",
    "arbodienst": "ohs_name",
    "polis": "policy_state",
    "werknemers": "employee_count",
}


def employers_with_facts(actor: Actor, today: date) -> QuerySet[Employer]:
    """Employers, each with the arbodienst and policy of today and the number of people."""
    contract = OhsContract.objects.visible_to(actor).filter(running(today), employer=OuterRef("pk"))
    policy = Policy.objects.visible_to(actor).filter(running(today), employer=OuterRef("pk"))
    people = Employee.objects.visible_to(actor).filter(employed(today))
    found: QuerySet[Employer] = Employer.objects.visible_to(actor).annotate(
        ohs_key=Subquery(contract.values("ohs")[:1]),
        ohs_name=Subquery(contract.values("ohs__name")[:1]),
        policy_state=Subquery(policy.values("casemanagement_by")[:1]),
        employee_count=tally(people, "employer"),
    )
    return found


def filtered_employers(found: QuerySet[Employer], chosen: dict[str, str]) -> QuerySet[Employer]:
    """Only the employers that answer to the chosen filters."""
    conditions = {
        "q": lambda value: Q(name__icontains=value),
        "branche": lambda value: Q(sector=value),
        "arbodienst": lambda value: Q(ohs_key=value),
        "polis": lambda value: Q(policy_state__isnull=True) if value == "none" else Q(policy_state=value),
    }
    for name, value in chosen.items():
        found = found.filter(conditions[name](value))
    return found


def employer_row(one: Any, actor: Actor) -> EmployerRow:
    """One line of the list, from an employer with its facts."""
    return EmployerRow(
        Visible(one, actor.role),
        one.ohs_name or NO_OHS,
        POLICY_WORDS[one.policy_state],
        one.policy_state is not None,
        one.employee_count,
    )


@dataclass(frozen=True, slots=True)
class StaffRow:
    """One employee on the employer's page; `membership_id` is the role with which this person can log in."""

    person: Visible
    membership_id: int | None


def with_membership(people: QuerySet[Employee], actor: Actor) -> QuerySet[Any]:
    """Employees, each with the role of the account that belongs to this employment."""
    roles = Membership.objects.visible_to(actor).filter(role=Role.EMPLOYEE, employee=OuterRef("pk"))
    return people.annotate(membership_id=Subquery(roles.values("pk")[:1]))
