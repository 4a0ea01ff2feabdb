"""What an explanation says to who may not know what the bedrijfsarts advised. Pure, and about Dutch sentences.

The sentences that were kept when a step was done have no mark of their own, so a sentence is judged by what it names.
"""

from collections.abc import Iterable, Sequence

from cases.timeline.names import fact_name
from cases.timeline.rules import ADVISED, RULES, Party, Rule

HIDDEN = "Een deel van deze uitleg is niet voor iedereen zichtbaar."
STANDS_STILL = "Deze stap staat nu stil."
_FACTS = ("usable_capacity_on", "without_capacity", "capacity_changed_on")
_NAMES = (
    *map(fact_name, _FACTS),
    *sorted({rule.term for rule in RULES if rule.shown_to == ADVISED}),
    "mogelijkheden voor werk",
    "De bedrijfsarts verwacht herstel",
)
_GENERAL = ("Bron: ", "Regelversie ")


def tells_advice(sentence: str) -> bool:
    """Whether a sentence names a fact or a step that follows from the advice of the bedrijfsarts."""
    return any(name in sentence for name in _NAMES)


ADVISED_GROUNDS = sorted(
    {key for rule in RULES for key, text in (*rule.former_grounds, *rule.waive_grounds) if tells_advice(text)}
)
"""Reasons why a step is not needed that tell of the advice."""


def grounds_are_apart(rule: Rule) -> bool:
    """Whether one of the reasons why this step is not needed tells of the advice.

    Then every reason stays with who may know the advice: if only that one were left out, its absence would tell.
    """
    return any(key in ADVISED_GROUNDS for key, _ in (*rule.former_grounds, *rule.waive_grounds))


def may_know(party: Party) -> bool:
    """Whether this party reads what the bedrijfsarts advises in terms of work."""
    return party in ADVISED


def why_for(party: Party, why: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences of an explanation for this party.

    When one tells of the advice, the whole sum goes: a day can be found back from what is added to it. The fact from
    which is counted, the article and the version of the rule stay.
    """
    if may_know(party) or not any(map(tells_advice, why)):
        return tuple(why)
    first, *rest = why
    return (first, HIDDEN, *(line for line in rest if line.startswith(_GENERAL)))


def why_for_all(parties: Iterable[Party], why: Sequence[str]) -> tuple[str, ...]:
    """Return the sentences of an explanation that each of these parties may know."""
    outside = next((party for party in parties if not may_know(party)), None)
    return tuple(why) if outside is None else why_for(outside, why)


def moved_by_for(party: Party, lines: Sequence[str]) -> tuple[str, ...]:
    """Return what would still move a date, as far as this party may know of it."""
    return tuple(line for line in lines if may_know(party) or not tells_advice(line))
