"""What has to be done, by whom, in which order and why: for lists, inboxes and start pages. Reads only.

Every page that says "this is next" takes its rows from here, so that nobody hears something else than another about the
same step. The order is legal urgency:

1. what is late, the heaviest consequence first (wage sanction, fine or delay, promise, information), and of the same
   weight what is latest;
2. then what has the fewest days left, and of one day the heaviest consequence first.

The badge and the consequence on each row say why it stands where it stands.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from operator import attrgetter

from django.db.models import Q

from accounts.actor import Actor
from accounts.terms import Role
from accounts.visible import Visible
from cases.models import Milestone
from cases.models.milestone import RULE_BY_KEY, MilestoneQuerySet
from cases.phases import LONG_WEEKS
from cases.timeline.rules import ClosedBy, Party, Rule, Weight
from cases.urgency import FIRST_CONTACT, When, holders, is_mine, presses, standing, title, waits_on, when

HORIZON_DAYS = 21
"""On a worklist a step that is not open yet appears this many days before its last day."""

Pending = Mapping[int, Collection[str]]
"""Per file the keys of all steps that still have to be done: what is missing may block what is due."""


@dataclass(frozen=True, slots=True)
class Row:
    """One step that has to be done, said to somebody in one role."""

    step: Milestone
    case: Visible
    when: When
    due_on: date
    term: str
    waits_on: str
    holders: tuple[Party, ...]
    blocked_by: str
    """The step that has to be done first; empty when nothing stands in the way."""
    mine: bool
    """Whether the reader can move it, or what has to be done first."""
    own: bool
    """Whether the reader can do the step itself now: nothing stands in the way, or it can wait no longer."""
    week: int

    @property
    def rule(self) -> Rule:
        """The rule behind the step."""
        return self.step.rule

    @property
    def case_id(self) -> int:
        """Which file."""
        return self.step.case_id

    @property
    def key(self) -> str:
        """Which step."""
        return self.step.key

    @property
    def reason(self) -> str:
        """What happens when it is late."""
        return self.rule.consequence

    @property
    def name(self) -> str:
        """Sorts by the person."""
        return self.step.case.employee.last_name

    @property
    def urgency(self) -> tuple[int, int, int, int]:
        """Sorts the most pressing step first; see the head of this module."""
        if self.when.late:
            return 0, -self.step.weight, self.when.days_left, self.case_id
        return 1, self.when.days_left, -self.step.weight, self.case_id

    @property
    def is_long(self) -> bool:
        """Whether the employee has been ill for more than 13 weeks."""
        return self.week > LONG_WEEKS

    @property
    def unassigned(self) -> bool:
        """Whether the file waits for an Ontzorgmanager."""
        return self.step.case.insurer_manages and self.step.case.ontzorgmanager_id is None

    @property
    def presses(self) -> bool:
        """Whether the last day has passed or comes within a week."""
        return self.when.kind != "plain"

    @property
    def is_legal(self) -> bool:
        """Whether being late has a legal consequence: a sanction, a fine or a later benefit."""
        return self.step.weight >= Weight.FINE_OR_DELAY

    def can_begin(self, today: date) -> bool:
        """Whether the step can be done on this day, or should have been."""
        return self.when.late or (self.step.opens_on is not None and self.step.opens_on <= today)


def pending_steps(actor: Actor) -> MilestoneQuerySet:
    """Every step that this person may know of and that still has to be done, with its file."""
    seen: MilestoneQuerySet = (
        Milestone.objects.visible_to(actor)
        .pending()
        .select_related("case__employee", "case__employer", "case__ohs")
        .prefetch_related("case__spells", "case__leaves")
    )
    return seen


def steps_in_sight(actor: Actor, today: date) -> MilestoneQuerySet:
    """The steps for a worklist: what is open, late, or due within 21 days."""
    horizon = today + timedelta(days=HORIZON_DAYS)
    return pending_steps(actor).filter(Q(opens_on__lte=today) | Q(due_on__lte=horizon))


def pending_keys(actor: Actor) -> dict[int, set[str]]:
    """What is missing in each file, in one query."""
    return _by_file(Milestone.objects.visible_to(actor).pending().values_list("case_id", "key"))


def keys_of(steps: Iterable[Milestone]) -> dict[int, set[str]]:
    """What is missing in each file, of steps that are loaded: all pending steps of these files."""
    return _by_file((step.case_id, step.key) for step in steps)


def _by_file(pairs: Iterable[tuple[int, str]]) -> dict[int, set[str]]:
    found: dict[int, set[str]] = {}
    for case_id, key in pairs:
        found.setdefault(case_id, set()).add(key)
    return found


def rows(steps: Iterable[Milestone], pending: Pending, role: Role, today: date) -> list[Row]:
    """The lines of a list, the most urgent first."""
    shown = [_row(step, pending[step.case_id], role, today) for step in steps if _is_shown(step, pending)]
    return sorted(shown, key=attrgetter("urgency"))


def all_rows(actor: Actor, today: date) -> list[Row]:
    """Everything that still has to be done, however far away: for who has few files."""
    steps = list(pending_steps(actor))
    return rows(steps, keys_of(steps), actor.role, today)


def _is_shown(step: Milestone, pending: Pending) -> bool:
    """Leave out what only the calendar closes, for nobody has to do that, and steps that another row stands for."""
    if step.rule.closed_by is ClosedBy.CALENDAR:
        return False
    return step.rule.folded_into not in pending[step.case_id]


def _row(step: Milestone, pending: Collection[str], role: Role, today: date) -> Row:
    case, rule = step.case, step.rule
    now = standing(case)
    if step.due_on is None:
        raise ValueError("A pending step has a last day")
    term = when(step.due_on, today)
    blocker = first_missing(rule, pending, assigned=now.assigned)
    moving = blocker or rule
    return Row(
        step=step,
        case=Visible(case, role),
        when=term,
        due_on=step.due_on,
        term=title(rule, step.occurrence, assigned=now.assigned),
        waits_on=waits_on(moving, role, now),
        holders=holders(moving, now),
        blocked_by=title(blocker, assigned=now.assigned) if blocker else "",
        mine=is_mine(moving, role, now),
        own=is_mine(rule, role, now) and (blocker is None or presses(rule, term)),
        week=case.absence().sickness_week(today),
    )


def first_missing(rule: Rule, pending: Collection[str], *, assigned: bool) -> Rule | None:
    """The first step that has to be done before this one and is not."""
    if rule.key == FIRST_CONTACT and assigned:
        return None  # the judgement served to find an Ontzorgmanager, and there is one
    return next((RULE_BY_KEY[key] for key in rule.prerequisites if key in pending), None)
