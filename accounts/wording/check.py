"""Find the words that do not belong in text about work, and say how to put it instead."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from accounts.wording.words import WORDS, WORK, Kind

ADVICE: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.DIAGNOSIS: "Een ziekte hoort hier niet. Schrijf wat iemand in het werk wel of niet kan, bijvoorbeeld:"
        " 'kan nog niet langer dan 20 minuten achter elkaar staan'.",
        Kind.COMPLAINT: "Klachten horen hier niet. Schrijf wat dit voor het werk betekent, bijvoorbeeld:"
        " 'tilt voorlopig niet meer dan 5 kilo'.",
        Kind.MEDICINE: "Medicijnen horen hier niet. Schrijf welke taak verandert, bijvoorbeeld:"
        " 'bestuurt voorlopig geen heftruck'.",
        Kind.CARE: "Een behandeling of behandelaar hoort hier niet. Schrijf wat dit voor het rooster betekent,"
        " bijvoorbeeld: 'is dinsdagochtend niet beschikbaar'.",
        Kind.PRIVATE: "Privézaken horen hier niet. Schrijf wat iemand in het werk nodig heeft, bijvoorbeeld:"
        " 'begint voorlopig om 10.00 uur'.",
    }
)

_INSIDE = r"[^\W_]"  # a letter or a digit; a hyphen ends a word
_ENDING = r"(?:e|en|n|s|['’]s|je|jes|tje|tjes|t)?"
_ANYTHING = rf"{_INSIDE}*(?:['’]s)?"


@dataclass(frozen=True, slots=True)
class Mark:
    """One word (or a few) as it was written: `text[start:end] == word`."""

    word: str
    start: int
    end: int
    kind: Kind

    @property
    def advice(self) -> str:
        """How to say it in terms of work: a Dutch sentence with an example."""
        return ADVICE[self.kind]


def marked(text: str) -> tuple[Mark, ...]:
    """The words in this text that tell about health or private life, in order; they never overlap.

    Capitals and accents make no difference. What is ordinary work language in its context (a complaint of a
    customer, waste kept apart) is left alone. It finds words, no meaning: an empty answer promises nothing.
    """
    plain, places = _plain(text)
    work = [found.span() for found in _WORK.finditer(plain)]
    spans = [(*found.span(), kind) for kind, pattern in _PATTERNS.items() for found in pattern.finditer(plain)]
    marks: list[Mark] = []
    covered = 0
    for start, end, kind in sorted(spans, key=lambda span: (span[0], -span[1])):
        if start >= covered and not any(first <= start and end <= last for first, last in work):
            begin, stop = places[start], places[end - 1] + 1
            marks.append(Mark(text[begin:stop], begin, stop, kind))
            covered = end
    return tuple(marks)


def _plain(text: str) -> tuple[str, list[int]]:
    """The text without capitals and accents, and for each character where it stood."""
    letters, places = [], []
    for place, written in enumerate(text):
        for letter in unicodedata.normalize("NFKD", written.lower()):
            if unicodedata.category(letter) not in {"Mn", "Cf"}:
                letters.append(letter)
                places.append(place)
    return "".join(letters), places


def _pattern(entries: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(set(entries), key=lambda entry: (-len(entry), entry))
    return re.compile(rf"(?<!{_INSIDE})(?:{'|'.join(map(_expression, longest_first))})(?!{_INSIDE})")


def _expression(entry: str) -> str:
    body = re.escape(entry.strip("=*")).replace(r"\ ", r"\s+").replace(r"\-", r"[-\s]?")
    before = rf"{_INSIDE}*" if entry.startswith("*") else ""
    if entry.endswith("*"):
        return f"{before}{body}{_ANYTHING}"
    return f"{before}{body}" if entry.startswith("=") else f"{before}{body}{_ENDING}"


_WORK = _pattern(WORK)
_PATTERNS = {kind: _pattern(entries) for kind, entries in WORDS.items()}
