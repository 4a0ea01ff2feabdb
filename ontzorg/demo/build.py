"""Writes the plan: registers everybody, lets every event happen on its day, and sweeps today."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, time, timedelta

from django.db import transaction
from django.utils.timezone import make_aware

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import Notice
from cases.operations import escalate
from cases.sweep import sweep
from ontzorg.demo.acts import ACTS, SILENT
from ontzorg.demo.advised import give_advices, remind_of_advices
from ontzorg.demo.called import call_expert
from ontzorg.demo.conferences import hold_conferences
from ontzorg.demo.considered import consider
from ontzorg.demo.consults import plan_talks
from ontzorg.demo.delegated import judge_in_place
from ontzorg.demo.guided import write_plans
from ontzorg.demo.handed import hand_over_some
from ontzorg.demo.helped import order_help
from ontzorg.demo.job_tasks import write_tasks
from ontzorg.demo.letters import write_letters
from ontzorg.demo.plan import Event, File, Kind, Plan
from ontzorg.demo.proposed import propose_some
from ontzorg.demo.scene import Scene
from ontzorg.demo.spent import spend_time
from ontzorg.demo.talks import speak_again
from ontzorg.demo.vault import fill_vault
from ontzorg.demo.visions import write_visions
from ontzorg.demo.world import World, register_all

READ_AFTER = timedelta(days=4)
LATE = 7  # days after which a sick report is late
Say = Callable[[str], None]


@transaction.atomic
def build(plan: Plan, now: datetime, say: Say) -> World:
    """Write everything in one transaction: an interrupted demo leaves nothing behind."""
    say("Registering the desk, partners, employers and people")
    world = register_all(plan.today, plan.people)
    say(f"Replaying {len(plan.files)} files")
    places = {id(file): place for place, file in enumerate(plan.files)}
    for event, file in plan.in_order():
        if not _comes_after_sweep(event, file, plan.today):
            _happen(_scene(world, event, file, places, now), event.kind, plan.today)
    for case_id in write_plans(world, plan.today) + give_advices(world, plan.today):
        _date_notices(case_id, now - READ_AFTER - timedelta(days=1), now)
    speak_again(world, plan.today)
    consider(world, plan.today)
    spend_time(world, plan.today)
    say("Sweeping today")
    sweep(today=plan.today, at=now)
    remind_of_advices(plan.today, now)
    # Reported this very day, two weeks late: the sweep has not seen them yet, so the desk is told.
    for event, file in plan.in_order():
        if _comes_after_sweep(event, file, plan.today):
            _happen(_scene(world, event, file, places, now), event.kind, plan.today)
    call_expert(world, plan.today)
    judge_in_place(world, plan.today)
    hand_over_some(world, now)
    order_help(world, plan.today, now)
    write_visions(world, plan.today)
    write_tasks(world, plan.today)
    propose_some(world, plan.today)
    plan_talks(world, plan.today, now)
    hold_conferences(world, plan.today)
    fill_vault(world, plan.today, now)
    write_letters(world, now)
    escalate(actor=system(Role.SCHEDULER), today=plan.today, at=now)
    return world


def _scene(world: World, event: Event, file: File, places: dict[int, int], now: datetime) -> Scene:
    return Scene(world, file, places[id(file)], event.day, now, event.key, event.about)


def _comes_after_sweep(event: Event, file: File, today: date) -> bool:
    return event.day == today and (file.story.reported_after or 0) > LATE


def _happen(scene: Scene, kind: Kind, today: date) -> None:
    if scene.day >= today:
        ACTS[kind](scene)
        return
    now, then = scene.at, _moment(scene.day, scene.place)
    ACTS[kind](replace(scene, at=then))
    if kind not in SILENT:
        _date_notices(scene.world.cases[scene.file.person.bsn], then, now)


def _moment(day: date, place: int) -> datetime:
    return make_aware(datetime.combine(day, time(8 + place % 9, (place * 7) % 60)))


def _date_notices(case_id: int, at: datetime, now: datetime) -> None:
    """What is news of an earlier day was written and mailed on that day, and read soon after."""
    with acting_as(system(Role.MAILER)):
        fresh = Notice.objects.filter(case_id=case_id, created_at__gte=now)
        fresh.update(created_at=at, mailed_at=at, read_at=at + READ_AFTER / 24 if at < now - READ_AFTER else None)
