"""How pressing a step is on a day, with whom it rests, and whether it is somebody's own. The same words everywhere."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Literal

from accounts.policy import may
from accounts.terms import Role, Verb, seen_as
from cases.models import AbsenceCase
from cases.models.milestone import RULE_BY_KEY
from cases.operations.steps import may_record
from cases.timeline.explain import count_days, format_date
from cases.timeline.rules import ClosedBy, Party, Rule, resting_with_employer

SOON_DAYS = 7
"""A step is shown as "soon" from this many days before its last day, the last day included."""

FIRST_CONTACT = "assign_ontzorgmanager"
FIRST_CONTACT_TITLE = "Eerste contact met werkgever en werknemer"
PLAN = "plan_of_action"

SCREENS: Mapping[str, tuple[tuple[Verb, str], ...]] = MappingProxyType(
    {
        "arbo_report": ((Verb.ACCEPT_REPORT, "cases.absencecase"),),
        "long_absence_triage": ((Verb.TRIAGE, "cases.absencecase"),),
        FIRST_CONTACT: ((Verb.ASSIGN, "cases.absencecase"), (Verb.LOG_CONTACT, "cases.absencecase")),
        "hours_report_internal": ((Verb.FORWARD_HOURS, "cases.absencecase"),),
        "recovery_report_internal": ((Verb.REPORT_RECOVERY, "cases.absencecase"),),
        "problem_analysis": ((Verb.DRAFT_PROBLEM_ANALYSIS, "cases.absencecase"),),
        "problem_analysis_update": ((Verb.DRAFT_PROBLEM_ANALYSIS, "cases.absencecase"),),
        PLAN: ((Verb.DRAFT_PLAN, "cases.absencecase"),),
    }
)
"""By which acts of this application a step that nobody records by hand is done. Who has the act, can move the step."""


@dataclass(frozen=True, slots=True)
class When:
    """A term as a badge: the kind gives icon and colour, the text says the same in words."""

    kind: Literal["late", "soon", "plain"]
    text: str
    days_left: int
    """Days until the last day; 0 on that day, negative when late."""

    @property
    def late(self) -> bool:
        """Whether the last day has passed."""
        return self.days_left < 0


@dataclass(frozen=True, slots=True)
class Standing:
    """What was already done in a file for steps that several people do one after the other."""

    assigned: bool = False
    """There is an Ontzorgmanager."""
    plan_waits_for: tuple[Party, ...] = ()
    """Who still has to answer the plan that lies before them; nobody while it is being written."""
    self_guided: bool = False
    """The employer guides the file himself; no Ontzorgmanager will come."""


def standing(case: AbsenceCase) -> Standing:
    """Where this file stands."""
    return Standing(
        assigned=case.ontzorgmanager_id is not None,
        plan_waits_for=tuple(map(Party, case.plan_waits_for)),
        self_guided=case.is_self_guided,
    )


def with_last_day(term: When, due: date) -> str:
    """The same with the day itself: "3 dagen te laat, laatste dag was …", "over 2 dagen, uiterlijk …"."""
    last = format_date(due)
    return f"{term.text}, laatste dag was {last}" if term.late else f"{term.text}, uiterlijk {last}"


def when(due: date, today: date) -> When:
    """Say how long there still is: "3 dagen te laat", "vandaag", "over 12 dagen"."""
    left = (due - today).days
    if left < 0:
        return When("late", f"{count_days(-left)} te laat", left)
    text = {0: "vandaag", 1: "morgen"}.get(left, f"over {count_days(left)}")
    return When("soon" if left <= SOON_DAYS else "plain", text, left)


def holders(rule: Rule, now: Standing) -> tuple[Party, ...]:
    """Who has to move: the rule's own party, unless somebody else's share comes first or was left.

    In a file that the employer guides himself nothing rests with an Ontzorgmanager, for none will come.
    """
    rule = resting_with_employer(rule) if now.self_guided else rule
    if rule.closed_by is ClosedBy.CALENDAR and not rule.lapses:
        return (Party.SYSTEM,)
    if rule.key == FIRST_CONTACT and now.assigned:
        return (Party.ONTZORGMANAGER,)
    if rule.key == "arbo_report":  # the report reaches the arbodienst by itself; receiving it is what remains
        return (Party.ARBODIENST,)
    if rule.key == PLAN:
        return now.plan_waits_for or ((Party.ONTZORGMANAGER,) if now.assigned else (rule.responsible,))
    return (rule.responsible,)


def can_do(rule: Rule, role: Role, now: Standing) -> bool:
    """Whether this role can do the step here: by recording it, or by an act of its own in this application.

    What the employee does is done elsewhere; somebody else records it.
    """
    if rule.folded_into:
        return False
    if rule.closed_by is ClosedBy.RECORD:
        return role is Role.EMPLOYEE or may_record(role, rule.key, self_guided=now.self_guided)
    if rule.lapses:
        return True  # a window in which one may do something, elsewhere
    return any(may(role, verb, resource) for verb, resource in SCREENS.get(rule.key, ()))


def is_mine(rule: Rule, role: Role, now: Standing) -> bool:
    """Whether somebody in this role has to move the step, and can: as long as an Ontzorgmanager has yet to come to
    write the plan, the employer cannot.
    """
    if seen_as(role).value not in holders(rule, now):
        return False
    if rule.key == PLAN and not (now.assigned or now.self_guided):
        return bool(now.plan_waits_for)
    return can_do(rule, role, now) or (rule.key == PLAN and bool(now.plan_waits_for))


def presses(rule: Rule, term: When) -> bool:
    """Whether a step can no longer wait for what should come first: it is late or soon, and done elsewhere."""
    return rule.closed_by is ClosedBy.RECORD and term.kind != "plain"


def title(rule: Rule, occurrence: int = 1, *, assigned: bool = False) -> str:
    """What a step is called; repeating steps carry their number."""
    if rule.key == FIRST_CONTACT and assigned:
        return FIRST_CONTACT_TITLE
    return f"{rule.term} ({occurrence}e keer)" if rule.repeats and occurrence > 1 else rule.term


def waits_on(rule: Rule, viewer: Role, now: Standing) -> str:
    """With whom a step rests, said to somebody in role `viewer`: "wacht op u", "wacht op de bedrijfsarts"."""
    if rule.folded_into:
        return f"gaat samen met: {RULE_BY_KEY[rule.folded_into].term}"
    who = holders(rule, now)
    if who == (Party.SYSTEM,):
        return "gaat vanzelf"
    return f"wacht op {names(who, viewer)}"


def names(parties: Iterable[Party], viewer: Role | None = None) -> str:
    """Parties in the middle of a sentence: "de werkgever en de werknemer"; said to one of them "u en de werknemer"."""
    return " en ".join(sorted((named(party, viewer) for party in parties), key=lambda name: name != "u"))


def named(party: Party, viewer: Role | None = None) -> str:
    """A party in the middle of a sentence; "u" when it is said to that party."""
    if viewer is not None and party == viewer.value:
        return "u"
    return party.label if party in (Party.UWV, Party.SYSTEM) else f"de {party.label}"
