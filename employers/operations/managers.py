"""The Ontzorgmanagers and the ground on which they may work as a case manager."""

from datetime import date

from accounts.actor import Actor
from accounts.models import User
from accounts.operation import operation
from accounts.terms import Role, Verb
from employers.models import Ontzorgmanager
from employers.operations._accounts import account_for, add_membership, role_of, taken
from employers.operations._checks import check_fields, refuse, update
from employers.operations.mandates import BOTH_SIDES

RESOURCE = "employers.ontzorgmanager"


@operation(Verb.MANAGE_ONTZORGMANAGER, resource=RESOURCE)
def register_ontzorgmanager(
    *,
    actor: Actor,
    name: str,
    email: str,
    basis: str,
    registered_until: date,
    phone: str,
    registration_number: str = "",
) -> Ontzorgmanager:
    """Add an Ontzorgmanager, with an account and the role.

    `registered_until` is the last day (inclusive) on which the person may be given a file. A professional register
    (RNVC, RSC) comes with a number; employment at the insurer or an arbodienst does not.
    """
    user = account_for(email=email, name=name)
    _check_role_is_free(user)
    manager = Ontzorgmanager(
        user=user,
        basis=basis,
        registration_number=registration_number,
        registered_until=registered_until,
        phone=phone,
    )
    _check(manager)
    manager.save(force_insert=True)
    add_membership(user, Role.ONTZORGMANAGER)
    return manager


@operation(Verb.MANAGE_ONTZORGMANAGER, on="manager", resource=RESOURCE)
def change_ontzorgmanager(
    *,
    actor: Actor,
    manager: Ontzorgmanager,
    name: str,
    basis: str,
    registration_number: str,
    registered_until: date,
    phone: str,
    is_active: bool,
) -> Ontzorgmanager:
    """Correct the data or record a new registration. Who is inactive or expired gets no new files but keeps the old.

    Who gets new files again after the role ended has it again from today on. Raises ValidationError for who works on
    the side of the bedrijfsarts meanwhile.
    """
    if is_active and not role_of(manager.user, Role.ONTZORGMANAGER):
        _check_side(manager.user, "is_active")
        add_membership(taken(manager.pk), Role.ONTZORGMANAGER)
    names = update(
        manager,
        {
            "basis": basis,
            "registration_number": registration_number,
            "registered_until": registered_until,
            "phone": phone,
            "is_active": is_active,
        },
    )
    _check(manager)
    update(manager.user, {"name": name})
    check_fields(manager.user)
    manager.user.save(update_fields=["name"])
    manager.save(update_fields=names)
    return manager


def _check(manager: Ontzorgmanager) -> None:
    check_fields(manager)
    if manager.basis == Ontzorgmanager.Basis.REGISTER and not manager.registration_number.strip():
        refuse("registration_number", "Vul het nummer in het beroepsregister in, of kies een andere grondslag.")


def _check_role_is_free(user: User) -> None:
    if Ontzorgmanager.objects.filter(user=user).exists():
        refuse("email", "Met dit e-mailadres staat al een Ontzorgmanager in de lijst. Wijzig die gegevens.")
    _check_side(user, "email")


def _check_side(user: User, field: str) -> None:
    if role_of(user, Role.DELEGATE):
        refuse(field, BOTH_SIDES.format(role="verzuimbegeleider onder taakdelegatie"))
    # One person on both sides would mix what only the doctor may know with the employer's side (privacy of the file).
    if role_of(user, Role.BEDRIJFSARTS):
        refuse(field, "Deze persoon is bedrijfsarts en mag niet ook Ontzorgmanager zijn. Kies een andere persoon.")
