"""A file that is over says calmly what happened, asks nothing, and its line of time stops there."""

from datetime import date, timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases import operations
from cases.computation import facts_of
from cases.endings import pay_of
from cases.models import AbsenceCase
from cases.templatetags.timeline import picture_of
from tests.factories import cases as files
from tests.factories import employers as people

SCHEDULER = system(Role.SCHEDULER)
LATER = timedelta(days=40)


def make_case(cast: Any) -> AbsenceCase:
    return files.assign(cast, files.report(cast.anna, cast.carla_file), on=files.day(14))


def version(cast: Any, case: AbsenceCase) -> int:
    return files.fresh(cast.desk, case).version


def tell(cast: Any, case: AbsenceCase, kind: str, on: date, *, today: date, **more: Any) -> None:
    operations.record_fact(
        actor=cast.anna, case=case, kind=kind, on=on, expected_version=version(cast, case), today=today, **more
    )


def record(cast: Any, case: AbsenceCase, key: str, on: date) -> None:
    operations.record_step(
        actor=cast.noor, case=case, key=key, done_on=on, expected_version=version(cast, case), today=on
    )


def end(case: AbsenceCase, today: date) -> date:
    with acting_as(SCHEDULER):
        operations.end_sick_pay_due(actor=SCHEDULER, today=today)
    return today


def recovered(cast: Any, case: AbsenceCase) -> date:
    files.recover(cast.anna, case, files.day(30))
    with acting_as(SCHEDULER):
        operations.close_due(actor=SCHEDULER, today=files.day(58))
    return files.day(58)


def ended(cast: Any, case: AbsenceCase) -> date:
    record(cast, case, "wia_application", files.day(640))
    return end(case, files.day(730))


def left(cast: Any, case: AbsenceCase) -> date:
    last = files.day(60)
    tell(cast, case, "contract_end", last, today=files.day(50), ground="fixed_term")
    for key in ("sick_leaving_employment_report", "sick_leaving_employment_riv"):
        record(cast, case, key, last)
    return end(case, files.day(61))


def died(cast: Any, case: AbsenceCase) -> date:
    day = files.day(30)
    operations.record_death(
        actor=cast.anna, case=case, died_on=day, expected_version=version(cast, case), today=files.day(31)
    )
    return files.day(31)


def withdrawn(cast: Any, case: AbsenceCase) -> date:
    day = files.day(16)
    operations.cancel_report(actor=cast.anna, case=case, expected_version=version(cast, case), today=day)
    return day


BETTER = "beter gemeld per 3 februari 2026. In de vier weken daarna kwam er geen nieuwe ziekmelding."
READABLE = "Wat is vastgelegd, blijft hieronder te lezen."
PAID = f"De laatste dag met loon bij ziekte was 2 januari 2028. Vragen over de WIA beantwoordt UWV. {READABLE}"
DIED = "C. Bos is op 3 februari 2026 overleden. Niemand krijgt over dit dossier nog een vraag of herinnering."
TAKEN_BACK = "De ziekmelding per 5 januari 2026 is op 20 januari 2026 ingetrokken. Er was geen verzuim."
LEFT = "De laatste dag in dienst was 5 maart 2026. Daarna gaat {} verder met UWV. " + READABLE
SAID = {
    recovered: ("Dit dossier is afgesloten", f"C. Bos is {BETTER} {READABLE}", f"U bent {BETTER} {READABLE}"),
    ended: ("Dit dossier is afgesloten", PAID, PAID),
    left: ("Dit dossier is afgesloten", LEFT.format("de werknemer"), LEFT.format("u")),
    died: ("Dit dossier is afgesloten", DIED, DIED),
    withdrawn: ("Deze ziekmelding is ingetrokken", *[f"{TAKEN_BACK} U hoeft niets te doen."] * 2),
}
BELOW = {
    recovered: "Ziek van 5 januari 2026 tot 3 februari 2026 · afgesloten op 3 maart 2026",
    ended: "Ziek sinds 5 januari 2026 · loon doorbetaald tot en met 2 januari 2028 · afgesloten op 3 januari 2028",
    left: "Ziek sinds 5 januari 2026 · in dienst tot en met 5 maart 2026 · afgesloten op 6 maart 2026",
    died: "Overleden op 3 februari 2026",
    withdrawn: "Ziek gemeld per 5 januari 2026 · ingetrokken op 20 januari 2026",
}
LINE = {recovered: "week 5", ended: "week 104", left: "week 9", died: "week 5"}


def page(client: Any, case: AbsenceCase) -> BeautifulSoup:
    return BeautifulSoup(client.get(reverse("cases:detail", args=[case.pk])).content, "html.parser")


@pytest.mark.parametrize("name", ["anna", "carla", "noor"])
@pytest.mark.parametrize("happens", SAID)
def test_a_file_that_is_over_says_what_happened_and_asks_nothing(cast, as_actor, happens, name):
    case = make_case(cast)
    today = happens(cast, case) + LATER
    with time_machine.travel(f"{today}T10:00:00+01:00", tick=False):
        soup = page(as_actor(getattr(cast, name)), case)
    title, text, to_employee = SAID[happens]
    card = soup.find("h2", string=title).find_parent(class_="panel")
    assert card.p.get_text(strip=True) == (to_employee if name == "carla" else text)
    assert soup.select_one(".page-below").get_text(" ", strip=True) == BELOW[happens]
    assert "Nu te doen" not in soup.get_text()
    assert "vandaag" not in soup.get_text()
    buttons = [button.get_text(strip=True) for button in soup.select("main form, main .btn")]
    expected = {"anna": ["Weer ziek melden"] if happens is recovered else [], "noor": ["Langer bewaren"]}
    expected["carla"] = ["Medisch dossier openen"]  # stays readable for as long as it is kept
    assert buttons == expected.get(name, [])
    links = {link.get_text(strip=True) for link in soup.select("main a")}
    assert not any(word in link for link in links for word in ("Vastleggen", "Niet nodig", "Intrekken", "Toch nodig"))
    where = soup.select_one(".picture-today")
    assert (where.get_text() if where else "") == (f"afgesloten · {LINE[happens]}" if happens in LINE else "")


@pytest.mark.parametrize("happens", [died, withdrawn])
def test_where_nothing_is_left_to_explain_no_remark_is_made(cast, as_actor, happens):
    case = make_case(cast)
    today = happens(cast, case)
    with time_machine.travel(f"{today}T10:00:00+01:00", tick=False):
        text = page(as_actor(cast.noor), case).get_text()
    for words in ("Waardoor later?", "06 11112222", "Kerkstraat 9"):
        assert words not in text


def test_of_who_is_past_state_pension_age_the_line_has_six_weeks(cast):
    pensioner = people.make_employee(cast.bakery, "Piet", "Jansen", birth_date=date(1955, 3, 1))
    case = files.assign(cast, files.report(cast.anna, pensioner), on=files.day(14))
    with acting_as(cast.noor):
        picture = picture_of(files.fresh(cast.noor, case), cast.noor.role, files.day(20))
    assert (picture.today_label, picture.weeks_total, picture.ticks[-1].day) == ("vandaag · week 3", 6, "15 feb 26")


EXTENSION = ("voluntary_extension", 600, {"until": date(2028, 7, 2)})
SANCTION = ("wage_sanction", 690, {"until": date(2028, 12, 30), "ground": "administrative"})
LEAVING = ("contract_end", 200, {"ground": "fixed_term"})


@pytest.mark.parametrize(
    ("told", "weeks", "last"), [(EXTENSION, 130, "2 jul 28"), (SANCTION, 156, "30 dec 28"), (LEAVING, 29, "23 jul 26")]
)
def test_the_line_reaches_the_real_last_paid_day(cast, as_actor, told, weeks, last):
    case, (kind, on, more) = make_case(cast), told
    if told is SANCTION:
        record(cast, case, "wia_application", files.day(640))
    tell(cast, case, kind, files.day(on), today=files.day(on), **more)
    with acting_as(cast.noor):
        picture = picture_of(files.fresh(cast.noor, case), cast.noor.role, files.day(20))
    assert (picture.weeks_total, picture.ticks[-1].label, picture.ticks[-1].day) == (weeks, str(weeks), last)
    with time_machine.travel(f"{files.day(20)}T10:00:00+01:00", tick=False):
        assert f"Week 3 van {weeks} ·" in page(as_actor(cast.noor), case).select_one(".page-below").get_text()


def test_the_line_follows_a_late_application_and_today_along_it(cast):
    case = make_case(cast)
    record(cast, case, "wia_application", files.day(661))
    with acting_as(cast.noor):
        picture = picture_of(files.fresh(cast.noor, case), cast.noor.role, files.day(732))
    assert (picture.today_label, picture.weeks_total) == ("vandaag · week 105", 106)
    assert picture.ticks[-1].day == "12 jan 28"


def test_after_recovery_the_line_keeps_the_length_it_had(cast):
    case = make_case(cast)
    tell(cast, case, "voluntary_extension", files.day(600), today=files.day(600), until=date(2028, 7, 2))
    files.recover(cast.anna, case, files.day(610))
    with acting_as(cast.noor):
        picture = picture_of(files.fresh(cast.noor, case), cast.noor.role, files.day(612))
    assert picture.weeks_total == 130


PAY = "Loon bij ziekte tot en met 2 januari 2028. De WIA kan ingaan op 3 januari 2028."


@pytest.mark.parametrize(
    ("day", "said"),
    [
        (1, PAY),
        (651, PAY),
        (652, "De WIA is nog niet aangevraagd. Zo lang loopt het loon door, nu tot en met 3 januari 2028 of later."),
        (760, "De WIA is nog niet aangevraagd. Zo lang loopt het loon door, nu tot en met 20 april 2028 of later."),
    ],
)
def test_file_says_until_when_the_pay_runs(cast: Any, day: int, said: str) -> None:
    facts = facts_of(make_case(cast))
    assert pay_of(facts, Role.EMPLOYER, files.day(day)) == said
    assert pay_of(facts, Role.DESK, files.day(day)) == ""


def test_a_late_application_moves_the_end_that_the_file_says(cast: Any) -> None:
    case = make_case(cast)
    files.apply_for_wia(cast, case, files.day(700))
    said = "Loon bij ziekte tot en met 20 februari 2028. De WIA kan ingaan op 21 februari 2028."
    assert pay_of(facts_of(case), Role.EMPLOYEE, files.day(760)) == said
