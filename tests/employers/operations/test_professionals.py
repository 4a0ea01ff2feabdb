"""Bedrijfsartsen and Ontzorgmanagers."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import acting_as
from accounts.models import User
from employers import operations
from employers.models import Membership, OccupationalPhysician, Ontzorgmanager
from tests.cast import Cast

TODAY = date(2026, 3, 1)


def doctor(**changes: Any) -> dict[str, Any]:
    return {"name": "Piet Arts", "email": "Piet@Arts.example", "big_number": "1904 1234 501"} | changes


def manager(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Mia Maas",
        "email": "mia@ontzorg.example",
        "basis": "register",
        "registration_number": "RNVC-9",
        "registered_until": date(2027, 1, 1),
        "phone": "06 12121212",
    } | changes


def roles_of(cast: Cast, email: str) -> list[tuple[str, int | None]]:
    with acting_as(cast.desk):
        return list(Membership.objects.filter(user__email=email).values_list("role", "ohs"))


def test_a_doctor_gets_an_account_and_the_role(cast: Cast) -> None:
    added = operations.register_physician(actor=cast.desk, ohs=cast.vitaal, **doctor())
    user = User.objects.get(email="piet@arts.example")
    assert (added.user, added.ohs, added.big_number, added.is_active) == (user, cast.vitaal, "19041234501", True)
    assert (user.name, user.has_usable_password()) == ("Piet Arts", False)
    assert roles_of(cast, "piet@arts.example") == [("bedrijfsarts", cast.vitaal.pk)]


@pytest.mark.parametrize("number", ["1904123450", "190412345011", "1904123450a", ""])
def test_a_big_number_has_eleven_digits(cast: Cast, number: str) -> None:
    with pytest.raises(ValidationError) as refused:
        operations.register_physician(actor=cast.desk, ohs=cast.vitaal, **doctor(big_number=number))
    text = "Een BIG-nummer heeft 11 cijfers. Kijk het na in het BIG-register."
    assert refused.value.message_dict == {"big_number": [text]}
    assert User.objects.filter(email="piet@arts.example").exists() is False


def test_a_big_number_is_of_one_doctor(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        operations.register_physician(
            actor=cast.desk, ohs=cast.vitaal, **doctor(big_number=cast.gijs_profile.big_number)
        )
    text = "Dit BIG-nummer is van een andere bedrijfsarts. Controleer het nummer."
    assert refused.value.message_dict == {"big_number": [text]}


def test_a_doctor_is_registered_once(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        operations.register_physician(
            actor=cast.desk, ohs=cast.vitaal, **doctor(email=cast.user(cast.gijs).email.upper())
        )
    text = "Met dit e-mailadres staat al een bedrijfsarts in de lijst, bij Arbo Oost."
    assert refused.value.message_dict == {"email": [text]}


def test_nobody_is_doctor_and_ontzorgmanager(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        operations.register_physician(actor=cast.desk, ohs=cast.vitaal, **doctor(email=cast.user(cast.noor).email))
    text = "Deze persoon is Ontzorgmanager en mag niet ook bedrijfsarts zijn. Kies een andere persoon."
    assert refused.value.message_dict == {"email": [text]}
    with pytest.raises(ValidationError) as refused:
        operations.register_ontzorgmanager(actor=cast.desk, **manager(email=cast.user(cast.daan).email))
    text = "Deze persoon is bedrijfsarts en mag niet ook Ontzorgmanager zijn. Kies een andere persoon."
    assert refused.value.message_dict == {"email": [text]}


def change(cast: Cast, physician: OccupationalPhysician, *, is_active: bool) -> OccupationalPhysician:
    return operations.change_physician(
        actor=cast.desk,
        physician=physician,
        name="Daan de Dokter",
        big_number="19041234501",
        is_active=is_active,
        today=TODAY,
    )


def test_a_doctor_can_be_corrected(cast: Cast) -> None:
    changed = change(cast, cast.daan_profile, is_active=True)
    assert (changed.big_number, cast.user(cast.daan).name) == ("19041234501", "Daan de Dokter")


def test_a_doctor_with_a_contract_stays_in_use(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        change(cast, cast.daan_profile, is_active=False)
    text = (
        "Deze bedrijfsarts staat in het arbocontract van Bakkerij De Korenaar. "
        "Sluit daar eerst een contract met een andere bedrijfsarts."
    )
    assert refused.value.message_dict == {"is_active": [text]}


def test_a_doctor_without_contract_can_stop(cast: Cast) -> None:
    operations.conclude_contract(
        actor=cast.desk, employer=cast.bakery, ohs=cast.oost, physician=cast.gijs_profile, starts_on=TODAY
    )
    assert change(cast, cast.daan_profile, is_active=False).is_active is False


def test_an_ontzorgmanager_gets_an_account_and_the_role(cast: Cast) -> None:
    added = operations.register_ontzorgmanager(actor=cast.desk, **manager())
    with acting_as(cast.desk):
        stored = Ontzorgmanager.objects.values_list(
            "basis", "registration_number", "registered_until", "phone", "is_active"
        ).get(pk=added.pk)
    assert stored == ("register", "RNVC-9", date(2027, 1, 1), "06 12121212", True)
    assert roles_of(cast, "mia@ontzorg.example") == [("ontzorgmanager", None)]


def test_a_register_gives_a_number(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        operations.register_ontzorgmanager(actor=cast.desk, **manager(registration_number=" "))
    text = "Vul het nummer in het beroepsregister in, of kies een andere grondslag."
    assert refused.value.message_dict == {"registration_number": [text]}


def test_employment_needs_no_number(cast: Cast) -> None:
    added = operations.register_ontzorgmanager(actor=cast.desk, **manager(basis="insurer", registration_number=""))
    assert (added.basis, added.registration_number) == ("insurer", "")


def test_an_ontzorgmanager_is_registered_once(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        operations.register_ontzorgmanager(actor=cast.desk, **manager(email=cast.user(cast.noor).email))
    text = "Met dit e-mailadres staat al een Ontzorgmanager in de lijst. Wijzig die gegevens."
    assert refused.value.message_dict == {"email": [text]}


def test_a_registration_is_renewed(cast: Cast) -> None:
    values = manager(name="Noor Wit", registered_until=date(2025, 1, 1), is_active=True)
    del values["email"]
    changed = operations.change_ontzorgmanager(actor=cast.desk, manager=cast.noor_profile, **values)
    with acting_as(cast.desk):
        ready = list(Ontzorgmanager.objects.registered_on(TODAY).values_list("user__name", flat=True))
    assert (changed.name, changed.registered_until) == ("Noor Wit", date(2025, 1, 1))
    assert ready == ["Loes Vos"]


def test_others_may_not(cast: Cast) -> None:
    values = manager(is_active=True)
    del values["email"]
    for actor in (cast.anna, cast.bert, cast.daan, cast.noor, cast.carla):
        with pytest.raises(PermissionDenied):
            operations.register_physician(actor=actor, ohs=cast.vitaal, **doctor())
        with pytest.raises(PermissionDenied):
            operations.change_physician(
                actor=actor,
                physician=cast.daan_profile,
                name="Daan",
                big_number="19041234501",
                is_active=True,
                today=TODAY,
            )
        with pytest.raises(PermissionDenied):
            operations.register_ontzorgmanager(actor=actor, **manager())
        with pytest.raises(PermissionDenied):
            operations.change_ontzorgmanager(actor=actor, manager=cast.noor_profile, **values)
