"""What one file shows to somebody in one role: the steps, what to do now, the report. Reads only."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from accounts.terms import Role
from accounts.visible import can_read
from cases.computation import deadlines_of
from cases.models import AbsenceCase, SickReport
from cases.operations.steps import may_record
from cases.timeline.dutch import count_days, format_date
from cases.timeline.rules import Party
from cases.timeline.schedule import Deadline, State
from cases.urgency import SOON_DAYS, When, holder, is_mine, named, title, waits_on, when, with_last_day
from cases.worklist import FOLDED, first_missing

ICONS = {"late": "circle-alert", "soon": "clock", "plain": "", "ok": "check", "paused": "pause"}
STATE_WORDS = {"late": "Te laat", "soon": "Binnenkort", "plain": "Later", "ok": "Gedaan", "paused": "Staat stil"}
WORDS = {"late": "late", "soon": "soon", "planned": "plain", "done": "ok", "paused": "paused"}


@dataclass(frozen=True, slots=True)
class Step:
    """One step of the file, said to one role."""

    deadline: Deadline
    kind: str
    """late, soon, plain, ok or paused, as the components know them."""
    title: str
    text: str
    when: When | None
    """How long there still is; None when the step is done or has no date."""
    mine: bool
    blocked_by: str
    may_record: bool
    holder: Party

    @property
    def key(self) -> str:
        """The rule's key."""
        return self.deadline.key

    @property
    def anchor(self) -> str:
        """Names the row in the page."""
        return f"{self.key}-{self.deadline.occurrence}"

    @property
    def icon(self) -> str:
        """The mark's sign."""
        return ICONS[self.kind]

    @property
    def state(self) -> str:
        """The mark in a word."""
        return STATE_WORDS[self.kind]

    @property
    def heading(self) -> str:
        """Over the card on top: something to do, or somebody to wait for."""
        return "Nu te doen" if self.mine else f"Nu aan zet: {named(self.holder)}"

    @property
    def badge(self) -> str:
        """How long there still is and the last day: "3 dagen te laat", "over 2 dagen, uiterlijk 24 november 2026"."""
        if self.when is None or self.deadline.due is None:
            return ""
        return with_last_day(self.when, self.deadline.due)

    @property
    def why(self) -> tuple[str, ...]:
        """The sentences from fact to date."""
        return self.deadline.why


def shown_deadlines(case: AbsenceCase, role: Role) -> list[Deadline]:
    """The steps of a file that this role may know of, by date."""
    return [step for step in deadlines_of(case) if Party(role.value) in step.rule.shown_to]


def kind_of(step: Deadline, today: date) -> str:
    """How a step stands on a day, as the picture of time names it: done, late, soon, planned or paused."""
    if step.state is State.DONE:
        return "done"
    if step.state is not State.PENDING or step.due is None:
        return "paused"
    if step.late(today):
        return "late"
    return "soon" if (step.due - today).days <= SOON_DAYS else "planned"


def steps_of(case: AbsenceCase, role: Role, today: date) -> list[Step]:
    """All steps that still matter: done, pending or paused; what was cancelled or lapsed is left out."""
    shown = shown_deadlines(case, role)
    pending = {step.key for step in shown if step.state is State.PENDING}
    alive = [step for step in shown if step.status(today) not in ("cancelled", "waived")]
    return [_step(step, case, role, today, pending) for step in alive]


def _step(step: Deadline, case: AbsenceCase, role: Role, today: date, pending: set[str]) -> Step:
    assigned = case.ontzorgmanager_id is not None
    waiting = step.state is State.PENDING and step.due is not None
    blocker = first_missing(step.rule, pending, assigned=assigned) if waiting else None
    moving = blocker or step.rule
    return Step(
        deadline=step,
        kind=WORDS[kind_of(step, today)],
        title=title(step.rule, step.occurrence, assigned=assigned),
        text=_text(step, waits_on(moving, role, assigned=assigned) if waiting else ""),
        when=when(step.due, today) if waiting and step.due else None,
        mine=waiting and not blocker and is_mine(step.rule, role, assigned=assigned),
        blocked_by=title(blocker, assigned=assigned) if blocker else "",
        may_record=waiting and may_record(role, step.key),
        holder=holder(moving, assigned=assigned),
    )


def _text(step: Deadline, waiting: str) -> str:
    if step.done_on is not None:
        return _done_text(step.done_on, step.due)
    if step.due is None:
        return "Staat stil zolang de medewerker beter is gemeld"
    if step.rule.lapses and waiting == "wacht op u":
        return f"Mag, hoeft niet · tot en met {format_date(step.due)}"
    return f"{waiting[:1].upper()}{waiting[1:]} · uiterlijk {format_date(step.due)}"


def _done_text(done_on: date, due: date | None) -> str:
    done = f"Gedaan op {format_date(done_on)}"
    if due is None or done_on == due:
        return done
    days = count_days(abs((due - done_on).days))
    return f"{done}, {days} {'vóór' if done_on < due else 'na'} de laatste dag"


@dataclass(frozen=True, slots=True)
class Groups:
    """The steps in three parts: what plays now, what comes, what is done."""

    now: list[Step]
    coming: list[Step]
    done: list[Step]
    paused: list[Step]


def grouped(steps: Iterable[Step], today: date) -> Groups:
    """Divide the steps; "now" is what is open, late or soon."""
    groups = Groups([], [], [], [])
    for step in steps:
        _part(groups, step, today).append(step)
    groups.done.reverse()
    return groups


def _part(groups: Groups, step: Step, today: date) -> list[Step]:
    if step.kind in ("ok", "paused"):
        return groups.done if step.kind == "ok" else groups.paused
    is_open = step.deadline.status(today) == "open" and not step.blocked_by
    return groups.now if is_open or step.kind in ("late", "soon") else groups.coming


def next_step(groups: Groups, role: Role) -> Step | None:
    """The step to put on top for this role: its own most urgent one that plays now.

    The Ontzorgmanager guards the whole file: without a step of his own it is what others have to do by now. None when
    nothing plays; what one may do but need not (a window that lapses) is no duty.
    """
    duties = [step for step in groups.now if step.key not in FOLDED and not step.deadline.rule.lapses]
    own = [step for step in duties if step.mine]
    guarded = duties if role is Role.ONTZORGMANAGER else []
    return min(own or guarded, key=_urgency, default=None)


def _urgency(step: Step) -> tuple[bool, int, date]:
    late = step.kind == "late"
    due = step.deadline.due or date.max
    return not late, -step.deadline.rule.weight if late else 0, due


def following(groups: Groups) -> Step | None:
    """What comes next in the file, whoever does it: to tell somebody who has nothing to do."""
    duties = [step for step in (*groups.now, *groups.coming) if not step.deadline.rule.lapses]
    return min(duties, key=lambda step: step.deadline.due or date.max, default=None)


def say_following(step: Step | None) -> str:
    """One sentence about what comes next."""
    if step is None or step.deadline.due is None:
        return "Er staan geen stappen meer open."
    last = format_date(step.deadline.due)
    if step.kind == "late":
        return f"{step.title} wacht op {named(step.holder)}. De laatste dag was {last}."
    return f"Hierna komt: {step.title}. Aan zet: {named(step.holder)}, uiterlijk {last}."


_YES_NO = {True: "Ja", False: "Nee"}
_FACTS = (
    ("duration_label", "Verwachte duur"),
    ("contact_phone", "Bereikbaar op"),
    ("stay_address", "Verblijft op"),
    ("vangnet_applies", "Vangnet van de Ziektewet"),
    ("work_accident", "Bedrijfsongeval"),
    ("recourse_possible", "Verkeersongeval met mogelijk verhaal"),
)


def report_facts(report: SickReport, role: Role) -> list[tuple[str, str]]:
    """What the sick report says, as far as this role may read it."""
    seen = [(label, getattr(report, name)) for name, label in _FACTS if can_read(report, role, name)]
    return [(label, _YES_NO[value] if isinstance(value, bool) else str(value)) for label, value in seen]
