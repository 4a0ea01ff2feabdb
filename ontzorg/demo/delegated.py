"""What the demo's delegate did in the place of the bedrijfsarts, and what waits to be confirmed."""

from datetime import date

from accounts.actor import acting_as
from accounts.terms import Role
from cases.models import AbsenceCase
from cases.operations import triage
from employers.acting import actor_for, memberships_of
from employers.models import Delegation
from ontzorg.demo.partners import PARTNERS
from ontzorg.demo.people import address_of
from ontzorg.demo.world import World


def judge_in_place(world: World, today: date) -> None:
    """One young file without a judgement gets it from the delegate."""
    for partner in PARTNERS:
        if partner.adviser:
            _judge(world, address_of(partner.physicians[0], partner.domain), today)


def _judge(world: World, email: str, today: date) -> None:
    with acting_as(world.by_email(email, Role.BEDRIJFSARTS)):
        mandate = Delegation.objects.select_related("delegate__user").get()
        young = AbsenceCase.objects.sick().filter(triaged_on=None)
        case = young.order_by("first_sick_day", "pk").first()
    [membership] = memberships_of(mandate.delegate.user)
    if case is not None:
        triage(actor=actor_for(membership, mandate), case=case, expected_long_term=True, today=today)
