"""How long a certificate or registration is still good, in words."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.dateformat import format as format_day

WARN_BEFORE = timedelta(days=60)


@dataclass(frozen=True, slots=True)
class Validity:
    """A state for the badge component (`kind`), its word, and the date in a sentence."""

    kind: str
    word: str
    until: str


def validity(last_day: date, today: date) -> Validity:
    """Valid until `last_day` (inclusive); the warning starts 60 days before."""
    until = format_day(last_day, "j F Y")
    if last_day < today:
        return Validity("late", "Verlopen", f"Was geldig tot en met {until}")
    if last_day - today <= WARN_BEFORE:
        days = (last_day - today).days
        left = "vandaag de laatste dag" if days == 0 else f"nog {days} dag{'' if days == 1 else 'en'}"
        return Validity("soon", "Verloopt binnenkort", f"Geldig tot en met {until}, {left}")
    return Validity("ok", "Geldig", f"Geldig tot en met {until}")
