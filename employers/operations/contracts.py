"""Which arbodienst and which bedrijfsarts work for an employer (Arbowet art. 14)."""

from datetime import date

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Verb
from employers.models import Employer, OccupationalHealthService, OccupationalPhysician, OhsContract
from employers.operations._checks import day_text, refuse
from employers.operations._succession import make_room


@operation(Verb.MANAGE_CONTRACT, resource="employers.ohscontract")
def conclude_contract(
    *,
    actor: Actor,
    employer: Employer,
    ohs: OccupationalHealthService,
    physician: OccupationalPhysician,
    starts_on: date,
) -> OhsContract:
    """Let an arbodienst, with one named bedrijfsarts, work for an employer from `starts_on` (inclusive).

    The contract that runs on that day ends there. Files that are open keep their arbodienst. Raises ValidationError
    when the arbodienst is inactive or its certificate is not valid on the first day, when the doctor does not work
    there, or when another contract begins on that day or later.
    """
    # Locked through the actor's eyes: two contracts at once wait for each other, and a certificate cannot change here.
    employer = Employer.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=employer.pk)
    ohs = OccupationalHealthService.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=ohs.pk)
    physician = OccupationalPhysician.objects.visible_to(actor).select_for_update(of=("self",)).get(pk=physician.pk)
    _check_ohs(ohs, starts_on)
    _check_physician(physician, ohs)
    make_room(OhsContract.objects.filter(employer=employer), starts_on, "arbocontract")
    contract = OhsContract(employer=employer, ohs=ohs, physician=physician, starts_on=starts_on)
    contract.save(force_insert=True)
    return contract


def _check_ohs(ohs: OccupationalHealthService, starts_on: date) -> None:
    if not ohs.is_active:
        refuse("ohs", f"{ohs.name} staat op niet actief. Kies een andere arbodienst, of zet deze weer op actief.")
    if not ohs.certified_on(starts_on):
        refuse(
            "ohs",
            f"Het certificaat van {ohs.name} is geldig tot en met {day_text(ohs.certificate_valid_until)}. "
            "Leg eerst het nieuwe certificaat vast, of kies een andere arbodienst.",
        )


def _check_physician(physician: OccupationalPhysician, ohs: OccupationalHealthService) -> None:
    if physician.ohs_id != ohs.pk:
        refuse("physician", f"{physician.name} werkt niet bij {ohs.name}. Kies een bedrijfsarts van deze arbodienst.")
    if not physician.is_active:
        refuse("physician", f"{physician.name} staat op niet actief. Kies een andere bedrijfsarts.")
