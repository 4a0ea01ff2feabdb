"""Who asks and who reacts at the same moment: one waits for the other, and hears what changed."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event
from typing import Any

import pytest
from django.db import connection
from django.db.models.signals import pre_save

from accounts.actor import acting_as
from accounts.operation import Stale
from cases.models import AbsenceCase, ConsultRequest
from tests.cases.operations.test_locks import somebody_waits
from tests.cast import Cast, make_cast
from tests.factories.cases import assign, day, report
from tests.factories.consults import QUESTION, ask, react


@pytest.fixture
def cast(transactional_db: None) -> Cast:
    return make_cast()


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def test_other_words_while_the_employee_reacts(cast: Cast, case: AbsenceCase) -> None:
    asked, reacting, waited = ask(cast.noor, case), Event(), []

    def hold(instance: ConsultRequest, **_: Any) -> None:
        if instance.reaction and not reacting.is_set():
            reacting.set()
            waited.append(somebody_waits())

    def answer() -> None:
        try:
            react(cast.carla, asked)
        finally:
            connection.close()

    def write() -> None:
        try:
            assert reacting.wait(10)
            with pytest.raises(Stale):
                ask(cast.noor, case, question="Hoeveel uur past?", expected_id=asked.pk)
        finally:
            connection.close()

    pre_save.connect(hold, sender=ConsultRequest)
    try:
        with ThreadPoolExecutor(2) as workers:
            for done in [workers.submit(answer), workers.submit(write)]:
                done.result()
    finally:
        pre_save.disconnect(hold, sender=ConsultRequest)
    assert waited == [True]
    with acting_as(cast.daan):
        assert [one.question for one in ConsultRequest.objects.all()] == [QUESTION]
