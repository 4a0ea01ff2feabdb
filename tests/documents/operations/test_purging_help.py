"""Help that ended long ago goes, from a file that stays; the proof names nobody."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from django.utils import timezone

from accounts import operations as accounts
from accounts.actor import acting_as, system
from accounts.models import Draft
from accounts.retention import years_before
from accounts.terms import Role
from cases.models import AbsenceCase, PurgeRecord
from cases.operations.holds import hold_file
from documents.operations.purging import purge_help
from interventions.models import Assignment, Intervention
from interventions.operations import withdraw_intervention
from tests.access.helped import helper_of, ordered_help, reported_progress
from tests.access.world import World, make_world
from tests.cast import Cast


@pytest.fixture
def world(cast: Cast) -> World:
    """Help that was stopped today, help that runs, and a report that was never sent."""
    made = make_world(cast)
    made.open()
    today = timezone.localdate()
    stopped = reported_progress(made.own)
    withdraw_intervention(actor=cast.noor, intervention=stopped, today=today)
    accounts.save_draft(
        actor=helper_of(made.own), form="end_intervention", about_id=stopped.pk, data={"text": ["Klaar"]}
    )
    ordered_help(made.own)
    return made


def on(years: int) -> date:
    """The first day on which what ended today is so many years old."""
    day = timezone.localdate()
    later = day.replace(year=day.year + years)
    assert years_before(later, years) == day
    return later


def purged(day: date) -> PurgeRecord | None:
    at = datetime.combine(day, time(4), tzinfo=UTC)
    return purge_help(actor=system(Role.PURGER), on=day, at=at, proof=False)


def test_two_years_after_its_end_all_of_it_goes_and_what_runs_stays(world: World) -> None:
    assert purged(on(2) - timedelta(days=1)) is None
    proof = purged(on(2))
    assert proof is not None
    assert (proof.kind, proof.counts) == (
        "intervention",
        {
            "accounts.draft": 1,
            "interventions.assignment": 1,
            "interventions.briefing": 1,
            "interventions.intervention": 1,
            "interventions.progressreport": 1,
        },
    )
    with acting_as(world.cast.noor):
        assert [one.state for one in Intervention.objects.all()] == ["ordered"]
        assert AbsenceCase.objects.filter(pk=world.own.open().pk).exists()
    with acting_as(helper_of(world.own)):
        assert not Draft.objects.exists()
    assert purged(on(2)) is None


def test_evidence_stays(world: World) -> None:
    hold_file(actor=world.cast.noor, case=world.own.open(), ground="dispute", today=timezone.localdate())
    assert purged(on(2)) is None
    with acting_as(world.cast.noor):
        assert Assignment.objects.count() == 2
