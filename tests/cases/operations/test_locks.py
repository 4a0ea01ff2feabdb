"""Two people at the same moment: one waits for the other, and never both for each other."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any

import pytest
import time_machine
from django.db import IntegrityError, connection
from django.db.models.signals import pre_save

from cases import operations
from cases.models import AbsenceCase
from tests.cases.split import AGAIN, Story, noon
from tests.cast import make_cast
from tests.factories import cases as make

BETTER = AGAIN + timedelta(days=30)
RELAPSE = BETTER + timedelta(days=5)


@pytest.fixture
def story(transactional_db: None) -> Story:
    """Sick before and after the leave, better since; the doctor has not answered yet."""
    cast = make_cast()
    with time_machine.travel(noon(make.MONDAY), tick=True) as clock:
        told = Story(cast, clock)
        told.before()
        told.again()
        make.recover(cast.anna, told.case, BETTER, today=told.on(BETTER))
        told.on(RELAPSE)
    return told


def somebody_waits() -> bool:
    """Whether a transaction waits for a lock of another; looked at for ten seconds."""
    for _ in range(200):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM pg_locks WHERE NOT granted")
            if cursor.fetchone()[0]:
                return True
        time.sleep(0.05)
    return False


def test_report_while_the_file_is_split(story: Story) -> None:
    """The split has the file and stores a new one of the employee; the report has the employee and wants the file."""
    version, splitting, waited = story.fresh().version, Event(), []

    def hold(instance: AbsenceCase, **_: Any) -> None:
        if instance.pk is None:
            splitting.set()
            waited.append(somebody_waits())

    def answer() -> None:
        try:
            operations.record_fact(
                actor=story.cast.daan,
                case=story.case,
                kind="same_cause_after_leave",
                on=RELAPSE,
                answer=False,
                expected_version=version,
                today=RELAPSE,
            )
        finally:
            connection.close()

    def report() -> None:
        try:
            assert splitting.wait(10)
            # The browser gets it as "somebody was just before you".
            with pytest.raises(IntegrityError, match="case_one_open_per_employee"):
                make.report(story.cast.anna, story.employee, RELAPSE, today=RELAPSE)
        finally:
            connection.close()

    pre_save.connect(hold, sender=AbsenceCase)
    try:
        with ThreadPoolExecutor(2) as workers:
            for done in [workers.submit(answer), workers.submit(report)]:
                done.result()
    finally:
        pre_save.disconnect(hold, sender=AbsenceCase)
    assert waited == [True]
    assert [case.state for case in story.files()] == ["closed", "recovered_waiting"]
    make.report(story.cast.anna, story.employee, RELAPSE, today=RELAPSE)
    assert [case.state for case in story.files()] == ["closed", "active"]
