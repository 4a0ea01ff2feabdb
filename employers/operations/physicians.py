"""The bedrijfsartsen of the arbodiensten."""

import re
from datetime import date

from django.db.models import Q

from accounts.actor import Actor
from accounts.models import User
from accounts.operation import operation
from accounts.terms import Role, Verb
from employers.models import OccupationalHealthService, OccupationalPhysician, OhsContract
from employers.operations._accounts import account_for, add_membership, role_of, taken
from employers.operations._checks import check_fields, check_free, refuse, update

RESOURCE = "employers.occupationalphysician"


@operation(Verb.MANAGE_PHYSICIAN, resource=RESOURCE)
def register_physician(
    *, actor: Actor, ohs: OccupationalHealthService, name: str, email: str, big_number: str
) -> OccupationalPhysician:
    """Add a doctor to an arbodienst, with an account and the role of bedrijfsarts there."""
    user = account_for(email=email, name=name)
    _check_role_is_free(user)
    physician = OccupationalPhysician(user=user, ohs=ohs, big_number=_digits(big_number))
    _check(physician)
    physician.save(force_insert=True)
    add_membership(user, Role.BEDRIJFSARTS, ohs=ohs)
    return physician


@operation(Verb.MANAGE_PHYSICIAN, on="physician", resource=RESOURCE)
def change_physician(
    *, actor: Actor, physician: OccupationalPhysician, name: str, big_number: str, is_active: bool, today: date
) -> OccupationalPhysician:
    """Correct a doctor's data, or take the doctor out of use for new contracts.

    Refused while a contract that runs or will run on `today` names the doctor: new files would go there.
    Files that are open keep their doctor. Who is in use again after the role ended has it again from today on; raises
    ValidationError for who is Ontzorgmanager meanwhile.
    """
    if is_active and not role_of(physician.user, Role.BEDRIJFSARTS):
        _check_side(physician.user, "is_active")
        add_membership(taken(physician.pk), Role.BEDRIJFSARTS, ohs=physician.ohs)
    if physician.is_active and not is_active:
        _check_no_contract(physician, today)
    names = update(physician, {"big_number": _digits(big_number), "is_active": is_active})
    _check(physician)
    update(physician.user, {"name": name})
    check_fields(physician.user)
    physician.user.save(update_fields=["name"])
    physician.save(update_fields=names)
    return physician


def _digits(number: str) -> str:
    return re.sub(r"[\s.-]", "", number)


def _check(physician: OccupationalPhysician) -> None:
    if not re.fullmatch(r"[0-9]{11}", physician.big_number):
        refuse("big_number", "Een BIG-nummer heeft 11 cijfers. Kijk het na in het BIG-register.")
    check_fields(physician)
    check_free(
        OccupationalPhysician.objects.all(),
        "big_number",
        physician,
        "Dit BIG-nummer is van een andere bedrijfsarts. Controleer het nummer.",
    )


def _check_role_is_free(user: User) -> None:
    known = OccupationalPhysician.objects.filter(user=user).select_related("ohs").first()
    if known is not None:
        refuse("email", f"Met dit e-mailadres staat al een bedrijfsarts in de lijst, bij {known.ohs.name}.")
    _check_side(user, "email")


def _check_side(user: User, field: str) -> None:
    # One person on both sides would mix what only the doctor may know with the employer's side (privacy of the file).
    if role_of(user, Role.ONTZORGMANAGER):
        refuse(field, "Deze persoon is Ontzorgmanager en mag niet ook bedrijfsarts zijn. Kies een andere persoon.")


def _check_no_contract(physician: OccupationalPhysician, today: date) -> None:
    running = OhsContract.objects.filter(Q(ends_on__isnull=True) | Q(ends_on__gt=today), physician=physician)
    names = list(running.order_by("employer__name").values_list("employer__name", flat=True))
    if names:
        refuse(
            "is_active",
            f"Deze bedrijfsarts staat in het arbocontract van {', '.join(names)}. "
            "Sluit daar eerst een contract met een andere bedrijfsarts.",
        )
