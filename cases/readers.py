"""Who reads what somebody fills in: one sentence for every form, from the access table."""

from collections.abc import Mapping, Set
from types import MappingProxyType

from accounts.policy import POLICY
from accounts.rows import TenantModel
from accounts.terms import HUMAN_ROLES, Role, seen_as
from cases.timeline.rules import Party

NAMES: Mapping[Role, str] = MappingProxyType(
    {
        Role.EMPLOYER: "de werkgever",
        Role.EMPLOYEE: "de werknemer",
        Role.ARBODIENST: "de arbodienst",
        Role.BEDRIJFSARTS: "de bedrijfsarts",
        Role.ONTZORGMANAGER: "de Ontzorgmanager",
        Role.LABOUR_EXPERT: "een gevraagde arbeidsdeskundige",
        Role.DESK: "de verzekeraar",
    }
)
"""Everybody who reads in a file, in the order of a sentence."""
_OWN = {(Role.EMPLOYER, Role.EMPLOYEE): "uw werknemer", (Role.EMPLOYEE, Role.EMPLOYER): "uw werkgever"}
"""What the one party of an employment calls the other: (who is spoken to, who is meant)."""
ONLY_EMPLOYER = "Alleen u en collega’s die hier ook voor uw bedrijf werken."


def roles_of(parties: Set[Party]) -> frozenset[Role]:
    """The people's roles among those who may see something of the timeline."""
    return frozenset(role for role in NAMES if Party(role.value) in parties)


def readers_by(model: type[TenantModel], name: str) -> frozenset[Role]:
    """The people's roles that the access table lets read this field; who works for the bedrijfsarts counts as one."""
    kind = model.field_classes[name]
    lines = ((role, POLICY.get((role, model._meta.label_lower))) for role in HUMAN_ROLES)
    return frozenset(seen_as(role) for role, line in lines if line is not None and kind in line.fields)


def say_who(viewer: Role, roles: Set[Role]) -> str:
    """Name who does something, in the middle of a sentence: "uw werkgever of de Ontzorgmanager"."""
    who = [_OWN.get((viewer, role), name) for role, name in NAMES.items() if role in roles]
    return " of ".join([", ".join(who[:-1]), who[-1]] if len(who) > 1 else who)


def say_readers(viewer: Role, readers: Set[Role]) -> str:
    """Name who reads what somebody in the role `viewer` fills in; that person is always one of them."""
    others = [_OWN.get((viewer, role), name) for role, name in NAMES.items() if role in readers and role is not viewer]
    if others:
        return f"{', '.join(['U', *others[:-1]])} en {others[-1]}."
    return ONLY_EMPLOYER if viewer is Role.EMPLOYER else "Alleen u."
