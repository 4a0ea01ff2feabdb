"""A file that the law adds up with the one before it: what that means, and who puts it right how. Reads only.

It happens when leave between the two is told after the later one began. Sickness that is reported is added up at once.
"""

from dataclasses import dataclass
from datetime import date

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow
from accounts.policy import may
from accounts.terms import Role, Verb
from cases.models import AbsenceCase
from cases.models.case import State
from cases.operations.corrections import check_cancel
from cases.timeline.absence import Absence
from cases.timeline.dutch import count_days, format_date
from cases.timeline.joining import Joined, joined
from cases.timeline.recorded import same_cause

_UNSEEN = (  # how long somebody was sick before, and when, is not for who has only this file
    "Door verlof telt dit verzuim voor de wet samen met het dossier daarvoor. De datums in dit dossier houden daar nog"
    " geen rekening mee."
)


@dataclass(frozen=True, slots=True)
class Together:
    """What one person reads about it."""

    sentences: tuple[str, ...]
    may_withdraw: bool
    """Whether this person can take back the report of the later file, the first step to one file."""


def together(case: AbsenceCase, later: Absence, actor: Actor, today: date) -> Together | None:
    """Say that a file with these spells and this leave counts with the one before it; None when the law keeps two."""
    found = _found(case, later)
    if found is None:
        return None
    earlier, one = found
    seen = AbsenceCase.objects.visible_to(actor).filter(pk=earlier.pk).exists()
    before = f"dossier {earlier.number}" if seen else "het dossier daarvoor"
    told = (_why(one, before), *_counted(one, later, before)) if seen else (_UNSEEN,)
    possible, his = _can_withdraw(case, today), may(actor.role, Verb.CANCEL_REPORT, "cases.absencecase")
    who_does_what = _withdraw(case, later, before, actor.role) if possible else _ask(actor.role)
    return Together((*told, who_does_what), possible and his)


def _found(case: AbsenceCase, later: Absence) -> tuple[AbsenceCase, Joined] | None:
    if not any(leave.first < later.spells[0].start for leave in later.leaves):
        return None
    with acting_as(system(Role.PROJECTOR)):
        others = AbsenceCase.objects.filter(employee_id=case.employee_id, first_sick_day__lt=case.first_sick_day)
        earlier = others.exclude(state=State.CANCELLED).with_facts().order_by("-first_sick_day").first()
        if earlier is None or earlier.state != State.CLOSED:
            return None
        one = joined(earlier.absence(), later, same_cause(earlier.recorded_facts()))
        return None if one is None else (earlier, one)


def _can_withdraw(case: AbsenceCase, today: date) -> bool:
    """With a relapse in it more than one report would have to go."""
    with acting_as(system(Role.PROJECTOR)):
        try:
            check_cancel(case, today)
        except NotNow:
            return False
        return case.spells.filter(mistaken=False).count() == 1


def _why(one: Joined, before: str) -> str:
    if not one.fit_days:
        return (
            f"Door het verlof sluit dit verzuim aan op {before}. Voor de wet is het samen één verzuim, tenzij de"
            " bedrijfsarts zegt dat de oorzaak een andere is."
        )
    verb = "zit" if one.fit_days == 1 else "zitten"
    return (
        f"Het verlof telt niet mee. Tussen {before} en dit verzuim {verb} dan {count_days(one.fit_days)}. Dat is korter"
        " dan vier weken: voor de wet is het samen één verzuim."
    )


def _counted(one: Joined, later: Absence, before: str) -> tuple[str, ...]:
    apart = f"Dit dossier telt de ziektedagen van {before} niet mee."
    right, shown = one.whole.last_paid_day, later.last_paid_day
    if right is None or shown is None:
        return (apart,)
    return (f"{apart} Samen geteld eindigen de 104 weken op {format_date(right)}, niet op {format_date(shown)}.",)


def _withdraw(case: AbsenceCase, later: Absence, before: str, role: Role) -> str:
    name, start = case.employee.short_name, format_date(later.spells[0].start)
    then = f"Dan gaat {before} verder, met de goede datums."
    if may(role, Verb.CANCEL_REPORT, "cases.absencecase"):
        return f"Trek de ziekmelding van dit dossier in en meld {name} daarna opnieuw ziek per {start}. {then}"
    who, whom = ("Uw", "u") if role is Role.EMPLOYEE else ("De", name)
    does = f"{who} werkgever trekt de ziekmelding van dit dossier in en meldt {whom} opnieuw ziek per {start}."
    return f"{does} {then} {_own_part(role)}"


def _ask(role: Role) -> str:
    cannot = "De ziekmelding intrekken kan niet meer, en twee dossiers samenvoegen kan niet in Ontzorg."
    if role is Role.DESK:
        return f"{cannot} Overleg met de werkgever hoe het verder gaat."
    if may(role, Verb.CANCEL_REPORT, "cases.absencecase"):
        return f"{cannot} Bel Re-integratie en Diensten om te overleggen."
    who = "Uw" if role is Role.EMPLOYEE else "De"
    return f"{cannot} {who} werkgever overlegt met Re-integratie en Diensten. {_own_part(role)}"


def _own_part(role: Role) -> str:
    """What somebody can do who waits for the employer: whoever works with him asks, the others have no part in it."""
    if role is Role.EMPLOYEE:
        return "Is dat nog niet gebeurd? Vraag uw werkgever erom."
    if role in (Role.ONTZORGMANAGER, Role.DESK):
        return "Is dat nog niet gebeurd? Vraag de werkgever erom."
    return "U hoeft hiervoor niets te doen."
