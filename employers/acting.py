"""From a person to the actor in whose name a request works."""

from dataclasses import dataclass

from accounts.actor import Actor, acting_as
from accounts.models import User
from accounts.terms import Role
from employers.models import Delegation, Mandate, Membership, Substitution


@dataclass(frozen=True, slots=True)
class Capacity:
    """One way in which a person may act now: a role, and for some the paper by which it is in another's place."""

    membership: Membership
    mandate: Mandate | None = None

    @property
    def key(self) -> str:
        """Names it in a form."""
        return f"{self.membership.pk}-{self.mandate.pk}" if self.mandate else str(self.membership.pk)

    @property
    def says(self) -> str:
        """In whose place; empty for the own work."""
        return self.mandate.says if self.mandate else ""


def memberships_of(user: User) -> list[Membership]:
    """All roles of a person that have not ended, looked up through that person's own eyes."""
    with acting_as(Actor(role=Role.VISITOR, user_id=user.pk)) as visitor:
        return list(Membership.objects.visible_to(visitor).in_force().order_by("pk"))


def capacities_of(user: User) -> list[Capacity]:
    """All ways in which a person may act today.

    A delegate acts under one delegation at a time, and only without any when none holds. An Ontzorgmanager does the
    own work, or that of the colleague for whom he stands in.
    """
    memberships = memberships_of(user)
    if not any(one.role in (Role.DELEGATE, Role.ONTZORGMANAGER) for one in memberships):
        return [Capacity(one) for one in memberships]
    with acting_as(Actor(role=Role.VISITOR, user_id=user.pk)) as visitor:
        delegations = Delegation.objects.visible_to(visitor).in_force()
        substitutions = Substitution.objects.visible_to(visitor).in_force()
        papers: dict[str, list[Mandate]] = {
            Role.DELEGATE: list(delegations.order_by("pk")),
            Role.ONTZORGMANAGER: list(substitutions.order_by("pk")),
        }
    return [one for membership in memberships for one in _capacities(membership, papers.get(membership.role, []))]


def _capacities(membership: Membership, papers: list[Mandate]) -> list[Capacity]:
    held = [Capacity(membership, paper) for paper in papers]
    return held if held and membership.role == Role.DELEGATE else [Capacity(membership), *held]


def actor_for(membership: Membership, mandate: Mandate | None = None) -> Actor:
    """The actor for one role of one person, perhaps in the place of another."""
    return Actor(
        role=Role(membership.role),
        user_id=membership.user_id,
        organisation_id=membership.employer_id or membership.ohs_id or membership.provider_id,
        employee_id=membership.employee_id,
        membership_id=membership.pk,
        on_behalf_of_id=mandate.principal_id if mandate else None,
        mandate_id=mandate.pk if mandate else None,
        without=mandate.without if mandate else frozenset(),
    )
