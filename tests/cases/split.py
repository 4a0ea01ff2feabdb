"""A sickness before and one right after maternity leave, told day by day: what makes one file two."""

from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import time_machine

from accounts.actor import Actor, acting_as
from cases import operations
from cases.computation import facts_of
from cases.models import AbsenceCase, CaseFact
from cases.timeline.buildup import Line
from cases.timeline.course import File, History, files
from cases.timeline.facts import Facts
from employers.models import Employee
from tests.cast import Cast
from tests.factories import cases as make

FIRST, LAST = make.day(100), make.day(211)  # sixteen weeks of leave
AGAIN = LAST + timedelta(days=1)
REPORTED = AGAIN + timedelta(days=2)
ANSWERED = AGAIN + timedelta(days=40)


def noon(day: date) -> datetime:
    """A moment of that day."""
    return datetime.fromisoformat(f"{day:%Y-%m-%d}T12:00:00+01:00")


class Story:
    """One employment. Rows carry the moment at which they were written, so the clock goes along."""

    def __init__(self, cast: Cast, clock: time_machine.Traveller, employee: Employee | None = None) -> None:
        self.cast, self.clock, self.employee = cast, clock, employee or cast.carla_file
        self.case = make.report(cast.anna, self.employee, today=self.on(make.MONDAY), handover_notes="Eerst")

    def on(self, day: date) -> date:
        """It is that day."""
        self.clock.move_to(noon(day))
        return day

    def fresh(self, case: AbsenceCase | None = None) -> AbsenceCase:
        """A file as it is now."""
        return make.fresh(self.cast.anna, case or self.case)

    def before(self, fit: date = FIRST) -> None:
        """Guided, done, worked, recovered on the first day of the leave."""
        operations.accept_report(actor=self.cast.bert, case=self.case, today=self.on(make.day(3)))
        self.triage(make.day(8))
        make.assign(self.cast, self.case, on=self.on(make.day(10)))
        self.talk(make.day(11))
        self.step("employee_intake", make.day(20))
        self.hours(make.day(50))
        self.build_up(make.day(51))
        make.recover(self.cast.anna, self.case, fit, today=self.on(FIRST))
        operations.record_leave(
            actor=self.cast.anna,
            case=self.case,
            first=FIRST,
            last=LAST,
            expected_version=self.fresh().version,
            today=FIRST,
        )

    def again(self, **report: Any) -> AbsenceCase:
        """Sick right after the leave; reported two days later."""
        today = self.on(REPORTED)
        return make.report(self.cast.anna, self.employee, AGAIN, today=today, handover_notes="Later", **report)

    def after(self, case: AbsenceCase | None = None) -> None:
        """What happens to whichever file is open then."""
        case = case or self.case
        self.talk(AGAIN + timedelta(days=8), case)
        self.triage(AGAIN + timedelta(days=9), case)
        self.step("task_function_analysis", AGAIN + timedelta(days=20), case)
        self.hours(AGAIN + timedelta(days=21), case)
        self.build_up(AGAIN + timedelta(days=22), case)

    def talk(self, day: date, case: AbsenceCase | None = None) -> None:
        """The Ontzorgmanager speaks with both."""
        today = self.on(day)
        for party in ("employer", "employee"):
            operations.log_contact(actor=self.cast.noor, case=case or self.case, party=party, held_on=day, today=today)

    def triage(self, day: date, case: AbsenceCase | None = None) -> None:
        """The doctor expects that it takes long."""
        operations.triage(actor=self.cast.daan, case=case or self.case, expected_long_term=True, today=self.on(day))

    def step(self, key: str, day: date, case: AbsenceCase | None = None) -> None:
        """Something was done."""
        operations.record_step(
            actor=self.cast.noor,
            case=case or self.case,
            key=key,
            done_on=day,
            expected_version=self.fresh(case).version,
            today=self.on(day),
        )

    def hours(self, day: date, case: AbsenceCase | None = None) -> None:
        """Hours are worked from that day."""
        operations.record_hours(
            actor=self.cast.anna,
            case=case or self.case,
            effective_from=day,
            hours_per_week=Decimal(8),
            therapeutic=False,
            expected_version=self.fresh(case).version,
            today=self.on(day),
        )

    def build_up(self, day: date, case: AbsenceCase | None = None) -> None:
        """The employer proposes more hours, the doctor agrees."""
        schedule = operations.propose_build_up(
            actor=self.cast.anna,
            case=case or self.case,
            lines=[Line(day, Decimal(8)), Line(day + timedelta(days=14), Decimal(16))],
            expected_version=self.fresh(case).version,
            today=self.on(day),
        )
        operations.answer_build_up(actor=self.cast.daan, schedule=schedule, agreed=True, today=day)

    def tell(self, kind: str, day: date, *, case: AbsenceCase | None = None, **more: Any) -> CaseFact:
        """Somebody, the doctor unless said otherwise, records a fact."""
        values: dict[str, Any] = {
            "actor": self.cast.daan,
            "case": case or self.case,
            "kind": kind,
            "on": day,
            "expected_version": self.fresh(case).version,
            "today": self.on(day),
        }
        return operations.record_fact(**values | more)

    def answer(self, day: date = ANSWERED, *, same: bool = False, **more: Any) -> CaseFact:
        """The doctor says whether it is the same cause."""
        return self.tell("same_cause_after_leave", day, answer=same, **more)

    def files(self, actor: Actor | None = None) -> list[AbsenceCase]:
        """All files of this employment, in order of time."""
        with acting_as(actor or self.cast.anna) as who:
            seen = AbsenceCase.objects.visible_to(who).filter(employee=self.employee)
            return list(seen.order_by("first_sick_day"))


def by_hand(stored: list[Facts], today: date) -> tuple[File, ...]:
    """What `script/manage timeline --same-cause no` makes of the same bare dates."""
    done: dict[str, tuple[date, ...]] = {}
    for facts in stored:
        for key, days in facts.done.items():
            done[key] = tuple(sorted((*done.get(key, ()), *days)))
    history = History(
        spells=tuple(spell for facts in stored for spell in facts.absence.spells),
        leaves=tuple({leave: None for facts in stored for leave in facts.absence.leaves}),
        same_cause_after_leave=False,
        done=done,
        hours=tuple(one for facts in stored for one in facts.hours),
        pension_on=stored[0].pension_on,
    )
    return files(history, today)


def facts_of_all(story: Story) -> list[Facts]:
    """The facts of every file, as stored."""
    return [facts_of(case) for case in story.files()]
