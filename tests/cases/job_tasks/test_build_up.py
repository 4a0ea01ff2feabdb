"""A build-up as far as the suitable tasks reach."""

from datetime import date
from decimal import Decimal

import pytest

from cases.job_tasks.build_up import say_past_answer, towards
from cases.timeline.buildup import Line

MONDAY = date(2026, 2, 9)


def test_grows_in_the_usual_rhythm_to_exactly_the_possible_hours() -> None:
    lines, says = towards(Decimal("18.2"), Decimal(36), Decimal(0), MONDAY)
    assert lines == (
        Line(date(2026, 2, 9), Decimal(5)),
        Line(date(2026, 2, 23), Decimal(10)),
        Line(date(2026, 3, 9), Decimal(15)),
        Line(date(2026, 3, 23), Decimal("18.2")),
    )
    assert says == (
        "Nu gewerkt: 0 uur per week. Mogelijk met deze taken: 18,2 uur per week.",
        "Zo groeit het werk in het gebruikelijke ritme: 5 → 10 → 15 → 18,2 uur per week.",
        "Het begint op 9 februari 2026 en is op 23 maart 2026 zover.",
        "Verder dan 18,2 uur gaat het nog niet: meer taken kunnen er nu niet.",
    )


def test_begins_with_the_hours_of_now() -> None:
    lines, _ = towards(Decimal(12), Decimal(36), Decimal(8), MONDAY)
    assert [line.hours_per_week for line in lines] == [Decimal(8), Decimal(12)]


def test_less_than_one_step_is_one_line() -> None:
    lines, _ = towards(Decimal("3.6"), Decimal(36), Decimal(0), MONDAY)
    assert lines == (Line(MONDAY, Decimal("3.6")),)


def test_whole_job_ends_with_the_contract() -> None:
    lines, says = towards(Decimal(12), Decimal(12), Decimal(0), MONDAY)
    assert lines[-1].hours_per_week == Decimal(12)
    assert "gaat het nog niet" not in " ".join(says)


@pytest.mark.parametrize(("possible", "worked"), [("0", "0"), ("12", "12"), ("12", "20")])
def test_nothing_to_grow_to_gives_no_lines(possible: str, worked: str) -> None:
    lines, says = towards(Decimal(possible), Decimal(36), Decimal(worked), MONDAY)
    assert lines == ()
    assert says[-1] in (
        "Er is nu geen taak die kan. Een opbouw begint als er een taak kan.",
        "Meer uren kunnen pas als er meer taken kunnen.",
    )


def test_says_that_a_step_begins_after_the_answer_it_rests_on() -> None:
    lines, _ = towards(Decimal(12), Decimal(36), Decimal(0), MONDAY)
    assert lines[-1].starts_on == date(2026, 3, 9)
    assert say_past_answer(lines, date(2026, 3, 8)) == (
        "Het antwoord van de bedrijfsarts waarop dit rust, geldt tot en met 8 maart 2026: "
        "voor een stap daarna is eerst een nieuw antwoord nodig."
    )
    assert say_past_answer(lines, date(2026, 3, 9)) == say_past_answer(lines, None) == ""
