"""From a person to the actor in whose name a request works."""

from accounts.actor import Actor, acting_as
from accounts.models import User
from accounts.terms import Role
from employers.models import Membership


def memberships_of(user: User) -> list[Membership]:
    """All roles of a person, looked up through that person's own eyes."""
    with acting_as(Actor(role=Role.VISITOR, user_id=user.pk)) as visitor:
        return list(Membership.objects.visible_to(visitor).order_by("pk"))


def actor_for(membership: Membership) -> Actor:
    """The actor for one role of one person."""
    return Actor(
        role=Role(membership.role),
        user_id=membership.user_id,
        organisation_id=membership.employer_id or membership.ohs_id,
        employee_id=membership.employee_id,
        membership_id=membership.pk,
    )
