"""What one change of a file is: facts about its page, and the functions that try it and carry it through."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.http import QueryDict

from accounts.actor import Actor
from accounts.policy import may
from accounts.terms import Role, Verb
from cases.computation import Known
from cases.forms.changes import ChangeForm
from cases.models import AbsenceCase
from cases.readers import NAMES, say_readers, with_eyes
from cases.timeline.facts import Facts

Typed = dict[str, Any]


class Group(Enum):
    """The headings of the list of changes, in their order."""

    RECOVERY = "Herstel en terugval"
    CAPACITY = "Mogelijkheden om te werken"
    LEAVE = "Verlof"
    STEPS = "Stappen"
    UWV = "UWV en de WIA"
    EMPLOYMENT = "Dienstverband en werk"
    REPORT = "De ziekmelding zelf"


@dataclass(frozen=True, slots=True)
class File:
    """The file as somebody has it before him: the record he may see, and what the timeline knows."""

    case: AbsenceCase
    known: Known
    actor: Actor
    today: date

    @property
    def facts(self) -> Facts:
        """The facts of now."""
        return self.known.facts


@dataclass(frozen=True, slots=True)
class Sent:
    """What carrying a change through says, and the page that follows: the file, unless another is named."""

    message: str
    then: tuple[str, Any] | None = None


def nothing(_: File) -> str:
    """No objection."""
    return ""


def no_question(_file: File, _typed: Typed) -> None:
    """Nothing to check that the form did not check."""


def no_words(_file: File, _typed: Typed) -> tuple[str, ...]:
    """The dates say it all."""
    return ()


def no_hindrance(_file: File, _typed: Typed) -> str:
    """Whoever has the verb may carry it through."""
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One thing that may change in a file. `key` is its name in the address; texts are Dutch."""

    key: str
    title: str
    explain: str
    basis: str = ""
    group: Group
    verb: Verb
    form: Callable[[File, QueryDict | Typed | None, Typed | None], ChangeForm]
    """Makes the form from what was posted and what it starts with."""
    after: Callable[[File, Typed], Facts]
    """The facts as they would be; the same as are stored once it is carried through."""
    apply: Callable[[File, Typed, int], Sent]
    """Calls the ordinary operation with the version that the person was looking at."""
    check: Callable[[File, Typed], None] = no_question
    """Refuses what cannot be, as the operation would: ValidationError by field, NotNow."""
    tells: Callable[[File, Typed], tuple[str, ...]] = no_words
    """Sentences about what it does besides moving dates."""
    closed: Callable[[File], str] = nothing
    """Why this file cannot have this change now; empty when it can."""
    hindrance: Callable[[File, Typed], str] = no_hindrance
    """Why this can be looked at and not carried through; empty when it can."""
    roles: frozenset[Role] | None = None
    """Who carries it through, where that is narrower than the verb."""
    shown_to: frozenset[Role] = frozenset(NAMES)
    """Who will read what is filled in."""
    tries: Verb | None = None
    """What lets somebody see what it would do who does not carry it through, as far as he may know of it."""
    warning: str = ""
    """What to think of before carrying it through."""
    asides: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """What helps to decide, as title and paragraphs."""
    action: str = "Doorvoeren"
    compares: bool = True
    """Whether old and new dates belong side by side; of a death nobody wants to see them."""

    def may_send(self, role: Role) -> bool:
        """Whether this role carries it through."""
        return may(role, self.verb, "cases.absencecase") and (self.roles is None or role in self.roles)

    def readers(self, role: Role, file: File) -> str:
        """Who will read it, said to somebody in this role."""
        return say_readers(role, with_eyes(self.shown_to), case=file.case)

    def is_for(self, role: Role) -> bool:
        """Whether this role may at least look at what it would do."""
        tries = self.tries is not None and may(role, self.tries, "cases.absencecase")
        return (tries and role in self.shown_to) or self.may_send(role)


def make(form: type[ChangeForm], initial: Callable[[File], Typed] = lambda _: {}) -> Any:
    """A form without choices of its own, for the `form` of a change."""

    def build(file: File, data: QueryDict | Typed | None, start: Typed | None) -> ChangeForm:
        return form(data, initial=initial(file) | (start or {}))

    return build
