"""The list of partners."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import acting_as
from accounts.models import AuditEvent
from employers import operations
from employers.models import OccupationalHealthService
from tests.cast import Cast
from tests.factories import employers as make


def fields(**changes: Any) -> dict[str, Any]:
    return {
        "name": "Arbo West",
        "certificate_number": "SBCA-77",
        "certificate_valid_until": date(2027, 3, 1),
        "contact_name": "Piet Plan",
        "phone": "020 1234567",
        "email": "planning@west.example",
        "is_active": True,
    } | changes


def test_a_partner_is_stored_as_given(cast: Cast) -> None:
    ohs = operations.register_ohs(actor=cast.desk, **fields())
    with acting_as(cast.desk):
        stored = OccupationalHealthService.objects.values(*fields()).get(pk=ohs.pk)
    assert stored == fields()


def test_one_audit_event_names_the_partner(cast: Cast) -> None:
    ohs = operations.register_ohs(actor=cast.desk, **fields())
    with acting_as(cast.desk):
        events = list(AuditEvent.objects.values_list("action", "resource", "object_id", "actor_id"))
    assert events == [("manage_arbodienst", "employers.occupationalhealthservice", ohs.pk, cast.desk.user_id)]


def test_two_partners_cannot_have_one_name(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        operations.register_ohs(actor=cast.desk, **fields(name="vitaal werk"))
    assert refused.value.message_dict == {
        "name": ["Er staat al een arbodienst met deze naam in de lijst. Kies een andere naam of wijzig die arbodienst."]
    }


def test_a_new_certificate_replaces_the_old_one(cast: Cast) -> None:
    changed = operations.change_ohs(actor=cast.desk, ohs=cast.vitaal, **fields(name="Vitaal Werk"))
    with acting_as(cast.desk):
        fresh = OccupationalHealthService.objects.get(pk=cast.vitaal.pk)
    assert changed == cast.vitaal
    assert (fresh.certificate_number, fresh.certificate_valid_until) == ("SBCA-77", date(2027, 3, 1))
    assert [fresh.certified_on(day) for day in (date(2027, 3, 1), date(2027, 3, 2))] == [True, False]


def test_a_wrong_address_is_said_at_its_field(cast: Cast) -> None:
    with pytest.raises(ValidationError) as refused:
        operations.register_ohs(actor=cast.desk, **fields(email="planning"))
    assert list(refused.value.message_dict) == ["email"]


def test_others_may_not(cast: Cast) -> None:
    for actor in (cast.anna, cast.bert, cast.daan, cast.noor, cast.carla):
        with pytest.raises(PermissionDenied):
            operations.register_ohs(actor=actor, **fields())
        with pytest.raises(PermissionDenied):
            operations.change_ohs(actor=actor, ohs=cast.vitaal, **fields())
    with acting_as(make.ARRANGER):
        assert OccupationalHealthService.objects.filter(name="Arbo West").exists() is False
