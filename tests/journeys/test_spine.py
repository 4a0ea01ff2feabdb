"""One sick report, from the employer's phone to the Plan van aanpak as PDF, and on to recovery, on the real stack."""

import re
import shelve
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from cases.timeline.explain import format_date
from ontzorg.local.place import PROJECT
from tests.journeys.checks import check_page, tick, wait_for
from tests.journeys.conftest import PHONE, Person, Stack

pytestmark = pytest.mark.xdist_group("journeys")

LogIn = Callable[..., Person]


def today() -> date:
    from datetime import datetime

    return datetime.now(ZoneInfo("Europe/Amsterdam")).date()


def pick(page: Page, name: str, value: str) -> None:
    tick(page.locator(f'[name="{name}"][value="{value}"]'))


def fill(page: Page, **values: str) -> None:
    for name, value in values.items():
        page.locator(f'[name="{name}"]').fill(value)


def press(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def report_sick(page: Page, stack: Stack, first_sick_day: date, expected: str) -> int:
    """Fill in, read what it will do, send; returns the number of the file."""
    page.goto(f"{stack.url}/dossiers/ziek-melden/{stack.people['carla']}/")
    fill(page, first_sick_day=first_sick_day.isoformat(), contact_phone="06 12 34 56 78", stay_address="Kerkweg 3, Ede")
    pick(page, "expected_duration", "longer")
    for question in ("vangnet_applies", "work_accident", "recourse_possible"):
        pick(page, question, "no")
    fill(page, handover_notes="De taartbestelling van zaterdag overdragen aan Kees.")
    check_page(page, "Carla", "Bos")
    press(page, "Verder naar controleren")
    expect(page.get_by_role("heading", level=1)).to_have_text("Klopt dit?")
    expect(page.locator("main")).to_contain_text(expected)
    check_page(page, "Carla", "Bos")
    page.get_by_role("button", name="Ziekmelding versturen").dblclick(no_wait_after=True)
    page.wait_for_url("**/dossiers/*/")
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def write_analysis(page: Page, stack: Stack, case: int, day: date) -> None:
    page.goto(f"{stack.url}/documenten/dossier/{case}/probleemanalyse/")
    fill(page, consult_on=day.isoformat(), max_hours_per_day="4")
    fill(page, resumption_expected_on=(day + timedelta(days=14)).isoformat())
    for name, value in {
        "expected_long_term": "yes",
        "work_related": "unknown",
        "work_conflict": "no",
        "work_accident": "no",
        "suitable_work": "adapted",
        "full_recovery": "yes",
        "end_goal": "own_work",
        "actions": "build_up",
    }.items():
        pick(page, name, value)
    page.locator('[name="degree_pace"]').select_option("1")
    fill(page, advice="Begin met vier uur per dag, zonder nachtwerk.")
    check_page(page, "Carla", "Bos")
    page.locator("main").get_by_role("button", name="Bewaren").first.click()
    page.wait_for_url("**/ondertekenen/")
    check_page(page, "Carla", "Bos")
    fill(page, place="Utrecht")
    page.get_by_role("button", name="Ondertekenen").click()
    expect(page.locator("main")).to_contain_text("De probleemanalyse is ondertekend")


def write_plan(page: Page, stack: Stack, case: int, day: date) -> int:
    page.goto(f"{stack.url}/documenten/dossier/{case}/plan-van-aanpak/")
    pick(page, "end_goal", "own_work")
    pick(page, "contact_every", page.locator('[name="contact_every"]').first.get_attribute("value") or "")
    fill(page, contact_with="Anna Smit, eigenaar", next_evaluation_on=(day + timedelta(days=42)).isoformat())
    fill(page, **{"activities-0-activity": "Halve dagen taarten opmaken", "activities-0-result": "20 uur per week"})
    for name in ("type", "responsible"):
        page.locator(f'[name="activities-0-{name}"]').select_option(index=1)
    fill(page, **{"activities-0-starts_on": day.isoformat()})
    fill(page, **{"activities-0-ends_on": (day + timedelta(days=30)).isoformat()})
    press(page, "Stap toevoegen")
    page.locator('[name="build_up-0-starts_on"]').wait_for()
    fill(page, **{"build_up-0-starts_on": day.isoformat(), "build_up-0-hours_per_week": "20"})
    check_page(page, "Carla", "Bos")
    press(page, "Bewaren en nalezen")
    page.wait_for_url("**/documenten/*/")
    check_page(page, "Carla", "Bos")
    press(page, "Voorleggen aan werkgever en werknemer")
    expect(page.locator("main")).to_contain_text("Het plan is voorgelegd")
    return int(page.url.rstrip("/").rsplit("/", 1)[1])


def sign_plan(page: Page, stack: Stack, document: int, vision: str) -> None:
    page.goto(f"{stack.url}/")
    check_page(page, "Carla", "Bos")
    page.goto(f"{stack.url}/documenten/{document}/ondertekenen/")
    check_page(page, "Carla", "Bos")
    fill(page, vision=vision, place="Ede")
    press(page, "Ondertekenen")
    expect(page.locator("main")).to_contain_text("U heeft het plan ondertekend")


def read_pdf(page: Page, folder: Path) -> PdfReader:
    link = page.get_by_role("link", name="Pdf downloaden")
    link.wait_for(timeout=60_000)
    with page.expect_download() as download:
        link.click()
    assert download.value.suggested_filename.startswith("Plan-van-aanpak-")
    path = folder / "plan.pdf"
    download.value.save_as(path)
    return PdfReader(path)


def log_contact(page: Page, stack: Stack, case: int, party: str, day: date) -> None:
    page.goto(f"{stack.url}/dossiers/{case}/contact/")
    pick(page, "party", party)
    fill(page, held_on=day.isoformat())
    check_page(page, "Carla", "Bos")
    page.locator("main").get_by_role("button", name="Contact vastleggen").click()
    page.wait_for_url(f"**/dossiers/{case}/")


def due_dates(stack: Stack, case: int) -> dict[str, date]:
    rows = stack.query(
        f"SELECT key, due_on FROM cases_milestone WHERE case_id = {case} AND due_on IS NOT NULL AND state = 'pending'"
    )
    return dict(rows)


def mailed(stack: Stack) -> int:
    return int(stack.query("SELECT count(*) FROM cases_notice WHERE mailed_at IS NOT NULL")[0][0])


@dataclass
class Story:
    """Where the story stands: who takes part, the file and the plan."""

    stack: Stack
    anna: Person
    noor: Person
    carla: Person
    log_in: LogIn
    now: date
    case: int = 0
    document: int = 0
    planned: dict[str, date] = field(default_factory=dict)

    def milestone(self, column: str, key: str) -> Any:
        """One stored value of a step of this file."""
        where = f"case_id = {self.case} AND key = '{key}'"
        return self.stack.query(f"SELECT {column} FROM cases_milestone WHERE {where}")[0][0]


def test_from_the_employers_phone_to_the_plan_and_recovery(stack: Stack, person: LogIn, tmp_path: Path) -> None:
    story = Story(stack, person("anna", PHONE), person("noor"), person("carla", PHONE), person, today())
    employer_reports_on_a_phone(story)
    arbodienst_judges(story)
    beat_makes_up_for_a_missed_sweep(story)
    desk_overrules(story)
    bedrijfsarts_signs(story)
    ontzorgmanager_drafts_the_plan(story)
    both_sign_and_the_pdf_is_read(story, tmp_path)
    reminders_are_sent_once(story)
    recovery_pauses_the_file(story)
    relapse_moves_every_date_and_loses_nothing_without_a_broker(story)
    second_recovery_closes_the_file(story)
    stranger_finds_nothing(story)
    assert "no differences" in stack.manage("check_timelines")


def employer_reports_on_a_phone(story: Story) -> None:
    """Two taps make one report; every date is there and says why."""
    page, first = story.anna.page, story.now - timedelta(days=40)
    check_page(page)
    story.anna.open("/dossiers/ziek-melden/")
    check_page(page)
    story.case = report_sick(page, story.stack, first, "nieuw dossier")
    assert story.stack.query(f"SELECT count(*) FROM cases_sickreport WHERE case_id = {story.case}") == [(1,)]
    check_page(page, "Carla", "Bos")
    expect(page.locator("main")).to_contain_text("Week 6 van 104")
    page.locator("summary", has_text="Waarom").first.click()
    expect(page.locator("main")).to_contain_text(f"Eerste ziektedag {format_date(first)}")
    assert due_dates(story.stack, story.case)["problem_analysis"] == first + timedelta(days=41)


def arbodienst_judges(story: Story) -> None:
    """Yes or no; nobody asks why, and the employer's notes are not there."""
    bert = story.log_in("bert")
    check_page(bert.page)
    bert.page.get_by_role("button", name="Ontvangst bevestigen").first.click()
    bert.page.get_by_role("button", name=re.compile(r"^Ja\b")).first.click()
    question = f"SELECT expected_long_term FROM cases_absencecase WHERE id = {story.case}"
    wait_for(lambda: story.stack.query(question)[0][0], 10)
    assert "Kees" not in bert.open(f"/dossiers/{story.case}/").content()
    check_page(bert.page, "Carla", "Bos")


def beat_makes_up_for_a_missed_sweep(story: Story) -> None:
    """Beat was off when the sweep was due: it asks the worker at once. The file is assigned and reminders go out."""
    stack = story.stack
    with stack.without_beat() as schedule, shelve.open(str(schedule)) as memory:
        entries = memory["entries"]
        entries["daily-sweep"].last_run_at -= timedelta(days=2)
        memory["entries"] = entries
    manager = f"SELECT ontzorgmanager_id FROM cases_absencecase WHERE id = {story.case}"
    wait_for(lambda: stack.query(manager)[0][0], 60)
    reminded = (
        "SELECT m.role FROM cases_notice n JOIN employers_membership m ON m.id = n.membership_id"
        f" WHERE n.case_id = {story.case} AND n.key = 'problem_analysis' AND n.days_before = 1 ORDER BY m.role"
    )
    assert wait_for(lambda: stack.query(reminded), 30) == [("arbodienst",), ("bedrijfsarts",), ("ontzorgmanager",)]
    by_hand = stack.manage("remind", "--on", story.now.isoformat())
    assert ("assigned: 0" in by_hand, "reminders: 0" in by_hand) == (True, True)


def desk_overrules(story: Story) -> None:
    """The sweep gave the file to whoever has the fewest; the desk hands it over to another."""
    ina = story.log_in("ina")
    check_page(ina.page)
    ina.open(f"/dossiers/{story.case}/ontzorgmanager/")
    check_page(ina.page, "Carla", "Bos")
    tick(ina.page.get_by_label("Noor de Wit"))
    tick(ina.page.get_by_label("Het werk wordt anders verdeeld"))
    press(ina.page, "Verder naar controleren")
    press(ina.page, "Nu overdragen")
    done = "Klaar: 1 van 1 dossier is overgedragen."
    expect(ina.page.locator("#voortgang")).to_contain_text(done, timeout=60_000)


def bedrijfsarts_signs(story: Story) -> None:
    """Functional content only, then a signature."""
    daan = story.log_in("daan")
    check_page(daan.page)
    write_analysis(daan.page, story.stack, story.case, story.now)


def ontzorgmanager_drafts_the_plan(story: Story) -> None:
    """From the worklist to the dossier: a talk with both, then the plan."""
    page = story.noor.open("/")
    check_page(page)
    expect(page.locator("main")).to_contain_text("C. Bos")
    log_contact(page, story.stack, story.case, "employer", story.now)
    log_contact(page, story.stack, story.case, "employee", story.now)
    check_page(page, "Carla", "Bos")
    story.document = write_plan(page, story.stack, story.case, story.now)


def both_sign_and_the_pdf_is_read(story: Story, folder: Path) -> None:
    """The worker makes the PDF and the page shows it by itself; the evaluation follows from the plan."""
    sign_plan(story.anna.page, story.stack, story.document, "Wij houden de ochtenden vrij.")
    sign_plan(story.carla.page, story.stack, story.document, "Ik begin graag met het opmaken.")
    pdf = read_pdf(story.carla.page, folder)
    text = " ".join(" ".join(page.extract_text() for page in pdf.pages).split())
    for sentence in ("Plan van aanpak", "Halve dagen taarten opmaken", "Wij houden de ochtenden vrij", "Carla Bos"):
        assert sentence in text
    catalogue: Any = pdf.trailer["/Root"]
    assert (catalogue["/Lang"][:2], catalogue["/MarkInfo"]["/Marked"]) == ("nl", True)
    assert "Bos" not in str(pdf.metadata)
    assert "taartbestelling" not in text
    assert story.milestone("done_on", "plan_of_action") == story.now
    assert due_dates(story.stack, story.case)["periodic_evaluation"] == story.now + timedelta(days=42)


def reminders_are_sent_once(story: Story) -> None:
    """Even when two sweeps run at the same time; by real mail, without content."""
    stack, before = story.stack, len(story.stack.mails())
    day = (story.now + timedelta(days=28)).isoformat()
    command = [sys.executable, "manage.py", "remind", "--on", day]
    both = [subprocess.Popen(command, cwd=PROJECT, env=stack.environment, stdout=subprocess.DEVNULL) for _ in "ab"]
    assert [process.wait(timeout=120) for process in both] == [0, 0]
    reminded = stack.query(
        "SELECT m.role, count(*) FROM cases_notice n JOIN employers_membership m ON m.id = n.membership_id"
        f" WHERE n.case_id = {story.case} AND n.key = 'periodic_evaluation' AND n.days_before = 14"
        " GROUP BY m.role ORDER BY m.role"
    )
    assert reminded == [("employee", 1), ("employer", 1), ("ontzorgmanager", 1)]
    assert "reminders: 0" in stack.manage("remind", "--on", day)
    wait_for(lambda: len(stack.mails()) == mailed(stack), 90)
    assert len(stack.mails()) > before
    identities = [mail["Message-ID"] for mail in stack.mails()]
    assert len(identities) == len(set(identities))
    for mail in stack.mails():
        words = f"{mail['Subject']} {mail.get_content()}"
        assert [word for word in ("Carla", "Bos", "taarten", "ochtenden", "ziek ") if word in words] == []


def report_recovery(story: Story, recovered_on: date) -> None:
    page = story.anna.open(f"/dossiers/{story.case}/herstel/")
    check_page(page, "Carla", "Bos")
    fill(page, recovered_on=recovered_on.isoformat())
    press(page, "Bekijk gevolgen")
    expect(page.locator("#gevolgen")).to_contain_text("Wat er verandert")
    check_page(page, "Carla", "Bos")
    page.locator("#gevolgen").get_by_role("button", name="Doorvoeren").click()
    page.wait_for_url(f"**/dossiers/{story.case}/")


def recovery_pauses_the_file(story: Story) -> None:
    """What is still open waits."""
    story.planned = due_dates(story.stack, story.case)
    report_recovery(story, story.now - timedelta(days=5))
    assert due_dates(story.stack, story.case) == {}


def relapse_moves_every_date_and_loses_nothing_without_a_broker(story: Story) -> None:
    """Three days of recovery move what is open by three days. No task can be made: beat finds the mail by itself."""
    stack, page, before = story.stack, story.anna.page, len(story.stack.mails())
    with stack.without_broker():
        assert report_sick(page, stack, story.now - timedelta(days=2), "gaat verder") == story.case
        expect(page.locator("main")).to_contain_text("Uw ziekmelding is ontvangen")
        expect(page.locator("main")).to_contain_text("mail aan anderen later weg")
        check_page(page, "Carla", "Bos")
    after = due_dates(stack, story.case)
    for key in ("first_year_evaluation", "wia_application", "end_of_waiting_period"):
        assert after[key] == story.planned[key] + timedelta(days=3), key
    wait_for(lambda: len(stack.mails()) == mailed(stack) > before, 100)
    for somebody in (story.noor, story.carla):
        somebody.open("/dossiers/berichten/")
        check_page(somebody.page)


def second_recovery_closes_the_file(story: Story) -> None:
    """28 days of recovery and not one less; then nothing can be done in the file any more."""
    stack, page = story.stack, story.anna.page
    report_recovery(story, story.now)
    for days, closed in ((27, False), (28, True)):
        stack.manage("remind", "--on", (story.now + timedelta(days=days)).isoformat())
        state = stack.query(f"SELECT state FROM cases_absencecase WHERE id = {story.case}")
        assert (state == [("closed",)]) is closed, days
    for somebody in (story.anna, story.noor, story.carla):
        page = somebody.open(f"/dossiers/{story.case}/")
        expect(page.locator("main")).to_contain_text("Dit dossier is afgesloten")
        check_page(page, "Carla", "Bos")
    assert due_dates(stack, story.case) == {}


def stranger_finds_nothing(story: Story) -> None:
    """Eva works at the other company; the file, its document and its PDF do not exist for her."""
    eva, case, document = story.log_in("eva"), story.case, story.document
    for path in (
        f"/dossiers/{case}/",
        f"/documenten/{document}/",
        f"/documenten/{document}/pdf/",
        f"/api/cases/{case}/",
    ):
        answer = eva.page.goto(story.stack.url + path)
        assert answer is not None
        assert (answer.status, "Carla" in answer.text()) == (404, False), path


def test_health_names_every_part(stack: Stack, browser: Any) -> None:
    page = browser.new_page()

    def healthy() -> Any:
        """A worker with its hands full answers the next time."""
        found = page.goto(stack.url + "/health/")
        return found if found is not None and found.status == 200 else None

    answer = wait_for(healthy, 30)
    assert (answer.status, answer.json()) == (200, {"database": "ok", "broker": "ok", "worker": "ok"})
    page.close()
