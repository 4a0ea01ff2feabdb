"""A change of law as a page shows it: in words, and as a table of what would move."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone

from accounts.terms import Role
from accounts.visible import Visible
from cases.forms.law import days_text
from cases.law import Move, as_change, impact
from cases.models import RuleChange
from cases.models.milestone import RULE_BY_KEY
from cases.timeline.changes import CannotChange, Change, newest, with_days
from cases.timeline.dutch import format_date
from cases.timeline.expressions import Expression
from cases.timeline.rules import Party, Rule
from cases.timeline.schedule import Deadline

MOST = 1000
"""Files that a page computes at once; the command does them all."""
SHOWN = 50

_STANDS = {None: ("soon", "wacht op een collega"), True: ("ok", "ingevoerd"), False: ("plain", "vervallen")}


@dataclass(frozen=True, slots=True)
class Words:
    """A change in words."""

    term: str
    days: str
    before: str
    """The same days in the row that is newest now."""


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


def in_words(change: Change, rules: Sequence[Rule]) -> Words:
    """What changes, beside what holds now."""
    rule = newest(rules, change.key)
    opens, due = _chosen(rule.opens, change.opens_days), _chosen(rule.due, change.due_days)
    return Words(RULE_BY_KEY[rule.key].term, days_text(_new(opens), _new(due)), days_text(_old(opens), _old(due)))


def line_of(row: RuleChange, rules: Sequence[Rule], role: Role) -> Line:
    """One change of the list."""
    kind, stand = _STANDS[row.activated]
    return Line(Visible(row, role), row.pk, in_words(as_change(row), rules), kind, stand)


def preview_of(change: Change, role: Role) -> dict[str, Any]:
    """Numbers and the first files; of a step that this role may not see the numbers only."""
    try:
        found = impact(change, timezone.localdate(), most=MOST)
    except CannotChange as error:
        return {"outdated": str(error)}
    seen = Party(role.value) in RULE_BY_KEY[change.key].shown_to
    rows = [_row(move, role) for move in found.moves[:SHOWN]] if seen else []
    more = len(found.moves) - len(rows)
    return {"outdated": "", "impact": found, "rows": rows, "more": more, "seen": seen}


_Pair = tuple[Expression, Expression] | None


def _chosen(expression: Expression, days: int | None) -> _Pair:
    return None if days is None else (expression, with_days(expression, days))


def _old(pair: _Pair) -> Expression | None:
    return pair[0] if pair else None


def _new(pair: _Pair) -> Expression | None:
    return pair[1] if pair else None


def _row(move: Move, role: Role) -> MoveRow:
    return MoveRow(Visible(move.case, role), move.case.pk, _span(move.was), _span(move.now), move.late_at_once)


def _span(step: Deadline) -> str:
    opens = f"vanaf {format_date(step.opens)}" if step.opens else ""
    due = f"uiterlijk {format_date(step.due)}" if step.due else ""
    return ", ".join(filter(None, (opens, due)))
