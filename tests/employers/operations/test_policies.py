"""The insurance, and who does the case management."""

from datetime import date

import pytest
from django.core.exceptions import PermissionDenied, ValidationError

from accounts.actor import acting_as
from employers import operations
from employers.models import Policy
from tests.cast import Cast
from tests.factories import cases as make_cases
from tests.factories import employers as make

START = date(2026, 3, 1)
OWN = Policy.CaseManagement.EMPLOYER


def start(cast: Cast, number: str = "V-100", starts_on: date = START) -> Policy:
    return operations.start_policy(
        actor=cast.desk, employer=cast.bakery, number=number, starts_on=starts_on, casemanagement_by=OWN
    )


def test_the_running_policy_ends_on_the_day_the_new_one_starts(cast: Cast) -> None:
    new = start(cast)
    with acting_as(cast.desk):
        rows = Policy.objects.filter(employer=cast.bakery).order_by("starts_on")
        found = list(rows.values_list("starts_on", "ends_on", "casemanagement_by"))
    assert found == [(make.LONG_AGO, START, "insurer"), (START, None, "employer")]
    assert [new.in_force_on(day) for day in (date(2026, 2, 28), START)] == [False, True]


def test_a_file_that_opens_later_follows_the_policy(cast: Cast) -> None:
    start(cast)
    before = make_cases.report(cast.eva, cast.finn_file, START)
    after = make_cases.report(cast.anna, cast.carla_file, START)
    assert (before.insurer_manages, after.insurer_manages) == (True, False)


def test_a_number_is_used_once(cast: Cast) -> None:
    start(cast)
    with pytest.raises(ValidationError) as refused:
        start(cast, "v-100", date(2026, 4, 1))
    assert refused.value.message_dict == {"number": ["Dit polisnummer bestaat al. Controleer het nummer."]}


def test_a_policy_cannot_start_before_one_that_is_agreed(cast: Cast) -> None:
    start(cast)
    with pytest.raises(ValidationError) as refused:
        start(cast, "V-101")
    text = "Op 1 maart 2026 begint al een polis van deze werkgever. Kies een dag daarna."
    assert refused.value.message_dict == {"starts_on": [text]}


@pytest.mark.parametrize(
    ("ends_on", "text"),
    [
        (START, "De polis begon op 1 maart 2026. Kies een einddatum na die dag."),
        (date(2026, 6, 2), "De volgende polis begint op 1 juni 2026. Kies een einddatum tot en met die dag."),
        (None, "De volgende polis begint op 1 juni 2026. Kies een einddatum tot en met die dag."),
    ],
)
def test_an_end_fits_between_its_neighbours(cast: Cast, ends_on: date | None, text: str) -> None:
    first = start(cast)
    start(cast, "V-101", date(2026, 6, 1))
    with pytest.raises(ValidationError) as refused:
        operations.change_policy(actor=cast.desk, policy=first, number="V-100", casemanagement_by=OWN, ends_on=ends_on)
    assert refused.value.message_dict == {"ends_on": [text]}


def test_a_policy_can_end(cast: Cast) -> None:
    policy = operations.change_policy(
        actor=cast.desk, policy=start(cast), number="V-100", casemanagement_by=OWN, ends_on=date(2026, 5, 1)
    )
    assert [policy.in_force_on(day) for day in (date(2026, 4, 30), date(2026, 5, 1))] == [True, False]


def test_others_may_not(cast: Cast) -> None:
    policy = start(cast)
    for actor in (cast.anna, cast.bert, cast.daan, cast.noor, cast.carla):
        with pytest.raises(PermissionDenied):
            operations.start_policy(
                actor=actor, employer=cast.bakery, number="V-9", starts_on=START, casemanagement_by=OWN
            )
        with pytest.raises(PermissionDenied):
            operations.change_policy(actor=actor, policy=policy, number="V-9", casemanagement_by=OWN, ends_on=None)
