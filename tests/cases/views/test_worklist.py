"""The Ontzorgmanager's worklist: what stands on it, in which order, and why."""

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
from accounts.terms import Role
from cases import operations, worklist
from cases.models import AbsenceCase, Milestone
from cases.urgency import When, when
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as files
from tests.factories import employers as make

TODAY = files.day(43)  # the problem analysis is one day late
SANCTION = "UWV kan bepalen dat de werkgever het loon langer doorbetaalt, tot 52 weken."


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def noor(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.noor)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return guided(cast, files.report(cast.anna, cast.carla_file))


def guided(cast: Cast, case: AbsenceCase) -> AbsenceCase:
    return files.assign(cast, case, on=files.day(14))


def another(cast: Cast, last_name: str, first_sick_day: date) -> AbsenceCase:
    person = make.make_employee(cast.bakery, "Piet", last_name)
    return guided(cast, files.report(cast.anna, person, first_sick_day))


def page(client: Client, **query: str) -> BeautifulSoup:
    answer = client.get(reverse("start"), query)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def texts(soup: BeautifulSoup, column: int) -> list[str]:
    return [cell.get_text(" ", strip=True) for cell in soup.select(f"#worklist tbody td:nth-child({column})")]


def chips(soup: BeautifulSoup) -> list[str]:
    return [chip.get_text(" ", strip=True) for chip in soup.select("#worklist .chip")]


def test_the_list_of_one_file_in_legal_order(noor, case):
    soup = page(noor)
    assert texts(soup, 1) == [
        "1 dag te laat 15 feb 2026",
        "36 dagen te laat 11 jan 2026",
        "35 dagen te laat 12 jan 2026",
        "29 dagen te laat 18 jan 2026",
        "15 dagen te laat 1 feb 2026",
        "8 dagen te laat 8 feb 2026",
        "over 13 dagen 1 mrt 2026",
    ]
    assert [text.split(" UWV kan")[0].split(" De ")[0] for text in texts(soup, 2)] == [
        "Probleemanalyse",
        "Ziekmelding aan arbodienst/bedrijfsarts",
        "Inschatting dreigend langdurig verzuim",
        "Eerste contact met werkgever en werknemer",
        "Intake en werknemersvisie",
        "Taak-functieanalyse",
        "Plan van aanpak",
    ]


def test_each_row_says_what_with_whom_which_file_and_which_week(noor, case):
    row = page(noor).select("#worklist tbody tr")[-1]
    cells = [cell.get_text(" ", strip=True) for cell in row.select("td")]
    assert cells == [
        "over 13 dagen 1 mrt 2026",
        f"Plan van aanpak {SANCTION}",
        "wacht op de bedrijfsarts eerst: Probleemanalyse",
        f"C. Bos Bakkerij De Korenaar · {case.number}",
        "week 7",
    ]
    assert row.select_one("a")["href"] == reverse("cases:detail", args=[case.pk])


def test_header_counts_files_late_and_this_week(noor, case):
    assert page(noor).select_one(".page-below").get_text() == (
        "1 lopend dossier · 6 stappen te laat · 0 stappen binnen een week"
    )


def test_chips_count_what_they_show(noor, case):
    soup = page(noor)
    assert chips(soup) == [
        "Alles wat nu speelt (7 stappen)",
        "Te laat (6 stappen)",
        "Wacht op mij (3 stappen)",
        "Langer dan 13 weken (0 stappen)",
    ]
    for query, count in (({}, 7), ({"laat": "1"}, 6), ({"wie": "mij"}, 3), ({"lang": "1"}, 0)):
        assert len(texts(page(noor, **query), 1)) == count


def test_each_choice_says_how_many_steps_in_how_many_files(cast, noor, case):
    files.assign(cast, files.report(cast.eva, cast.finn_file), on=files.day(14))
    said = {wie: page(noor, wie=wie).select_one(".list-extent").get_text() for wie in ("", "mij", "uwv")}
    assert said == {"": "14 stappen in 2 dossiers", "mij": "6 stappen in 2 dossiers", "uwv": "Geen stappen"}
    assert (
        page(noor, wie="arbodienst", werkgever=str(cast.garage.pk), sort="wat")
        .select_one(".list-extent")
        .get_text()
        .endswith(" in 1 dossier")
    )


def test_what_waits_on_me_is_the_first_contact_and_what_it_holds_up(noor, case):
    soup = page(noor, wie="mij")
    assert texts(soup, 3) == [
        "wacht op u",
        "wacht op u eerst: Eerste contact met werkgever en werknemer",
        "wacht op u eerst: Eerste contact met werkgever en werknemer",
    ]


def test_after_the_first_contact_its_row_is_gone(cast, noor, case):
    for party in ("employer", "employee"):
        operations.log_contact(actor=cast.noor, case=case, party=party, held_on=TODAY, today=TODAY)
    assert "Eerste contact" not in page(noor).select_one("#worklist tbody").get_text()
    assert texts(page(noor, wie="mij"), 3) == ["wacht op u", "wacht op u"]


def test_one_employer_only(cast, noor, case):
    files.assign(cast, files.report(cast.eva, cast.finn_file), on=files.day(14))
    soup = page(noor, werkgever=str(cast.garage.pk))
    assert {text.split()[1] for text in texts(soup, 4)} == {"Prins"}
    assert "Filter weghalen: Garage Van Dam" in chips(soup)
    assert chips(soup)[:2] == ["Alles wat nu speelt (14 stappen)", "Te laat (6 stappen)"]


@pytest.mark.parametrize(
    "query",
    [
        {"werkgever": "x"},
        {"wie": "x"},
        {"fase": "x"},
        {"laat": "x"},
        {"arbodienst": "²"},
        {"sort": "x"},
        {"page": "x"},
        {"werkgever": "9" * 30},
    ],
)
def test_an_address_that_makes_no_sense_shows_everything(noor, case, query):
    assert len(texts(page(noor, **query), 1)) == 7


def test_another_order_is_asked_in_the_address(noor, case):
    soup = page(noor, sort="wanneer")
    assert texts(soup, 1)[0] == "36 dagen te laat 11 jan 2026"
    assert soup.select_one("th[aria-sort=ascending]").get_text(strip=True) == "Wanneer"
    assert texts(page(noor, sort="-wanneer"), 1)[0] == "over 13 dagen 1 mrt 2026"


def test_the_fragment_is_the_same_as_in_the_page(noor, case):
    full = page(noor, laat="1").select_one("#worklist")
    answer = noor.get(reverse("start"), {"laat": "1"}, headers={"HX-Request": "true"})
    assert BeautifulSoup(answer.content, "html.parser").decode().strip() == full.decode()


def test_nothing_to_do_is_said_kindly(noor):
    text = page(noor).select_one("#worklist").get_text(" ", strip=True)
    assert text == (
        "U bent bij Er is nu niets te doen. Een nieuwe stap verschijnt hier drie weken voor de laatste dag. "
        "Dossiers bekijken"
    )


def test_files_of_another_ontzorgmanager_are_not_there(cast, as_actor, case):
    assert "Bos" not in as_actor(cast.loes).get(reverse("start")).content.decode()


def test_a_recovered_file_is_not_there(cast, noor, case):
    files.recover(cast.anna, case, TODAY)
    assert page(noor).select("#worklist tbody tr") == []


@pytest.mark.parametrize(
    ("key", "k", "seen"),
    [
        ("plan_of_action", 34, False),  # due on day 56, opens with the analysis
        ("plan_of_action", 35, True),
        ("problem_analysis", 20, False),  # opens on day 29, due on day 42
        ("problem_analysis", 21, True),
        ("first_year_evaluation", 315, False),  # opens on day 316, due on day 364
        ("first_year_evaluation", 316, True),
    ],
)
def test_a_step_appears_21_days_before_its_last_day_or_when_it_opens(cast, case, key, k, seen):
    with acting_as(cast.noor):
        keys = {step.key for step in worklist.steps_in_sight(cast.noor, files.day(k))}
    assert (key in keys) == seen


def row(kind: str, left: int, weight: int, case_id: int = 1) -> worklist.Row:
    moment = When(kind, "", left)  # type: ignore[arg-type]  # any kind
    return worklist.Row(
        step=Milestone(case_id=case_id, weight=weight),
        case=None,  # type: ignore[arg-type]  # not looked at
        when=moment,
        due_on=TODAY + timedelta(days=left),
        term="",
        waits_on="",
        holders=(),
        blocked_by="",
        mine=False,
        own=False,
        week=1,
    )


def test_late_by_weight_then_days_then_what_is_left_by_days_then_weight():
    ordered = [
        row("late", -1, 3),
        row("late", -9, 2),
        row("late", -2, 2),
        row("late", -99, 0),
        row("soon", 0, 0),
        row("soon", 2, 3),
        row("soon", 2, 1),
        row("plain", 20, 3),
    ]
    shuffled = list(reversed(ordered))
    assert sorted(shuffled, key=lambda one: one.urgency) == ordered


@pytest.mark.parametrize(
    ("left", "kind", "text"),
    [
        (-3, "late", "3 dagen te laat"),
        (-1, "late", "1 dag te laat"),
        (0, "soon", "vandaag"),
        (1, "soon", "morgen"),
        (2, "soon", "over 2 dagen"),
        (7, "soon", "over 7 dagen"),
        (8, "plain", "over 8 dagen"),
    ],
)
def test_the_badge_says_how_long_there_still_is(left, kind, text):
    assert when(TODAY + timedelta(days=left), TODAY) == When(kind, text, left)  # type: ignore[arg-type]  # any kind


def queries(client: Client) -> int:
    with CaptureQueriesContext(connection) as captured:
        page(client)
    return len(captured)


def test_one_file_and_three_files_cost_the_same(cast, noor, case):
    page(noor)  # what is cached once
    assert queries(noor) == 45
    another(cast, "Jansen", files.MONDAY)
    another(cast, "Visser", files.day(8))
    assert queries(noor) == 45


def test_days_that_passed_by_themselves_are_no_rows(cast):
    old = another(cast, "Jansen", files.MONDAY)
    with acting_as(cast.noor):
        steps = list(
            Milestone.objects.visible_to(cast.noor).filter(case=old).select_related("case__employee", "case__employer")
        )
        late = [step for step in steps if step.rule.lapses]
        rows = worklist.rows(late, worklist.pending_keys(cast.noor), Role.ONTZORGMANAGER, files.day(720))
    assert [step.key for step in late] == ["uwv_sanction_deadline"]
    assert rows == []
