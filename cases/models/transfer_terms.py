"""The words of a hand-over: how far it is, why it is asked for, why a file stayed, a part of the note."""

from dataclasses import dataclass

from django.db import models


class State(models.TextChoices):
    """How far it is."""

    PREPARED = "prepared", "Voorbereid"
    ASKED = "asked", "Wacht"
    MOVED = "moved", "Overgedragen"
    DROPPED = "dropped", "Niet overgedragen"


AHEAD = (State.PREPARED, State.ASKED)
"""Not moved yet: a file has one of these at most."""


class Reason(models.TextChoices):
    """Why a file goes to somebody else. A choice, because employee and insurer read it."""

    LEAVES = "leaves", "De Ontzorgmanager gaat ander werk doen"
    AWAY = "away", "De Ontzorgmanager is langere tijd weg"
    DIVIDED = "divided", "Het werk wordt anders verdeeld"
    REQUEST = "request", "Werkgever of werknemer vroeg erom"


class Obstacle(models.TextChoices):
    """Why a file that was to be moved stayed where it is."""

    FINISHED = "finished", "Het dossier is gesloten."
    ELSEWHERE = "elsewhere", "Het dossier is intussen van een andere Ontzorgmanager."
    WAITING = "waiting", "Voor dit dossier loopt al een overdracht."
    RECEIVER = "receiver", "De nieuwe Ontzorgmanager kan geen dossier meer krijgen: de registratie geldt niet."
    FAILED = (
        "failed",
        "Overdragen is niet gelukt. Vraag het opnieuw. Lukt het dan weer niet, meld het aan de beheerder.",
    )


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the note: what it is about, and a line for each fact."""

    title: str
    lines: tuple[str, ...]
