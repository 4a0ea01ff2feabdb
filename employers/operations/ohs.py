"""The arbodiensten: the list of partners is kept by the desk."""

from datetime import date

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Verb
from employers.models import OccupationalHealthService
from employers.operations._checks import check_fields, check_free, update

RESOURCE = "employers.occupationalhealthservice"
TAKEN = "Er staat al een arbodienst met deze naam in de lijst. Kies een andere naam of wijzig die arbodienst."


@operation(Verb.MANAGE_ARBODIENST, resource=RESOURCE)
def register_ohs(
    *,
    actor: Actor,
    name: str,
    certificate_number: str,
    certificate_valid_until: date,
    contact_name: str,
    phone: str,
    email: str,
    is_active: bool = True,
) -> OccupationalHealthService:
    """Add a partner. `certificate_valid_until` is the last day on which its SBCA certificate is valid (inclusive)."""
    ohs = OccupationalHealthService(
        name=name,
        certificate_number=certificate_number,
        certificate_valid_until=certificate_valid_until,
        contact_name=contact_name,
        phone=phone,
        email=email,
        is_active=is_active,
    )
    _check(ohs)
    ohs.save(force_insert=True)
    return ohs


@operation(Verb.MANAGE_ARBODIENST, on="ohs", resource=RESOURCE)
def change_ohs(
    *,
    actor: Actor,
    ohs: OccupationalHealthService,
    name: str,
    certificate_number: str,
    certificate_valid_until: date,
    contact_name: str,
    phone: str,
    email: str,
    is_active: bool,
) -> OccupationalHealthService:
    """Correct a partner's data or record its new certificate. An inactive partner keeps its running contracts."""
    names = update(
        ohs,
        {
            "name": name,
            "certificate_number": certificate_number,
            "certificate_valid_until": certificate_valid_until,
            "contact_name": contact_name,
            "phone": phone,
            "email": email,
            "is_active": is_active,
        },
    )
    _check(ohs)
    ohs.save(update_fields=names)
    return ohs


def _check(ohs: OccupationalHealthService) -> None:
    check_fields(ohs)
    check_free(OccupationalHealthService.objects.all(), "name", ohs, TAKEN)
