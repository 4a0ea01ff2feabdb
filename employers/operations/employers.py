"""The employers that are insured here."""

import re

from stdnum.nl import bsn

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Verb
from employers.models import Employer
from employers.operations._checks import check_fields, check_free, refuse, update

RESOURCE = "employers.employer"


@operation(Verb.MANAGE_EMPLOYER, resource=RESOURCE)
def register_employer(
    *,
    actor: Actor,
    name: str,
    sector: str,
    address: str,
    city: str,
    phone: str,
    contact_name: str,
    payroll_tax_number: str,
    own_risk_ziektewet: bool | None,
    own_risk_wga: bool | None,
) -> Employer:
    """Add an employer. Without a policy and an arbocontract nothing can be promised to it yet.

    Who bears the risk of the Ziektewet or the WGA itself keeps its files longer (accounts.retention); None when nobody
    asked yet, and then the files stay as long.
    """
    employer = Employer(
        name=name,
        sector=sector,
        address=address,
        city=city,
        phone=phone,
        contact_name=contact_name,
        payroll_tax_number=compact_payroll_tax_number(payroll_tax_number),
        own_risk_ziektewet=own_risk_ziektewet,
        own_risk_wga=own_risk_wga,
    )
    _check(employer)
    employer.save(force_insert=True)
    return employer


@operation(Verb.MANAGE_EMPLOYER, on="employer", resource=RESOURCE)
def change_employer(
    *,
    actor: Actor,
    employer: Employer,
    name: str,
    sector: str,
    address: str,
    city: str,
    phone: str,
    contact_name: str,
    payroll_tax_number: str,
    own_risk_ziektewet: bool | None,
    own_risk_wga: bool | None,
) -> Employer:
    """Correct an employer's data."""
    names = update(
        employer,
        {
            "name": name,
            "sector": sector,
            "address": address,
            "city": city,
            "phone": phone,
            "contact_name": contact_name,
            "payroll_tax_number": compact_payroll_tax_number(payroll_tax_number),
            "own_risk_ziektewet": own_risk_ziektewet,
            "own_risk_wga": own_risk_wga,
        },
    )
    _check(employer)
    employer.save(update_fields=names)
    return employer


def compact_payroll_tax_number(number: str) -> str:
    """Nine digits, L, two digits, without the separators that people type."""
    return re.sub(r"[\s.-]", "", number).upper()


def is_payroll_tax_number(number: str) -> bool:
    """Whether this can be a loonheffingennummer: an RSIN or BSN that passes the 11-check, L, and two digits."""
    return bool(re.fullmatch(r"[0-9]{9}L[0-9]{2}", number)) and bool(bsn.is_valid(number[:9]))


def _check(employer: Employer) -> None:
    if not is_payroll_tax_number(employer.payroll_tax_number):
        refuse(
            "payroll_tax_number",
            "Dit is geen geldig loonheffingennummer. Het zijn 9 cijfers, de letter L en 2 cijfers, "
            "bijvoorbeeld 123456782L01. U vindt het op de aangiftebrief van de Belastingdienst.",
        )
    check_fields(employer)
    everyone = Employer.objects.all()
    check_free(everyone, "name", employer, "Er is al een werkgever met deze naam. Wijzig die, of maak de naam anders.")
    check_free(
        everyone, "payroll_tax_number", employer, "Een andere werkgever heeft dit nummer al. Controleer het nummer."
    )
