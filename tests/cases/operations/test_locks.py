"""Two people at the same moment: one waits for the other, and never both for each other."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Event
from typing import Any
from uuid import uuid4

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.db.models.signals import pre_save
from django.urls import reverse

from cases import operations
from cases.models import AbsenceCase
from tests.cases.split import AGAIN, Story, noon
from tests.cast import make_cast
from tests.conftest import AsActor
from tests.factories import cases as make

BETTER = AGAIN + timedelta(days=30)
RELAPSE = BETTER + timedelta(days=5)
REPORT = {
    "first_sick_day": RELAPSE.isoformat(),
    "expected_duration": "week",
    "contact_phone": "06 11112222",
    "stay_address": "Kerkstraat 9, Utrecht",
    "vangnet_applies": "no",
    "work_accident": "no",
    "recourse_possible": "no",
    "submission_key": str(uuid4()),
    "intent": "send",
}


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


def test_report_while_the_file_is_split(story: Story, as_actor: AsActor) -> None:
    """The split has the file and stores a new one of the employee; the report has the employee and wants the file."""
    version, splitting, waited, answers = story.fresh().version, Event(), [], []
    browser = as_actor(story.cast.anna)

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
            answers.append(browser.post(reverse("cases:report_employee", args=[story.employee.pk]), REPORT))
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
    [answer], opened = answers, story.files()[-1]
    notice = BeautifulSoup(answer.content, "html.parser").select_one("main .notice")
    assert answer.status_code == 409
    assert f"Er is al een dossier open van deze werknemer: {opened.number}." in notice.get_text()
    assert notice.a["href"] == reverse("cases:detail", args=[opened.pk])
    make.report(story.cast.anna, story.employee, RELAPSE, today=RELAPSE)
    assert [case.state for case in story.files()] == ["closed", "active"]
