"""What leave does besides moving dates: it parts a file when the cause after it is another one, or joins two."""

from datetime import date

from accounts.terms import seen_as
from cases.joining import together
from cases.neighbours import following_file
from cases.splitting import answered, facts_after, left_behind, splits_on
from cases.timeline.absence import Absence
from cases.timeline.advice import may_know
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.timeline.rules import Party
from cases.timeline.splitting import parts_on
from cases.views.changes.change import File, Sent

RECORD_FIRST = "Leg het verlof wel eerst hier vast: dan telt het mee bij die nieuwe ziekmelding."
SAME = "De ziekte vóór en na het verlof telt samen. Het blijft één dossier. De verlofdagen tellen niet mee."


def followed(file: File, after: Facts) -> Facts:
    """The facts that a change leads to: those of the new file, when the answer that was given parts this one."""
    answer = answered(file.case)
    if splits_on(after.absence, answer, file.today) is None:
        return after
    return facts_after(file.case, answer, file.today, after.absence)


def parting_words(file: File, whole: Absence) -> tuple[str, ...]:
    """What the answer that was given does once the file has these spells and leave; nothing to say without one."""
    return other_cause_words(file, whole) if answered(file.case) is False else ()


def other_cause_words(file: File, whole: Absence) -> tuple[str, ...]:
    """What another cause does: a new file now, or once the leave is over."""
    begins, expected = splits_on(whole, answer=False, today=file.today), parts_on(whole)
    if begins is not None:
        return _begun(file, whole, begins)
    return () if expected is None else _later(file, whole, expected)


def _begun(file: File, whole: Absence, begins: date) -> tuple[str, ...]:
    first, number = format_date(begins), file.case.number
    left = left_behind(file.case, whole, file.today)
    still = (f"In dossier {number} blijft nog te doen: {', '.join(left)}.",) if left else ()
    return (
        f"Op {first} begint een nieuw dossier. Hieronder ziet u de datums van dat dossier naast die van nu.",
        f"Dossier {number} sluit op die dag. De ziektedagen daarvoor tellen in het nieuwe dossier niet mee.",
        f"Wat vanaf die dag is vastgelegd, gaat mee. Wat daarvoor is gedaan, blijft in dossier {number}.",
        *still,
        "Dit kunt u daarna niet meer intrekken.",
    )


def _later(file: File, whole: Absence, expected: date) -> tuple[str, ...]:
    first, name = format_date(expected), file.case.employee.short_name
    if expected <= file.today:
        return (
            f"Nu verandert er niets: na het verlof is {name} niet ziek gemeld. Begint een ziekmelding op {first}, dan"
            " komt er een nieuw dossier. Begint die later, dan beslissen de vier weken.",
        )
    waits = "Nu verandert er nog niets: het verlof is nog niet voorbij."
    if whole.recovered_on is not None:
        return (f"{waits} Wordt {name} op {first} weer ziek gemeld, dan begint die dag een nieuw dossier.",)
    closes = f"Dossier {file.case.number} sluit dan."
    if may_know(Party(seen_as(file.actor.role).value)):
        closes = f"{closes} Tot die dag kan de bedrijfsarts het antwoord nog intrekken."
    return f"{waits} Op {first} begint vanzelf een nieuw dossier, als {name} dan nog ziek gemeld is.", closes


def joining_words(file: File, after: Absence) -> tuple[str, ...]:
    """That the leave makes one absence of this file and the one before it; nothing to say where the law keeps two."""
    found = together(file.case, after, file.actor, file.today)
    if found is None:
        return ()
    return (*found.sentences, RECORD_FIRST) if found.may_withdraw else found.sentences


def sent(file: File, message: str) -> Sent:
    """Carried through. The file that began with it, if any, is the page that follows."""
    following = following_file(file.case, file.actor)
    if following is None:
        return Sent(message)
    return Sent(
        f"Vastgelegd. Dit is het nieuwe dossier {following.number}. De datums zijn aangepast.",
        ("cases:detail", following.pk),
    )
