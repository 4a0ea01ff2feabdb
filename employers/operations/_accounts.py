"""From an e-mail address to an account, made when nobody has that address yet."""

from django.core.exceptions import ValidationError
from django.core.validators import validate_email

from accounts.models import User
from accounts.terms import Role
from employers.models import Employee, Employer, Membership, OccupationalHealthService
from employers.operations._checks import check_fields, refuse


def account_for(*, email: str, name: str) -> User:
    """The account with this address. A new one has no usable password: its owner chooses one by e-mail.

    An existing account keeps its own name: it belongs to its owner.
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
    if not known.is_active:
        refuse("email", "Het account met dit e-mailadres is geblokkeerd. Gebruik een ander adres.")
    return known


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
) -> Membership:
    """Let this person act in one more role. Has the person this role there already, it goes on, also if it ended."""
    found: Membership
    found, _ = Membership.objects.get_or_create(
        user=user, role=role.value, employer=employer, ohs=ohs, defaults={"employee": employee}
    )
    if found.valid_to is not None:
        found.valid_to = None
        found.save(update_fields=["valid_to"])
    return found
