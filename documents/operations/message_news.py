"""Whom a message is news to: one notice for each reader until the thread was opened, however many messages follow."""

from collections.abc import Collection, Iterator

from django.db.models import Q

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role, seen_as
from cases.operations.notices import recipients
from documents.models import Message, MessageReceipt, Thread
from employers.models import Membership

_Reader = tuple[Role, int]


def waiting_readers(thread: Thread, writer: Actor) -> Iterator[tuple[int, Q]]:
    """Readers of a thread beside the writer, by the number of the first message that waits for them.

    That number is the occasion of the notice: as long as it waits, a next message is no other news. Of a role that one
    person has, whoever stands in reads for it as well; at an employer each person reads for oneself.
    """
    with acting_as(system(Role.PROJECTOR)):
        found = list(recipients(thread.case, thread.readers).exclude(role=writer.role, user=writer.person_id))
    first = _first_waiting(thread, {_of(membership) for membership in found})
    waiting: dict[int, list[int]] = {}
    for membership in found:
        if (number := first.get(_of(membership))) is not None:
            waiting.setdefault(number, []).append(membership.pk)
    for number, memberships in waiting.items():
        yield number, Q(pk__in=memberships)


def _of(membership: Membership) -> _Reader:
    return _reader(Role(membership.role), membership.user_id)


def _reader(role: Role, user_id: int) -> _Reader:
    return seen_as(role), user_id if role is Role.EMPLOYER else 0


def _first_waiting(thread: Thread, readers: Collection[_Reader]) -> dict[_Reader, int]:
    """Of each of these readers the first message that somebody else wrote and that was not opened yet, if any."""
    messages = Message.objects.filter(thread=thread).order_by("pk").values_list("pk", "written_as", "written_by_id")
    written = [(number, _reader(Role(role), user)) for number, role, user in messages]
    receipts = MessageReceipt.objects.filter(message__thread=thread).values_list("message_id", "read_as", "reader_id")
    read = {(number, _reader(Role(role), user)) for number, role, user in receipts}
    first: dict[_Reader, int] = {}
    for number, writer in reversed(written):
        first |= {one: number for one in readers if one != writer and (number, one) not in read}
    return first
