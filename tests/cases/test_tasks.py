"""Handing files over in the background: each on its own, once, with a reason for what stays."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.utils import timezone
from django_fsm import TransitionNotAllowed

from accounts.actor import acting_as
from accounts.models import AuditEvent
from cases.events import case_transferred
from cases.models import AbsenceCase, CaseTransfer
from cases.operations import ask_transfers as ask_all
from cases.tasks import hand_over_files
from cases.timeline.dutch import format_date
from employers.models import Ontzorgmanager
from tests.cast import Cast
from tests.factories import employers as staff
from tests.factories import interventions as help_
from tests.factories.cases import ask_transfers, assign, fresh, move, report

TODAY = timezone.localdate()
DAY = timedelta(days=1)


@pytest.fixture
def cases(cast: Cast) -> list[AbsenceCase]:
    people = [cast.carla_file, *(staff.make_employee(cast.bakery, name, "Nieuw") for name in ("Joris", "Kim"))]
    return [assign(cast, report(cast.anna, one, TODAY - 30 * DAY), on=TODAY - 20 * DAY) for one in people]


def ask(cast: Cast, *cases: AbsenceCase, at: datetime) -> None:
    moves = dict.fromkeys((case.pk for case in cases), cast.loes_profile.pk)
    giver = cast.noor_profile
    ask_all(actor=cast.desk, giver=giver, moves=moves, reason="divided", today=TODAY, at=at)


def stand(cast: Cast, cases: list[AbsenceCase]) -> list[str]:
    with acting_as(cast.desk):
        found = {one.case_id: one.state for one in CaseTransfer.objects.filter(case__in=cases)}
    return [found[case.pk] for case in cases]


def test_every_file_goes_once(cast: Cast, cases: list[AbsenceCase]) -> None:
    ask_transfers(cast, *cases, on=TODAY)
    assert hand_over_files() == 3
    assert {fresh(cast.desk, case).ontzorgmanager_id for case in cases} == {cast.loes_profile.pk}
    assert hand_over_files() == 0


def test_what_cannot_go_stays_with_its_reason_and_holds_up_nothing(cast: Cast, cases: list[AbsenceCase]) -> None:
    third = staff.make_manager("Mees Derde")
    ask_transfers(cast, cases[0], to=third, on=TODAY)
    ask_transfers(cast, *cases[1:], on=TODAY)
    with acting_as(cast.desk):
        Ontzorgmanager.objects.filter(pk=third.pk).update(is_active=False)
    assert hand_over_files() == 2
    assert stand(cast, cases) == ["dropped", "moved", "moved"]
    assert fresh(cast.noor, cases[0]).ontzorgmanager_id == cast.noor_profile.pk


@contextmanager
def going_wrong(case: AbsenceCase, fail: Callable[[], object]) -> Iterator[None]:
    """While the move of this file meets something that goes wrong."""

    def meet(subject: CaseTransfer, **_: object) -> None:
        if subject.case_id == case.pk:
            fail()

    case_transferred.connect(meet, weak=False)
    try:
        yield
    finally:
        case_transferred.disconnect(meet)


def break_database() -> None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1 / 0")


def refuse() -> None:
    raise ValidationError("Dit kan niet.")


def miss() -> None:
    AbsenceCase.objects.get(pk=-1)


def turn_back() -> None:
    raise TransitionNotAllowed


@pytest.mark.parametrize("fail", [break_database, refuse, miss, turn_back])
def test_what_goes_wrong_is_tried_again_and_holds_up_nothing(
    cast: Cast, cases: list[AbsenceCase], fail: Callable[[], None]
) -> None:
    ask(cast, *cases, at=timezone.now())
    with going_wrong(cases[0], fail):
        assert hand_over_files() == 2
    assert stand(cast, cases) == ["asked", "moved", "moved"]
    assert hand_over_files() == 1


def test_what_goes_wrong_for_an_hour_stays_and_says_so(cast: Cast, cases: list[AbsenceCase]) -> None:
    ask(cast, *cases, at=timezone.now() - timedelta(hours=1))
    with going_wrong(cases[0], break_database):
        assert hand_over_files() == 2
    assert stand(cast, cases) == ["dropped", "moved", "moved"]
    with acting_as(cast.desk):
        assert CaseTransfer.objects.get(case=cases[0]).obstacle == "failed"
    assert fresh(cast.noor, cases[0]).ontzorgmanager_id == cast.noor_profile.pk
    ask(cast, cases[0], at=timezone.now())
    assert hand_over_files() == 1


def test_it_goes_on_where_it_stopped(cast: Cast, cases: list[AbsenceCase]) -> None:
    """The worker was gone after the first file: what was done is done, the rest is found by its state."""
    ask_transfers(cast, *cases, on=TODAY)
    move(cases[0], on=TODAY)
    assert stand(cast, cases) == ["moved", "asked", "asked"]
    assert hand_over_files() == 2
    assert stand(cast, cases) == ["moved", "moved", "moved"]


def test_the_trail_says_for_whom_the_system_did_it(cast: Cast, cases: list[AbsenceCase]) -> None:
    ask_transfers(cast, cases[0], on=TODAY)
    hand_over_files()
    with acting_as(cast.carla):
        event = AuditEvent.objects.visible_to(cast.carla).get(action="move_file")
    assert (event.role, event.on_behalf_of_id, event.case_id) == ("scheduler", cast.ina.user_id, cases[0].pk)


def test_help_that_runs_stands_in_the_note(cast: Cast, cases: list[AbsenceCase]) -> None:
    provider = help_.make_provider("Praktijk")
    helper = help_.make_helper(provider, "Hil Helper")
    help_one = help_.running(helper, help_.order(cast.noor, cases[0], help_.make_offering(provider)))
    ask_transfers(cast, *cases[:2], on=TODAY)
    hand_over_files()
    with acting_as(cast.loes):
        notes = {one.case_id: {part.title: part.lines for part in one.parts} for one in CaseTransfer.objects.all()}
    assert "Hulp" not in notes[cases[1].pk]
    (line,) = notes[cases[0].pk]["Hulp"]
    assert line == f"Loopt, tot en met {format_date(help_one.ends_on)}."
