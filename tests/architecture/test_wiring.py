"""What is wired to what: names, events, scheduled tasks, migrations, dependencies."""

import importlib
import re
from pathlib import Path

import pytest
from django.core.management import call_command
from django.dispatch import Signal
from django.urls import URLPattern, URLResolver, get_resolver

from ontzorg.celery import app

PROJECT = Path(__file__).resolve().parents[2]

# Written out; docs/architecture.md shows the same list.
RECEIVERS = {
    "case_reported": ["cases.receivers.course.tell_arbodienst_of_report"],
    "case_recovered": ["cases.receivers.course.tell_of_recovery"],
    "case_assigned": ["cases.receivers.course.tell_of_assignment"],
    "build_up_proposed": ["cases.receivers.work.ask_for_answer"],
    "build_up_answered": ["cases.receivers.work.tell_of_answer"],
    "labour_expert_called": ["cases.receivers.work.tell_labour_expert"],
    "labour_expert_answered": ["cases.receivers.work.tell_of_expert_answer"],
    "fact_recorded": ["cases.receivers.course.tell_of_fact"],
    "first_day_corrected": ["cases.receivers.course.tell_of_first_day"],
    "recovery_corrected": ["cases.receivers.course.tell_of_recovery_change"],
    "report_cancelled": ["cases.receivers.course.tell_of_cancelling"],
    "case_ended_by_death": ["cases.receivers.course.tell_guides_of_end"],
    "advice_given": ["documents.receivers.tell_of_advice"],
    "advice_answered": ["documents.receivers.tell_of_advice_answer"],
    "advice_withdrawn": ["documents.receivers.tell_of_withdrawn_advice"],
    "guarantee_confirmed": ["documents.receivers.tell_of_guarantee"],
    "attachment_added": ["documents.receivers.tell_of_paper"],
    "message_sent": ["documents.receivers.tell_of_message"],
    "case_closed": ["interventions.receivers.stop_help"],
    "case_split": [
        "cases.receivers.course.tell_of_split",
        "documents.receivers.follow_split",
        "interventions.receivers.follow_split",
    ],
    "help_ordered": ["interventions.receivers.tell_of_order"],
    "help_updated": ["interventions.receivers.tell_of_update"],
    "help_accepted": ["interventions.receivers.tell_of_acceptance"],
    "help_refused": ["interventions.receivers.tell_of_refusal"],
    "help_started": ["interventions.receivers.tell_of_start"],
    "help_reported": ["interventions.receivers.tell_of_report"],
    "help_ended": ["interventions.receivers.tell_of_end"],
    "help_withdrawn": ["interventions.receivers.tell_of_withdrawal"],
    "step_waived": ["cases.receivers.course.tell_of_waiver"],
    "step_needed": ["cases.receivers.course.tell_of_need"],
    "emergency_asked": ["cases.receivers.requests.ask_administrators"],
    "emergency_decided": ["cases.receivers.requests.tell_asker", "cases.receivers.requests.tell_of_emergency"],
    "transfer_asked": ["cases.receivers.course.hand_over"],
    "case_transferred": ["cases.receivers.course.tell_of_transfer", "interventions.receivers.note_help"],
    "conference_written": ["cases.receivers.talks.ask_to_confirm_conference"],
    "conference_confirmed": ["cases.receivers.talks.tell_of_conference"],
    "guidance_written": ["cases.receivers.talks.tell_of_guidance"],
    "income_shared": ["cases.receivers.requests.tell_of_shared_income"],
    "vision_written": ["cases.receivers.talks.ask_to_confirm"],
    "work_proposed": ["cases.receivers.work.ask_about_work"],
    "work_answered": ["cases.receivers.work.tell_of_work_answer"],
    "work_withdrawn": ["cases.receivers.work.tell_of_withdrawn_work"],
    "coaching_written": ["cases.receivers.talks.tell_of_coaching"],
    "coaching_added": ["cases.receivers.talks.tell_of_reaction"],
    "treatment_reported": ["documents.receivers.tell_of_treatment"],
    "tasks_presented": ["cases.receivers.work.ask_about_tasks"],
    "tasks_confirmed": ["cases.receivers.work.tell_of_tasks"],
    "tasks_returned": ["cases.receivers.work.ask_for_other_tasks"],
    "tasks_answered": ["cases.receivers.work.tell_of_task_answer"],
    "vision_shared": ["cases.receivers.talks.tell_of_shared_answers"],
    "wage_asked": ["cases.receivers.requests.ask_for_wage"],
    "wage_answered": ["cases.receivers.requests.tell_of_wage"],
    "correction_asked": ["cases.receivers.requests.ask_to_put_right"],
    "correction_answered": ["cases.receivers.requests.tell_of_decision"],
    "employment_ended": ["cases.receivers.following.follow_employment"],
    "employee_corrected": ["cases.receivers.following.follow_employment"],
    "policy_changed": ["cases.receivers.following.keep_policy_steps"],
    "law_decided": ["cases.receivers.following.follow_the_law"],
    "notices_written": ["cases.receivers.following.mail_soon"],
    "document_proposed": ["documents.receivers.ask_to_sign"],
    "document_refused": ["documents.receivers.tell_of_refusal"],
    "document_signed": ["documents.receivers.make_pdf", "documents.receivers.tell_of_analysis"],
    "pdf_wanted": ["documents.receivers.make_pdf"],
    "pdf_ready": ["documents.receivers.tell_of_pdf"],
    "pdf_failed": ["documents.receivers.tell_of_failure"],
    "medical_information_given": ["documents.receivers.tell_of_medical_information"],
    "copy_wanted": ["documents.receivers.start_copy"],
}


def events() -> dict[str, Signal]:
    modules = [importlib.import_module(f"{app}.events") for app in ("employers", "cases", "interventions", "documents")]
    return {name: item for module in modules for name, item in vars(module).items() if isinstance(item, Signal)}


def receivers_of(event: Signal) -> list[str]:
    alive = [entry[1] for entry in event.receivers]
    functions = [reference() if hasattr(reference, "__callback__") else reference for reference in alive]
    return sorted(f"{function.__module__}.{function.__name__}" for function in functions)


def test_every_event_has_exactly_these_receivers() -> None:
    assert {name: receivers_of(event) for name, event in events().items()} == RECEIVERS


def test_architecture_page_shows_the_same_list() -> None:
    text = (PROJECT / "docs" / "architecture.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `(\w+)` \| ((?:`[\w.]+`(?:, )?)+) \|$", text, re.MULTILINE)
    assert {event: sorted(re.findall(r"`([\w.]+)`", cell)) for event, cell in rows} == RECEIVERS


def patterns(resolver: URLResolver, prefix: str = "") -> list[tuple[str, URLPattern]]:
    found: list[tuple[str, URLPattern]] = []
    for entry in resolver.url_patterns:
        route = prefix + str(entry.pattern)
        found += patterns(entry, route) if isinstance(entry, URLResolver) else [(route, entry)]
    return found


def test_every_url_has_a_name() -> None:
    assert [route for route, pattern in patterns(get_resolver()) if not pattern.name] == []


def test_every_scheduled_task_exists() -> None:
    app.loader.import_default_modules()
    assert [entry["task"] for entry in app.conf.beat_schedule.values() if entry["task"] not in app.tasks] == []


@pytest.mark.django_db
def test_migrations_are_in_step_with_the_models() -> None:
    call_command("makemigrations", check=True, dry_run=True, verbosity=0)


def test_every_dependency_says_what_it_is_for() -> None:
    text = (PROJECT / "pyproject.toml").read_text(encoding="utf-8")
    blocks = re.findall(r"^(?:dependencies|dev) = \[\n(.*?)^\]", text, re.MULTILINE | re.DOTALL)
    lines = [line for block in blocks for line in block.splitlines()]
    assert len(blocks) == 2
    assert [line for line in lines if not re.fullmatch(r'    "[^"]+", +# \w.+', line)] == []


def test_pages_for_errors_need_no_database() -> None:
    """They are shown when the database is away."""
    for name in ("500.html", "503.html"):
        text = (PROJECT / "templates" / name).read_text(encoding="utf-8")
        assert "base.html" not in text, name
