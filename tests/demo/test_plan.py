"""The demo's plan: the same every time, true on every day of the calendar."""

from collections import Counter
from datetime import date, timedelta

import pytest
from stdnum.nl import bsn

from cases.timeline.pension import pension_day
from ontzorg.demo.companies import COMPANIES
from ontzorg.demo.partners import MANAGERS, PARTNERS
from ontzorg.demo.personas import PERSONAS
from ontzorg.demo.plan import File, Kind, Plan, plan
from ontzorg.demo.stories import SICK_BAKER

DAYS = [date(2026, 3, 2) + timedelta(days=day) for day in range(7)] + [date(2028, 2, 29), date(2027, 1, 1)]


@pytest.fixture(scope="module", params=DAYS, ids=str)
def planned(request: pytest.FixtureRequest) -> Plan:
    return plan(request.param)


def test_planning_twice_gives_the_same() -> None:
    assert plan(DAYS[0]) == plan(DAYS[0])


def test_size(planned: Plan) -> None:
    assert (len(COMPANIES), len(PARTNERS), len(MANAGERS), len(planned.people)) == (12, 5, 6, 180)
    assert 70 <= len(planned.files) <= 100
    assert {company.size for company in COMPANIES} >= {3, 40}


def test_people_can_exist(planned: Plan) -> None:
    assert all(bsn.is_valid(person.bsn) for person in planned.people)
    assert len({person.bsn for person in planned.people}) == len(planned.people)
    assert max(Counter((person.company, person.name) for person in planned.people).values()) == 1
    emails = [person.email for person in planned.people if person.email]
    assert len(set(emails)) == len(emails)
    assert all(person.birth_date < person.started_on < planned.today for person in planned.people)


def test_everybody_was_employed_when_falling_ill(planned: Plan) -> None:
    assert all(file.person.started_on < file.absence.first_sick_day for file in planned.files)


def test_nothing_happens_after_today_or_before_the_report(planned: Plan) -> None:
    for file in planned.files:
        days = [event.day for event in file.events]
        assert days == sorted(days)
        assert days[-1] <= planned.today
        assert file.events[0].kind is Kind.REPORT


def test_every_phase_is_there(planned: Plan) -> None:
    weeks = {file.absence.sickness_week(planned.today) for file in planned.files if file.absence.recovered_on is None}
    assert weeks >= {1, 2, 6, 8, 26, 42, 60, 88, 91, 93, 100, 104}
    assert weeks & set(range(46, 53))
    kinds = Counter(event.kind for file in planned.files for event in file.events)
    assert {kind for kind in Kind if not kinds[kind]} == set()


def test_one_file_is_joined_by_a_gap_of_three_weeks(planned: Plan) -> None:
    gaps = [gap.days for file in planned.files for gap in file.absence.gaps if not gap.leave_days]
    assert 21 in gaps
    assert max(gaps) < 28


def test_leave_interrupts_sickness_at_the_first_personas_company(planned: Plan) -> None:
    [file] = [file for file in planned.files if file.person.company == "korenaar" and file.absence.leaves]
    [gap], [leave] = file.absence.gaps, file.absence.leaves
    assert (gap.first, gap.last, gap.days, gap.leave_days) == (leave.first, leave.last, 112, 112)
    assert file.absence.counted_days(planned.today) == 82
    recorded = next(event.day for event in file.events if event.kind is Kind.LEAVE)
    assert recorded < leave.first
    assert 35 * 365 < (planned.today - file.person.birth_date).days < 37 * 365


def test_bakers_plan_waits_for_both_and_is_not_late(planned: Plan) -> None:
    file = _of(planned, SICK_BAKER)
    kinds = {event.kind: event.day for event in file.events}
    assert Kind.PROPOSE in kinds
    assert not {Kind.SIGN_EMPLOYEE, Kind.SIGN_EMPLOYER} & set(kinds)
    assert kinds[Kind.ANALYSIS] + timedelta(days=14) > planned.today


def test_regimes_are_there(planned: Plan) -> None:
    kinds = {fact.kind for file in planned.files for fact in file.story.told}
    assert kinds >= {"contract_end", "wage_sanction", "voluntary_extension", "no_usable_capacity", "early_iva_granted"}
    pensions = [file.story.pension for file in planned.files if file.story.pension is not None]
    assert min(pensions) < 0 < max(pensions)
    starts = Counter(file.person.bsn for file in planned.files if file.story.day <= 366)
    assert max(starts.values()) == 3


def test_state_pension_comes_on_its_day(planned: Plan) -> None:
    for file in planned.files:
        if file.story.pension is not None:
            wanted = planned.today - timedelta(days=file.story.pension)
            found = pension_day(file.person.birth_date)
            assert found is not None
            assert timedelta(0) <= found - wanted <= timedelta(days=95)


def test_every_employee_in_the_picker_has_a_file(planned: Plan) -> None:
    with_files = {file.person.email for file in planned.files}
    assert {persona.email for persona in PERSONAS if persona.name in (SICK_BAKER, "Bas Rietveld")} <= with_files


def _of(planned: Plan, name: str) -> File:
    return next(file for file in planned.files if file.person.name == name)
