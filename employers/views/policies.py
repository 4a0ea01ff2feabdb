"""The start page of premium and claims, and of the adviser: employers with their policies, and nothing else."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Prefetch, QuerySet
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible
from employers.forms import NameFilterForm
from employers.models import Employer, Policy
from employers.views._lists import page_of, related

CARRIED = {True: "ja", False: "nee", None: "niet bekend"}


@dataclass(frozen=True, slots=True)
class PolicyLine:
    """One policy, who does the case management under it, and whether it covers today."""

    policy: Visible
    casemanagement: str
    running: bool


@dataclass(frozen=True, slots=True)
class Client:
    """One employer with its policies, the newest first."""

    employer: Visible
    own_risk: str
    policies: list[PolicyLine]


def listing(request: ActorRequest) -> HttpResponse:
    """The employers that this role sees, by name: the company, its own risks, its policies."""
    actor, today = request.actor, timezone.localdate()
    form = NameFilterForm(request.GET)
    form.is_valid()
    sought = form.cleaned_data.get("q", "")
    policies = Prefetch("policies", related(Employer, "policies", actor).order_by("-starts_on", "pk"), "known_policies")
    found: QuerySet[Any] = Employer.objects.visible_to(actor).filter(name__icontains=sought).prefetch_related(policies)
    page = page_of(found.order_by("name", "pk"), request)
    context = {
        "form": form,
        "page": page,
        "clients": [_client(one, one.known_policies, actor.role, today) for one in page],
        "total": page.paginator.count,
        "sought": sought,
        "searches": actor.role is Role.CLAIMS,
    }
    return render(request, "employers/clients.html", context)


def _client(employer: Employer, policies: list[Policy], role: Role, today: date) -> Client:
    lines = [
        PolicyLine(Visible(one, role), Policy.CaseManagement(one.casemanagement_by).label, one.in_force_on(today))
        for one in policies
    ]
    own_risk = f"Ziektewet: {CARRIED[employer.own_risk_ziektewet]}, WGA: {CARRIED[employer.own_risk_wga]}"
    return Client(Visible(employer, role), own_risk, lines)
