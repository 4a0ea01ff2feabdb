"""Which arbodienst works for an employer, and from when."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import acting_as
from cases.models import AbsenceCase
from employers import operations
from employers.models import Employer, OhsContract
from tests.cast import Cast
from tests.factories import cases as make_cases
from tests.factories import employers as make

START = date(2026, 3, 1)


def history(employer: Employer) -> list[tuple[str, date, date | None]]:
    with acting_as(make.ARRANGER):
        rows = OhsContract.objects.filter(employer=employer).order_by("starts_on")
        return list(rows.values_list("ohs__name", "starts_on", "ends_on"))


def conclude(cast: Cast, starts_on: date = START, **changes: object) -> OhsContract:
    values = {"employer": cast.bakery, "ohs": cast.oost, "physician": cast.gijs_profile} | changes
    return operations.conclude_contract(actor=cast.desk, starts_on=starts_on, **values)  # type: ignore[arg-type]  # tests vary them


def refusal(cast: Cast, starts_on: date = START, **changes: object) -> dict[str, list[str]]:
    with pytest.raises(ValidationError) as refused:
        conclude(cast, starts_on, **changes)
    messages: dict[str, list[str]] = refused.value.message_dict
    return messages


def test_the_running_contract_ends_on_the_day_the_new_one_starts(cast: Cast) -> None:
    conclude(cast)
    assert history(cast.bakery) == [("Vitaal Werk", make.LONG_AGO, START), ("Arbo Oost", START, None)]
    assert history(cast.garage) == [("Arbo Oost", make.LONG_AGO, None)]


def test_a_first_contract_ends_nothing(cast: Cast) -> None:
    new = make.make_employer("Slagerij Nieuw")
    conclude(cast, employer=new)
    assert history(new) == [("Arbo Oost", START, None)]


def test_an_ended_contract_keeps_its_end(cast: Cast) -> None:
    shop = make.make_employer("Winkel Oud")
    make.make_contract(shop, cast.daan_profile, ends_on=date(2020, 1, 1))
    conclude(cast, employer=shop)
    assert history(shop) == [("Vitaal Werk", make.LONG_AGO, date(2020, 1, 1)), ("Arbo Oost", START, None)]


@pytest.mark.parametrize("day", [START, date(2026, 2, 28)])
def test_a_contract_cannot_start_before_one_that_is_agreed(cast: Cast, day: date) -> None:
    conclude(cast)
    text = "Op 1 maart 2026 begint al een arbocontract van deze werkgever. Kies een dag daarna."
    assert refusal(cast, day) == {"starts_on": [text]}
    assert history(cast.bakery) == [("Vitaal Werk", make.LONG_AGO, START), ("Arbo Oost", START, None)]


def test_the_certificate_must_be_valid_on_the_first_day(cast: Cast) -> None:
    west = make.make_ohs("Arbo West", certificate_valid_until=date(2026, 2, 28))
    doctor = make.make_physician(west, "Piet Arts")
    assert refusal(cast, date(2026, 3, 1), ohs=west, physician=doctor) == {
        "ohs": [
            "Het certificaat van Arbo West is geldig tot en met 28 februari 2026. "
            "Leg eerst het nieuwe certificaat vast, of kies een andere arbodienst."
        ]
    }
    assert conclude(cast, date(2026, 2, 28), ohs=west, physician=doctor).ohs == west


def test_an_inactive_arbodienst_gets_no_new_contract(cast: Cast) -> None:
    west = make.make_ohs("Arbo West", is_active=False)
    doctor = make.make_physician(west, "Piet Arts")
    assert refusal(cast, ohs=west, physician=doctor) == {
        "ohs": ["Arbo West staat op niet actief. Kies een andere arbodienst, of zet deze weer op actief."]
    }


def test_the_doctor_works_for_the_arbodienst(cast: Cast) -> None:
    assert refusal(cast, physician=cast.daan_profile) == {
        "physician": ["Daan Dokter werkt niet bij Arbo Oost. Kies een bedrijfsarts van deze arbodienst."]
    }


def test_an_inactive_doctor_gets_no_new_contract(cast: Cast) -> None:
    away = make.make_physician(cast.oost, "Ria Rust", is_active=False)
    assert refusal(cast, physician=away) == {
        "physician": ["Ria Rust staat op niet actief. Kies een andere bedrijfsarts."]
    }


def test_open_files_keep_their_arbodienst(cast: Cast) -> None:
    case = make_cases.report(cast.anna, cast.carla_file, date(2026, 1, 5))
    conclude(cast)
    with acting_as(cast.desk):
        kept = AbsenceCase.objects.get(pk=case.pk)
    assert (kept.ohs_id, kept.physician_id) == (cast.vitaal.pk, cast.daan_profile.pk)


def test_others_may_not(cast: Cast) -> None:
    for actor in (cast.anna, cast.bert, cast.daan, cast.noor, cast.carla):
        with pytest.raises(PermissionDenied):
            operations.conclude_contract(
                actor=actor, employer=cast.bakery, ohs=cast.oost, physician=cast.gijs_profile, starts_on=START
            )
