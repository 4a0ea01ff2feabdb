"""Who may act for an organisation."""

from datetime import date, timedelta

from allauth.mfa.models import Authenticator

from accounts.actor import Actor
from accounts.operation import NotNow, operation
from accounts.terms import BESIDE_THE_FILES, ROLE_LABELS, Role, Verb
from employers.invitation import last_day
from employers.models import (
    Employer,
    LabourExpert,
    Membership,
    OccupationalHealthService,
    OccupationalPhysician,
    Ontzorgmanager,
    Provider,
)
from employers.operations._accounts import account_for, add_membership
from employers.operations._checks import day_text, refuse

# The other roles come with a registration of their own: a doctor, an Ontzorgmanager, an employee.
GIVEN_HERE = frozenset({Role.EMPLOYER, Role.INTERMEDIARY, Role.ARBODIENST, Role.PROVIDER, Role.DESK})
_OF_EMPLOYER = (Role.EMPLOYER, Role.INTERMEDIARY)


@operation(Verb.GIVE_ROLE, resource="employers.membership")
def give_role(
    *,
    actor: Actor,
    role: Role,
    email: str,
    name: str,
    employer: Employer | None = None,
    ohs: OccupationalHealthService | None = None,
    provider: Provider | None = None,
) -> Membership:
    """Let the person with this e-mail address act for an employer, as its adviser, for a partner or for the desk.

    Makes an account when nobody has the address; its owner chooses a password by e-mail. Raises ValidationError when
    the person has this role there already.
    """
    _check(role, employer, ohs, provider)
    return _given(role, email, name, employer=employer, ohs=ohs, provider=provider)


@operation(Verb.GIVE_OTHER_ROLE, resource="employers.membership")
def give_other_role(*, actor: Actor, role: Role, email: str, name: str) -> Membership:
    """Let the person with this e-mail address act in a role that opens no file: one of `BESIDE_THE_FILES`.

    Makes an account as `give_role` does. Raises ValidationError for another role, and for who has this one already.
    """
    if role not in BESIDE_THE_FILES:
        refuse("role", f"De rol {ROLE_LABELS[role]} kunt u niet geven. Kies een andere rol.")
    return _given(role, email, name)


@operation(Verb.RESET_ACCESS, on="membership", resource="employers.membership")
def reset_access(*, actor: Actor, membership: Membership, today: date) -> Membership:
    """Make password, second factor and every open session of this person void: a phone is lost, or in wrong hands.

    Nothing else changes. The way back in is the mailed link, and setting up a second factor anew; so whoever asks for
    this by phone gains nothing without the mailbox. Holds for all roles of the person, because there is one account.
    The link works as long as an invitation that is sent `today`.
    """
    _require_kept_by(actor, membership)
    user = membership.user
    Authenticator.objects.filter(user_id=user.pk).delete()
    user.set_unusable_password()
    user.save(update_fields=["password"])
    _invite(membership, today)
    return membership


@operation(Verb.INVITE, on="membership", resource="employers.membership")
def invite(*, actor: Actor, membership: Membership, today: date) -> Membership:
    """Record that the link to get in is sent `today`, for the first time or again: from now on this one's days count.

    Raises NotNow for a role that has ended.
    """
    _require_kept_by(actor, membership)
    _check_running(membership, today)
    _invite(membership, today)
    return membership


def _require_kept_by(actor: Actor, membership: Membership) -> None:
    """Raises Membership.DoesNotExist for a role that this actor leaves alone."""
    Membership.objects.kept_by(actor).get(pk=membership.pk)


def _check_not_needed(membership: Membership) -> None:
    """Nobody gets files who cannot log in, and somebody always keeps the accounts."""
    guides = Ontzorgmanager.objects.filter(is_active=True)
    doctors = OccupationalPhysician.objects.filter(is_active=True)
    if membership.role == Role.ONTZORGMANAGER and guides.filter(user=membership.user_id).exists():
        refuse("valid_to", "Deze Ontzorgmanager krijgt nog nieuwe dossiers. Haal dat vinkje eerst weg.")
    if membership.role == Role.BEDRIJFSARTS and doctors.filter(user=membership.user_id).exists():
        refuse("valid_to", "Deze bedrijfsarts kan nog in nieuwe arbocontracten staan. Haal dat vinkje eerst weg.")
    experts = LabourExpert.objects.filter(is_active=True)
    if membership.role == Role.LABOUR_EXPERT and experts.filter(user=membership.user_id).exists():
        refuse("valid_to", "Deze arbeidsdeskundige kan nog worden gevraagd. Haal dat vinkje eerst weg.")
    keepers = Membership.objects.in_force().filter(role=Role.PLATFORM).exclude(pk=membership.pk)
    if membership.role == Role.PLATFORM and not keepers.exists():
        raise NotNow("Dit is de laatste beheerder. Geef eerst iemand anders deze rol.")


def _invite(membership: Membership, today: date) -> None:
    membership.invited_until = last_day(today)
    membership.save(update_fields=["invited_until"])


def _check_running(membership: Membership, today: date) -> None:
    if membership.valid_to and not membership.runs_on(today):
        raise NotNow(f"Deze rol is geëindigd. De laatste dag was {day_text(membership.valid_to)}.")


@operation(Verb.END_ROLE, on="membership", resource="employers.membership")
def end_role(*, actor: Actor, membership: Membership, valid_to: date, today: date) -> Membership:
    """Let a role end: `valid_to` is the last day on which the person can act in it (inclusive), yesterday for at once.

    Files and what the person did stay as they are. The role of an employee belongs to the employment and is not ended
    here (Membership.DoesNotExist). Raises ValidationError for an earlier day, and for who still gets new files; NotNow
    when it has ended already, or when nobody would be left to keep the accounts.
    """
    if membership.role == Role.EMPLOYEE:
        raise Membership.DoesNotExist
    _require_kept_by(actor, membership)
    _check_running(membership, today)
    _check_not_needed(membership)
    if valid_to < today - timedelta(days=1):
        refuse("valid_to", "Kies gisteren of een latere dag. Met gisteren eindigt de rol meteen.")
    membership.valid_to = valid_to
    membership.save(update_fields=["valid_to"])
    return membership


def _given(
    role: Role,
    email: str,
    name: str,
    *,
    employer: Employer | None = None,
    ohs: OccupationalHealthService | None = None,
    provider: Provider | None = None,
) -> Membership:
    user = account_for(email=email, name=name)
    known = Membership.objects.filter(user=user, role=role.value, employer=employer, ohs=ohs, provider=provider)
    if known.in_force().exists():
        refuse("email", f"{user.name} heeft deze rol al.")
    return add_membership(user, role, employer=employer, ohs=ohs, provider=provider)


def _check(
    role: Role, employer: Employer | None, ohs: OccupationalHealthService | None, provider: Provider | None
) -> None:
    if role not in GIVEN_HERE:
        refuse("role", f"De rol {ROLE_LABELS[role]} hoort bij een registratie. Registreer de persoon als zodanig.")
    fitting = (role in _OF_EMPLOYER, role is Role.ARBODIENST, role is Role.PROVIDER)
    if tuple(one is not None for one in (employer, ohs, provider)) != fitting:
        refuse("role", "Deze rol past niet bij deze organisatie. Kies een andere rol.")
