"""Hours of the suitable tasks: exact sums, in Decimal, and what counts."""

from datetime import date
from decimal import Decimal

import pytest

from cases.job_tasks.hours import Weighed, answer_holds, hours_of, is_answered, possible_hours, say_share_problem
from cases.job_tasks.words import Ability, Verdict


def test_share_of_the_contract_is_exact() -> None:
    assert hours_of(15, Decimal("36.5")) == Decimal("5.475")


@pytest.mark.parametrize(
    ("said", "advised", "counts"),
    [
        (Ability.YES, None, True),
        (Ability.ADAPTED, None, True),
        (Ability.NOT_YET, None, False),
        (None, None, False),
        (Ability.NOT_YET, Verdict.FIT, True),
        (Ability.NOT_YET, Verdict.ADAPTED, True),
        (Ability.YES, Verdict.NOT_FIT, False),
    ],
)
def test_answer_of_the_bedrijfsarts_goes_before_that_of_the_employee(
    said: Ability | None, advised: Verdict | None, counts: bool
) -> None:
    assert Weighed("Bakken", 50, said, advised).is_possible is counts


def test_sum_is_shown_and_rounded_down() -> None:
    tasks = [
        Weighed("Bakken", 50, Ability.NOT_YET),
        Weighed("Inpakken", 35, Ability.YES),
        Weighed("Tellen", 15, Ability.NOT_YET, Verdict.FIT),
    ]
    found = possible_hours(tasks, Decimal("36.5"))
    assert found.hours == Decimal("18.2")
    assert found.sums == (
        "Inpakken: 35% × 36,5 uur = 12,775 uur per week.",
        "Tellen: 15% × 36,5 uur = 5,475 uur per week.",
        "Samen: 12,775 + 5,475 = 18,25 uur per week.",
        "Naar beneden afgerond: 18,2 uur per week.",
    )


def test_one_task_needs_no_adding_up_and_none_gives_nothing() -> None:
    one = possible_hours([Weighed("Bakken", 50, Ability.YES)], Decimal(36))
    assert (one.hours, one.sums) == (Decimal(18), ("Bakken: 50% × 36 uur = 18 uur per week.",))
    none = possible_hours([Weighed("Bakken", 50, Ability.NOT_YET)], Decimal(36))
    assert (none.hours, none.sums) == (Decimal(0), ())


def test_answer_holds_until_and_with_its_last_day() -> None:
    until = date(2026, 3, 16)
    assert answer_holds(until, date(2026, 3, 16))
    assert not answer_holds(until, date(2026, 3, 17))


@pytest.mark.parametrize(
    ("shares", "said"),
    [
        ([50, 50], ""),
        ([50, 30], "De taken zijn samen 80% van de werktijd. Maak er 100% van: 20% meer."),
        ([90, 20], "De taken zijn samen 110% van de werktijd. Maak er 100% van: 10% minder."),
    ],
)
def test_shares_are_the_whole_job(shares: list[int], said: str) -> None:
    assert say_share_problem(shares) == said


@pytest.mark.parametrize(
    ("last_days", "answered"),
    [
        ([date(2026, 3, 16), date(2026, 5, 1)], True),
        ([date(2026, 3, 15), date(2026, 5, 1)], False),
        ([None, date(2026, 5, 1)], False),
    ],
    ids=["all hold", "one is over", "one is open"],
)
def test_question_is_answered_once_every_task_has_an_answer_that_holds(
    last_days: list[date | None], answered: bool
) -> None:
    assert is_answered(last_days, date(2026, 3, 16)) is answered
