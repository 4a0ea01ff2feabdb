"""What rules and changes say, to the acting role: {{ rule.explain|addressed }}, {% carried_by change %}."""

from typing import Protocol

from django.template import Library

from accounts.actor import current_actor
from accounts.terms import Role
from cases import addressed as words
from cases.readers import NAMES, say_who

register = Library()


class Sendable(Protocol):
    """A change that some roles carry through."""

    def may_send(self, role: Role) -> bool:
        """Whether this role does."""


@register.filter
def addressed(text: str) -> str:
    """The same text, with "u" for who reads it."""
    return words.addressed(text, current_actor().role)


@register.simple_tag
def carried_by(change: Sendable) -> str:
    """Who carries a change through, said to who may only look: "uw werkgever"."""
    return say_who(current_actor().role, frozenset(role for role in NAMES if change.may_send(role)))
