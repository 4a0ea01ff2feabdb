"""Who is reminded of what and when: exactly once, never missed, never about a file that stands still."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date, timedelta
from threading import Barrier

import pytest
from django.core.exceptions import PermissionDenied
from django.db import connection
from django.utils import timezone

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases import operations
from cases.models import Milestone, Notice
from cases.operations.reminders import windows
from cases.sweep import sweep
from tests.cast import make_cast
from tests.factories import cases as files

SCHEDULER = system(Role.SCHEDULER)
ANALYSIS = "problem_analysis"
DUE = files.day(42)


@pytest.fixture
def case(cast):
    case = files.report(cast.anna, cast.carla_file)
    return files.assign(cast, case, on=files.day(8))


def remind(today: date) -> int:
    return operations.remind(actor=SCHEDULER, today=today, at=timezone.now())


def told(cast, key: str = ANALYSIS) -> set[tuple[str, int]]:
    """Who got which reminder of a step: (name, days before)."""
    found = set()
    for name in ("anna", "carla", "daan", "bert", "noor", "ina", "eva", "finn", "gijs", "hans", "loes"):
        actor = getattr(cast, name)
        with acting_as(actor):
            mine = Notice.objects.visible_to(actor).filter(kind="reminder", key=key)
            found |= {(name, row.days_before) for row in mine}
    return found


THE_RULES_OWN = {"daan", "bert", "noor"}  # bedrijfsarts, arbodienst, Ontzorgmanager
STEPPING_IN = THE_RULES_OWN | {"ina"}  # and the desk, once it is late


@pytest.mark.parametrize(
    ("offset", "names"), [(-14, THE_RULES_OWN), (-7, THE_RULES_OWN), (-1, THE_RULES_OWN), (1, STEPPING_IN)]
)
def test_exact_recipients_on_each_day(cast, case, offset, names):
    remind(DUE + timedelta(days=offset))
    assert told(cast) == {(name, -offset) for name in names}


def test_each_offset_is_sent_on_its_own_day(cast, case):
    days = {}
    for k in range(20, 50):
        before = told(cast)
        remind(files.day(k))
        if new := told(cast) - before:
            days[k] = {offset for _, offset in new}
    assert days == {28: {14}, 35: {7}, 41: {1}, 43: {-1}}


@pytest.mark.parametrize(
    ("key", "k", "names"),
    [
        ("plan_of_action", 42, {"anna", "carla", "noor"}),
        ("plan_of_action", 57, {"anna", "carla", "noor", "ina"}),
        ("uwv_week_42_report", 281, {"anna", "noor"}),
        ("employee_intake", 21, {"noor"}),
        ("long_absence_triage", 7, {"bert"}),
        ("long_absence_triage", 9, {"bert", "noor", "ina"}),
        ("early_iva_window", 475, set()),
        ("wia_application", 650, {"carla", "noor"}),
    ],
)
def test_each_rule_names_who_hears_of_it(cast, case, key, k, names):
    remind(files.day(k))
    assert {name for name, _ in told(cast, key)} == names


def test_a_file_without_ontzorgmanager_reminds_the_others(cast):
    files.report(cast.anna, cast.carla_file)
    remind(DUE - timedelta(days=7))
    assert told(cast) == {("daan", 7), ("bert", 7)}


def test_sweeping_twice_sends_once(cast, case):
    day = DUE - timedelta(days=7)
    assert remind(day) > 0
    assert remind(day) == 0


def test_the_whole_sweep_twice_does_nothing_more(cast, case):
    sweep(today=DUE, at=timezone.now())
    again = sweep(today=DUE, at=timezone.now())
    assert again == dict.fromkeys(again, 0)


@pytest.mark.parametrize(
    ("offset", "expected"),
    [(-15, set()), (-13, {14}), (-8, {14}), (-6, {7}), (-2, {7}), (0, {1}), (2, {-1}), (7, {-1}), (8, set())],
)
def test_a_missed_day_is_made_up_for_with_one_reminder(cast, case, offset, expected):
    """The first sweep after days without one: only the reminder that is next before the due date."""
    remind(DUE + timedelta(days=offset))
    assert {days for _, days in told(cast)} == expected


def test_windows_cover_every_day_once():
    today = date(2026, 3, 2)
    assert windows(today) == [
        (-1, date(2026, 2, 23), date(2026, 3, 1)),
        (1, date(2026, 3, 2), date(2026, 3, 3)),
        (7, date(2026, 3, 4), date(2026, 3, 9)),
        (14, date(2026, 3, 10), date(2026, 3, 16)),
    ]


def test_a_moved_due_date_reminds_anew(cast, case):
    remind(DUE - timedelta(days=14))
    files.recover(cast.anna, case, files.day(29))
    files.report(cast.anna, cast.carla_file, files.day(39))  # ten days later
    remind(DUE - timedelta(days=4))
    with acting_as(cast.daan):
        mine = Notice.objects.visible_to(cast.daan).filter(kind="reminder", key=ANALYSIS).order_by("due_on")
        assert [(row.days_before, row.due_on) for row in mine] == [(14, DUE), (14, DUE + timedelta(days=10))]


def test_a_paused_file_reminds_nobody_of_what_stands_still(cast, case):
    files.recover(cast.anna, case, files.day(30))
    assert remind(DUE - timedelta(days=7)) == 0


def test_a_closed_file_reminds_nobody(cast, case):
    files.recover(cast.anna, case, files.day(2))
    with acting_as(SCHEDULER):
        operations.close_due(actor=SCHEDULER, today=files.day(30))
    with acting_as(cast.desk):
        cancelled = Milestone.objects.visible_to(cast.desk).filter(case=case, key=ANALYSIS)
        assert [row.state for row in cancelled] == ["cancelled"]
    assert remind(DUE - timedelta(days=7)) == 0


def test_a_step_that_is_done_reminds_nobody(cast, case):
    operations.accept_report(actor=cast.bert, case=case, today=files.day(2))
    remind(files.day(6))
    assert told(cast, "arbo_report") == set()


def test_a_file_that_closes_today_is_closed_before_anybody_is_reminded(cast, case):
    files.recover(cast.anna, case, files.day(2))
    counts = sweep(today=files.day(30), at=timezone.now())
    assert (counts["closed"], counts["reminders"]) == (1, 0)


@pytest.mark.parametrize("name", ["anna", "carla", "daan", "bert", "noor", "ina"])
def test_nobody_sends_reminders_by_hand(cast, name):
    with pytest.raises(PermissionDenied):
        operations.remind(actor=getattr(cast, name), today=DUE, at=timezone.now())


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_send_each_reminder_once():
    cast = make_cast()
    for actor, employee in ((cast.anna, cast.carla_file), (cast.eva, cast.finn_file)):
        files.assign(cast, files.report(actor, employee), on=files.day(8))
    day = DUE - timedelta(days=7)
    together(lambda: remind(day))
    with acting_as(system(Role.MAILER)):
        rows = Notice.objects.filter(kind="reminder")
        sent = Counter(rows.values_list("membership_id", "case_id", "key", "occurrence", "days_before"))
    assert set(sent.values()) == {1}
    assert sum(key == ANALYSIS for _, _, key, _, _ in sent) == 6  # two files, three people each


@pytest.mark.django_db(transaction=True)
def test_two_sweeps_at_once_assign_and_close_each_file_once():
    cast = make_cast()
    carla, finn = files.report(cast.anna, cast.carla_file), files.report(cast.eva, cast.finn_file)
    files.recover(cast.eva, finn, files.day(2))
    counts = together(lambda: sweep(today=files.day(30), at=timezone.now()))
    assert sum(one["assigned"] for one in counts) == 1
    assert sum(one["closed"] for one in counts) == 1
    found = files.fresh(cast.desk, carla)
    assert (found.state, files.fresh(cast.desk, finn).state) == ("active", "closed")
    with acting_as(system(Role.MAILER)):
        told = Notice.objects.filter(kind=Notice.Kind.ASSIGNED).values_list("membership__role", flat=True)
        assert sorted(told) == ["employee", "employer", "ontzorgmanager"]


def together(work) -> list:
    """Run the same work in two workers that start at the same moment, each with its own connection."""
    start = Barrier(2)

    def run():
        start.wait()
        try:
            return work()
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as workers:
        return [done.result() for done in [workers.submit(run) for _ in range(2)]]
