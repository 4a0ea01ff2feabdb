"""Two schedules side by side, and what the difference is called in Dutch."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given

from cases.timeline.absence import Absence, Spell
from cases.timeline.compare import Comparison, Kind, Row, compare
from cases.timeline.facts import Facts
from cases.timeline.rules import Party
from tests.cases.timeline.histories import START, files, plus, regimes

TODAY = date(2022, 8, 1)
SICK = Facts(Absence((Spell(date(2022, 1, 3)),)))
BETTER = Facts(Absence((Spell(date(2022, 1, 3), date(2022, 7, 4)),)))
RELAPSED = Facts(Absence((Spell(date(2022, 1, 3), date(2022, 7, 4)), Spell(date(2022, 7, 25)))))


def row(found: Comparison, key: str, occurrence: int = 1) -> Row:
    (one,) = [row for row in found.rows if (row.key, row.occurrence) == (key, occurrence)]
    return one


def test_an_interruption_of_21_days_moves_every_later_date() -> None:
    found = compare(SICK, RELAPSED, TODAY)
    assert found.summary[:3] == (
        "De laatste dag met loon bij ziekte is 21 dagen later: 21 januari 2024 in plaats van 31 december 2023.",
        "De WIA begint 21 dagen later: 22 januari 2024 in plaats van 1 januari 2024.",
        "De laatste dag waarop UWV een loonsanctie kan opleggen is 21 dagen later: 10 december 2023 in plaats van "
        "19 november 2023.",
    )
    step = row(found, "wia_application")
    assert (step.kind, step.old_due, step.new_due, step.moved_days) == (
        Kind.MOVED, date(2023, 10, 15), date(2023, 11, 5), 21,
    )  # fmt: skip
    assert row(found, "problem_analysis").kind is Kind.SAME
    assert {row.moved_days for row in found.changes} == {21}


def test_and_the_other_way_round_it_is_earlier() -> None:
    found = compare(RELAPSED, SICK, TODAY)
    assert found.summary[1] == "De WIA begint 21 dagen eerder: 1 januari 2024 in plaats van 22 januari 2024."


def test_recovery_pauses_what_is_open_and_says_when_the_file_closes() -> None:
    found = compare(SICK, BETTER, TODAY)
    assert row(found, "wia_application").kind is Kind.PAUSED
    assert row(found, "recovery_report_internal").kind is Kind.NEW
    assert (row(found, "wia_application").new_status, row(found, "wia_application").moved_days) == ("paused", 0)
    assert {
        "De WIA begint niet meer op 1 januari 2024.",
        "De loondoorbetaling bij ziekte loopt niet meer tot en met 31 december 2023.",
        "De uiterste dag waarop UWV over een loonsanctie beslist, 19 november 2023, vervalt.",
        "Het dossier sluit op 1 augustus 2022.",
    } <= set(found.summary)


def test_a_recovery_to_come_leaves_alone_what_is_due_before_it() -> None:
    """Seen on 1 May: what is due until 3 July can still be done; from the recovery on everything stands still."""
    done = {"problem_analysis": (date(2022, 2, 7),)}
    before, after = replace(SICK, done=done), replace(BETTER, done=done)
    found = compare(before, after, date(2022, 5, 1))
    first_day_fit = date(2022, 7, 4)
    sooner = {one for one in found.rows if one.old_due and one.old_due < first_day_fit}
    assert {"plan_of_action", "casemanager_designated", "wia_income_insight"} <= {one.key for one in sooner}
    assert {one.kind for one in sooner} == {Kind.SAME}
    later = {one.kind for one in found.rows if one.old_due and one.old_due >= first_day_fit}
    assert later == {Kind.PAUSED}
    report = row(found, "recovery_report_internal")
    assert (report.kind, report.new_due, report.new_status) == (Kind.NEW, date(2022, 7, 6), "planned")


def test_a_recovery_that_came_lets_every_open_step_stand_still() -> None:
    found = compare(SICK, BETTER, date(2022, 7, 4))
    assert row(found, "plan_of_action").kind is Kind.PAUSED
    assert not any(one.kind is Kind.SAME for one in found.rows)


def test_relapse_resumes_what_paused() -> None:
    found = compare(BETTER, RELAPSED, TODAY)
    assert row(found, "wia_application").kind is Kind.RESUMED
    assert row(found, "recovery_report_internal").kind is Kind.GONE
    assert "Het dossier sluit niet op 1 augustus 2022. Het loopt door." in found.summary
    assert "De WIA kan beginnen op 22 januari 2024." in found.summary


def test_closing_takes_away_what_was_open() -> None:
    found = compare(BETTER, replace(BETTER, closed_on=date(2022, 8, 1)), TODAY)
    assert row(found, "wia_application").kind is Kind.GONE
    assert not found.figure("closes_on").changed


def figures(found: Comparison) -> dict[str, date | None]:
    return {figure.key: figure.new for figure in found.figures if figure.changed}


def test_death_ends_the_pay_and_leaves_no_wia() -> None:
    died_on = date(2022, 8, 1)
    found = compare(SICK, replace(SICK, closed_on=died_on, contract_end=died_on), TODAY)
    assert figures(found) == {
        "last_paid_day": died_on,
        "wia_start": None,
        "uwv_sanction_deadline": None,
        "closes_on": died_on,
    }
    assert "De WIA begint niet meer op 1 januari 2024." in found.summary


def test_a_report_that_was_a_mistake_leaves_no_day_at_all() -> None:
    for leaving in (None, date(2022, 10, 1)):
        before = replace(SICK, contract_end=leaving)
        found = compare(before, replace(before, closed_on=TODAY), TODAY)
        assert {figure.key: figure.new for figure in found.figures} == {
            "last_paid_day": None,
            "wia_start": None,
            "uwv_sanction_deadline": None,
            "closes_on": TODAY,
        }


def test_a_file_that_ended_keeps_its_days() -> None:
    """Closed from the day after the last paid day: after 104 weeks, with the employment, after the state pension."""
    for facts, closed_on in (
        (SICK, date(2024, 1, 1)),
        (replace(SICK, contract_end=date(2022, 10, 1)), date(2022, 10, 2)),
        (replace(SICK, pension_on=date(2022, 6, 1)), date(2022, 8, 31)),
    ):
        found = compare(facts, replace(facts, closed_on=closed_on), closed_on)
        assert not found.figure("last_paid_day").changed
        assert not found.figure("wia_start").changed


def test_a_step_done_late_moves_what_hangs_on_it() -> None:
    done = {"problem_analysis": (date(2022, 3, 7),)}
    found = compare(SICK, replace(SICK, done=done), date(2022, 3, 10))
    assert row(found, "problem_analysis").kind is Kind.DONE
    assert (row(found, "plan_of_action").kind, row(found, "plan_of_action").moved_days) == (Kind.MOVED, 22)
    assert not row(found, "plan_of_action").becomes_late
    assert found.summary[-2:] == ("1 stap krijgt een andere datum.", "1 stap is gedaan.")


def test_a_repeating_step_that_is_done_brings_the_next() -> None:
    planned = replace(SICK, done={"problem_analysis": (date(2022, 2, 7),), "plan_of_action": (date(2022, 2, 21),)})
    evaluated = replace(planned, done={**planned.done, "periodic_evaluation": (date(2022, 4, 4),)})
    found = compare(planned, evaluated, TODAY)
    assert row(found, "periodic_evaluation").kind is Kind.DONE
    second = row(found, "periodic_evaluation", 2)
    assert (second.kind, second.old_status, second.new_due) == (Kind.NEW, "", date(2022, 5, 16))
    assert second.term.endswith("(2e keer)")


def test_a_completion_taken_back_makes_a_step_late() -> None:
    done = replace(SICK, done={"problem_analysis": (date(2022, 2, 13),)})
    found = compare(done, SICK, TODAY)
    assert row(found, "problem_analysis").kind is Kind.CHANGED
    assert row(found, "problem_analysis").becomes_late
    assert "1 stap is daardoor te laat." in found.summary


def test_a_party_sees_and_counts_only_its_own_steps() -> None:
    found = compare(SICK, BETTER, TODAY)
    assert "early_iva_window" in {row.key for row in found.rows}
    shown = found.shown_to(Party.EMPLOYER)
    assert "early_iva_window" not in {row.key for row in shown.rows}
    assert len(shown.changes) == len(found.changes) - 1
    assert shown.summary != found.summary


def test_an_unknown_figure_is_a_mistake() -> None:
    found = compare(SICK, SICK, TODAY)
    assert found.summary == ("Er verandert geen datum.",)
    with pytest.raises(KeyError):
        found.figure("nothing")


@given(files() | regimes())
def test_comparing_equal_facts_is_empty(facts: Facts) -> None:
    assert compare(facts, replace(facts), plus(START, 900)).is_empty


@given(files() | regimes(), regimes())
def test_every_step_of_both_sides_has_one_row(before: Facts, after: Facts) -> None:
    found = compare(before, after, plus(START, 900))
    names = [(row.key, row.occurrence) for row in found.rows]
    assert len(names) == len(set(names))
    for one in found.rows:
        assert (one.kind is Kind.MOVED) <= (one.old_due != one.new_due)
        assert (one.kind is Kind.NEW) <= (one.after is not None)
        assert (one.kind is Kind.GONE) <= (one.before is not None)
