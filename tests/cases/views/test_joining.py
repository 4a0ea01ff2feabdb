"""Leave that makes one absence of two files, in the browser: before it is recorded and in the file afterwards."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase
from cases.operations.closing import close_due
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make

AGAIN = make.day(163)
TODAY = AGAIN + timedelta(days=10)
ONE = "voor de wet is het samen één verzuim"


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+02:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    earlier = make.report(cast.anna, cast.carla_file)
    make.recover(cast.anna, earlier, make.day(30))
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=make.day(60))
    return make.report(cast.anna, cast.carla_file, AGAIN)


def send(client: Client, case: AbsenceCase, address: str, intent: str, **typed: Any) -> BeautifulSoup:
    with acting_as(system(Role.PROJECTOR)):
        version = AbsenceCase.objects.get(pk=case.pk).version
    response = client.post(address, typed | {"expected_version": version, "intent": intent}, follow=True)
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def tell(client: Client, case: AbsenceCase, intent: str) -> BeautifulSoup:
    typed = {"first": f"{make.day(44):%Y-%m-%d}", "last": f"{make.day(155):%Y-%m-%d}"}
    return send(client, case, reverse("cases:change", args=[case.pk, "verlof"]), intent, **typed)


def card(client: Client, case: AbsenceCase) -> Any:
    response = client.get(reverse("cases:detail", args=[case.pk]))
    return BeautifulSoup(response.content, "html.parser").select_one("#samen")


def test_the_preview_says_it_before_anything_is_recorded(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    preview = tell(as_actor(cast.anna), case, "preview").select_one("#gevolgen").get_text(" ")
    assert ONE in preview
    assert "Samen geteld eindigen de 104 weken op 14 mei 2028, niet op 12 juni 2028." in preview
    assert "Trek de ziekmelding van dit dossier in" in preview
    assert "Leg het verlof wel eerst hier vast" in preview
    assert card(as_actor(cast.anna), case) is None


def test_the_file_says_it_until_it_is_put_right(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    anna = as_actor(cast.anna)
    tell(anna, case, "send")
    withdraw = reverse("cases:change", args=[case.pk, "melding-intrekken"])
    assert ONE in card(anna, case).get_text(" ")
    assert card(anna, case).select_one("a")["href"] == withdraw
    for name in ("carla", "daan", "ina"):
        read = card(as_actor(getattr(cast, name)), case)
        assert ONE in read.get_text(" ")
        assert read.select_one("a") is None
    report = send(anna, case, withdraw, "send")
    assert "Meld nu opnieuw ziek: dan gaat het eerdere dossier verder." in report.get_text(" ")
    assert report.select_one("[name=first_sick_day]")["value"] == f"{AGAIN:%Y-%m-%d}"
    assert card(anna, case) is None


def test_other_days_of_the_leave_say_it_as_well(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    anna = as_actor(cast.anna)
    tell(anna, case, "send")
    with acting_as(cast.anna):
        leave = AbsenceCase.objects.get(pk=case.pk).leaves.get()
    address = reverse("cases:change_leave", args=[case.pk, leave.pk])
    days = {"first": make.day(44), "last": make.day(154)}
    assert ONE in send(anna, case, address, "preview", **days).select_one("#gevolgen").get_text(" ")
    days["last"] = make.day(148)
    assert ONE not in send(anna, case, address, "preview", **days).select_one("#gevolgen").get_text(" ")
