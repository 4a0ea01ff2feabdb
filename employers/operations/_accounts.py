"""From an e-mail address to an account, made when nobody has that address yet."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.dated import Today
from accounts.models import User
from accounts.terms import Role
from employers.models import Employee, Employer, Membership, OccupationalHealthService, Provider
from employers.operations._checks import check_fields, refuse


def account_for(*, email: str, name: str) -> User:
    """The account with this address. A new one has no usable password: its owner chooses one by e-mail.

    An existing account keeps its own name: it belongs to its owner. One that was closed because no role was left is
    opened again. Raises ValidationError for one that is blocked.
    """
    address = email.strip().lower()
    try:
        validate_email(address)
    except ValidationError:
        refuse("email", "Vul een volledig e-mailadres in, bijvoorbeeld naam@bedrijf.nl.")
    # Locked: a purge that found the account without a role closes it before or leaves it alone, and never meanwhile.
    known = User.objects.select_for_update(of=("self",), no_key=True).filter(email=address).first()
    if known is None:
        return _new_account(address, name)
    return reopened(known)


def reopened(user: User) -> User:
    """The same account, open: a purge closed it when no role was left. Its owner chooses a new password by e-mail.

    The caller holds it locked. Raises ValidationError for an account that is closed for another reason.
    """
    if user.is_active:
        return user
    if user.closed_on is None:
        refuse("email", "Het account met dit e-mailadres is geblokkeerd. Gebruik een ander adres.")
    user.is_active, user.closed_on = True, None
    user.save(update_fields=["is_active", "closed_on"])
    return user


def taken(user_id: int) -> User:
    """The account, locked until the transaction ends, and open."""
    user: User = User.objects.select_for_update(of=("self",), no_key=True).get(pk=user_id)
    return reopened(user)


def _new_account(address: str, name: str) -> User:
    user = User(email=address, name=name.strip())
    user.set_unusable_password()
    check_fields(user)
    return User.objects.create_user(email=user.email, name=user.name)


def add_membership(
    user: User,
    role: Role,
    *,
    employer: Employer | None = None,
    ohs: OccupationalHealthService | None = None,
    employee: Employee | None = None,
    provider: Provider | None = None,
) -> Membership:
    """Let this person act in one more role. Has the person this role there already, it goes on; if it ended, anew."""
    found: Membership
    found, _ = Membership.objects.get_or_create(
        user=user,
        role=role.value,
        employer=employer,
        ohs=ohs,
        provider=provider,
        defaults={"employee": employee},
    )
    if found.valid_to is not None:
        if not Membership.objects.in_force().filter(pk=found.pk).exists():
            Membership.objects.filter(pk=found.pk).update(valid_from=Today())
        found.valid_to = None
        found.save(update_fields=["valid_to"])
    return found


def role_of(user: User, role: Role) -> bool:
    """Whether this person may act in this role today, as far as the one who asks sees roles."""
    return bool(Membership.objects.in_force().filter(user=user, role=role.value).exists())
