"""How the receivers tell people of a file that something happened."""

from django.utils import timezone

from accounts.terms import Role
from cases.models import AbsenceCase, Notice
from cases.operations.notices import notify

GUIDES = (Role.ONTZORGMANAGER, Role.ARBODIENST, Role.BEDRIJFSARTS)


def tell(case: AbsenceCase, kind: Notice.Kind, *to: Role, about_id: int = 0, occasion: int = 1) -> None:
    """Write the news to everybody of a file in these roles, now."""
    notify(case=case, kind=kind, to=to, at=timezone.now(), about_id=about_id, occasion=occasion)


def tell_of_change(case: AbsenceCase, kind: Notice.Kind, *to: Role, about_id: int = 0) -> None:
    """The same news may come again: each version of the file is an occasion of its own."""
    tell(case, kind, *to, about_id=about_id, occasion=case.version)
