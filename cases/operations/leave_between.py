"""The leave between two files: the earlier one ended with its first day, the later one began after its last."""

from dataclasses import dataclass
from datetime import date

from django.core.exceptions import ValidationError
from django.db.models.functions import Now

from accounts.actor import Actor, acting_as, system
from accounts.audit import record
from accounts.terms import Role, Verb
from cases.events import first_day_corrected
from cases.models import AbsenceCase, Completion, MaternityLeave, SickReport, Spell
from cases.models.case import State
from cases.operations.corrections import done_before
from cases.operations.steps import complete, count
from cases.timeline.absence import Absence, Leave, back_after
from cases.timeline.explain import format_date
from cases.timeline.joining import joined
from cases.timeline.splitting import RECOVERY, REPORT, with_leave_moved


@dataclass(frozen=True, slots=True)
class FileAfter:
    """A file that began after the leave, and the one before it that ended with the leave."""

    case: AbsenceCase
    earlier: AbsenceCase
    leave: Leave
    ran_on: bool
    """Nobody reported recovery before the leave and sickness after it: the file was split, and moves with the leave."""

    def check(self, first: date, last: date, today: date) -> None:
        """Refuse days with which the two files would no longer follow each other. Raises ValidationError."""
        before, after = self.earlier.absence(), self.case.absence()
        begun, recovered_on = before.spells[-1].start, after.spells[0].recovered_on
        if first <= begun:
            text = f"In dossier {self.earlier.number} begon het verzuim op {format_date(begun)}. Kies een latere dag."
            raise ValidationError({"first": text})
        if any(one != self.leave and one.overlaps(Leave(first, last)) for one in before.leaves):
            text = f"In deze periode is in dossier {self.earlier.number} al verlof vastgelegd. Kies andere datums."
            raise ValidationError({"first": text})
        if last >= today:
            text = f"Dit dossier begon na het verlof. Wijzig het verlof zodra het voorbij is: na {format_date(last)}."
            raise ValidationError({"last": text})
        over_on = Leave(first, last).over_on
        if recovered_on is not None and over_on >= recovered_on:
            raise ValidationError({"last": f"Per {format_date(recovered_on)} is beter gemeld. Kies een eerdere dag."})
        if text := done_before(self.case, over_on) or self._becomes_one(first, last):
            raise ValidationError({"last": text})

    def _becomes_one(self, first: date, last: date) -> str:
        """Where recovery and sickness were reported, fit days beside the leave make the cause irrelevant."""
        both = self._before(first, last), self.moved(first, last)
        if self.ran_on or joined(*both, same_cause_after_leave=False) is None:
            return ""
        number = self.earlier.number
        return (
            f"Dan zit er herstel tussen het verlof en het verzuim, en hoort dit bij dossier {number}. {self._merge()}"
        )

    def _before(self, first: date, last: date) -> Absence:
        """The earlier file when the leave had these days; its spells as they were reported."""
        absence = self.earlier.absence()
        return Absence(absence.spells, (Leave(first, last), *(one for one in absence.leaves if one != self.leave)))

    def closes_on(self, first: date, last: date) -> date:
        """The day on which the earlier file closed: when the later one began, or when its four weeks were over."""
        begun, waited = self.moved(first, last).first_sick_day, self._before(first, last).closes_on
        return begun if self.ran_on or waited is None else min(begun, waited)

    def stays(self) -> str:
        """Why the leave cannot be taken back, and what to do."""
        number = self.earlier.number
        return f"Dit dossier begon na dit verlof. Zonder verlof hoort het bij dossier {number}. {self._merge()}"

    def _merge(self) -> str:
        return (
            "Trek eerst de ziekmelding van dit dossier in. Daarna trekt de bedrijfsarts het antwoord over het verlof in"
            f" dossier {self.earlier.number} in, en meldt u opnieuw ziek. Kan intrekken niet meer? Bel dan"
            " Re-integratie en Diensten: twee dossiers samenvoegen kan niet in Ontzorg."
        )

    def moved(self, first: date, last: date) -> Absence:
        """The spells and leave of the later file when the leave had these days."""
        return with_leave_moved(self.case.absence(), self.leave, Leave(first, last), ran_on=self.ran_on)


def file_after(case: AbsenceCase, leave_id: int) -> FileAfter | None:
    """Find out whether a file began directly after this leave of it, and which file ended with the leave."""
    with acting_as(system(Role.SPLITTER)):
        known = MaternityLeave.objects.filter(case=case.pk, pk=leave_id).first()
        start = case.absence().spells[0].start
        if known is None or Leave(known.first, known.last).over_on != start:
            return None
        others = AbsenceCase.objects.filter(employee_id=case.employee_id, first_sick_day__lt=case.first_sick_day)
        earlier = others.exclude(state=State.CANCELLED).with_facts().order_by("-first_sick_day").first()
        if earlier is None or back_after(earlier.absence()) != start:
            return None
        ran_on = not SickReport.objects.filter(case=case.pk, spell__start=start, spell__mistaken=False).exists()
        return FileAfter(case, earlier, Leave(known.first, known.last), ran_on)


def move_leave(actor: Actor, after: FileAfter, first: date, last: date) -> None:
    """Give the leave its right days in both files; the spells around it go along. The caller stores the later file.

    Who guides the later file hears of its other first sick day.
    """
    case, earlier, was = after.case, after.earlier, after.leave
    with acting_as(system(Role.SPLITTER, on_behalf_of=actor)) as splitter:
        # Held while its day of closing is written; a file that was removed meanwhile is not made again.
        AbsenceCase.objects.select_for_update(of=("self",), no_key=True).get(pk=earlier.pk)
        kept = MaternityLeave.objects.filter(case__in=[case.pk, earlier.pk], first=was.first, last=was.last)
        kept.update(first=first, last=last)
        begun, case.first_sick_day = case.first_sick_day, after.moved(first, last).first_sick_day
        earlier.closed_on = after.closes_on(first, last)
        if after.ran_on:
            _move_spells(splitter, actor, after, first)
        count(earlier)
        earlier.save(update_fields=["closed_on", "recovered_on", "version", "changed_as", "changed_at"])
        record(actor=splitter, action=Verb.RECORD_LEAVE, resource="cases.absencecase", about=earlier)
    if case.first_sick_day != begun:
        first_day_corrected.send(sender=AbsenceCase, actor=actor, subject=case)


def _move_spells(splitter: Actor, actor: Actor, after: FileAfter, end: date) -> None:
    """The earlier file ends on the first day of the leave. Nobody reported that or the sickness: neither is late."""
    case, earlier, start = after.case, after.earlier, after.case.first_sick_day
    was_end, was_start = earlier.absence().spells[-1].recovered_on, case.absence().spells[0].start
    Spell.objects.filter(case=case, start=was_start, mistaken=False).update(start=start)
    case.reported_on = start
    _done_instead(splitter, actor, case, REPORT, was=was_start, day=start)
    if was_end == after.leave.first:
        Spell.objects.filter(case=earlier, recovered_on=was_end, mistaken=False).update(recovered_on=end)
        earlier.recovered_on = end
        _done_instead(splitter, actor, earlier, RECOVERY, was=was_end, day=end)


def _done_instead(splitter: Actor, actor: Actor, case: AbsenceCase, key: str, *, was: date, day: date) -> None:
    """What is recorded as done stays readable, as taken back."""
    if was != day:
        done = Completion.objects.filter(case=case, key=key, done_on=was)
        done.update(withdrawn_at=Now(), withdrawn_by=actor.person_id)
        complete(case=case, key=key, done_on=day, by=splitter)
