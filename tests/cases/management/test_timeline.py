"""The timeline on the command line: what it prints, what it refuses, and that it needs nothing around it."""

import json
import os
import subprocess
import sys
from io import StringIO
from pathlib import Path
from typing import Any

import pytest

from cases.management.commands.timeline import Command

PROJECT = Path(__file__).parents[3]
OUTSIDE = ("DATABASE_URL", "OWNER_DATABASE_URL", "REDIS_URL", "SECRET_KEY", "FIELD_KEY", "DB_ROLE")
COMPOSITE = ("--spell", "2022-01-03:2022-07-04", "--spell", "2022-07-25", "--today", "2022-08-01")
MILESTONE = {
    "key", "title", "category", "opens", "due", "done_on", "status", "responsible", "signs", "basis", "why", "late",
}  # fmt: skip


def timeline(*arguments: str) -> str:
    """Run the command in this process."""
    command = Command(stdout=StringIO())
    command.run_from_argv(["manage.py", "timeline", *arguments])
    return str(command.stdout.getvalue())


def computed(*arguments: str) -> list[dict[str, Any]]:
    """Return the files that the command computes."""
    found: list[dict[str, Any]] = json.loads(timeline(*arguments, "--json"))["cases"]
    return found


def step(file: dict[str, Any], key: str) -> dict[str, Any]:
    (found,) = [step for step in file["milestones"] if step["key"] == key]
    return dict(found)


def test_the_public_example_of_a_composite_file() -> None:
    (file,) = computed(*COMPOSITE)
    assert {key: file[key] for key in file if key != "milestones"} == {
        "first_sick_day": "2022-01-03",
        "sickness_week": 28,
        "last_paid_day": "2024-01-21",
        "wia_start": "2024-01-22",
        "state": "reported",
        "spells": [
            {"start": "2022-01-03", "recovered_on": "2022-07-04"},
            {"start": "2022-07-25", "recovered_on": None},
        ],
    }
    report = step(file, "uwv_week_42_report")
    assert set(report) == MILESTONE
    assert (report["opens"], report["due"], report["status"]) == ("2022-10-31", "2022-11-14", "planned")
    assert (report["late"], report["done_on"], report["responsible"]) == (False, None, "employer")
    assert any("21 dagen herstel" in line for line in report["why"])
    assert step(file, "first_year_evaluation")["signs"] == ["employer", "employee"]


def test_a_recovery_of_28_days_begins_a_second_file() -> None:
    arguments = ("--spell", "2026-01-05:2026-02-02", "--spell", "2026-03-02", "--today", "2026-03-05")
    first, second = computed(*arguments)
    assert (first["state"], second["state"]) == ("closed", "reported")
    assert (first["last_paid_day"], second["first_sick_day"]) == (None, "2026-03-02")
    assert step(first, "wia_application")["status"] == "cancelled"


def test_a_step_done_and_a_step_late() -> None:
    (file,) = computed("--spell", "2026-01-05", "--done", "problem_analysis=2026-01-28", "--today", "2026-02-12")
    analysis, plan = step(file, "problem_analysis"), step(file, "plan_of_action")
    assert (analysis["status"], analysis["done_on"], analysis["late"]) == ("done", "2026-01-28", False)
    assert (plan["due"], plan["status"], plan["late"]) == ("2026-02-11", "open", True)


def test_maternity_leave_and_the_answer_about_the_cause() -> None:
    spells = ("--spell", "2025-01-06:2025-03-03", "--spell", "2025-07-14", "--leave", "2025-03-03:2025-07-13")
    assert len(computed(*spells, "--today", "2025-08-01")) == 1
    assert len(computed(*spells, "--today", "2025-08-01", "--same-cause", "unknown")) == 1
    assert len(computed(*spells, "--today", "2025-08-01", "--same-cause", "no")) == 2


def test_another_cause_parts_a_spell_that_runs_through_the_leave() -> None:
    spell = ("--spell", "2026-08-25", "--leave", "2026-10-01:2026-11-10", "--today", "2026-11-22")
    (whole,) = computed(*spell, "--same-cause", "yes")
    assert whole["wia_start"] == "2028-10-02"
    first, second = computed(*spell, "--same-cause", "no")
    assert (first["state"], second["state"]) == ("closed", "reported")
    assert first["spells"] == [{"start": "2026-08-25", "recovered_on": "2026-10-01"}]
    assert second["spells"] == [{"start": "2026-11-11", "recovered_on": None}]
    assert (second["first_sick_day"], second["wia_start"]) == ("2026-11-11", "2028-11-08")
    assert step(first, "recovery_report_internal")["done_on"] == "2026-10-01"
    assert step(second, "sick_report")["done_on"] == "2026-11-11"


def test_without_an_application_the_file_stays_open_after_the_two_years() -> None:
    """The dates are those of an application in time: by how many days the pay is longer, only that day tells."""
    arguments = ("--spell", "2023-01-05", "--today", "2025-03-10")
    (file,) = computed(*arguments)
    assert (file["state"], file["last_paid_day"], file["wia_start"]) == ("reported", "2025-01-01", "2025-01-02")
    assert (step(file, "wia_application")["late"], step(file, "end_of_waiting_period")["status"]) == (True, "open")
    assert "De WIA is nog niet aangevraagd. Zo lang loopt het loon door" in timeline(*arguments)
    (applied,) = computed(*arguments, "--done", "wia_application=2024-11-01")
    assert (applied["state"], applied["last_paid_day"]) == ("ended_104", "2025-01-17")


def test_every_fact_reaches_the_files() -> None:
    facts = ("--spell", "2026-01-05", "--today", "2026-07-01")
    (file,) = computed(*facts, "--contract-end", "2026-05-31", "--policy-start", "2025-01-01")
    assert (file["state"], file["last_paid_day"]) == ("left_employment", "2026-05-31")
    assert step(file, "welcome_call")["due"] == "2025-01-15"
    (pensioner,) = computed(*facts, "--pension-date", "2025-12-01")
    assert (pensioner["state"], pensioner["last_paid_day"]) == ("pension_reached", "2026-02-15")


def test_today_is_today_unless_another_day_is_given() -> None:
    (file,) = computed("--spell", "2090-01-02")
    assert (file["sickness_week"], {one["status"] for one in file["milestones"]}) == (0, {"planned"})


def test_the_table_is_aligned_and_dutch() -> None:
    lines = timeline(*COMPOSITE).splitlines()
    assert lines[:4] == [
        "Dossier 1: Gemeld, week 28",
        "Eerste ziektedag: 3 januari 2022",
        "Laatste dag met loon bij ziekte: 21 januari 2024",
        "Begin van de WIA: 22 januari 2024",
    ]
    head, rule, *rows = lines[5:]
    assert head.split() == ["Stap", "Vanaf", "Uiterlijk", "Gedaan", "Status", "Wie"]
    starts = [place for place in range(len(rule)) if rule[place] == "-" and (not place or rule[place - 1] == " ")]
    assert all(row[place - 1] == " " for row in rows for place in starts[1:] if place <= len(row))
    (late,) = [row for row in rows if row.startswith("Probleemanalyse")]
    assert late.split() == ["Probleemanalyse", "31-01-2022", "13-02-2022", "te", "laat", "bedrijfsarts"]


@pytest.mark.parametrize(
    ("arguments", "line"),
    [
        ("", "required: --spell"),
        ("--spell", "expected one argument"),
        ("--spell 2026-1-5", "'2026-1-5' is no date"),
        ("--spell 20260105", "'20260105' is no date"),
        ("--spell 2026-02-30", "'2026-02-30' is no date"),
        ("--spell 2026-01-05:", "'' is no date"),
        ("--spell 9999-12-01", "outside the years"),
        ("--spell 2026-01-05:2026-01-05", "cannot end on 2026-01-05"),
        ("--spell 2026-01-05 --spell 2026-02-02", "overlaps"),
        ("--spell 2026-01-05:2026-02-02 --spell 2026-02-01", "overlaps"),
        ("--spell 2026-01-05 --leave 2026-03-02:2026-03-01", "cannot end on 2026-03-01"),
        ("--spell 2026-01-05 --leave 2026-03-02", "has no last day"),
        ("--spell 2026-01-05 --leave 2026-03-02:2026-09-28", "lasts 30 weeks at most, until 2026-09-27"),
        ("--spell 2026-01-05 --leave 2026-03-02:2026-06-21 --leave 2026-06-21:2026-07-01", "overlaps another one"),
        ("--spell 2026-01-05 --same-cause maybe", "invalid choice: 'maybe'"),
        ("--spell 2026-01-05 --done nothing=2026-02-02", "there is no step 'nothing'"),
        ("--spell 2026-01-05 --done problem_analysis", "has no day"),
        ("--spell 2026-01-05 --done problem_analysis=soon", "'soon' is no date"),
        ("--spell 2026-01-05 --done problem_analysis=2026-01-04", "before the first sick day"),
        ("--spell 2026-01-05 --done sick_report=2027-01-01 --today 2026-02-01", "is after today, 2026-02-01"),
        (
            "--spell 2026-01-05 --policy-start 2025-01-01 --done welcome_call=2026-02-02 --today 2026-02-01",
            "is after today",
        ),
        ("--spell 2026-01-05 --contract-end 2026-01-04", "before the spell"),
        ("--spell 2026-01-05 --done hours_report_internal=2026-01-06", "done by passing on hours worked"),
        ("--spell 2026-01-05 --hours 2026-01-04", "The hours worked are from 2026-01-05 on"),
        ("--spell 2026-01-05 --hours 2026-02-02:soon", "'soon' is no date"),
        ("--spell 2026-01-05 --hours 2026-02-02:2026-02-01", "before they were worked"),
        ("--spell 2026-01-05 --today yesterday", "'yesterday' is no date"),
        ("--spell 2026-01-05 --tod 2026-02-02", "unrecognized arguments"),
        ("--spell 2026-01-05 2026-02-02", "unrecognized arguments"),
    ],
)
def test_a_wrong_argument_is_one_line_and_code_2(arguments: str, line: str, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as ended:
        timeline(*arguments.split())
    errors = capsys.readouterr().err
    assert ended.value.code == 2
    assert line in errors
    assert len(errors.splitlines()) == 1


def test_hours_are_passed_on_within_two_days() -> None:
    (file,) = computed(
        "--spell", "2026-01-05", "--hours", "2026-03-09", "--hours", "2026-02-02:2026-02-03", "--today", "2026-03-12"
    )
    steps = [step for step in file["milestones"] if step["key"] == "hours_report_internal"]
    assert [(step["due"], step["done_on"], step["late"]) for step in steps] == [
        ("2026-02-04", "2026-02-03", False),
        ("2026-03-11", None, True),
    ]


@pytest.mark.parametrize("program", [["manage.py"], ["-m", "ontzorg.local.command", "manage"]])
def test_it_runs_without_servers_and_without_an_environment(program: list[str]) -> None:
    bare = {name: value for name, value in os.environ.items() if name not in OUTSIDE}
    nowhere = {"DATABASE_URL": "postgresql://nowhere.invalid/x", "REDIS_URL": "redis://nowhere.invalid/0"}
    command = [sys.executable, *program, "timeline", *COMPOSITE]
    outside = bare if program == ["manage.py"] else bare | nowhere
    done = subprocess.run(command, cwd=PROJECT, env=outside, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Begin van de WIA: 22 januari 2024" in done.stdout


@pytest.mark.parametrize("settings", [["--settings", "nonsense"], ["--settings=json"], ["--settings", ""]])
@pytest.mark.parametrize("command", ["timeline", "wia"])
def test_other_settings_are_one_line_and_code_2(command: str, settings: list[str]) -> None:
    arguments = [sys.executable, "manage.py", command, *COMPOSITE, *settings]
    done = subprocess.run(arguments, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, len(done.stderr.splitlines()), done.stdout) == (2, 1, "")
    assert done.stderr.startswith("Error: there are no settings ")


@pytest.mark.parametrize("command", ["timeline", "wia"])
def test_no_argument_at_all_is_one_line_and_code_2(command: str) -> None:
    arguments = [sys.executable, "manage.py", command]
    done = subprocess.run(arguments, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, len(done.stderr.splitlines()), done.stdout) == (2, 1, "")


def test_its_own_settings_may_be_named() -> None:
    arguments = [sys.executable, "manage.py", "timeline", *COMPOSITE, "--settings", "ontzorg.settings"]
    done = subprocess.run(arguments, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)
    assert (done.returncode, done.stderr) == (0, "")


def test_paused_steps_stand_in_legal_order_and_the_end_is_named_as_it_is() -> None:
    table = timeline("--spell", "2026-01-05:2026-03-02", "--today", "2026-03-04")
    paused = [line for line in table.splitlines() if "gepauzeerd" in line]
    assert [line.split("  ")[0] for line in paused[:3]] == [
        "Ziekmelding (bij werkgever)",
        "Ziekmelding aan arbodienst/bedrijfsarts",
        "Inschatting dreigend langdurig verzuim",
    ]
    assert paused[-1].startswith("Einde wachttijd en loondoorbetaling  ")
    assert "(104 weken)" not in table
    ends = timeline("--spell", "2026-01-05", "--pension-date", "2026-09-01", "--today", "2026-03-04")
    assert "Einde loondoorbetaling (AOW-leeftijd)" in ends


def test_the_last_step_says_after_how_many_weeks() -> None:
    (file,) = computed("--spell", "2026-01-05", "--done", "wia_application=2027-10-20", "--today", "2027-10-20")
    assert step(file, "end_of_waiting_period")["title"] == "Einde wachttijd en loondoorbetaling (104 weken en 3 dagen)"
