"""Who reads what somebody fills in: one sentence for every form, from the access table."""

from collections.abc import Mapping, Set
from types import MappingProxyType

from accounts.policy import POLICY
from accounts.rows import TenantModel
from accounts.terms import EYES, HUMAN_ROLES, Role
from cases.models import AbsenceCase
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
_ORDER = tuple(role for name in NAMES for role in ((name, Role.DELEGATE) if name is Role.BEDRIJFSARTS else (name,)))
_ORDER += (Role.PROVIDER,)
_DELEGATE = "een verzuimbegeleider"
_PROVIDER = "de dienstverlener"
_OWN = {
    (Role.EMPLOYER, Role.EMPLOYEE): "uw werknemer",
    (Role.EMPLOYEE, Role.EMPLOYER): "uw werkgever",
    (Role.BEDRIJFSARTS, Role.DELEGATE): "uw verzuimbegeleider (als u die heeft)",
}
"""What the one calls the other: (who is spoken to, who is meant)."""
ONLY_EMPLOYER = "Alleen u en collega’s die hier ook voor uw bedrijf werken."


def roles_of(parties: Set[Party]) -> frozenset[Role]:
    """The people's roles among those who may see something of the timeline."""
    return frozenset(role for role in NAMES if Party(role.value) in parties)


def readers_by(model: type[TenantModel], name: str) -> frozenset[Role]:
    """The people's roles that the access table lets read this field."""
    kind = model.field_classes[name]
    lines = ((role, POLICY.get((role, model._meta.label_lower))) for role in HUMAN_ROLES)
    return frozenset(role for role, line in lines if line is not None and kind in line.fields)


def readers_among(parties: Set[Party]) -> frozenset[Role]:
    """The roles that read what these parties of the timeline may see, those who work in the place of one included."""
    return with_eyes(roles_of(parties))


def with_eyes(roles: Set[Role]) -> frozenset[Role]:
    """These roles, and who is shown what one of them is shown."""
    return frozenset(roles) | {role for role, eyes in EYES.items() if eyes in roles}


def absent_from(case: AbsenceCase) -> frozenset[Role]:
    """Whom this file does not have and will not get: an employer who guides it himself has no Ontzorgmanager."""
    return frozenset({Role.ONTZORGMANAGER}) if case.is_self_guided else frozenset()


def say_who(viewer: Role, roles: Set[Role]) -> str:
    """Name who does something, in the middle of a sentence: "uw werkgever of de Ontzorgmanager"."""
    who = [_OWN.get((viewer, role), name) for role, name in NAMES.items() if role in roles]
    return " of ".join([", ".join(who[:-1]), who[-1]] if len(who) > 1 else who)


def say_readers(viewer: Role, readers: Set[Role], *, case: AbsenceCase | None = None, besides: str = "") -> str:
    """Name who reads what somebody in the role `viewer` fills in; that person is always one of them.

    With the file those who are not there are left out. Without one nobody knows yet whether there will be an
    Ontzorgmanager. `besides` is somebody else in the same role, named first.
    """
    there = readers - (absent_from(case) if case else frozenset()) - {viewer}
    others = [besides] if besides else []
    others += [_name(viewer, role, known=case is not None) for role in _ORDER if role in there]
    if others:
        return f"{', '.join(['U', *others[:-1]])} en {others[-1]}."
    return ONLY_EMPLOYER if viewer is Role.EMPLOYER else "Alleen u."


def _name(viewer: Role, role: Role, *, known: bool) -> str:
    if role is Role.DELEGATE:
        return _OWN.get((viewer, role), _DELEGATE)
    if role is Role.PROVIDER:
        return _PROVIDER
    if role is Role.ONTZORGMANAGER and not known:
        return "een Ontzorgmanager (als die er is)"
    return _OWN.get((viewer, role), NAMES[role])
