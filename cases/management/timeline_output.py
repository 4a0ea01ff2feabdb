"""Files of an employment as JSON, or as a table that people read."""

import json
from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from cases.models.case import State
from cases.timeline.course import File
from cases.timeline.dutch import format_date
from cases.timeline.schedule import Deadline
from cases.timeline.wages import least_pay, waits_for_application
from cases.timeline.words import term_in_file

HEAD = ("Stap", "Vanaf", "Uiterlijk", "Gedaan", "Status", "Wie")
WORDS = {
    "planned": "later",
    "open": "open",
    "done": "gedaan",
    "paused": "gepauzeerd",
    "cancelled": "vervallen",
    "waived": "niet nodig",
}


def as_json(files: Iterable[File], today: date) -> str:
    """Write everything, for programs: dates as ISO, null for a date that there is not."""
    return json.dumps({"cases": [_case(file, today) for file in files]}, indent=2, ensure_ascii=False)


def _case(file: File, today: date) -> dict[str, Any]:
    absence = file.facts.absence
    return {
        "first_sick_day": _iso(absence.first_sick_day),
        "sickness_week": absence.sickness_week(today),
        "last_paid_day": _iso(file.wages.last_paid_day),
        "wia_start": _iso(file.wages.wia_start),
        "state": file.stage.value,
        "spells": [{"start": _iso(one.start), "recovered_on": _iso(one.recovered_on)} for one in absence.spells],
        "milestones": [_milestone(step, today) for step in file.deadlines],
    }


def _milestone(step: Deadline, today: date) -> dict[str, Any]:
    rule = step.rule
    return {
        "key": step.key,
        "title": term_in_file(rule, step.moment),
        "category": rule.category.value,
        "opens": _iso(step.opens),
        "due": _iso(step.due),
        "done_on": _iso(step.done_on),
        "status": step.status(today),
        "responsible": rule.responsible.value,
        "signs": [party.value for party in rule.signs],
        "basis": rule.basis,
        "why": list(step.why),
        "late": step.late(today),
    }


def as_table(files: Sequence[File], today: date) -> str:
    """Write a heading and an aligned table for each file, in Dutch."""
    return "\n\n".join(_section(number, file, today) for number, file in enumerate(files, 1))


def _section(number: int, file: File, today: date) -> str:
    absence = file.facts.absence
    lines = [
        f"Dossier {number}: {State(file.stage.value).label}, week {absence.sickness_week(today)}",
        f"Eerste ziektedag: {format_date(absence.first_sick_day)}",
    ]
    lines += [f"Hersteld per: {format_date(day)}" for day in [absence.recovered_on] if day]
    lines += [f"Laatste dag met loon bij ziekte: {format_date(day)}" for day in [file.wages.last_paid_day] if day]
    lines += [f"Begin van de WIA: {format_date(day)}" for day in [file.wages.wia_start] if day]
    if file.wages.last_paid_day and waits_for_application(file.facts, file.wages, today):
        least = format_date(least_pay(file.facts, file.wages.last_paid_day, today))
        lines.append(f"De WIA is nog niet aangevraagd. Zo lang loopt het loon door, nu tot en met {least} of later.")
    rows = [HEAD, *(_row(step, today) for step in file.deadlines)]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    rows.insert(1, tuple("-" * width for width in widths))
    return "\n".join([*lines, "", *(_aligned(row, widths) for row in rows)])


def _row(step: Deadline, today: date) -> tuple[str, ...]:
    repeated = step.rule.repeats and step.occurrence > 1
    term = term_in_file(step.rule, step.moment)
    name = f"{term} ({step.occurrence}e keer)" if repeated else term
    status = "te laat" if step.late(today) else WORDS[step.status(today)]
    return name, _short(step.opens), _short(step.due), _short(step.done_on), status, step.rule.responsible.label


def _aligned(row: Iterable[str], widths: Iterable[int]) -> str:
    return "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _short(day: date | None) -> str:
    return "" if day is None else f"{day:%d-%m-%Y}"
