"""How pressing a step is on a day, and with whom it rests. The same words in the worklist, the file and the inbox."""

from dataclasses import dataclass
from datetime import date
from typing import Literal

from cases.timeline.explain import count_days, format_date
from cases.timeline.rules import Party, Rule

SOON_DAYS = 7
"""A step is shown as "soon" from this many days before its last day, the last day included."""

FIRST_CONTACT = "assign_ontzorgmanager"
FIRST_CONTACT_TITLE = "Eerste contact met werkgever en werknemer"

DRAFTED_BY = {"plan_of_action": Party.ONTZORGMANAGER}
"""Who writes the text of a step that others sign."""


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


def holder(rule: Rule, *, assigned: bool) -> Party:
    """Who has to move: the rule's own party, unless the application already did that party's share."""
    if rule.key == FIRST_CONTACT and assigned:
        return Party.ONTZORGMANAGER
    # The report reaches the arbodienst by itself; receiving it is what remains.
    return Party.ARBODIENST if rule.key == "arbo_report" else rule.responsible


def title(rule: Rule, occurrence: int = 1, *, assigned: bool = False) -> str:
    """What a step is called; repeating steps carry their number."""
    if rule.key == FIRST_CONTACT and assigned:
        return FIRST_CONTACT_TITLE
    return f"{rule.term} ({occurrence}e keer)" if rule.repeats and occurrence > 1 else rule.term


def waits_on(rule: Rule, viewer: str, *, assigned: bool) -> str:
    """With whom a step rests, said to somebody in role `viewer`: "wacht op u", "wacht op de bedrijfsarts"."""
    party = holder(rule, assigned=assigned)
    if DRAFTED_BY.get(rule.key) == viewer:
        return "u stelt op, zij tekenen"
    if party == viewer:
        return "wacht op u"
    return "gaat vanzelf" if party is Party.SYSTEM else f"wacht op {named(party)}"


def named(party: Party) -> str:
    """A party in the middle of a sentence."""
    return party.label if party in (Party.UWV, Party.SYSTEM) else f"de {party.label}"


def is_mine(rule: Rule, viewer: str, *, assigned: bool) -> bool:
    """Whether somebody in this role can move the step: it rests with him, he writes it, or he signs it."""
    return viewer in (holder(rule, assigned=assigned), DRAFTED_BY.get(rule.key), *rule.signs)
