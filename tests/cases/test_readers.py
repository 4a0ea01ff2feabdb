"""Who reads what is filled in: named from the access table, and the same sentence on every form."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, CapacityChange, HandoverNote, SickReport
from cases.readers import NAMES, readers_by, say_readers
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make

EVERYBODY = frozenset(NAMES)
EXPERT = "een gevraagde arbeidsdeskundige"
DELEGATE = "een verzuimbegeleider"
MANAGER = "een Ontzorgmanager (als die er is)"
ALL = f"U, uw werknemer, de arbodienst, de bedrijfsarts, {DELEGATE}, de Ontzorgmanager, {EXPERT} en de verzekeraar."


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(8))


def test_readers_come_from_the_access_table() -> None:
    guides = {Role.EMPLOYER, Role.EMPLOYEE, Role.BEDRIJFSARTS, Role.DELEGATE, Role.ONTZORGMANAGER, Role.LABOUR_EXPERT}
    assert readers_by(CapacityChange, "hours_per_week") == guides | {Role.ARBODIENST, Role.DESK}
    assert readers_by(SickReport, "contact_phone") == guides | {Role.ARBODIENST}
    assert readers_by(HandoverNote, "text") == {Role.EMPLOYER}


@pytest.mark.parametrize(
    ("viewer", "readers", "sentence"),
    [
        (
            Role.EMPLOYER,
            EVERYBODY,
            f"U, uw werknemer, de arbodienst, de bedrijfsarts, {MANAGER}, {EXPERT} en de verzekeraar.",
        ),
        (Role.BEDRIJFSARTS, {Role.BEDRIJFSARTS, Role.DELEGATE}, "U en uw verzuimbegeleider (als u die heeft)."),
        (Role.DELEGATE, {Role.BEDRIJFSARTS, Role.DELEGATE}, "U en de bedrijfsarts."),
        (Role.EMPLOYEE, {Role.EMPLOYEE, Role.BEDRIJFSARTS}, "U en de bedrijfsarts."),
        (Role.EMPLOYEE, {Role.EMPLOYER}, "U en uw werkgever."),
        (Role.DESK, {Role.EMPLOYER, Role.EMPLOYEE}, "U, de werkgever en de werknemer."),
        (Role.EMPLOYER, {Role.EMPLOYER}, "Alleen u en collega’s die hier ook voor uw bedrijf werken."),
        (Role.BEDRIJFSARTS, {Role.BEDRIJFSARTS}, "Alleen u."),
    ],
)
def test_sentence_begins_with_who_fills_in(viewer: Role, readers: set[Role], sentence: str) -> None:
    assert say_readers(viewer, readers) == sentence


@pytest.mark.parametrize(
    ("readers", "sentence"),
    [
        (set(), "U en wie na u komt."),
        ({Role.EMPLOYEE}, "U, wie na u komt en de werknemer."),
        ({Role.EMPLOYEE, Role.DESK}, "U, wie na u komt, de werknemer en de verzekeraar."),
    ],
)
def test_somebody_else_in_the_same_role_is_named_first(readers: set[Role], sentence: str) -> None:
    assert say_readers(Role.ONTZORGMANAGER, readers, besides="wie na u komt") == sentence


def note(cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str, key: str) -> str:
    response = as_actor(getattr(cast, who)).get(reverse("cases:change", args=[case.pk, key]))
    found = BeautifulSoup(response.content, "html.parser").select_one("form#wijziging .reader-note")
    return "" if found is None else " ".join(found.get_text(" ").split()).removeprefix("Wie leest dit? ")


@pytest.mark.parametrize(
    ("who", "key", "sentence"),
    [
        (
            "daan",
            "geen-benutbare-mogelijkheden",
            f"U, de werkgever, de werknemer, uw verzuimbegeleider (als u die heeft), de Ontzorgmanager en {EXPERT}.",
        ),
        ("anna", "overlijden", ALL.replace("uw werknemer, ", "")),
        ("carla", "vervroegde-aanvraag", f"U, de bedrijfsarts en {DELEGATE}."),
        ("anna", "herstel", ALL),
    ],
)
def test_change_names_its_readers(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, *, who: str, key: str, sentence: str
) -> None:
    assert note(cast, as_actor, case, who, key) == sentence


@pytest.mark.parametrize(
    ("who", "key", "by"),
    [
        ("carla", "herstel", "uw werkgever"),
        ("carla", "stap-op-een-andere-dag", "uw werkgever, de bedrijfsarts of de Ontzorgmanager"),
        ("daan", "herstel", "de werkgever"),
        ("ina", "eerste-ziektedag", "de werkgever"),
    ],
)
def test_who_only_looks_hears_who_carries_it_through_and_of_no_reader(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, *, who: str, key: str, by: str
) -> None:
    client = as_actor(getattr(cast, who))
    response = client.get(reverse("cases:change", args=[case.pk, key]))
    assert f"Doorvoeren doet {by}." in response.content.decode()
    assert "Wie leest dit" not in response.content.decode()


def test_end_of_a_fact_has_the_readers_of_the_fact(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    fact = operations.record_fact(
        actor=cast.daan,
        case=case,
        kind="no_usable_capacity",
        on=make.day(10),
        expected_version=make.fresh(cast.daan, case).version,
        today=make.day(10),
    )
    answer = as_actor(cast.daan).get(reverse("cases:end_fact", args=[case.pk, fact.pk]))
    note = BeautifulSoup(answer.content, "html.parser").select_one("form#wijziging .reader-note")
    says = f"U, de werkgever, de werknemer, uw verzuimbegeleider (als u die heeft), de Ontzorgmanager en {EXPERT}."
    assert " ".join(note.get_text(" ").split()) == f"Wie leest dit? {says}"
