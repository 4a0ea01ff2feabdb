"""The desk: what stays behind, what expires, how the work is divided, and giving files away."""

from collections.abc import Iterator
from datetime import date, timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import acting_as
from cases import operations, portfolio
from cases.models import AbsenceCase
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as files
from tests.factories import employers as make

TODAY = files.day(15)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return files.report(cast.anna, cast.carla_file)


@pytest.fixture
def ina(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.ina)


def page(client: Client) -> BeautifulSoup:
    answer = client.get(reverse("start"))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def text(soup: BeautifulSoup, selector: str) -> str:
    return soup.select_one(selector).get_text(" ", strip=True)


def rows(soup: BeautifulSoup, part: str) -> list[list[str]]:
    return [[cell.get_text(" ", strip=True) for cell in row.select("td")] for row in soup.select(f"#{part} tbody tr")]


def set_on(cast: Cast, record: object, **values: object) -> None:
    with acting_as(cast.ina):
        type(record).objects.filter(pk=record.pk).update(**values)


def test_from_day_15_a_file_without_ontzorgmanager_is_an_escalation(cast, ina, case):
    files.report(cast.eva, cast.finn_file, files.day(2))  # day 14 today
    soup = page(ina)
    assert [cells[:2] for cells in rows(soup, "escalaties")] == [
        ["1 dag te laat 18 januari 2026", f"C. Bos Bakkerij De Korenaar · {case.number}"]
    ]
    assert [cells[0] for cells in rows(soup, "wachtend")] == ["vandaag 19 januari 2026"]
    assert soup.select_one("#escalaties .row-action a")["href"] == reverse("cases:assign", args=[case.pk])


def test_what_is_assigned_recovered_or_self_managed_does_not_wait(cast, ina, case):
    files.assign(cast, case, on=files.day(14))
    files.recover(cast.eva, files.report(cast.eva, cast.finn_file), files.day(3))
    with acting_as(cast.ina):
        cast.garage.policies.update(casemanagement_by="employer")
    files.report(cast.eva, make.make_employee(cast.garage, "Piet", "Jansen"))
    soup = page(ina)
    assert text(soup, "#escalaties .empty-title") == "Geen dossier is te laat"
    assert text(soup, "#wachtend .empty-title") == "Niemand wacht"


@pytest.mark.parametrize(("days", "badge"), [(-1, "verlopen"), (0, "vandaag"), (60, "over 60 dagen"), (61, None)])
def test_certificates_are_announced_60_days_ahead(cast, ina, days, badge):
    until = TODAY + timedelta(days=days)
    set_on(cast, cast.vitaal, certificate_valid_until=until)
    shown = [item.get_text(" ", strip=True) for item in page(ina).select("#loopt-af li")]
    assert len(shown) == (0 if badge is None else 1)
    if badge:
        assert "Vitaal Werk Certificaat geldig tot en met" in shown[0]
        assert shown[0].endswith(badge)


def test_an_arbodienst_that_stopped_is_not_announced(cast, ina):
    set_on(cast, cast.vitaal, certificate_valid_until=TODAY, is_active=False)
    assert text(page(ina), "#loopt-af .empty-title") == "Niets loopt af"


def test_registrations_are_announced_and_marked(cast, ina):
    set_on(cast, cast.noor_profile, registered_until=TODAY - timedelta(days=1))
    soup = page(ina)
    [shown] = [item.get_text(" ", strip=True) for item in soup.select("#loopt-af li")]
    assert shown == "Te laat: Noor de Wit Registratie geldig tot en met 18 januari 2026 verlopen"
    assert ["Noor de Wit registratie verlopen", "0", "0"] in rows(soup, "werk")


def test_load_per_ontzorgmanager(cast, ina, case):
    files.assign(cast, case, on=files.day(14))
    old = files.report(cast.eva, cast.finn_file, TODAY - timedelta(weeks=13), today=TODAY)
    files.assign(cast, old, on=TODAY)
    assert rows(page(ina), "werk") == [["Noor de Wit", "2", "1"], ["Loes Vos", "0", "0"]]


def test_files_by_phase(cast, ina, case):
    for days, name in ((41, "A"), (42, "B"), (91, "C"), (400, "D")):
        person = make.make_employee(cast.bakery, "Piet", name)
        files.report(cast.anna, person, TODAY - timedelta(days=days), today=TODAY)
    files.recover(cast.eva, files.report(cast.eva, cast.finn_file), files.day(3))
    soup = page(ina)
    assert text(soup, ".big-figure") == "6"
    assert [row.get_text(" ", strip=True) for row in soup.select("#fasen .facts > div")] == [
        "Week 1 tot en met 6 2",
        "Week 7 tot en met 13 1",
        "Week 14 tot en met 42 1",
        "Week 43 tot en met 52 0",
        "Jaar 2: week 53 tot en met 87 1",
        "Week 88 en later 0",
        "Hersteld, wacht op afsluiten 1",
    ]


def take_leave(cast: Cast, case: AbsenceCase, start: int, end: int) -> None:
    """From so many days after the first sick day, up to and including the last one."""
    first, last = (case.first_sick_day + timedelta(days=number) for number in (start, end))
    now = files.fresh(cast.anna, case)
    operations.record_leave(
        actor=cast.anna, case=now, first=first, last=last, expected_version=now.version, today=TODAY
    )


def test_phases_and_load_count_days_of_sickness_not_of_the_calendar(cast, ina):
    """Each 100 calendar days back: one sick all the time, one with two weeks of recovery, one with maternity leave."""
    first = TODAY - timedelta(days=100)
    straight, broken, on_leave = (
        files.report(cast.anna, make.make_employee(cast.bakery, "Piet", name), first, today=first) for name in "ABC"
    )
    files.recover(cast.anna, broken, first + timedelta(days=10))
    broken = files.report(cast.anna, broken.employee, first + timedelta(days=24), today=first + timedelta(days=24))
    take_leave(cast, on_leave, 7, 76)
    for case in (straight, broken, on_leave):
        files.assign(cast, case, on=TODAY)
    soup = page(ina)
    assert [row.get_text(" ", strip=True) for row in soup.select("#fasen .facts > div")][:3] == [
        "Week 1 tot en met 6 1",
        "Week 7 tot en met 13 1",
        "Week 14 tot en met 42 1",
    ]
    assert rows(soup, "werk")[0] == ["Noor de Wit", "3", "1"]


@pytest.mark.parametrize("k", [0, 6, 7, 9, 10, 23, 24, 27, 35, 36, 75, 76, 77, 90, 100])
def test_the_database_counts_the_same_days_as_the_timeline(cast, k):
    """Over a file with a recovery, a leave that begins in sickness and one on the day of the report."""
    first = TODAY - timedelta(days=100)
    mixed = files.report(cast.anna, cast.carla_file, first, today=first)
    files.recover(cast.anna, mixed, first + timedelta(days=10))
    files.report(cast.anna, cast.carla_file, first + timedelta(days=24), today=first + timedelta(days=24))
    for start, end in ((28, 35), (70, 76)):
        take_leave(cast, mixed, start, end)
    on = first + timedelta(days=k)
    with acting_as(cast.ina):
        found = AbsenceCase.objects.visible_to(cast.ina).annotate(counted=portfolio.counted_days(cast.ina, on))
        case = found.get(pk=mixed.pk)
        assert case.counted.days == case.absence().counted_days(on)


def count(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        page(client)
    return len(captured)


def test_one_file_and_three_files_cost_the_same(cast, ina, case):
    page(ina)
    assert count(ina) == 26
    for k, name in ((2, "Jansen"), (3, "Visser")):
        files.report(cast.anna, make.make_employee(cast.bakery, "Piet", name), files.day(k))
    assert count(ina) == 26


# --- giving a file to an Ontzorgmanager ---


def assign_page(client: Client, case: AbsenceCase) -> BeautifulSoup:
    answer = client.get(reverse("cases:assign", args=[case.pk]))
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def labels(soup: BeautifulSoup) -> list[str]:
    return [label.get_text(" ", strip=True) for label in soup.select(".form-check-label")]


def test_the_least_loaded_stands_on_top_with_load_and_registration(cast, ina, case):
    files.assign(cast, files.report(cast.eva, cast.finn_file), cast.loes_profile, on=files.day(14))
    set_on(cast, cast.noor_profile, registered_until=date(2027, 5, 1))
    assert labels(assign_page(ina, case)) == [
        "Noor de Wit · 0 open dossiers · registratie tot en met 1 mei 2027",
        "Loes Vos · 1 open dossier · registratie tot en met 31 december 2099",
    ]


def test_without_a_valid_registration_one_cannot_be_chosen(cast, ina, case):
    set_on(cast, cast.noor_profile, registered_until=files.day(14))
    soup = assign_page(ina, case)
    assert [label.split(" · ")[0] for label in labels(soup)] == ["Loes Vos"]
    assert "Noor de Wit Registratie geldig tot en met 18 januari 2026" in soup.get_text(" ", strip=True)
    answer = ina.post(reverse("cases:assign", args=[case.pk]), {"ontzorgmanager": cast.noor_profile.pk})
    assert answer.status_code == 422
    assert "Deze Ontzorgmanager kan nu geen dossier krijgen. Kies iemand anders." in answer.content.decode()
    assert files.fresh(cast.ina, case).ontzorgmanager_id is None


def test_nobody_to_choose_leads_to_the_registrations(cast, ina, case):
    for profile in (cast.noor_profile, cast.loes_profile):
        set_on(cast, profile, registered_until=files.day(14))
    text_of = text(assign_page(ina, case), ".empty")
    assert text_of == (
        "Niemand kan nu een dossier krijgen Geen Ontzorgmanager heeft een geldige registratie. "
        "Werk eerst een registratie bij. Naar de Ontzorgmanagers"
    )


def test_choosing_gives_the_file_away(cast, ina, case):
    answer = ina.post(reverse("cases:assign", args=[case.pk]), {"ontzorgmanager": cast.noor_profile.pk})
    assert (answer.status_code, answer["Location"]) == (303, reverse("cases:detail", args=[case.pk]))
    found = files.fresh(cast.noor, case)
    assert (found.ontzorgmanager_id, found.assigned_on) == (cast.noor_profile.pk, TODAY)


def test_a_choice_is_needed(ina, case):
    answer = ina.post(reverse("cases:assign", args=[case.pk]), {})
    assert answer.status_code == 422
    assert "Kies een Ontzorgmanager." in answer.content.decode()


def test_a_recovered_file_cannot_be_given_away(cast, ina, case):
    files.recover(cast.anna, case, files.day(3))
    answer = ina.post(reverse("cases:assign", args=[case.pk]), {"ontzorgmanager": cast.noor_profile.pk})
    assert answer.status_code == 409
