"""Providers in the network, and help that was asked of them."""

from datetime import date, timedelta
from itertools import count
from typing import Any

from django.utils import timezone

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from cases.models import AbsenceCase
from employers.acting import actor_for
from employers.models import Provider
from interventions import operations
from interventions.models import Intervention, Kind, Offering
from tests.factories.employers import ARRANGER, LONG_AGO, make_membership, make_user

_serial = count(1)
GOAL = "Weer 32 uur per week in het eigen werk."
ABILITIES = "Kan zittend werk doen, vier uur per dag."


def make_provider(name: str = "", **fields: Any) -> Provider:
    """A provider in the network since long ago."""
    number = next(_serial)
    values = {
        "name": name or f"Praktijk {number}",
        "contact_name": "Hilde Helper",
        "phone": f"030 555{number:04d}",
        "email": f"praktijk{number}@voorbeeld.example",
        "in_network_from": LONG_AGO,
    }
    with acting_as(ARRANGER):
        return Provider.objects.create(**values | fields)


def make_offering(provider: Provider | None = None, kind: str = Kind.PSYCHOLOGICAL) -> Offering:
    """What a provider can be asked for."""
    with acting_as(ARRANGER):
        return Offering.objects.create(provider=provider or make_provider(), kind=kind)


def make_helper(provider: Provider, name: str = "Pim Helper") -> Actor:
    """Somebody who works for this provider."""
    return actor_for(make_membership(make_user(name), Role.PROVIDER, provider=provider))


def order(
    actor: Actor, case: AbsenceCase, offering: Offering, *, today: date | None = None, **fields: Any
) -> Intervention:
    """Somebody asks for help; by the date of the clock, because the database compares with that."""
    today = today or timezone.localdate()
    values = {"goal": GOAL, "abilities": ABILITIES, "starts_on": today, "ends_on": today + timedelta(days=60)}
    return operations.order_intervention(actor=actor, case=case, offering=offering, today=today, **values | fields)


def accepted(helper: Actor, intervention: Intervention) -> Intervention:
    """The provider takes it."""
    days = {"starts_on": intervention.starts_on, "today": intervention.ordered_on}
    return operations.accept_assignment(actor=helper, intervention=intervention, **days)


def running(helper: Actor, intervention: Intervention) -> Intervention:
    """The provider takes it and begins."""
    today = timezone.localdate()
    found = accepted(helper, intervention)
    return operations.start_intervention(actor=helper, intervention=found, started_on=today, today=today)


def reported(helper: Actor, intervention: Intervention, text: str = "De uren gaan omhoog.") -> Intervention:
    """The same, and a report."""
    found = running(helper, intervention)
    return operations.report_progress(actor=helper, intervention=found, text=text, today=timezone.localdate())
