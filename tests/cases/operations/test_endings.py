"""The end of sick pay ends the file: after 104 weeks or more, with the employment, or after the state pension."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow
from accounts.terms import Role
from cases import operations
from cases.dossier import steps_of
from cases.models import AbsenceCase, Completion, Milestone
from cases.operations import closing
from tests.cast import Cast
from tests.factories import cases as make
from tests.factories import employers as people

SCHEDULER = system(Role.SCHEDULER)
END = make.day(728)
DAY = timedelta(days=1)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(10))


def end_due(today: date) -> int:
    with acting_as(SCHEDULER):
        return operations.end_sick_pay_due(actor=SCHEDULER, today=today)


def tell(actor: Actor, case: AbsenceCase, kind: str, on: date, **more: Any) -> None:
    version = make.fresh(actor, case).version
    operations.record_fact(
        actor=actor, case=case, kind=kind, on=on, expected_version=version, today=max(on, make.day(60)), **more
    )


def state(cast: Cast, case: AbsenceCase) -> tuple[str, date | None]:
    found = make.fresh(cast.desk, case)
    return found.state, found.closed_on


def report_leaving(cast: Cast, case: AbsenceCase, on: date) -> None:
    """The employer told UWV that somebody left sick, and handed in the report."""
    for key in closing.LEAVING:
        record(cast, case, key, on)


def record(cast: Cast, case: AbsenceCase, key: str, on: date) -> None:
    version = make.fresh(cast.anna, case).version
    operations.record_step(actor=cast.anna, case=case, key=key, done_on=on, expected_version=version, today=on)


def ends_on(cast: Cast, case: AbsenceCase, last_paid_day: date, expected: str) -> None:
    """Not on the last paid day, but on the day after; closed from then, also when the sweep comes later."""
    assert end_due(last_paid_day) == 0
    assert end_due(last_paid_day + 3 * DAY) == 1
    assert state(cast, case) == (expected, last_paid_day + DAY)
    assert end_due(last_paid_day + 4 * DAY) == 0


def test_after_104_weeks(cast: Cast, case: AbsenceCase) -> None:
    make.apply_for_wia(cast, case, make.day(645))
    ends_on(cast, case, END, "ended_104")
    with acting_as(cast.anna):
        assert Completion.objects.get(case=case, key="end_of_waiting_period").done_on == END


def test_after_a_wage_sanction(cast: Cast, case: AbsenceCase) -> None:
    until = END + timedelta(days=200)
    make.apply_for_wia(cast, case, make.day(640))
    tell(cast.anna, case, "wage_sanction", make.day(680), until=until, ground="substantive")
    ends_on(cast, case, until, "ended_104")


def test_after_a_voluntary_extension(cast: Cast, case: AbsenceCase) -> None:
    until = END + timedelta(days=90)
    tell(cast.noor, case, "voluntary_extension", make.day(600), until=until)
    make.apply_for_wia(cast, case, make.day(740))
    ends_on(cast, case, until, "ended_104")


def test_after_a_late_application(cast: Cast, case: AbsenceCase) -> None:
    make.apply_for_wia(cast, case, make.day(661))
    ends_on(cast, case, END + timedelta(days=10), "ended_104")


def test_without_an_application_the_pay_runs_on(cast: Cast, case: AbsenceCase) -> None:
    """BW art. 7:629 lid 11 onder a: applied on day 740, 89 days late, so the pay ends 89 days after day 728."""
    assert end_due(make.day(740)) == 0
    assert state(cast, case) == ("active", None)
    with acting_as(SCHEDULER), pytest.raises(NotNow, match="De WIA is nog niet aangevraagd"):
        closing.end_sick_pay(actor=SCHEDULER, case=case, today=make.day(740))
    make.apply_for_wia(cast, case, make.day(740))
    ends_on(cast, case, make.day(728 + 89), "ended_104")


def test_a_file_that_waits_for_the_application_says_so_and_is_not_late_itself(cast: Cast, case: AbsenceCase) -> None:
    today = make.day(740)
    end_due(today)
    with acting_as(cast.noor):
        stored = Milestone.objects.get(case=case, key="end_of_waiting_period")
        shown = {step.deadline.key: step for step in steps_of(case, Role.ONTZORGMANAGER, today)}
    ending = shown["end_of_waiting_period"]
    assert (stored.state, stored.late(today), ending.kind, ending.when) == ("pending", False, "soon", None)
    assert ending.blocked_by == "WIA-aanvraag"
    late = "Wordt de WIA later aangevraagd dan 17 oktober 2027, dan loopt het loon even lang door."
    assert late in ending.moved_by
    assert shown["wia_application"].kind == "late"


def test_who_does_not_want_the_wia_ends_on_the_ordinary_day(cast: Cast, case: AbsenceCase) -> None:
    operations.waive_step(
        actor=cast.noor,
        case=case,
        key="wia_application",
        ground="declined_in_writing",
        expected_version=make.fresh(cast.noor, case).version,
        today=make.day(650),
    )
    ends_on(cast, case, END, "ended_104")


def test_the_report_of_who_left_sick_comes_before_his_papers(cast: Cast, case: AbsenceCase) -> None:
    tell(cast.anna, case, "contract_end", make.day(100), ground="fixed_term")
    with pytest.raises(ValidationError, match="Deze stap kan pas na: Ziek-uit-dienstmelding"):
        record(cast, case, "sick_leaving_employment_riv", make.day(100))
    report_leaving(cast, case, make.day(100))
    ends_on(cast, case, make.day(100), "left_employment")


def test_an_application_that_is_missing_keeps_nobody_who_left(cast: Cast, case: AbsenceCase) -> None:
    """The employment ended after the day of the application: UWV pays from then on, whoever applied."""
    tell(cast.anna, case, "contract_end", make.day(700), ground="ended")
    report_leaving(cast, case, make.day(700))
    ends_on(cast, case, make.day(700), "left_employment")


def test_with_the_employment_once_uwv_was_told(cast: Cast, case: AbsenceCase) -> None:
    """Told on the next working day is not culpable: the file does not close over it."""
    tell(cast.anna, case, "contract_end", make.day(100), ground="fixed_term")
    assert end_due(make.day(101)) == 0
    with acting_as(cast.anna):
        step = Milestone.objects.get(case=case, key="sick_leaving_employment_report")
    assert (step.state, step.late(make.day(101))) == ("pending", True)
    report_leaving(cast, case, make.day(101))
    assert end_due(make.day(102)) == 1
    assert state(cast, case) == ("left_employment", make.day(101))
    with acting_as(cast.anna):
        assert not Completion.objects.filter(case=case, key="end_of_waiting_period").exists()


def test_a_contract_that_ends_after_104_weeks_ends_nothing_sooner(cast: Cast, case: AbsenceCase) -> None:
    make.apply_for_wia(cast, case, make.day(645))
    tell(cast.anna, case, "contract_end", make.day(800), ground="ended")
    ends_on(cast, case, END, "ended_104")


def test_six_weeks_after_state_pension_age(cast: Cast) -> None:
    """Born 67 years before day 101: the age is reached there, and 42 days later the pay ends."""
    reached = make.day(101)
    born = reached.replace(year=reached.year - 67)
    employee = people.make_employee(cast.bakery, "Otto", "Oud", birth_date=born)
    case = make.report(cast.anna, employee)
    ends_on(cast, case, make.day(142), "pension_reached")


def test_who_recovers_before_the_end_is_left_alone(cast: Cast, case: AbsenceCase) -> None:
    tell(cast.anna, case, "contract_end", make.day(100), ground="fixed_term")
    make.recover(cast.anna, case, make.day(90))
    assert end_due(make.day(102)) == 0
    assert state(cast, case)[0] == "recovered_waiting"


def test_nobody_is_asked_anything_after_the_end(cast: Cast, case: AbsenceCase) -> None:
    make.apply_for_wia(cast, case, make.day(645))
    ends_on(cast, case, END, "ended_104")
    with acting_as(cast.desk):
        assert not Milestone.objects.filter(case=case, state="pending").exclude(key="frequent_absence_signal").exists()


@pytest.mark.parametrize(
    ("ending", "word"), [("contract", "voor het laatst in dienst"), ("pension", "AOW"), ("weeks", "104 weken")]
)
def test_a_new_report_after_the_end_is_refused_in_its_own_words(cast: Cast, ending: str, word: str) -> None:
    born = make.day(101).replace(year=make.day(101).year - (67 if ending == "pension" else 40))
    employee = people.make_employee(cast.bakery, "Otto", "Oud", birth_date=born)
    case = make.report(cast.anna, employee)
    if ending == "contract":
        tell(cast.anna, case, "contract_end", make.day(100), ground="fixed_term")
        report_leaving(cast, case, make.day(100))
    if ending == "weeks":
        make.apply_for_wia(cast, make.assign(cast, case, on=make.day(10)), make.day(645))
    assert end_due(make.day(730)) == 1
    with pytest.raises(ValidationError, match=word):
        make.report(cast.anna, employee, make.day(740))


def test_the_sweep_looks_at_files_that_end_and_no_others(cast: Cast, case: AbsenceCase) -> None:
    """Set-based: another open file costs no query."""
    counts = []
    for _ in range(2):
        with acting_as(SCHEDULER), CaptureQueriesContext(connection) as queries:
            operations.end_sick_pay_due(actor=SCHEDULER, today=make.day(700))
        counts.append(len(queries))
        make.report(cast.eva, cast.finn_file) if len(counts) == 1 else None
    assert counts[0] == counts[1]
