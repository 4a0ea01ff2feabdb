"""On the file: a step that is not needed, what made a step later, a late report, and whose turn the plan is."""

from collections.abc import Iterator
from datetime import timedelta

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.terms import Role
from cases import operations
from cases.models import AbsenceCase, Completion, Delay, Waiver
from cases.models.milestone import RULE_BY_KEY, readers_of
from cases.operations.plan import await_answers
from cases.operations.steps import touch
from cases.timeline.rules import Party
from cases.urgency import Standing, is_mine, waits_on
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import cases as files

TODAY = files.day(43)


@pytest.fixture(autouse=True)
def _today() -> Iterator[None]:
    with time_machine.travel(f"{TODAY}T10:00:00+01:00", tick=False):
        yield


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return files.assign(cast, files.report(cast.anna, cast.carla_file), on=files.day(10))


@pytest.fixture
def noor(cast: Cast, as_actor: AsActor) -> Client:
    return as_actor(cast.noor)


def read(client: Client, url: str) -> BeautifulSoup:
    answer = client.get(url)
    assert answer.status_code == 200
    return BeautifulSoup(answer.content, "html.parser")


def file_of(client: Client, case: AbsenceCase) -> BeautifulSoup:
    return read(client, reverse("cases:detail", args=[case.pk]))


def send(client: Client, url: str, **answers: str) -> int:
    """Fill in the form of a page and send it."""
    form = read(client, url).select_one("main form")
    hidden = {field["name"]: field["value"] for field in form.select("input[type=hidden]")}
    return client.post(url, hidden | answers).status_code


def step(soup: BeautifulSoup, anchor: str) -> str:
    found = soup.select_one(f"#stap-{anchor}")
    for part in found.select(".step-more"):
        part.decompose()
    return " ".join(found.get_text(" ").split())


def links(soup: BeautifulSoup, anchor: str) -> set[str]:
    return {link["href"] for link in soup.select(f"#stap-{anchor} .step-more > a")}


def test_a_step_is_not_needed_and_needed_again(cast: Cast, noor: Client, case: AbsenceCase) -> None:
    url = reverse("cases:waive_step", args=[case.pk, "employee_intake"])
    assert url in links(file_of(noor, case), "employee_intake-1")
    labels = [label.get_text(strip=True) for label in read(noor, url).select(".form-check-label")]
    assert labels == ["De werknemer wil geen intake", "Al besproken in een ander gesprek"]
    assert send(noor, url, ground="declined") == 303
    soup = file_of(noor, case)
    undo = soup.select_one("#stap-employee_intake-1 form")
    back, sent = undo["action"], {field["name"]: field["value"] for field in undo.select("input")}
    assert step(soup, "employee_intake-1") == (
        "Niet nodig: Intake en werknemersvisie"
        " De werknemer wil geen intake · vastgelegd door Noor de Wit op 16 februari 2026"
    )
    assert noor.post(back, sent).status_code == 303
    assert step(file_of(noor, case), "employee_intake-1").startswith("Te laat: Intake en werknemersvisie")


def test_everybody_reads_why_a_step_is_not_needed_but_only_the_ontzorgmanager_decides(
    cast: Cast, as_actor: AsActor, noor: Client, case: AbsenceCase
) -> None:
    send(noor, reverse("cases:waive_step", args=[case.pk, "employee_intake"]), ground="declined")
    for actor in (cast.anna, cast.carla, cast.daan, cast.bert, cast.ina):
        soup = file_of(as_actor(actor), case)
        who = "U wilt" if actor is cast.carla else "De werknemer wil"
        assert f"{who} geen intake" in step(soup, "employee_intake-1")
        assert soup.select("#stap-employee_intake-1 form, a[href$='/niet-nodig/']") == []


@pytest.mark.parametrize("key", ["plan_of_action", "x", "labour_expert_assessment_x"])
def test_a_step_without_reasons_has_no_such_page(noor: Client, case: AbsenceCase, key: str) -> None:
    assert noor.get(reverse("cases:waive_step", args=[case.pk, key])).status_code == 404


@pytest.mark.parametrize(("key", "tells"), [("employee_intake", False), ("labour_expert_assessment", True)])
def test_the_form_says_who_reads_the_reason(noor: Client, case: AbsenceCase, *, key: str, tells: bool) -> None:
    page = noor.get(reverse("cases:waive_step", args=[case.pk, key])).content.decode()
    inside = "U, de werkgever, de werknemer, de arbodienst, de bedrijfsarts, een verzuimbegeleider"
    everybody = f"{inside}, een gevraagde arbeidsdeskundige en de verzekeraar."
    assert everybody in page
    late = reverse("cases:name_delay", args=[case.pk, "problem_analysis", 1])
    assert everybody in noor.get(late).content.decode()
    assert ("de arbodienst en de verzekeraar niet" in page) == tells


def test_without_a_reason_the_form_comes_back(noor: Client, case: AbsenceCase) -> None:
    assert send(noor, reverse("cases:waive_step", args=[case.pk, "employee_intake"])) == 422


def test_an_old_form_can_be_sent_again(cast: Cast, noor: Client, case: AbsenceCase) -> None:
    url = reverse("cases:waive_step", args=[case.pk, "employee_intake"])
    answer = noor.post(url, {"ground": "covered", "expected_version": "1"})
    assert answer.status_code == 409
    form = BeautifulSoup(answer.content, "html.parser").select_one("main form")
    again = {field["name"]: field["value"] for field in form.select("input[type=hidden], input[checked]")}
    assert noor.post(url, again).status_code == 303
    with acting_as(cast.noor):
        assert Waiver.objects.get().ground == "covered"


def causes(client: Client, url: str) -> list[str]:
    return [label.get_text(strip=True) for label in read(client, url).select(".form-check-label")]


def test_what_made_a_step_later_is_told_without_reproach(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    anna, daan = as_actor(cast.anna), as_actor(cast.daan)
    url = reverse("cases:name_delay", args=[case.pk, "problem_analysis", 1])
    assert url in links(file_of(anna, case), "problem_analysis-1")
    assert causes(anna, url) == [cause.label for cause in Delay.Cause if cause is not Delay.Cause.MEDICAL]
    assert send(anna, url, cause="medical") == 422
    assert causes(daan, url) == ["Het kon niet eerder volgens de bedrijfsarts"]
    assert send(daan, url, cause="medical") == 303
    for actor in (cast.anna, cast.carla, cast.noor):
        assert (
            "Het kon niet eerder volgens de bedrijfsarts. Vastgelegd door de bedrijfsarts, op 16 februari 2026."
            in step(file_of(as_actor(actor), case), "problem_analysis-1")
        )


def test_everybody_reads_who_named_a_cause_and_what_was_said_before(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    anna, noor, carla = as_actor(cast.anna), as_actor(cast.noor), as_actor(cast.carla)
    url = reverse("cases:name_delay", args=[case.pk, "problem_analysis", 1])
    assert send(anna, url, cause="employee") == 303
    row = step(file_of(carla, case), "problem_analysis-1")
    assert "Later door u. Vastgelegd door de werkgever, op 16 februari 2026." in row
    assert send(noor, url, cause="arbodienst") == 303
    row = step(file_of(carla, case), "problem_analysis-1")
    assert "Later door de arbodienst of de bedrijfsarts. Vastgelegd door de Ontzorgmanager, op 16 februari 2026." in row
    assert "Eerder vastgelegd: Later door u. Vastgelegd door de werkgever, op 16 februari 2026." in row
    assert "Vastgelegd door uzelf of een collega, op 16 februari 2026." in read(noor, url).get_text()


def test_answer_of_the_bedrijfsarts_stays(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    anna, daan = as_actor(cast.anna), as_actor(cast.daan)
    url = reverse("cases:name_delay", args=[case.pk, "problem_analysis", 1])
    assert send(anna, url, cause="employee") == 303
    assert send(daan, url, cause="medical") == 303
    assert url not in links(file_of(anna, case), "problem_analysis-1")
    answer = anna.get(url, follow=True)
    assert answer.redirect_chain == [(reverse("cases:detail", args=[case.pk]), 303)]
    assert "De bedrijfsarts heeft vastgelegd dat deze stap niet eerder kon. Dat blijft zo staan." in answer.text
    version = files.fresh(cast.anna, case).version
    assert anna.post(url, {"cause": "arbodienst", "expected_version": version}).status_code == 409
    row = step(file_of(anna, case), "problem_analysis-1")
    assert "Het kon niet eerder volgens de bedrijfsarts" in row
    assert "Later door de arbodienst" not in row


def test_cause_is_not_told_of_a_step_that_is_in_time_again(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    anna = as_actor(cast.anna)
    assert send(anna, reverse("cases:name_delay", args=[case.pk, "problem_analysis", 1]), cause="uwv") == 303
    operations.correct_first_sick_day(
        actor=cast.anna,
        case=case,
        first_sick_day=files.day(2),
        ground="typing_error",
        expected_version=files.fresh(cast.anna, case).version,
        today=TODAY,
        at=timezone.now(),
    )
    assert "Later door UWV" not in file_of(anna, case).get_text()


def test_giving_up_the_wia_says_whose_right_it_is_and_who_hears_of_it(
    cast: Cast, noor: Client, as_actor: AsActor, case: AbsenceCase
) -> None:
    url = reverse("cases:waive_step", args=[case.pk, "wia_application"])
    assert causes(noor, url) == [
        "De werknemer heeft zelf schriftelijk laten weten geen WIA aan te vragen, en kent de gevolgen"
    ]
    page = read(noor, url).get_text()
    assert "Alleen de werknemer kan ervan afzien." in page
    assert "Hij krijgt er ook bericht van." in page
    assert "Lees dit eerst" not in read(noor, reverse("cases:waive_step", args=[case.pk, "employee_intake"])).get_text()
    assert send(noor, url, ground="declined_in_writing") == 303
    inbox = read(as_actor(cast.carla), reverse("cases:notices")).get_text()
    assert "Geen WIA-aanvraag" in inbox
    assert "Zonder aanvraag krijgt u geen WIA-uitkering" in inbox
    assert "Bel uw Ontzorgmanager. Dan staat de aanvraag weer open." in inbox


def taking_back(case: AbsenceCase, key: str) -> set[str]:
    return {
        f"{reverse('cases:change', args=[case.pk, change])}?key={key}"
        for change in ("vastlegging-intrekken", "datum-van-een-stap")
    }


def test_the_file_leads_whoever_recorded_a_step_to_putting_it_right(
    cast: Cast, noor: Client, as_actor: AsActor, case: AbsenceCase
) -> None:
    operations.record_step(
        actor=cast.noor,
        case=case,
        key="employee_intake",
        done_on=files.day(30),
        expected_version=files.fresh(cast.noor, case).version,
        today=TODAY,
    )
    ways = taking_back(case, "employee_intake")
    assert ways <= links(file_of(noor, case), "employee_intake-1")
    for url in ways:
        assert read(noor, url).select_one("#id_key option[selected]")["value"] == "employee_intake"
    for actor in (cast.anna, cast.carla, cast.daan):
        assert not ways & links(file_of(as_actor(actor), case), "employee_intake-1")
    gone = reverse("cases:change", args=[case.pk, "vastlegging-intrekken"])
    assert as_actor(cast.anna).get(gone)["Location"] == reverse("cases:detail", args=[case.pk])
    answers = {"key": "employee_intake", "intent": "send", "expected_version": files.fresh(cast.noor, case).version}
    assert noor.post(gone, answers).status_code == 303
    assert not ways & links(file_of(noor, case), "employee_intake-1")
    assert reverse("cases:record_step", args=[case.pk, "employee_intake"]) in links(
        file_of(noor, case), "employee_intake-1"
    )


def test_a_step_in_time_asks_for_no_cause(noor: Client, case: AbsenceCase) -> None:
    assert noor.get(reverse("cases:name_delay", args=[case.pk, "plan_of_action", 1])).status_code == 404
    assert send(noor, reverse("cases:name_delay", args=[case.pk, "problem_analysis", 1])) == 422


def test_a_step_that_was_done_keeps_what_was_true_then(cast: Cast, noor: Client, case: AbsenceCase) -> None:
    with acting_as(cast.noor):
        Completion.objects.create(
            case=case,
            employer_id=case.employer_id,
            key="employee_intake",
            shown_to=readers_of("employee_intake"),
            done_on=files.day(30),
            recorded_as="ontzorgmanager",
            recorded_by_id=cast.noor.user_id,
            due_on=files.day(32),
            rule_version=1,
            why=["Zo was het toen."],
        )
        touch(AbsenceCase.objects.get(pk=case.pk))
    soup = file_of(noor, case)
    lines = [line.get_text() for line in soup.select("#stap-employee_intake-1 .why li")]
    assert lines == ["Zo was het toen."]
    assert "2 dagen vóór de laatste dag" in step(soup, "employee_intake-1")


def test_what_would_move_a_date_stands_with_why(noor: Client, case: AbsenceCase) -> None:
    why = file_of(noor, case).select_one("#stap-problem_analysis-1 .why")
    assert why.select_one(".why-moved").get_text() == "Deze datum verandert:"
    assert why.select("ul li")


def test_a_late_report_is_a_fact_and_no_reproach(cast: Cast, noor: Client) -> None:
    late = files.report(cast.eva, cast.finn_file, files.day(10), today=files.day(13))
    files.assign(cast, late, on=TODAY)
    below = [line.get_text() for line in file_of(noor, late).select(".page-below")]
    assert below[-1] == "Gemeld op 17 januari 2026, 3 dagen na de eerste ziektedag"


def test_a_report_in_time_has_no_such_line(noor: Client, case: AbsenceCase) -> None:
    assert [line for line in file_of(noor, case).select(".page-below") if "Gemeld" in line.get_text()] == []


# --- whose turn it is ---

PLAN = RULE_BY_KEY["plan_of_action"]
WRITING = Standing(assigned=True)
BOTH = Standing(assigned=True, plan_waits_for=(Party.EMPLOYEE, Party.EMPLOYER))
ONE = Standing(assigned=True, plan_waits_for=(Party.EMPLOYEE,))


@pytest.mark.parametrize(
    ("now", "role", "words", "mine"),
    [
        (WRITING, Role.ONTZORGMANAGER, "wacht op u", True),
        (WRITING, Role.EMPLOYER, "wacht op de Ontzorgmanager", False),
        (BOTH, Role.ONTZORGMANAGER, "wacht op de werknemer en de werkgever", False),
        (BOTH, Role.EMPLOYER, "wacht op u en de werknemer", True),
        (ONE, Role.EMPLOYER, "wacht op de werknemer", False),
        (ONE, Role.EMPLOYEE, "wacht op u", True),
        (Standing(), Role.EMPLOYER, "wacht op u", False),
        (Standing(self_guided=True), Role.EMPLOYER, "wacht op u", True),
        (Standing(self_guided=True), Role.DESK, "wacht op de werkgever", False),
    ],
)
def test_the_plan_waits_for_who_has_to_move(now: Standing, role: Role, words: str, mine: bool) -> None:
    assert (waits_on(PLAN, role, now), is_mine(PLAN, role, now)) == (words, mine)


@pytest.mark.parametrize("role", [Role.EMPLOYER, Role.ONTZORGMANAGER, Role.ARBODIENST])
def test_what_comes_along_with_another_step_is_nobodys(role: Role) -> None:
    rule = RULE_BY_KEY["casemanager_designated"]
    assert (waits_on(rule, role, WRITING), is_mine(rule, role, WRITING)) == ("gaat samen met: Plan van aanpak", False)


def test_nothing_is_said_to_wait_for_somebody_who_cannot_do_it() -> None:
    """Each role over every rule: what is mine is recorded by me, done by an act of mine, or done elsewhere by me."""
    mine = {
        role: {key for key, rule in RULE_BY_KEY.items() if is_mine(rule, role, WRITING)}
        for role in (Role.ARBODIENST, Role.DESK, Role.EMPLOYEE)
    }
    assert mine == {
        Role.ARBODIENST: {"arbo_report", "long_absence_triage"},
        Role.DESK: set(),
        Role.EMPLOYEE: {"early_iva_window", "wia_application"},
    }


def test_the_file_keeps_whose_answer_the_plan_waits_for(cast: Cast, noor: Client, case: AbsenceCase) -> None:
    operations.accept_report(actor=cast.bert, case=case, today=TODAY)
    with acting_as(cast.noor):
        Completion.objects.create(
            case=case,
            employer_id=case.employer_id,
            key="problem_analysis",
            shown_to=readers_of("problem_analysis"),
            done_on=TODAY - timedelta(days=1),
            recorded_as="ontzorgmanager",
            recorded_by_id=cast.noor.user_id,
        )
        touch(AbsenceCase.objects.get(pk=case.pk))
        before = AbsenceCase.objects.get(pk=case.pk).version
        await_answers(case_id=case.pk, of=("employer", "employee"))
        assert AbsenceCase.objects.get(pk=case.pk).version == before
    cells = {
        row.select_one("strong").get_text(): row.select("td")[2].get_text(strip=True)
        for row in read(noor, reverse("start")).select("#worklist tbody tr")
    }
    assert cells["Plan van aanpak"] == "wacht op de werknemer en de werkgever"
