"""Messages: to the right people in the right role, once; mailed once; read by their owner."""

from datetime import datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase, Notice
from cases.operations import mark_read
from cases.operations.notices import claim, notify, recipients, waiting
from tests.cast import Cast
from tests.factories import cases as make

NOW = datetime(2026, 2, 2, 10, 0, tzinfo=ZoneInfo("Europe/Amsterdam"))
MAILER = system(Role.MAILER)
PEOPLE = ("anna", "carla", "daan", "bert", "noor", "ina", "eva", "finn", "gijs", "hans", "loes")


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return make.assign(cast, make.report(cast.anna, cast.carla_file), on=make.day(8))


def seen(actor: Actor) -> list[Notice]:
    with acting_as(actor):
        return list(Notice.objects.visible_to(actor))


def kinds(cast: Cast, kind: Notice.Kind) -> dict[str, int]:
    found = {name: [notice.kind for notice in seen(getattr(cast, name))].count(kind) for name in PEOPLE}
    return {name: number for name, number in found.items() if number}


@pytest.mark.parametrize(
    ("role", "name"),
    [
        (Role.EMPLOYER, "anna"),
        (Role.EMPLOYEE, "carla"),
        (Role.BEDRIJFSARTS, "daan"),
        (Role.ARBODIENST, "bert"),
        (Role.ONTZORGMANAGER, "noor"),
        (Role.DESK, "ina"),
    ],
)
def test_recipients_are_the_parties_of_this_file(cast: Cast, case: AbsenceCase, role: Role, name: str) -> None:
    with acting_as(system(Role.PROJECTOR)):
        found = [membership.pk for membership in recipients(case, [role])]
    assert found == [getattr(cast, name).membership_id]


def test_recipients_of_a_file_without_ontzorgmanager_are_nobody(cast: Cast) -> None:
    bare = make.report(cast.anna, cast.carla_file)
    with acting_as(system(Role.PROJECTOR)):
        assert list(recipients(bare, [Role.ONTZORGMANAGER])) == []


def test_notify_writes_one_message_for_each_and_the_same_news_once(cast: Cast, case: AbsenceCase) -> None:
    for _ in range(2):
        with acting_as(cast.anna):
            notify(case=case, kind=Notice.Kind.PLAN_TO_SIGN, to=[Role.EMPLOYER, Role.EMPLOYEE], at=NOW, about_id=7)
    assert kinds(cast, Notice.Kind.PLAN_TO_SIGN) == {"anna": 1, "carla": 1}


def test_notify_about_something_else_is_another_message(cast: Cast, case: AbsenceCase) -> None:
    for about_id in (7, 8):
        with acting_as(cast.anna):
            notify(case=case, kind=Notice.Kind.PLAN_TO_SIGN, to=[Role.EMPLOYER], at=NOW, about_id=about_id)
    assert kinds(cast, Notice.Kind.PLAN_TO_SIGN) == {"anna": 2}


def test_mark_read_keeps_the_first_moment(cast: Cast, case: AbsenceCase) -> None:
    [notice] = seen(cast.anna)
    mark_read(actor=cast.anna, notice=notice, at=NOW)
    mark_read(actor=cast.anna, notice=notice, at=NOW + timedelta(hours=1))
    assert [found.read_at for found in seen(cast.anna)] == [NOW]


@pytest.mark.parametrize("name", ["eva", "carla", "noor", "ina"])
def test_message_of_somebody_else_does_not_exist(cast: Cast, case: AbsenceCase, name: str) -> None:
    [notice] = seen(cast.anna)
    with pytest.raises(Notice.DoesNotExist):
        mark_read(actor=getattr(cast, name), notice=notice, at=NOW)


def test_waiting_lists_unmailed_messages_the_oldest_first(cast: Cast, case: AbsenceCase) -> None:
    everything = _stored()
    assert waiting() == [notice.pk for notice in sorted(everything, key=lambda notice: (notice.created_at, notice.pk))]
    assert waiting(limit=1) == waiting()[:1]


def test_claim_takes_a_message_once(cast: Cast, case: AbsenceCase) -> None:
    first = waiting()[0]
    with acting_as(MAILER):
        taken = claim(first, NOW)
        again = claim(first, NOW)
    assert (taken and taken.pk, taken and taken.mailed_at, again) == (first, NOW, None)
    assert first not in waiting()


def test_claim_that_fails_leaves_the_message_waiting(cast: Cast, case: AbsenceCase) -> None:
    first = waiting()[0]
    with pytest.raises(ConnectionError), acting_as(MAILER):
        claim(first, NOW)
        raise ConnectionError
    assert waiting()[0] == first


def _stored() -> list[Any]:
    with acting_as(MAILER):
        return list(Notice.objects.all())
