"""Every state with every transition, written out: where it leads, or that it is refused."""

from datetime import date

import pytest
from django_fsm import TransitionNotAllowed

from cases.models import AbsenceCase
from cases.models.case import State
from employers.models import Ontzorgmanager

DAY = date(2026, 3, 2)
MANAGER = Ontzorgmanager(pk=7, registered_until=DAY)

DO = {
    "assign": lambda case: case.assign(ontzorgmanager=MANAGER, on=DAY),
    "hand_over": lambda case: case.hand_over(to=MANAGER, on=DAY),
    "recover": lambda case: case.recover(on=DAY, closes_on=DAY),
    "reopen": lambda case: case.reopen(),
    "close": lambda case: case.close(on=DAY),
    "end_waiting_period": lambda case: case.end_waiting_period(on=DAY),
    "leave_employment": lambda case: case.leave_employment(on=DAY),
    "reach_pension": lambda case: case.reach_pension(on=DAY),
    "record_death": lambda case: case.record_death(on=DAY),
    "cancel": lambda case: case.cancel(on=DAY),
}
NO = None  # refused

TEXT = """
state             assign hand_over         recover           reopen   close  end_waiting_period leave_employment reach_pension   record_death cancel
reported          active NO                recovered_waiting NO       NO     ended_104          left_employment  pension_reached deceased     cancelled
active            NO     active            recovered_waiting NO       NO     ended_104          left_employment  pension_reached deceased     cancelled
recovered_waiting NO     recovered_waiting NO                reported closed NO                 NO               NO              deceased     cancelled
closed            NO     NO                NO                reported NO     NO                 NO               NO              NO           NO
ended_104         NO     NO                NO                NO       NO     NO                 NO               NO              NO           NO
left_employment   NO     NO                NO                NO       NO     NO                 NO               NO              NO           NO
pension_reached   NO     NO                NO                NO       NO     NO                 NO               NO              NO           NO
deceased          NO     NO                NO                NO       NO     NO                 NO               NO              NO           NO
cancelled         NO     NO                NO                NO       NO     NO                 NO               NO              NO           NO
"""  # noqa: E501  # one row per state reads best
HEADER, *LINES = (line.split() for line in TEXT.strip().splitlines())
TABLE = {state: [NO if cell == "NO" else cell for cell in cells] for state, *cells in LINES}
ROWS = [(state, name, outcome) for state, row in TABLE.items() for name, outcome in zip(DO, row, strict=True)]


def case_in(state: str, **fields: object) -> AbsenceCase:
    return AbsenceCase(state=state, first_sick_day=DAY, reported_on=DAY, **fields)


def test_the_table_is_complete():
    transitions = {
        transition.name for transition in AbsenceCase._meta.get_field("state").get_all_transitions(AbsenceCase)
    }
    assert (set(TABLE), set(DO)) == (set(State.values), transitions)
    assert HEADER[1:] == list(DO)


@pytest.mark.parametrize(("state", "name", "outcome"), ROWS, ids=[f"{state}-{name}" for state, name, _ in ROWS])
def test_transition(state, name, outcome):
    case = case_in(state)
    if outcome is NO:
        with pytest.raises(TransitionNotAllowed):
            DO[name](case)
        assert case.state == state
    else:
        DO[name](case)
        assert case.state == outcome


@pytest.mark.parametrize("state", ["recovered_waiting", "closed"])
def test_a_file_with_an_ontzorgmanager_reopens_as_guided(state):
    case = case_in(state, ontzorgmanager=MANAGER, assigned_on=DAY)
    case.reopen()
    assert case.state == "active"


def test_each_transition_sets_its_own_fields():
    case = case_in("reported")
    case.assign(ontzorgmanager=MANAGER, on=DAY)
    assert (case.ontzorgmanager_id, case.assigned_on) == (7, DAY)
    case.recover(on=DAY, closes_on=date(2026, 3, 30))
    assert (case.recovered_on, case.closes_on, case.closed_on) == (DAY, date(2026, 3, 30), None)
    case.close(on=date(2026, 3, 30))
    assert (case.recovered_on, case.closes_on, case.closed_on) == (DAY, None, date(2026, 3, 30))
    case.reopen()
    assert (case.recovered_on, case.closes_on, case.closed_on) == (None, None, None)
    case.end_waiting_period(on=DAY)
    assert case.closed_on == DAY


@pytest.mark.parametrize("state", State.values)
def test_nobody_sets_the_state_directly(state):
    case = case_in("reported")
    with pytest.raises(AttributeError):
        case.state = state
