"""Who may act for an organisation."""

from allauth.mfa.models import Authenticator

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import ROLE_LABELS, Role, Verb
from employers.models import Employer, Membership, OccupationalHealthService
from employers.operations._accounts import account_for, add_membership
from employers.operations._checks import refuse

# The other roles come with a registration of their own: a doctor, an Ontzorgmanager, an employee.
GIVEN_HERE = frozenset({Role.EMPLOYER, Role.ARBODIENST, Role.DESK})


@operation(Verb.GIVE_ROLE, resource="employers.membership")
def give_role(
    *,
    actor: Actor,
    role: Role,
    email: str,
    name: str,
    employer: Employer | None = None,
    ohs: OccupationalHealthService | None = None,
) -> Membership:
    """Let the person with this e-mail address act for an employer, an arbodienst or the desk.

    Makes an account when nobody has the address; its owner chooses a password by e-mail. Raises ValidationError when
    the person has this role there already.
    """
    _check(role, employer, ohs)
    user = account_for(email=email, name=name)
    if Membership.objects.filter(user=user, role=role.value, employer=employer, ohs=ohs).exists():
        refuse("email", f"{user.name} heeft deze rol al.")
    return add_membership(user, role, employer=employer, ohs=ohs)


@operation(Verb.RESET_ACCESS, on="membership", resource="employers.membership")
def reset_access(*, actor: Actor, membership: Membership) -> Membership:
    """Make password, second factor and every open session of this person void: a phone is lost, or in wrong hands.

    Nothing else changes. The way back in is the mailed link, and setting up a second factor anew; so whoever asks for
    this by phone gains nothing without the mailbox. Holds for all roles of the person, because there is one account.
    """
    user = membership.user
    Authenticator.objects.filter(user_id=user.pk).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    return membership


def _check(role: Role, employer: Employer | None, ohs: OccupationalHealthService | None) -> None:
    if role not in GIVEN_HERE:
        refuse("role", f"De rol {ROLE_LABELS[role]} hoort bij een registratie. Registreer de persoon als zodanig.")
    if (employer is not None, ohs is not None) != (role is Role.EMPLOYER, role is Role.ARBODIENST):
        refuse("role", "Deze rol past niet bij deze organisatie. Kies een andere rol.")
