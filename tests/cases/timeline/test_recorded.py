"""What people record becomes facts, and only that."""

from datetime import date

import pytest

from cases.timeline.absence import Absence, Spell
from cases.timeline.facts import Facts, Period, VoluntaryExtension, WageSanction
from cases.timeline.recorded import FACT_KINDS, Recorded, same_cause, with_recorded
from cases.timeline.rules import Party

FACTS = Facts(Absence((Spell(date(2026, 1, 5)),)), contract_end=date(2028, 12, 31))


def test_nothing_recorded_changes_nothing() -> None:
    assert with_recorded(FACTS, []) == FACTS


def test_each_kind_reaches_its_fact() -> None:
    found = with_recorded(
        FACTS,
        [
            Recorded("contract_end", date(2026, 6, 30), ground="fixed_term"),
            Recorded("short_recovery_expected", date(2026, 5, 1), answer=True),
            Recorded("no_usable_capacity", date(2026, 4, 1)),
            Recorded("no_usable_capacity", date(2026, 2, 1), date(2026, 3, 1)),
            Recorded("capacity_changed", date(2026, 3, 1)),
            Recorded("expert_opinion_request", date(2026, 3, 9), ground="own_work"),
            Recorded("wage_sanction", date(2027, 11, 1), date(2028, 12, 31), ground="substantive"),
            Recorded("shortening_request", date(2028, 2, 10)),
            Recorded("sanction_repaired", date(2028, 3, 1)),
            Recorded("voluntary_extension", date(2027, 10, 1), date(2028, 7, 2)),
            Recorded("early_iva_granted", date(2026, 12, 1)),
        ],
    )
    assert found.contract_end == date(2026, 6, 30)
    assert found.short_recovery_expected
    assert found.without_capacity == (Period(date(2026, 2, 1), date(2026, 3, 1)), Period(date(2026, 4, 1)))
    assert (found.no_usable_capacity, found.usable_capacity_on) == (True, None)
    assert (found.capacity_changed_on, found.opinion_requested_on) == ((date(2026, 3, 1),), (date(2026, 3, 9),))
    assert found.sanction == WageSanction(
        date(2027, 11, 1), date(2028, 12, 31), "substantive", date(2028, 2, 10), date(2028, 3, 1)
    )
    assert found.extension == VoluntaryExtension(date(2027, 10, 1), date(2028, 7, 2))
    assert (found.iva_granted_on, found.iva_settled_on) == (date(2026, 12, 1), date(2026, 12, 1))


@pytest.mark.parametrize("told", [date(2026, 11, 20), date(2026, 12, 9)])
def test_a_grant_is_settled_when_it_is_told_and_by_the_first_day_at_the_latest(told: date) -> None:
    found = with_recorded(FACTS, [Recorded("early_iva_granted", date(2026, 12, 1), told_on=told)])
    assert (found.iva_granted_on, found.iva_settled_on) == (date(2026, 12, 1), min(told, date(2026, 12, 1)))


def test_of_one_kind_the_last_counts() -> None:
    answers = [
        Recorded("short_recovery_expected", date(2026, 5, 2), answer=False),
        Recorded("short_recovery_expected", date(2026, 5, 1), answer=True),
        Recorded("same_cause_after_leave", date(2026, 5, 1), answer=False),
        Recorded("same_cause_after_leave", date(2026, 6, 1), answer=True),
    ]
    assert not with_recorded(FACTS, answers).short_recovery_expected
    assert same_cause(answers) is True
    assert same_cause(answers[:3]) is False
    assert same_cause([]) is None


def test_a_term_without_its_end_is_no_term() -> None:
    open_ended = [Recorded("wage_sanction", date(2027, 11, 1)), Recorded("voluntary_extension", date(2027, 10, 1))]
    found = with_recorded(FACTS, open_ended)
    assert (found.sanction, found.extension) == (None, None)


def test_only_the_bedrijfsarts_answers_medical_questions() -> None:
    medical = {"short_recovery_expected", "no_usable_capacity", "capacity_changed", "incapacity_percentage"}
    medical |= {"same_cause_after_leave"}
    by_doctor = {key for key, kind in FACT_KINDS.items() if kind.recorded_by == {Party.BEDRIJFSARTS}}
    assert by_doctor == medical
    assert Party.EMPLOYER not in FACT_KINDS["early_iva_request"].shown_to
    for kind in FACT_KINDS.values():
        assert kind.recorded_by <= kind.shown_to
        assert not kind.until_required or kind.until
