"""The same form that comes twice: after a lost connection, a double press, or with the Back button."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from accounts.actor import Actor
from accounts.operation import AlreadyDone


def refuse_repeat(since: QuerySet[Any], actor: Actor, said: Mapping[str, Any]) -> None:
    """Raise AlreadyDone when the last row of this writer among `since` says just this.

    `since` are the rows that were added after the page was shown, the oldest first. Rows of others and other words
    refuse nothing: what is written here stands beside what others wrote.
    """
    last = since.filter(written_by=actor.person_id).last()
    if last is not None and all(getattr(last, name) == value for name, value in said.items()):
        raise AlreadyDone(last)
