"""What is new in the messages of a file, and how a thread is shown. Reads only."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Max, Q

from accounts.actor import Actor
from accounts.terms import ROLE_LABELS, Role, Verb, seen_as
from accounts.visible import Visible
from cases.models import AbsenceCase
from cases.readers import say_readers, say_who, with_eyes
from documents.models import Message, MessageReceipt, Thread
from documents.models.message import parties_of

THREAD = "documents.thread"
_COLLEAGUES = "Ook collega’s die hier voor uw bedrijf werken, kunnen het lezen."
_AT_EMPLOYER = "Bij de werkgever kan dat meer dan een persoon zijn."


@dataclass(frozen=True, slots=True)
class ThreadLine:
    """One thread in the list of a file."""

    thread: Visible
    readers: str
    count: int
    new: int
    last_at: datetime


@dataclass(frozen=True, slots=True)
class Letter:
    """One message as its readers see it, with who opened it and who did not."""

    message: Visible
    viewer: int
    mine: bool
    new: bool
    read: tuple[Visible, ...]
    unread: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class News:
    """Messages of one file that are new to somebody."""

    case_id: int
    number: str
    count: int


def may_write(actor: Actor, case: AbsenceCase) -> bool:
    """Whether somebody writes in a file: everybody who reads there, until it is closed."""
    return case.is_open and actor.may(Verb.SEND_MESSAGE, THREAD)


def threads_of(actor: Actor, case: AbsenceCase) -> list[ThreadLine]:
    """The threads of a file that somebody reads, the one with the latest message first."""
    found = list(Thread.objects.visible_to(actor).filter(case=case.pk))
    seen = Message.objects.visible_to(actor).filter(thread__in=[one.pk for one in found])
    counts = _counts(actor, seen)
    lines = [_line(actor, case, one, counts[one.pk]) for one in found]
    return sorted(lines, key=lambda line: line.last_at, reverse=True)


def _counts(actor: Actor, seen: Any) -> Mapping[int, Mapping[str, Any]]:
    new = seen.new_to(actor).values("pk")
    rows = (
        seen.order_by()
        .values("thread")
        .annotate(count=Count("pk"), new=Count("pk", filter=Q(pk__in=new)), last_at=Max("sent_at"))
    )
    return {row["thread"]: row for row in rows}


def _line(actor: Actor, case: AbsenceCase, thread: Thread, counted: Mapping[str, Any]) -> ThreadLine:
    readers = readers_of(actor, case, thread)
    return ThreadLine(Visible(thread, actor.role), readers, counted["count"], counted["new"], counted["last_at"])


def readers_of(actor: Actor, case: AbsenceCase, thread: Thread) -> str:
    """Who reads a thread: "U, uw werkgever en de Ontzorgmanager.", and that an employer can be more than one person."""
    said = say_readers(actor.role, with_eyes(thread.readers), case=case)
    if Role.EMPLOYER not in thread.readers:
        return said
    return f"{said} {_COLLEAGUES if actor.role is Role.EMPLOYER else _AT_EMPLOYER}"


def party_choices(actor: Actor, case: AbsenceCase) -> list[tuple[str, str]]:
    """To whom somebody can write in this file, each with who that is."""
    seen, own = Visible(case, actor.role), seen_as(actor.role)
    besides = "en een verzuimbegeleider die spreekuur houdt, als die er is"
    named: dict[Role, Callable[[], str]] = {
        Role.EMPLOYEE: lambda: seen.employee.short_name,
        Role.EMPLOYER: lambda: f"{seen.employer.name}, iedereen die daar aan dossiers werkt",
        Role.ONTZORGMANAGER: lambda: seen.ontzorgmanager.name,
        Role.BEDRIJFSARTS: lambda: f"{seen.physician.name}, {besides}",
    }
    return [(role.value, _choice(actor, role, named[role]())) for role in parties_of(case) if role is not own]


def _choice(actor: Actor, role: Role, name: str) -> str:
    who = say_who(actor.role, {role})
    return f"{who[0].upper()}{who[1:]}: {name}"


def letters_of(actor: Actor, thread: Thread, new: frozenset[int]) -> list[Letter]:
    """The messages of a thread, the oldest first; `new` are those that were not opened until now."""
    messages = list(Message.objects.visible_to(actor).filter(thread=thread).select_related("written_by"))
    receipts: dict[int, list[MessageReceipt]] = {}
    seen = MessageReceipt.objects.visible_to(actor).filter(message__thread=thread).select_related("reader")
    for one in seen:
        receipts.setdefault(one.message_id, []).append(one)
    return [_letter(actor, thread, one, receipts.get(one.pk, []), new) for one in messages]


def _letter(
    actor: Actor, thread: Thread, message: Message, receipts: Iterable[MessageReceipt], new: frozenset[int]
) -> Letter:
    read = list(receipts)
    known = {seen_as(Role(one.read_as)) for one in read} | {seen_as(Role(message.written_as))}
    return Letter(
        message=Visible(message, actor.role),
        viewer=actor.person_id,
        mine=message.written_by_id == actor.person_id and message.written_as == actor.role.value,
        new=message.pk in new,
        read=tuple(Visible(one, actor.role) for one in read),
        unread=tuple(ROLE_LABELS[Role(role)] for role in thread.shown_to if Role(role) not in known),
    )


def new_in(actor: Actor, thread: Thread) -> frozenset[int]:
    """The numbers of the messages of a thread that this person has not opened."""
    found = Message.objects.visible_to(actor).filter(thread=thread).new_to(actor)
    return frozenset(found.values_list("pk", flat=True))


def news_for(actor: Actor) -> list[News]:
    """By file, what is new to somebody; the file with the latest message first."""
    if not actor.may(Verb.READ_THREAD, THREAD):
        return []
    new = Message.objects.visible_to(actor).new_to(actor).order_by().values("case_id")
    rows = list(new.annotate(count=Count("pk"), last_at=Max("sent_at")).order_by("-last_at"))
    cases = AbsenceCase.objects.visible_to(actor).in_bulk([row["case_id"] for row in rows])
    return [News(row["case_id"], cases[row["case_id"]].number, row["count"]) for row in rows]


def stand_of(actor: Actor, case: AbsenceCase) -> tuple[int, int]:
    """How many threads of a file somebody reads, and how many messages in it are new; one query."""
    seen = Message.objects.visible_to(actor).filter(case=case.pk)
    new = Q(pk__in=seen.new_to(actor).values("pk"))
    found = seen.aggregate(threads=Count("thread", distinct=True), new=Count("pk", filter=new))
    return found["threads"], found["new"]
