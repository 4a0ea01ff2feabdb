"""Who changed a file while somebody had its page open, and when: never what. Reads only."""

from django.utils import timezone

from accounts.terms import SYSTEM_ROLES, Role
from cases.models import AbsenceCase
from cases.readers import NAMES
from cases.timeline.dutch import format_date

SOMEBODY = "Iemand anders heeft dit dossier intussen gewijzigd."


def say_meanwhile(case: AbsenceCase, reader: Role) -> str:
    """The last counted change of the file, said to somebody in the role `reader`: by which role and at what time."""
    if not case.changed_as or case.changed_at is None:
        return SOMEBODY
    moment = timezone.localtime(case.changed_at)
    when = f"op {format_date(moment.date())} om {moment:%H:%M}"
    role = Role(case.changed_as)
    if role is reader:
        return f"Dit dossier is intussen gewijzigd, door {_own(role)}, {when}."
    if role in SYSTEM_ROLES:
        return f"Dit dossier is intussen automatisch bijgewerkt, {when}."
    return f"{SOMEBODY} Dat deed {NAMES.get(role, 'een ander')}, {when}."


def _own(role: Role) -> str:
    """An employee is alone in the role; of the others several people may work on one file."""
    return "uzelf" if role is Role.EMPLOYEE else "uzelf of een collega"
