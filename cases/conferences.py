"""What stands of an overleg in a file, as pages read it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db.models import Exists, OuterRef

from accounts.actor import Actor
from accounts.rows import ScopedQuerySet
from accounts.terms import Role, Verb
from accounts.visible import Visible
from cases.models import AbsenceCase, CaseConference, ConferenceAction
from cases.models.case import OPEN
from cases.models.conference import put_right
from cases.urgency import When, when


@dataclass(frozen=True, slots=True)
class Action:
    """One thing that was agreed, for who looks."""

    action: Visible
    pk: int
    when: When | None
    """None once it is done, and where it counts no more."""
    may_tick: bool

    @property
    def kind(self) -> str:
        """How it is marked in a list of steps."""
        return self.when.kind if self.when else "plain"


@dataclass(frozen=True, slots=True)
class Told:
    """One overleg with what was agreed. `replaced_by` is the number of the one that counts instead; 0 for none.

    `is_newest`: nothing was written to put it right, so that it can still be put right itself.
    """

    record: Visible
    pk: int
    actions: Sequence[Action]
    replaced_by: int
    waits: bool
    is_newest: bool

    @property
    def counts(self) -> bool:
        """Whether it is the word that stands."""
        return not self.replaced_by


def told(actor: Actor, case: AbsenceCase, today: date) -> list[Told]:
    """Every overleg of a file that this person sees, the newest first. Two queries, one when there is none."""
    found = (
        CaseConference.objects.visible_to(actor)
        .filter(case=case.pk)
        .select_related("case", "written_by", "confirmed_by")
    )
    records = list(found.order_by("-number"))
    actions: dict[int, list[ConferenceAction]] = {one.pk: [] for one in records}
    if records:
        agreed = ConferenceAction.objects.visible_to(actor).filter(conference__in=records).select_related("done_by")
        for action in agreed.order_by("position"):
            actions[action.conference_id].append(action)
    later = {one.pk: [other for other in records if one.is_followed_by(other)] for one in records}
    return [_told(actor, one, actions[one.pk], later[one.pk], today) for one in records]


def _told(
    actor: Actor,
    one: CaseConference,
    actions: Sequence[ConferenceAction],
    later: Sequence[CaseConference],
    today: date,
) -> Told:
    # A word that stands gives way once a next one is confirmed; one that waits as soon as there is a next one.
    instead = [other.number for other in later if other.is_confirmed or not one.is_confirmed]
    replaced = max(instead, default=0)
    lives = one.is_confirmed and not replaced
    lines = [_action(actor, action, today, lives=lives) for action in actions]
    waits = not one.is_confirmed and not replaced and one.case.is_open
    return Told(Visible(one, actor.role), one.pk, lines, replaced, waits, is_newest=not later)


def _action(actor: Actor, action: ConferenceAction, today: date, *, lives: bool) -> Action:
    is_open = lives and action.done_on is None
    own = actor.role.value in (action.who, Role.ONTZORGMANAGER.value)
    may_tick = is_open and own and actor.may(Verb.DO_ACTION, "cases.conferenceaction")
    return Action(Visible(action, actor.role), action.pk, when(action.due_on, today) if is_open else None, may_tick)


def own_actions(actor: Actor, today: date) -> list[tuple[Visible, Action]]:
    """What waits for this person in all open files, each with the file, the first due on top. One query."""
    found: ScopedQuerySet[ConferenceAction] = ConferenceAction.objects.visible_to(actor)
    found = found.filter(who=actor.role.value, done_on=None, conference__confirmed_on__isnull=False)
    later = CaseConference.objects.filter(
        case=OuterRef("case"), corrects=OuterRef("conference__number"), confirmed_on__isnull=False
    )
    rows = found.filter(~Exists(later), case__state__in=OPEN).select_related("case__employee").order_by("due_on", "pk")
    return [(Visible(one.case, actor.role), _action(actor, one, today, lives=True)) for one in rows]


def waiting(actor: Actor, case: AbsenceCase | None = None) -> list[CaseConference]:
    """What waits for the word of this bedrijfsarts, in one file or in all open ones. One query."""
    found = CaseConference.objects.visible_to(actor).filter(confirmed_on=None, case__state__in=OPEN)
    within = {"case": case.pk} if case else {}
    return list(found.filter(~put_right(), **within).select_related("case").order_by("written_on", "pk"))
