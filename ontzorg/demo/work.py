"""What happens around the routine of a file: facts told, hours worked, schedules, exceptions, and files that end."""

from datetime import timedelta
from decimal import Decimal
from typing import TypeVar

from accounts.actor import acting_as
from cases.models import CapacityChange, CaseFact
from cases.operations import answer_build_up, forward_hours, propose_build_up, record_hours
from cases.operations.corrections import cancel_report, record_death
from cases.operations.delays import name_delay
from cases.operations.facts import record_fact
from cases.operations.waiving import waive_step
from cases.timeline.buildup import default_schedule
from cases.timeline.calendar import next_monday
from ontzorg.demo.scene import Scene
from ontzorg.demo.stories import BuildUp, Hours, Told

T = TypeVar("T")


def tell(scene: Scene) -> None:
    """Somebody records a fact that moves dates, or that others must know."""
    fact = _about(scene, Told)
    today = scene.day + timedelta(days=fact.told)
    case, actor = scene.case, scene.acting(fact.by)
    stored = record_fact(
        actor=actor,
        case=case,
        kind=fact.kind,
        on=today - timedelta(days=fact.on),
        until=None if fact.until is None else today - timedelta(days=fact.until),
        answer=fact.answer,
        number=fact.number,
        ground=fact.ground,
        expected_version=case.version,
        today=scene.day,
    )
    with acting_as(actor):
        CaseFact.objects.filter(pk=stored.pk).update(recorded_at=scene.at)


def work(scene: Scene) -> None:
    """Employer or employee records the hours that are really worked."""
    hours, case = _about(scene, Hours), scene.case
    actor = scene.employer if scene.place % 2 else scene.employee
    record_hours(
        actor=actor,
        case=case,
        effective_from=scene.day,
        hours_per_week=_of_contract(scene, hours.share),
        therapeutic=hours.therapeutic,
        expected_version=case.version,
        today=scene.day,
    )
    with acting_as(actor):
        CapacityChange.objects.filter(case=case, effective_from=scene.day).update(recorded_at=scene.at)
    if not scene.place % 2:
        forward_hours(actor=scene.employer, case=case, expected_version=case.version + 1, today=scene.day)


def propose(scene: Scene) -> None:
    """A schedule in the usual rhythm from next Monday on, from what is worked now."""
    wanted, case = _about(scene, BuildUp), scene.case
    now = [hours for hours in scene.file.story.hours if hours.on >= wanted.proposed]
    start = next_monday(scene.day)
    hours = _of_contract(scene, now[-1].share) if now else Decimal(0)
    propose_build_up(
        actor=scene.acting(wanted.by),
        case=case,
        lines=default_schedule(Decimal(scene.file.person.hours), start, hours),
        expected_version=case.version,
        today=scene.day,
    )


def answer(scene: Scene) -> None:
    """The bedrijfsarts answers the schedule that waits."""
    actor = scene.physician
    answer_build_up(
        actor=actor,
        schedule=scene.waiting_schedule(actor),
        agreed=bool(_about(scene, BuildUp).agreed),
        today=scene.day,
    )


def waive(scene: Scene) -> None:
    """The Ontzorgmanager records that a step is not needed, and on which ground."""
    key, ground = scene.key.split(":")
    case = scene.case
    waive_step(actor=scene.manager, case=case, key=key, ground=ground, expected_version=case.version, today=scene.day)


def delay(scene: Scene) -> None:
    """The Ontzorgmanager records what made a step late."""
    key, cause = scene.key.split(":")
    case = scene.case
    name_delay(
        actor=scene.manager,
        case=case,
        key=key,
        occurrence=1,
        cause=cause,
        expected_version=case.version,
        today=scene.day,
    )


def cancel(scene: Scene) -> None:
    """The employer takes the report back: it was a mistake."""
    case = scene.case
    cancel_report(actor=scene.employer, case=case, expected_version=case.version, today=scene.day)


def die(scene: Scene) -> None:
    """The employer records a death."""
    case = scene.case
    record_death(actor=scene.employer, case=case, died_on=scene.day, expected_version=case.version, today=scene.day)


def _of_contract(scene: Scene, share: float) -> Decimal:
    return Decimal(round(scene.file.person.hours * share))


def _about(scene: Scene, kind: type[T]) -> T:
    if not isinstance(scene.about, kind):
        raise TypeError(f"{scene.key} on {scene.day} is not about {kind.__name__}")
    return scene.about
