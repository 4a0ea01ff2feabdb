"""One file from the first sick day to week 104, day by day on which something happens, on the real stack.

Vector A: sick from Monday 5 January 2026. The web server and the worker really live on each of these days
(`tests/journeys/clock.py`); days on which nothing happens are skipped. Every act goes through the page of who does it,
all fifteen evaluations included. Recording the application for the WIA falls to the Ontzorgmanager: the employee
applies at UWV and has no form for it here.
"""

import re
import shelve
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from cases.models.milestone import RULE_BY_KEY
from cases.timeline.explain import format_date
from cases.urgency import title
from tests.journeys.checks import check_page, tick
from tests.journeys.clock import Clock, travelling, until
from tests.journeys.conftest import Person, Stack
from tests.journeys.test_changes import differing
from tests.journeys.test_spine import (
    LogIn,
    log_contact,
    pick,
    press,
    report_sick,
    sign_plan,
    write_analysis,
    write_plan,
)
from tests.journeys.two_years import DONE, NEVER_DONE, NEWS, SIGNED, VECTORS, expected_reminders

pytestmark = pytest.mark.xdist_group("journeys")

FIRST = date(2026, 1, 5)
EVERYBODY = "anna carla daan bert noor ina".split()


@dataclass
class Walk:
    """Where the story stands."""

    stack: Stack
    clock: Clock
    log_in: LogIn
    people: dict[str, Person] = field(default_factory=dict)
    case: int = 0
    document: int = 0
    times: Counter[str] = field(default_factory=Counter)

    def of(self, name: str) -> Person:
        """Somebody, logged in since the first day they were needed."""
        if name not in self.people:
            self.people[name] = self.log_in(name)
        return self.people[name]

    def file(self, name: str) -> Page:
        """The file as this person sees it."""
        return self.of(name).open(f"/dossiers/{self.case}/")

    def title(self, key: str) -> str:
        """What the step is called this time."""
        return title(RULE_BY_KEY[key], self.times[key] + 1)

    def row(self, page: Page, key: str) -> Locator:
        """The step in the list of the file, this time."""
        return page.locator(f"#stap-{key}-{self.times[key] + 1}")

    def under(self, heading: str, page: Page, key: str) -> Locator:
        """The step in one part of the list."""
        return (
            page.locator("#stappen h3", has_text=re.compile(f"^{heading}$"))
            .locator("+ ul")
            .locator(self.row(page, key))
        )


Act = Callable[[Walk], None]


def opens(key: str, who: str, last_day: str, *, on_start: bool = True) -> Act:
    """On this day the step is put before who has to do it: on the start page and, with its last day, in the file."""

    def act(walk: Walk) -> None:
        if on_start:
            expect(walk.of(who).open("/").locator("main")).to_contain_text(walk.title(key))
        expect(walk.under("Nu", walk.file(who), key)).to_contain_text(last_day)

    return act


def may_begin(key: str, who: str, last_day: str) -> Act:
    """From this day somebody may do it and need not: it stands apart from what is to be done."""

    def act(walk: Walk) -> None:
        expect(walk.under("Kan ook", walk.file(who), key)).to_contain_text(last_day)

    return act


def comes_after(key: str, who: str, last_day: str, first: str) -> Act:
    """On this day the step could begin, but something else has to be done first: the file says so and when it ends."""

    def act(walk: Walk) -> None:
        row = walk.row(walk.file(who), key)
        expect(row).to_contain_text(f"uiterlijk {last_day} · eerst: {first}")

    return act


def records(who: str, key: str) -> Act:
    """Somebody records today what was done today, through the link at the step."""

    def act(walk: Walk) -> None:
        page, today = walk.file(who), walk.clock.day
        name = re.compile(rf"^(Vastleggen\s*:|Gegeven buiten Ontzorg\?) {re.escape(walk.title(key))}$")
        page.get_by_role("link", name=name).click()
        expect(page.locator('[name="done_on"]')).to_have_value(today.isoformat())
        press(page, "Stap vastleggen")
        page.wait_for_load_state()
        if page.url.endswith("?gevolgen"):  # it moves other dates: these are looked at first
            expect(page.locator("#gevolgen .comparison")).to_be_visible()
            press(page.locator("#gevolgen"), "Vastleggen")
        page.wait_for_url(f"**/dossiers/{walk.case}/")
        expect(page.locator("body")).to_contain_text(f"Vastgelegd: {RULE_BY_KEY[key].term}")
        expect(walk.row(page, key)).to_contain_text(f"Gedaan op {format_date(today)}")
        walk.times[key] += 1

    return act


def reads(who: str, key: str, *sentences: str) -> Act:
    """A message about this step lies before somebody, unread, with these words."""

    def act(walk: Walk) -> None:
        page = walk.of(who).open("/dossiers/berichten/")
        row = page.locator("li, tr", has_text=RULE_BY_KEY[key].term).filter(has_text=sentences[0])
        for sentence in sentences:
            expect(row.first).to_contain_text(sentence)

    return act


def employer_reports(walk: Walk) -> None:
    """On the first day all dates of two years stand in the file."""
    page = walk.of("anna").page
    walk.case = report_sick(page, walk.stack, FIRST, "nieuw dossier")
    walk.times["sick_report"] += 1
    expect(page.locator("#stap-sick_report-1")).to_contain_text("Gedaan op 5 januari 2026")
    for key, last_day in VECTORS.items():
        expect(walk.row(page, key)).to_contain_text(last_day)


def arbodienst_accepts(walk: Walk) -> None:
    """On the last day."""
    page = walk.of("bert").open("/")
    page.get_by_role("button", name="Ontvangst bevestigen").first.click()
    walk.times["arbo_report"] += 1
    expect(walk.file("bert").locator("#stap-arbo_report-1")).to_contain_text("Gedaan op 11 januari 2026")


def arbodienst_expects_long_absence(walk: Walk) -> None:
    """Yes."""
    page = walk.of("bert").open("/")
    page.get_by_role("button", name=re.compile(r"^Ja\b")).first.click()
    page.wait_for_load_state()
    expect(walk.file("bert").locator("#stap-long_absence_triage-1")).to_contain_text("Gedaan op 12 januari 2026")


def desk_chooses(walk: Walk) -> None:
    """Before the sweep of that evening does."""
    page = walk.of("ina").open("/")
    page.get_by_role("link", name=re.compile(r"^Kiezen\s*: Ontzorgmanager")).first.click()
    tick(page.get_by_label("Noor de Wit"))
    press(page, "Dossier toewijzen")
    page.wait_for_url(f"**/dossiers/{walk.case}/")


def ontzorgmanager_speaks_with_both(walk: Walk) -> None:
    """After which the file is really guided."""
    page = walk.of("noor").page
    expect(walk.file("noor").locator("#stappen")).to_contain_text("Eerste contact met werkgever en werknemer")
    for party in ("employer", "employee"):
        log_contact(page, walk.stack, walk.case, party, walk.clock.day)
    expect(walk.row(page, "assign_ontzorgmanager")).to_contain_text("Gedaan op 18 januari 2026")


def bedrijfsarts_signs(walk: Walk) -> None:
    """On the last day of week 6."""
    write_analysis(walk.of("daan").page, walk.stack, walk.case, walk.clock.day)
    expect(walk.file("anna").locator("#stap-problem_analysis-1")).to_contain_text("Gedaan op 15 februari 2026")


def plan_is_drafted(walk: Walk) -> None:
    """By the Ontzorgmanager; employer and employee read it."""
    walk.document = write_plan(walk.of("noor").page, walk.stack, walk.case, walk.clock.day)


def both_sign_the_plan(walk: Walk) -> None:
    """On the last day of week 8; the casemanager stands in it."""
    for who in ("anna", "carla"):
        sign_plan(walk.of(who).page, walk.stack, walk.document, "Wij beginnen met halve dagen.")
    page = walk.file("anna")
    for key in ("plan_of_action", "casemanager_designated"):
        expect(walk.row(page, key)).to_contain_text("Gedaan op 1 maart 2026")
    ready = f"SELECT 1 FROM cases_notice WHERE case_id = {walk.case} AND kind = 'document_ready'"
    until(lambda: walk.stack.query(ready), 60)


def only_who_may_know_sees_the_early_iva(walk: Walk) -> None:
    """The employer and the Ontzorgmanager would learn of an outlook that is not theirs."""
    for who in ("anna", "noor", "bert"):
        expect(walk.row(walk.file(who), "early_iva_window")).to_have_count(0)


def week_42_is_late(walk: Walk) -> None:
    """Everybody sees it, and the Ontzorgmanager says what it was that came between."""
    for who in ("anna", "noor"):
        expect(walk.row(walk.file(who), "uwv_week_42_report")).to_contain_text("1 dag te laat")
    page = walk.of("noor").page
    page.get_by_role("link", name=re.compile(r"^Waardoor later\?\s+42e-weeksmelding$")).click()
    pick(page, "cause", "employer")
    press(page, "Oorzaak vastleggen")
    page.wait_for_url(f"**/dossiers/{walk.case}/")
    expect(walk.row(page, "uwv_week_42_report")).to_contain_text("Later door de werkgever")


def late_stays_in_the_file(walk: Walk) -> None:
    """Done, late, and why."""
    row = walk.file("noor").locator("#stap-uwv_week_42_report-1")
    expect(row).to_contain_text("Gedaan op 28 oktober 2026, 2 dagen na de laatste dag")
    expect(row).to_contain_text("Later door de werkgever")


def labour_expert_is_not_needed(walk: Walk) -> None:
    """The rule allows it, with a reason; no reminder follows."""
    page = walk.file("noor")
    page.get_by_role("link", name=re.compile(r"^Niet nodig\?\s+Arbeidsdeskundig onderzoek$")).click()
    tick(page.get_by_label("Volledige terugkeer in het eigen werk is in zicht"))
    press(page, "Vastleggen: niet nodig")
    page.wait_for_url(f"**/dossiers/{walk.case}/")
    expect(walk.row(page, "labour_expert_assessment")).to_contain_text(
        "Volledige terugkeer in het eigen werk is in zicht · vastgelegd door Noor de Wit op 20 december 2026"
    )


def second_year_began_by_itself(walk: Walk) -> None:
    """Nobody did it."""
    expect(walk.file("anna").locator("#stap-sick_pay_year_2-1")).to_contain_text("Gedaan op 4 januari 2027")


def early_iva_is_over(walk: Walk) -> None:
    """The last day passed: nobody was late, and the step is gone."""
    expect(walk.row(walk.file("carla"), "early_iva_window")).to_have_count(0)


def sanction_deadline_has_passed(walk: Walk) -> None:
    """UWV decided nothing: from today it cannot."""
    expect(walk.row(walk.file("anna"), "uwv_sanction_deadline")).to_have_count(0)


def last_day_with_pay(walk: Walk) -> None:
    """The file still goes on today."""
    page = walk.file("anna")
    expect(page.locator("main")).to_contain_text("Week 104 van 104")
    expect(walk.row(page, "end_of_waiting_period")).to_contain_text("2 januari 2028")


EVALUATED = records("anna", "periodic_evaluation")

DIARY: tuple[tuple[str, *tuple[Act, ...]], ...] = (
    ("2026-01-05", employer_reports, opens("arbo_report", "bert", "11 januari 2026", on_start=False)),
    ("2026-01-11", arbodienst_accepts),
    (
        "2026-01-12",
        opens("long_absence_triage", "bert", "12 januari 2026", on_start=False),
        arbodienst_expects_long_absence,
        opens("assign_ontzorgmanager", "ina", "18 januari 2026", on_start=False),
        desk_chooses,
    ),
    (
        "2026-01-18",
        ontzorgmanager_speaks_with_both,
        opens("employee_intake", "noor", "1 februari 2026"),
        opens("task_function_analysis", "noor", "8 februari 2026"),
    ),
    (
        "2026-01-26",
        may_begin("early_iva_window", "carla", "25 april 2027"),
        may_begin("early_iva_window", "daan", "25 april 2027"),
        only_who_may_know_sees_the_early_iva,
    ),
    ("2026-02-01", records("noor", "employee_intake")),
    ("2026-02-02", opens("problem_analysis", "daan", "15 februari 2026")),
    ("2026-02-08", records("noor", "task_function_analysis")),
    ("2026-02-14", reads("daan", "problem_analysis", "15 februari 2026", "1 dag van tevoren")),
    (
        "2026-02-15",
        bedrijfsarts_signs,
        opens("plan_of_action", "noor", "1 maart 2026"),
        opens("casemanager_designated", "anna", "1 maart 2026", on_start=False),
    ),
    ("2026-02-28", plan_is_drafted, opens("plan_of_action", "carla", "1 maart 2026", on_start=False)),
    ("2026-03-01", both_sign_the_plan),
    ("2026-03-29", opens("periodic_evaluation", "anna", "12 april 2026")),
    ("2026-04-12", EVALUATED),
    ("2026-05-10", opens("periodic_evaluation", "anna", "24 mei 2026")),
    ("2026-05-24", EVALUATED),
    ("2026-06-21", opens("periodic_evaluation", "anna", "5 juli 2026")),
    ("2026-06-29", opens("wia_income_insight", "noor", "5 juli 2026")),
    ("2026-07-05", EVALUATED, records("noor", "wia_income_insight")),
    ("2026-08-02", opens("periodic_evaluation", "anna", "16 augustus 2026")),
    ("2026-08-16", EVALUATED),
    ("2026-09-13", opens("periodic_evaluation", "anna", "27 september 2026")),
    ("2026-09-27", EVALUATED),
    ("2026-10-12", opens("uwv_week_42_report", "anna", "26 oktober 2026")),
    ("2026-10-25", opens("periodic_evaluation", "anna", "8 november 2026")),
    (
        "2026-10-27",
        reads("ina", "uwv_week_42_report", "De laatste dag was 26 oktober 2026. Deze stap is nog niet gedaan."),
        week_42_is_late,
    ),
    ("2026-10-28", records("anna", "uwv_week_42_report"), late_stays_in_the_file),
    ("2026-11-08", EVALUATED),
    ("2026-11-09", opens("labour_expert_assessment", "noor", "3 januari 2027")),
    ("2026-11-16", opens("first_year_evaluation", "anna", "3 januari 2027")),
    ("2026-12-06", opens("periodic_evaluation", "anna", "20 december 2026")),
    ("2026-12-20", EVALUATED, labour_expert_is_not_needed),
    (
        "2027-01-03",
        records("anna", "first_year_evaluation"),
        opens("second_track_start", "anna", "14 februari 2027"),
    ),
    ("2027-01-04", second_year_began_by_itself),
    ("2027-01-31", opens("periodic_evaluation", "anna", "14 februari 2027")),
    ("2027-02-14", EVALUATED, records("anna", "second_track_start")),
    ("2027-03-14", opens("periodic_evaluation", "anna", "28 maart 2027")),
    ("2027-03-28", EVALUATED),
    ("2027-04-25", opens("periodic_evaluation", "anna", "9 mei 2027")),
    ("2027-04-26", early_iva_is_over),
    ("2027-05-09", EVALUATED),
    ("2027-06-06", opens("periodic_evaluation", "anna", "20 juni 2027")),
    ("2027-06-20", EVALUATED),
    ("2027-07-18", opens("periodic_evaluation", "anna", "1 augustus 2027")),
    ("2027-08-01", EVALUATED),
    ("2027-08-29", opens("periodic_evaluation", "anna", "12 september 2027")),
    (
        "2027-09-06",
        opens("uwv_wia_letter", "noor", "12 september 2027"),
        opens("current_opinion", "daan", "3 oktober 2027"),
        opens("medical_information", "daan", "3 oktober 2027"),
        comes_after("wia_application", "carla", "17 oktober 2027", "Actueel oordeel"),
    ),
    ("2027-09-12", EVALUATED, records("noor", "uwv_wia_letter")),
    (
        "2027-10-03",
        records("daan", "current_opinion"),
        records("daan", "medical_information"),
        opens("final_evaluation", "anna", "3 oktober 2027"),
        records("anna", "final_evaluation"),
        opens("wia_application", "carla", "17 oktober 2027"),
        reads("carla", "wia_application", "17 oktober 2027", "14 dagen van tevoren"),
    ),
    (
        "2027-10-17",
        records("noor", "wia_application"),
        opens("riv_upload", "anna", "18 oktober 2027"),
        opens("uwv_sanction_deadline", "noor", "21 november 2027", on_start=False),
    ),
    ("2027-10-18", records("anna", "riv_upload")),
    ("2027-10-31", opens("periodic_evaluation", "anna", "14 november 2027")),
    ("2027-11-14", EVALUATED),
    ("2027-11-22", sanction_deadline_has_passed),
    ("2027-12-12", opens("periodic_evaluation", "anna", "26 december 2027")),
    ("2027-12-26", EVALUATED),
    ("2028-01-02", last_day_with_pay),
)


@pytest.fixture(autouse=True)
def _leave_no_files(stack: Stack) -> Iterator[None]:
    """The installation is shared with the other stories: this one begins and ends without files and without mail."""
    _empty(stack)
    yield
    _empty(stack)


def _empty(stack: Stack) -> None:
    until(lambda: not stack.query("SELECT 1 FROM cases_notice WHERE mailed_at IS NULL LIMIT 1"), 90)
    stack.query_and_commit("TRUNCATE cases_absencecase CASCADE")
    for mail in stack.place.mail.glob("*.eml"):
        mail.unlink()


def test_from_the_first_sick_day_to_the_wia(stack: Stack, person: LogIn) -> None:
    with travelling(stack) as clock:
        walk = Walk(stack, clock, person)
        with stack.without_beat() as schedule:
            live(walk)
            before_the_end(walk)
            clock.travel(date(2028, 1, 3))
            let_sweep_be_overdue(schedule)
        the_file_ends(walk)
        nobody_adds_anything(walk)
    every_reminder_came_once(walk)
    every_message_was_mailed_once(walk)
    what_remains_in_the_file(walk)
    assert differing(stack) == []


def live(walk: Walk) -> None:
    """Every day on which something is to happen: the morning's sweep, what people do, the evening's sweep."""
    diary = {day: acts for day, *acts in DIARY}
    for day in sorted({day for day, *_ in expected_reminders()} | diary.keys()):
        walk.clock.travel(date.fromisoformat(day))
        walk.clock.sweep()
        for act in diary.get(day, ()):
            act(walk)
        if day in diary:
            walk.clock.sweep()


FORM = "periodic_evaluation"


def before_the_end(walk: Walk) -> None:
    """On the last day the employer opens a form and leaves it open."""
    walk.of("anna").open(f"/dossiers/{walk.case}/stappen/{FORM}/")


def let_sweep_be_overdue(schedule: Path) -> None:
    """What beat remembers: it was off when the sweep was due."""
    with shelve.open(str(schedule)) as memory:
        entries = memory["entries"]
        entries["daily-sweep"].last_run_at -= timedelta(days=2)
        memory["entries"] = entries


def the_file_ends(walk: Walk) -> None:
    """Beat asks for the sweep by itself: on day 729 the file is over, and everybody reads it."""
    ended = f"SELECT closed_on FROM cases_absencecase WHERE id = {walk.case} AND state = 'ended_104'"
    assert until(lambda: walk.stack.query(ended), 60) == [(date(2028, 1, 3),)]
    page = walk.of("anna").page
    for refusal in ("Dit dossier is intussen automatisch bijgewerkt", "Deze stap staat niet open"):
        press(page, "Stap vastleggen")
        expect(page.locator("main")).to_contain_text(refusal)
    for who in EVERYBODY:
        page = walk.file(who)
        expect(page.locator("main")).to_contain_text("Dit dossier is afgesloten")
        expect(page.locator("main")).to_contain_text("afgesloten op 3 januari 2028")
        check_page(page, "Carla", "Bos")


def attempts(walk: Walk) -> Iterator[tuple[str, str, dict[str, str]]]:
    """Who sends what to where: forms that a page of yesterday would still send."""
    file, day = f"/dossiers/{walk.case}", "2028-01-02"
    version = str(walk.stack.query(f"SELECT version FROM cases_absencecase WHERE id = {walk.case}")[0][0])
    [(manager,)] = walk.stack.query("SELECT id FROM accounts_user WHERE name = 'Loes Vos'")
    for who in ("anna", "noor"):
        yield who, f"{file}/stappen/{FORM}/", {"done_on": day, "expected_version": version}
    yield "noor", f"{file}/stappen/labour_expert_assessment/toch-nodig/", {"expected_version": version}
    yield "anna", f"{file}/herstel/", {"recovered_on": day, "expected_version": version}
    yield "anna", f"{file}/uren/", {"effective_from": day, "hours_per_week": "8", "expected_version": version}
    yield "bert", f"{file}/inschatting/", {"expected_long_term": "no"}
    yield "ina", f"{file}/ontzorgmanager/", {"ontzorgmanager": str(manager)}


def nobody_adds_anything(walk: Walk) -> None:
    """No way in is offered, and what is sent all the same changes nothing."""
    for who in EVERYBODY:
        page = walk.file(who)
        for words in ("Vastleggen", "Niet nodig?", "Beter melden", "Wijziging doorgeven", "Contact vastleggen"):
            expect(page.get_by_role("link", name=re.compile(f"^{re.escape(words)}"))).to_have_count(0)
    before = contents(walk)
    for who, path, answers in attempts(walk):
        url, sender = walk.stack.url + path, walk.of(who)
        [token] = [cookie["value"] for cookie in sender.context.cookies() if cookie["name"] == "csrftoken"]
        form = {"csrfmiddlewaretoken": token, **answers}
        answer = sender.page.request.post(url, form=form, headers={"Referer": url}, max_redirects=0)
        assert answer.status in (303, 409), f"{who} {path}: {answer.status}"  # sent back to the file, or refused
        assert contents(walk) == before, f"{who} {path}"


TABLES = "completion contactmoment waiver delay casefact capacitychange spell sickreport milestone".split()


def contents(walk: Walk) -> dict[str, int]:
    """How much there is in the file, and its version."""
    counts = {
        table: int(walk.stack.query(f"SELECT count(*) FROM cases_{table} WHERE case_id = {walk.case}")[0][0])
        for table in TABLES
    }
    [(version,)] = walk.stack.query(f"SELECT version FROM cases_absencecase WHERE id = {walk.case}")
    return counts | {"version": version}


def every_reminder_came_once(walk: Walk) -> None:
    """All of them, on their day, to whom it concerns, and no other."""
    rows = walk.stack.query(
        "SELECT (n.created_at AT TIME ZONE 'Europe/Amsterdam')::date::text, n.key, n.occurrence, n.due_on::text,"
        " n.days_before, m.role FROM cases_notice n JOIN employers_membership m ON m.id = n.membership_id"
        f" WHERE n.case_id = {walk.case} AND n.kind = 'reminder' ORDER BY 1, 2, 3, 4, 5, 6"
    )
    assert rows == expected_reminders()


def every_message_was_mailed_once(walk: Walk) -> None:
    """One mail for each message, to the person in that role, and nothing in it about anybody."""
    rows = walk.stack.query(
        "SELECT n.id, u.email FROM cases_notice n JOIN employers_membership m ON m.id = n.membership_id"
        " JOIN accounts_user u ON u.id = m.user_id"
    )
    mails = walk.stack.mails()
    sent = sorted((str(mail["Message-ID"]).split("@")[0], str(mail["To"])) for mail in mails)
    assert sent == sorted((f"<notice-{notice}", email) for notice, email in rows)
    for mail in mails:
        words = f"{mail['Subject']} {mail.get_content()}".lower()
        for word in ("ziek", "herstel", "medisch", "arbeidsongeschikt", "carla", "bos", "taart", "deeg"):
            assert word not in words, f"{word}: {words}"


def what_remains_in_the_file(walk: Walk) -> None:
    """Nothing is open; every step was done once, on the day of the diary, by who did it."""
    done = walk.stack.query(
        "SELECT c.done_on::text, c.key, coalesce(u.name, 'nobody') FROM cases_completion c"
        f" LEFT JOIN accounts_user u ON u.id = c.recorded_by_id WHERE c.case_id = {walk.case} ORDER BY 1, 2"
    )
    assert [(day, key) for day, key, _ in done if (day, key) in SIGNED] == sorted(SIGNED)
    assert [" ".join(row) for row in done if row[:2] not in SIGNED] == DONE.strip().split("\n")
    rest = f"SELECT key, occurrence, state FROM cases_milestone WHERE case_id = {walk.case} AND state <> 'done'"
    assert sorted(walk.stack.query(rest)) == NEVER_DONE
    delays = f"SELECT key, occurrence, cause FROM cases_delay WHERE case_id = {walk.case}"
    assert walk.stack.query(delays) == [("uwv_week_42_report", 1, "employer")]
    news = walk.stack.query(
        "SELECT n.kind, m.role, count(*) FROM cases_notice n JOIN employers_membership m ON m.id = n.membership_id"
        f" WHERE n.case_id = {walk.case} AND n.kind NOT IN ('reminder', 'document_ready') GROUP BY 1, 2"
    )
    assert {(kind, role): count for kind, role, count in news} == NEWS
