"""Whether words that an employer reads tell who helps: the name of a practice tells why somebody is sick."""

import re

# Words of names that say nothing about which one it is.
_ORDINARY = frozenset("advies begeleiding bureau centrum diensten groep huis instituut praktijk zorg werk".split())
_SHORTEST = 4  # letters; shorter parts of a name are ordinary words too often


def named_in(text: str, *names: str) -> str:
    """The first word of one of these names that stands in the text as a word of its own; empty when there is none.

    Capitals make no difference. It finds names as they are written, no descriptions: an empty answer promises nothing.
    """
    there = set(_words(text))
    telling = (word for name in names for word in _words(name) if len(word) >= _SHORTEST and word not in _ORDINARY)
    return next((word for word in telling if word in there), "")


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())
