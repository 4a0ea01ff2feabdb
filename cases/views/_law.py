"""A change of law as a page shows it: in words, and as a table of what would move."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.terms import Role
from accounts.visible import Visible
from cases.forms.law import term_text
from cases.law import Move, as_change, goes_back, impact
from cases.models import RuleChange
from cases.models.milestone import RULE_BY_KEY
from cases.timeline.changes import CannotChange, Change, changed, newest, newest_rows, why_fixed
from cases.timeline.dutch import format_date
from cases.timeline.rules import Party, Rule
from cases.timeline.schedule import Deadline

MOST = 1000
"""Files that a page computes at once; the command does them all."""
SHOWN = 50

STANDS = {None: ("soon", "wacht op een collega"), True: ("ok", "ingevoerd"), False: ("plain", "vervallen")}


@dataclass(frozen=True, slots=True)
class Words:
    """A change in words: the whole term, with every number in it."""

    term: str
    days: str
    before: str
    """The same in the row that is newest now."""


@dataclass(frozen=True, slots=True)
class Choice:
    """One step that can be chosen, or why it cannot."""

    key: str
    term: str
    days: str
    fixed: str


@dataclass(frozen=True, slots=True)
class Line:
    """One change with how it stands."""

    change: Visible
    change_id: int
    words: Words
    kind: str
    stand: str


@dataclass(frozen=True, slots=True)
class MoveRow:
    """One line of the preview: a step of a file, before and after."""

    case: Visible
    case_id: int
    was: str
    now: str
    late_at_once: bool
    late_no_more: bool
    lapses: bool


def choices(rules: Sequence[Rule]) -> list[Choice]:
    """Every step with its days of now, those of a policy included."""
    return [
        Choice(rule.key, rule.term, term_text(rule.opens, rule.due), why_fixed(rule)) for rule in newest_rows(rules)
    ]


def in_words(change: Change, rules: Sequence[Rule]) -> Words:
    """What changes, beside what holds now: of the sides that change. A row that no longer fits says what it can."""
    old = newest(rules, change.key)
    try:
        new = changed(old, change)
    except CannotChange:
        return Words(RULE_BY_KEY[old.key].term, "past niet meer bij de regel van nu", _sides(old, change))
    return Words(RULE_BY_KEY[old.key].term, _sides(new, change), _sides(old, change))


def _sides(rule: Rule, change: Change) -> str:
    opens = rule.opens if change.opens is not None else None
    return term_text(opens, rule.due if change.due is not None else None)


def line_of(row: RuleChange, rules: Sequence[Rule], role: Role) -> Line:
    """One change of the list."""
    kind, stand = STANDS[row.activated]
    return Line(Visible(row, role), row.pk, in_words(as_change(row), rules), kind, stand)


def preview_of(change: Change, role: Role) -> dict[str, Any]:
    """Numbers and the first files; of a step that this role may not see the numbers only."""
    today = timezone.localdate()
    try:
        found = impact(change, today, most=MOST)
    except CannotChange as error:
        return {"outdated": str(error)}
    seen = Party(role.value) in RULE_BY_KEY[change.key].shown_to
    rows = [_row(move, role) for move in found.moves[:SHOWN]] if seen else []
    return {
        "outdated": "",
        "impact": found,
        "rows": rows,
        "more": len(found.moves) - len(rows),
        "seen": seen,
        "since": change.in_force_from,
        "goes_back": goes_back(change, today),
    }


def _row(move: Move, role: Role) -> MoveRow:
    case, now = Visible(move.case, role), "vervalt" if move.lapses else _span(move.now)
    return MoveRow(case, move.case.pk, _span(move.was), now, move.late_at_once, move.late_no_more, move.lapses)


def _span(step: Deadline) -> str:
    opens = f"vanaf {format_date(step.opens)}" if step.opens else ""
    due = f"uiterlijk {format_date(step.due)}" if step.due else ""
    return ", ".join(filter(None, (opens, due)))
