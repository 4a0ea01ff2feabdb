"""Help ends with its file, and goes along when a file turns out to be two."""

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases import operations as cases
from cases.models import AbsenceCase, Notice
from interventions.models import Assignment, Briefing, Intervention, ProgressReport
from interventions.operations import end_intervention
from interventions.operations.following import move_help
from interventions.operations.ordering import LINGERS
from tests.factories import interventions as make
from tests.factories.cases import fresh
from tests.interventions.conftest import DAY, Help


def test_end_of_the_file_ends_the_help_and_the_provider_hears(story: Help) -> None:
    waiting, runs = story.order(), make.running(story.helper, story.order())
    case = fresh(story.cast.anna, story.case)
    cases.record_death(
        actor=story.cast.anna,
        case=case,
        died_on=story.today,
        expected_version=case.version,
        today=story.today,
    )
    assert [story.now(one).state for one in (waiting, runs)] == ["withdrawn", "stopped"]
    assert story.now(waiting).assignment.provider_until == story.today
    assert story.now(runs).assignment.provider_until == story.today + LINGERS * DAY
    with acting_as(story.helper):
        told = Notice.objects.visible_to(story.helper).filter(kind="help_withdrawn")
        assert sorted(told.values_list("about_id", flat=True)) == sorted([waiting.pk, runs.pk])
    with acting_as(system(Role.MAILER)):
        assert not Notice.objects.filter(kind="help_withdrawn", membership__role="employee").exists()


def test_what_runs_or_was_asked_since_goes_along_and_what_is_over_stays(story: Help) -> None:
    over = make.running(story.helper, story.order())
    end_intervention(
        actor=story.helper,
        intervention=over,
        completed=True,
        text="Klaar.",
        ended_on=story.today,
        today=story.today,
    )
    runs = make.reported(story.helper, story.order())
    with acting_as(story.cast.noor):
        values = {name: getattr(story.case, name) for name in ("employer", "employee", "ontzorgmanager", "assigned_on")}
    with acting_as(system(Role.SPLITTER)):
        AbsenceCase.objects.filter(pk=story.case.pk).update(state="closed", closed_on=story.today)
        days = {"first_sick_day": story.today, "reported_on": story.today}
        later = AbsenceCase.objects.create(state="active", **days, **values)
        earlier = AbsenceCase.objects.get(pk=story.case.pk)
        move_help(earlier=earlier, later=later, since=story.today + DAY)
    assert story.now(over).case_id == story.case.pk
    assert story.now(runs).case_id == later.pk
    with acting_as(story.cast.noor):
        for model in (Assignment, Briefing, Intervention, ProgressReport):
            assert model.objects.filter(case=later.pk).count() == 1, model
    assert story.seen_by(story.helper) == (2, 2, 2)
