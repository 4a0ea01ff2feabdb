"""Break-glass access in the world of the proof: one file, closed again once and open now."""

from datetime import timedelta

from django.utils import timezone

from accounts.actor import Actor
from cases import operations as cases
from cases.models import EmergencyAccess
from ontzorg.isolation.files import File


def open_in_emergency(asker: Actor, second: Actor, files: tuple[File, ...]) -> tuple[Actor, File]:
    """The second administrator opens the first file to the asker; once before, and that was ended."""
    cases.end_emergency(actor=asker, access=_opened(asker, second, files[0]), at=timezone.now())
    _opened(asker, second, files[0])
    return asker, files[0]


def _opened(asker: Actor, second: Actor, file: File) -> EmergencyAccess:
    said = {"reason": "broken", "note": "De pagina opent niet."}
    access = cases.ask_emergency(actor=asker, number=file.case.number, at=timezone.now(), **said)
    cases.decide_emergency(actor=second, access=access, granted=True, lasts=timedelta(hours=4), at=timezone.now())
    return access
