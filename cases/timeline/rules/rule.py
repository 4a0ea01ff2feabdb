"""The form of a rule: facts about one step, no behaviour."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import Enum, IntEnum, StrEnum, auto
from functools import cache

from cases.timeline.expressions import Expression
from cases.timeline.facts import Facts
from cases.timeline.predicates import Predicate, always, never


class Category(StrEnum):
    """Where a step comes from."""

    LAW = "law"
    UWV = "uwv"
    PRODUCT = "product"
    SIGNAL = "signal"


STATUTORY = (Category.LAW, Category.UWV)
"""Steps that a third party checks: they cannot be done before they begin."""


class Party(StrEnum):
    """Who acts, signs, is reminded or may see."""

    EMPLOYER = "employer"
    EMPLOYEE = "employee"
    BEDRIJFSARTS = "bedrijfsarts"
    ARBODIENST = "arbodienst"
    ONTZORGMANAGER = "ontzorgmanager"
    DESK = "desk"
    UWV = "uwv"
    SYSTEM = "system"
    LABOUR_EXPERT = "labour_expert"
    PROVIDER = "provider"

    @property
    def label(self) -> str:
        """The Dutch name on a screen."""
        return _PARTY_LABELS[self]


_PARTY_LABELS = {
    Party.EMPLOYER: "werkgever",
    Party.EMPLOYEE: "werknemer",
    Party.BEDRIJFSARTS: "bedrijfsarts",
    Party.ARBODIENST: "arbodienst",
    Party.ONTZORGMANAGER: "Ontzorgmanager",
    Party.DESK: "verzekeraar",
    Party.UWV: "UWV",
    Party.SYSTEM: "automatisch",
    Party.LABOUR_EXPERT: "arbeidsdeskundige",
    Party.PROVIDER: "re-integratiebedrijf",
}


class Phase(Enum):
    """When a step is alive: a step of sickness pauses on recovery, a step of recovery begins there."""

    SICKNESS = auto()
    RECOVERY = auto()
    ALWAYS = auto()
    """Recovery does not touch it."""


class Weight(IntEnum):
    """What is at stake when the step is late; the order of worklists."""

    INFORMATIVE = 0
    PROMISE = 1
    FINE_OR_DELAY = 2
    WAGE_SANCTION = 3


class ClosedBy(StrEnum):
    """What makes a step done; only the first is recorded by hand."""

    RECORD = "record"
    """A person records an act outside this application, such as a report to UWV."""
    ACT = "act"
    """An act in this application that has a screen of its own."""
    DOCUMENT = "document"
    """A signed document."""
    CALENDAR = "calendar"
    """Its day passes."""


class Scope(StrEnum):
    """What a step belongs to."""

    CASE = "case"
    POLICY = "policy"


EVERYBODY = frozenset(Party)
ADVISED = EVERYBODY - {Party.DESK, Party.ARBODIENST}
"""Who reads what the bedrijfsarts advises in terms of work: not the insurer's desk, nor a planner."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One step of the file as the law, UWV or the product asks it.

    A change is a new row with the same `key`, a higher `version` and its own dates; they are compared with the first
    sick day, `in_force_from` inclusive and `in_force_until` exclusive. A row that was in force is never edited, but to
    put right a mistake of this application: the row then says so itself (`repaired_on`).
    """

    key: str
    term: str
    """Dutch term of art."""
    short: str
    """Dutch label for the picture of the file."""
    category: Category
    opens: Expression
    due: Expression
    target: Expression | None = None
    """An earlier day to aim at, or one that explains the due date."""
    responsible: Party
    together: tuple[Party, ...] = ()
    """Who carries the step with the one who is responsible; nobody when empty."""
    signs: tuple[Party, ...] = ()
    remind: tuple[Party, ...] = ()
    """Who is reminded; nobody when empty."""
    prerequisites: tuple[str, ...] = ()
    in_order: bool = False
    """The prerequisites are recorded first; of other steps they say what usually comes before."""
    closes: str
    """Dutch: what makes the step done."""
    applies: str = "In ieder dossier."
    """Dutch: when the step is needed; `predicate` decides what the facts can decide."""
    predicate: Predicate = always
    consequence: str
    """Dutch: what happens when the step is late."""
    basis: str
    """Article or agreement."""
    weight: Weight
    explain: str
    """Dutch: what the step is for, in one sentence to employer and employee."""
    waive_grounds: tuple[tuple[str, str], ...] = ()
    """Reasons, as (key, Dutch), for which a person may record that the step is not needed; never when empty."""
    former_grounds: tuple[tuple[str, str], ...] = ()
    """Reasons that are no longer offered: what was recorded with them keeps its words."""
    waive_warning: str = ""
    """Dutch: what whoever records that the step is not needed has to know of first."""
    closed_by: ClosedBy = ClosedBy.RECORD
    folded_into: str = ""
    """The step that completes this one as well: no line of its own while that one is pending."""
    scope: Scope = Scope.CASE
    repeats: bool = False
    each: str = ""
    """The field of the facts with the days on which the step comes up: one occurrence for each, done in order."""
    each_done: str = ""
    """The field of the facts that says of each of those days when its occurrence was done: in any order then."""
    done_by: str = ""
    """The field of the facts whose date completes the step as well."""
    pauses: Predicate = never
    """When the step stands still although the employee is sick; it has no date then."""
    survives_iva: bool = False
    """The step stays after an early IVA ended the duties of re-integration: it is about pay or a report to UWV."""
    towards_wia: bool = False
    """The step only serves a WIA benefit: void when the state pension comes before it."""
    says: Callable[[Facts], str] | None = None
    """Dutch: what these facts make of the step, where the date alone does not say it."""
    lapses: bool = False
    """The day passes by itself: nobody is late, and afterwards the step is void."""
    answered_later: bool = False
    """The last day is that of asking; the answer that completes the step may come after it."""
    passes: bool = False
    """The calendar itself completes the step on its day; nobody has to act."""
    phase: Phase = Phase.SICKNESS
    shown_to: frozenset[Party] = EVERYBODY
    in_force_from: date = date.min
    in_force_until: date = date.max
    version: int = 1
    repaired_on: date | None = None
    """The day on which a mistake in this row was put right: the law was no other, so it holds for every open file."""
    repair: str = ""
    """English: what the mistake was."""

    @property
    def can_be_waived(self) -> bool:
        """Whether a person may record, with a reason, that the step is not needed."""
        return bool(self.waive_grounds)

    def ground(self, key: str) -> str:
        """The Dutch words of a reason, also of one that is no longer offered; empty for an unknown one."""
        return dict(self.former_grounds + self.waive_grounds).get(key, "")

    def in_force_on(self, first_sick_day: date) -> bool:
        """Tell whether this row holds for a file with this first sick day."""
        return self.in_force_from <= first_sick_day < self.in_force_until


@cache
def resting_with_employer(rule: Rule) -> Rule:
    """Return the rule as it holds in a file that the employer guides himself: what the Ontzorgmanager does is his."""
    responsible = _in_place_of(rule.responsible)
    if responsible is rule.responsible and Party.ONTZORGMANAGER not in (*rule.remind, *rule.together):
        return rule
    return replace(
        rule,
        responsible=responsible,
        together=tuple(party for party in _all_in_place_of(rule.together) if party is not responsible),
        remind=_all_in_place_of(rule.remind),
    )


def _all_in_place_of(parties: Iterable[Party]) -> tuple[Party, ...]:
    return tuple(dict.fromkeys(map(_in_place_of, parties)))


def _in_place_of(party: Party) -> Party:
    return Party.EMPLOYER if party is Party.ONTZORGMANAGER else party
