"""What must I do now: the first page of employer and employee."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase
from cases.operations import record_fact
from cases.operations.closing import close_due
from cases.operations.steps import complete, touch
from employers.models import Employee
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as make
from tests.factories.employers import make_employee

TODAY = date(2026, 3, 4)  # day 59 of a file from 5 January
FIRST = date(2026, 1, 5)
EMPLOYER_QUERIES = 56
EMPLOYEE_QUERIES = 59


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel("2026-03-04T10:00:00+01:00", tick=False):
        yield


def page(client: Client) -> BeautifulSoup:
    response = client.get(reverse("start"))
    assert response.status_code == 200
    return BeautifulSoup(response.content, "html.parser")


def words(soup: Any) -> str:
    return " ".join(soup.get_text(" ").split())


def done(actor: Actor, case: AbsenceCase, key: str, on: date) -> None:
    with acting_as(actor):
        complete(case=case, key=key, done_on=on, by=actor)
        touch(AbsenceCase.objects.get(pk=case.pk))


def sweep() -> None:
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=TODAY)


def next_step(soup: BeautifulSoup) -> Any:
    return soup.select_one("main .next-step")


def test_employer_without_sick_people_has_nothing_to_do(cast: Cast, as_actor: AsActor) -> None:
    soup = page(as_actor(cast.anna))
    assert words(soup.select_one("h1")) == "Dag Anna"
    assert words(soup.select_one(".page-below")) == "0 werknemers ziek"
    assert words(next_step(soup)) == (
        "Nu te doen Vandaag hoeft u niets te doen Is iemand ziek? Meld dat op de eerste dag."
    )
    assert words(soup.select_one("main .empty .empty-title")) == "Niemand is ziek gemeld"


def test_employer_sees_the_most_urgent_own_step_and_why(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, date(2025, 5, 19), today=TODAY)  # day 290
    step = next_step(page(as_actor(cast.anna)))
    assert words(step.select_one(".next-title")) == "42e-weeksmelding voor C. Bos over 5 dagen, uiterlijk 9 maart 2026"
    assert words(step.select_one(".why li")) == "Eerste ziektedag 19 mei 2025."
    url = reverse("cases:record_step", args=[case.pk, "uwv_week_42_report"])
    assert [(words(link), link["href"]) for link in step.select(".actions a")] == [
        ("Vastleggen dat dit gedaan is", url)
    ]


def test_what_waits_for_others_is_no_task_but_is_told(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    soup = page(as_actor(cast.anna))
    assert words(next_step(soup)).startswith(
        "Nu aan zet: de arbodienst Probleemanalyse voor C. Bos 17 dagen te laat, laatste dag was 15 februari 2026 "
    )
    assert "Eerst nog: Ziekmelding aan arbodienst/bedrijfsarts. Vraag de arbodienst hoe het ervoor staat." in words(
        next_step(soup)
    )
    [held] = [panel for panel in soup.select("main .panel") if panel.h2 and words(panel.h2) == "Wacht op anderen"]
    assert [words(row) for row in held.select("li .step-body")] == [
        "Plan van aanpak voor C. Bos Wacht op de bedrijfsarts",
        "Ziekmelding aan arbodienst/bedrijfsarts voor C. Bos Wacht op de arbodienst",
    ]
    assert held.select_one("a")["href"] == reverse("cases:detail", args=[case.pk])


def test_employer_can_record_a_step_that_he_records_himself(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    done(cast.anna, case, "problem_analysis", date(2026, 1, 12))
    done(cast.anna, case, "plan_of_action", date(2026, 1, 19))
    done(cast.anna, case, "casemanager_designated", date(2026, 1, 19))
    link = next_step(page(as_actor(cast.anna))).select_one(".actions a")
    url = reverse("cases:record_step", args=[case.pk, "periodic_evaluation"])
    assert (words(link), link["href"]) == ("Vastleggen dat dit gedaan is", url)


def test_employer_with_nothing_now_sees_what_comes_next_and_when(cast: Cast, as_actor: AsActor) -> None:
    make.report(cast.anna, cast.carla_file, date(2026, 3, 2), today=TODAY)
    assert words(next_step(page(as_actor(cast.anna)))).startswith(
        "Nu te doen Vandaag hoeft u niets te doen De volgende stap is: Plan van aanpak voor C. Bos,"
        " uiterlijk 26 april 2026."
    )


@pytest.mark.parametrize(
    ("k", "title"),
    [
        (34, "Vandaag hoeft u niets te doen"),
        (35, "Probleemanalyse voor F. Prins over 7 dagen, uiterlijk 4 maart 2026"),
        (41, "Probleemanalyse voor F. Prins morgen, uiterlijk 4 maart 2026"),
        (43, "Probleemanalyse voor F. Prins 1 dag te laat, laatste dag was 4 maart 2026"),
    ],
)
def test_own_case_management_sees_each_legal_term_of_this_week_whoever_has_to_move(
    cast: Cast, as_actor: AsActor, k: int, title: str
) -> None:
    """A file from 22 January: the problem analysis is due on 4 March, day 42."""
    first = date(2026, 1, 22)
    with acting_as(cast.ina):
        cast.garage.policies.update(casemanagement_by="employer")
    case = make.report(cast.eva, cast.finn_file, first)
    done(cast.hans, case, "arbo_report", first)
    done(cast.hans, case, "long_absence_triage", first)
    with time_machine.travel(f"{make.day(k, first)}T10:00:00+01:00", tick=False):
        step = next_step(page(as_actor(cast.eva)))
    assert words(step.select_one(".next-title")) == title
    assert (words(step.h2) == "Nu aan zet: de bedrijfsarts") == (k >= 35)


def test_own_case_management_is_told_to_make_the_plan(cast: Cast, as_actor: AsActor) -> None:
    with acting_as(cast.ina):
        cast.garage.policies.update(casemanagement_by="employer")
    case = make.report(cast.eva, cast.finn_file, FIRST)
    done(cast.gijs, case, "problem_analysis", date(2026, 2, 20))
    step = next_step(page(as_actor(cast.eva)))
    assert words(step.select_one(".next-title")).startswith("Plan van aanpak voor F. Prins ")
    assert words(step.h2) == "Nu te doen"
    assert "In het plan spreekt u met uw werknemer af" in words(step)
    assert "UWV kan bepalen dat u het loon langer doorbetaalt" in words(step)


def test_every_late_legal_step_is_on_the_page_however_many(cast: Cast, as_actor: AsActor) -> None:
    for serial in range(7):
        make.report(cast.anna, make_employee(cast.bakery, "Ali", f"Aydin{serial}"), FIRST)
    soup = page(as_actor(cast.anna))
    told = [words(title) for title in soup.select("main .next-title, main li.step strong")]
    for serial in range(7):
        assert any(title.startswith(f"Probleemanalyse voor A. Aydin{serial}") for title in told)


def test_a_step_behind_an_own_step_does_not_wait_for_others(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, date(2025, 5, 19), today=TODAY)
    for key in ("problem_analysis", "plan_of_action"):
        done(cast.anna, case, key, date(2025, 6, 30))
    with time_machine.travel("2026-07-01T10:00:00+02:00", tick=False):
        soup = page(as_actor(cast.anna))
    cards = {words(card.h2): card for card in soup.select("main .panel") if card.h2}
    assert "wacht op u" not in words(cards["Wacht op anderen"]).lower() if "Wacht op anderen" in cards else True
    titles = {words(row.strong): words(row) for row in cards["Daarna"].select("li")}
    assert "Eerst nog: Eerstejaarsevaluatie" in titles["Start tweede spoor voor C. Bos"]


@pytest.mark.parametrize("k", [1, 20, 43, 100, 290, 360, 620, 700])
def test_the_page_never_speaks_about_its_reader(cast: Cast, as_actor: AsActor, k: int) -> None:
    make.report(cast.anna, cast.carla_file, FIRST, today=FIRST)
    with time_machine.travel(f"{make.day(k, FIRST)}T10:00:00+01:00", tick=False):
        said = words(page(as_actor(cast.anna)).select_one("main"))
    assert "de werkgever" not in said.lower().replace("de werkgever betaalt", "")
    assert "werkgever en werknemer" not in said.lower()


def test_employer_sees_sick_people_with_their_week(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    row = page(as_actor(cast.anna)).select_one("main li.step:has(.mini)")
    assert words(row.select_one(".step-body")) == "C. Bos Week 9 van 104 · Gemeld"
    assert [(words(link), link["href"]) for link in row.select("a")] == [
        ("C. Bos", reverse("cases:detail", args=[case.pk])),
        ("Beter melden", reverse("cases:recovery", args=[case.pk])),
    ]


def test_the_week_is_told_of_as_many_as_the_pay_lasts(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, date(2024, 3, 11), today=TODAY)  # 104 weeks end on 8 March 2026
    record_fact(
        actor=cast.anna,
        case=case,
        kind="voluntary_extension",
        on=date(2026, 2, 2),
        until=date(2026, 9, 6),
        expected_version=make.fresh(cast.anna, case).version,
        today=TODAY,
    )
    row = page(as_actor(cast.anna)).select_one("main li.step:has(.mini)")
    assert words(row.select_one("p")) == "Week 104 van 130 · Gemeld"
    assert row.select_one("svg")["aria-label"] == "Week 104 van 130"
    told = [words(line) for line in page(as_actor(cast.carla)).select("main .panel p")]
    assert "U bent ziek gemeld sinds 11 maart 2024. Dit is week 104 van 130." in told


def test_the_week_is_told_of_fewer_when_the_state_pension_ends_the_pay(cast: Cast, as_actor: AsActor) -> None:
    with acting_as(cast.ina):
        Employee.objects.filter(pk=cast.carla_file.pk).update(birth_date=date(1959, 3, 20))
    make.report(cast.anna, cast.carla_file, FIRST)
    row = page(as_actor(cast.anna)).select_one("main li.step:has(.mini)")
    assert words(row.select_one("p")) == "Week 9 van 17 · Gemeld"


def test_employer_sees_the_recovered_apart_with_the_closing_day(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    make.recover(cast.anna, case, date(2026, 3, 2))
    soup = page(as_actor(cast.anna))
    waiting = soup.select("main .panel")[-1]
    assert words(waiting.select_one("h2")) == "Hersteld, dossier wacht nog"
    assert words(waiting.select_one(".step-body")) == (
        "C. Bos Hersteld per 2 maart 2026, dossier sluit op 30 maart 2026 Weer ziek melden"
    )
    assert soup.select("main li.step:has(.mini)") == []


def test_employer_sees_nothing_of_another_employer(cast: Cast, as_actor: AsActor) -> None:
    make.report(cast.eva, cast.finn_file, FIRST, handover_notes="Brug 2 is van Jansen")
    assert "Prins" not in words(page(as_actor(cast.anna)))


@pytest.mark.parametrize("number", [1, 3])
def test_employer_page_asks_the_same_number_of_queries(
    cast: Cast, as_actor: AsActor, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for serial in range(number):
        make.report(cast.anna, make_employee(cast.bakery, "Ali", f"Aydin{serial}"), FIRST)
    client = as_actor(cast.anna)
    page(client)
    with django_assert_num_queries(EMPLOYER_QUERIES):
        page(client)


def test_employee_without_a_file_has_nothing_to_do(cast: Cast, as_actor: AsActor) -> None:
    soup = page(as_actor(cast.carla))
    assert (words(soup.select_one("h1")), words(soup.select_one(".page-below"))) == (
        "Dag Carla",
        "U bent niet ziek gemeld.",
    )
    assert words(next_step(soup)) == (
        "Nu te doen Vandaag hoeft u niets te doen Er zijn geen stappen voor u. Wordt u ziek? Meld dat bij uw werkgever."
    )


def test_employee_sees_what_comes_next_and_the_own_week(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, date(2026, 3, 2), today=TODAY)
    soup = page(as_actor(cast.carla))
    assert words(next_step(soup).select("p")[1]) == (
        "De volgende stap is: Ziekmelding aan arbodienst/bedrijfsarts (arbodienst), uiterlijk 8 maart 2026."
        " De arbodienst krijgt de melding, zodat de begeleiding op tijd begint."
    )
    file = soup.select("main .panel")[1]
    assert words(file.select_one("p")) == "U bent ziek gemeld sinds 2 maart 2026. Dit is week 1 van 104."
    to = [reverse(name, args=[case.pk]) for name in ("cases:detail", "cases:vision", "cases:work")]
    assert [link["href"] for link in file.select(".actions a")] == to


def test_employee_sees_the_own_step_with_last_day_and_why(cast: Cast, as_actor: AsActor) -> None:
    first = date(2024, 5, 27)  # day 647 on 4 March 2026
    make.report(cast.anna, cast.carla_file, first, today=first)
    step = next_step(page(as_actor(cast.carla)))
    assert words(step.select_one(".next-title")) == "WIA-aanvraag over 4 dagen, uiterlijk 8 maart 2026"
    assert words(step.select_one(".why li")) == "Eerste ziektedag 27 mei 2024."


def test_employee_sees_who_guides(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    make.assign(cast, case, on=date(2026, 1, 13))
    guides = page(as_actor(cast.carla)).select("main .columns > .stack:last-child > .panel:first-child p")
    assert [words(row) for row in guides] == [
        "Noor de Wit is uw Ontzorgmanager en helpt u en uw werkgever bij alle stappen. Telefoon 06 12345678",
        "Daan Dokter is uw bedrijfsarts. Alleen met de bedrijfsarts praat u over uw gezondheid.",
        "Vitaal Werk is de arbodienst van uw werkgever. Telefoon 030 7654321",
    ]


def test_employee_sees_past_files(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    make.recover(cast.anna, case, date(2026, 1, 12))

    sweep()
    past = page(as_actor(cast.carla)).select("main .panel")[1]
    assert words(past) == f"Eerdere dossiers Gedaan: {case.number} Afgesloten vanaf 5 januari 2026"


@pytest.mark.parametrize("name", ["carla", "daan", "bert", "noor", "ina", "eva"])
def test_handover_stays_with_the_employer(cast: Cast, as_actor: AsActor, name: str) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST, handover_notes="SLEUTELBOS")
    make.assign(cast, case, on=date(2026, 1, 13))
    client = as_actor(getattr(cast, name))
    urls = [reverse("start"), reverse("cases:notices"), reverse("cases:detail", args=[case.pk])]
    pages = [client.get(url).content.decode() for url in [*urls, reverse("cases_api:case", args=[case.pk])]]
    assert [text.count("SLEUTELBOS") for text in pages] == [0, 0, 0, 0]


@pytest.mark.parametrize("number", [1, 3])
def test_employee_page_asks_the_same_number_of_queries(
    cast: Cast, as_actor: AsActor, number: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for month in range(1, number):
        first = date(2025, 4 * month, 1)
        make.recover(cast.anna, make.report(cast.anna, cast.carla_file, first), date(2025, 4 * month, 8))
        sweep()
    make.report(cast.anna, cast.carla_file, FIRST)
    client = as_actor(cast.carla)
    page(client)
    with django_assert_num_queries(EMPLOYEE_QUERIES):
        page(client)


@pytest.mark.parametrize(("who", "name"), [("anna", "C. Bos"), ("carla", "Uw dossier")])
def test_a_closed_file_points_to_the_one_that_runs(cast: Cast, as_actor: AsActor, who: str, name: str) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    make.recover(cast.anna, case, date(2026, 1, 12))
    sweep()
    form, client = reverse("cases:report_employee", args=[cast.carla_file.pk]), as_actor(getattr(cast, who))
    closed = BeautifulSoup(client.get(reverse("cases:detail", args=[case.pk])).content, "html.parser")
    assert words(closed.h1).startswith(name)
    assert len(closed.select(f'main a[href="{form}"]')) == (1 if who == "anna" else 0)
    newer = make.report(cast.anna, cast.carla_file, date(2026, 3, 2), today=TODAY)
    closed = BeautifulSoup(client.get(reverse("cases:detail", args=[case.pk])).content, "html.parser")
    assert closed.select(f'main a[href="{form}"]') == []
    address = reverse("cases:detail", args=[newer.pk])
    links = [words(link) for link in closed.select(f'main a[href="{address}"]')]
    assert links == [f"dossier {newer.number}", *(["Naar het lopende dossier"] if who == "anna" else [])]


def test_who_recovered_is_reported_again_from_start_file_and_list(cast: Cast, as_actor: AsActor) -> None:
    case = make.report(cast.anna, cast.carla_file, FIRST)
    make.recover(cast.anna, case, date(2026, 3, 2))
    form = reverse("cases:report_employee", args=[cast.carla_file.pk])
    client = as_actor(cast.anna)
    for url in (reverse("start"), reverse("cases:detail", args=[case.pk]), reverse("employers:people")):
        soup = BeautifulSoup(client.get(url).content, "html.parser")
        links = soup.select(f'main a[href="{form}"]')
        assert [words(link).split(":")[0].strip() for link in links] == ["Weer ziek melden"]
    assert as_actor(cast.bert).get(reverse("cases:detail", args=[case.pk])).content.count(form.encode()) == 0
