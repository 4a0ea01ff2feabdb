"""What a provider answers and reports, and until when he sees it."""

from typing import Any

import pytest
from django.core.exceptions import ValidationError

from accounts.actor import acting_as
from accounts.operation import NotNow
from interventions import operations
from interventions.models import Assignment, Intervention, ProgressReport
from interventions.operations.ordering import LINGERS
from tests.factories import interventions as make
from tests.interventions.conftest import DAY, Help


def end(story: Help, made: Intervention, **values: Any) -> Intervention:
    usual = {"completed": True, "text": "Het doel is bereikt.", "ended_on": story.today, "today": story.today}
    return operations.end_intervention(actor=story.helper, intervention=made, **usual | values)


def test_from_order_to_end(story: Help) -> None:
    made = story.order(ends_on=story.today + 90 * DAY)
    later = story.today + 7 * DAY
    made = operations.accept_assignment(actor=story.helper, intervention=made, starts_on=later, today=made.ordered_on)
    assert (made.state, made.starts_on) == ("accepted", later)
    made = operations.start_intervention(
        actor=story.helper, intervention=made, started_on=story.today, today=story.today
    )
    assert (made.state, made.started_on) == ("running", story.today)
    operations.report_progress(actor=story.helper, intervention=made, text=" Vier uur per dag. ", today=story.today)
    made = story.now(end(story, made))
    assert (made.state, made.ended_on) == ("completed", story.today)
    assert made.assignment.provider_until == story.today + LINGERS * DAY
    with acting_as(story.cast.anna):
        reports = ProgressReport.objects.visible_to(story.cast.anna).order_by("pk").values_list("text", "is_final")
        assert list(reports) == [("Vier uur per dag.", False), ("Het doel is bereikt.", True)]


def test_stopped_by_the_provider(story: Help) -> None:
    made = make.running(story.helper, story.order())
    assert end(story, made, completed=False).state == "stopped"


def test_last_day_of_sight_is_never_made_later_by_the_provider(story: Help) -> None:
    made = make.running(story.helper, story.order())
    with acting_as(story.cast.noor):
        Assignment.objects.filter(pk=made.assignment_id).update(provider_until=story.today + 3 * DAY)
    end(story, made)
    assert story.now(made).assignment.provider_until == story.today + 3 * DAY


def test_refused_with_a_reason_and_seen_until_the_end_of_today(story: Help) -> None:
    made = story.order()
    said = {"reason": "other", "note": "Onze agenda is vol."}
    operations.refuse_assignment(actor=story.helper, intervention=made, today=story.today, **said)
    stored = story.now(made)
    assert (stored.state, stored.ended_on, stored.assignment.provider_until) == ("refused", *(story.today,) * 2)
    assert (stored.assignment.refusal_label, stored.assignment.refusal_note) == ("Iets anders", "Onze agenda is vol.")


@pytest.mark.parametrize(
    ("said", "field"), [({"reason": "bored", "note": "x"}, "reason"), ({"reason": "other", "note": " "}, "note")]
)
def test_refusal_needs_a_reason(story: Help, said: dict[str, str], field: str) -> None:
    made = story.order()
    with pytest.raises(ValidationError) as caught:
        operations.refuse_assignment(actor=story.helper, intervention=made, today=story.today, **said)
    assert list(caught.value.message_dict) == [field]


def test_each_thing_at_its_time(story: Help) -> None:
    made = story.order()
    about = {"actor": story.helper, "intervention": made}
    with pytest.raises(NotNow):
        operations.start_intervention(started_on=story.today, today=story.today, **about)
    with pytest.raises(NotNow):
        operations.report_progress(text="Te vroeg.", today=story.today, **about)
    with pytest.raises(NotNow):
        end(story, made)
    make.accepted(story.helper, made)
    with pytest.raises(NotNow, match="al beantwoord"):
        make.accepted(story.helper, made)
    with pytest.raises(NotNow, match="al beantwoord"):
        operations.refuse_assignment(reason="no_room", note="", today=story.today, **about)


def test_days_that_cannot_be(story: Help) -> None:
    made = story.order()
    about = {"actor": story.helper, "intervention": made}
    for day in (story.today - DAY, made.ends_on + DAY):
        with pytest.raises(ValidationError, match="Kies een datum van"):
            operations.accept_assignment(starts_on=day, today=made.ordered_on, **about)
    make.accepted(story.helper, made)
    for day in (story.today - DAY, story.today + DAY):
        with pytest.raises(ValidationError, match="een andere dag kan niet"):
            operations.start_intervention(started_on=day, today=story.today, **about)
    operations.start_intervention(started_on=story.today, today=story.today, **about)
    with pytest.raises(ValidationError, match="een andere dag kan niet"):
        end(story, made, ended_on=story.today + DAY)
    with pytest.raises(ValidationError, match="Schrijf op"):
        end(story, made, text=" ")
    assert story.now(made).state == "running"


def test_stopped_by_who_asked_still_misses_one_end_report(story: Help) -> None:
    made = make.running(story.helper, story.order())
    operations.withdraw_intervention(actor=story.cast.noor, intervention=made, today=story.today)
    about = {"actor": story.helper, "intervention": made, "today": story.today}
    operations.report_progress(text="Vier uur per dag was haalbaar.", **about)
    with acting_as(story.cast.carla):
        [told] = ProgressReport.objects.visible_to(story.cast.carla)
        assert (told.text, told.is_final) == ("Vier uur per dag was haalbaar.", True)
    with pytest.raises(NotNow, match="die loopt"):
        operations.report_progress(text="En nog een.", **about)


def test_nothing_to_report_of_what_never_began(story: Help) -> None:
    made = story.order()
    operations.withdraw_intervention(actor=story.cast.noor, intervention=made, today=story.today)
    with pytest.raises(NotNow):
        operations.report_progress(actor=story.helper, intervention=made, text="Niets.", today=story.today)


def test_too_late_to_accept(story: Help) -> None:
    made = story.order()
    after = made.ends_on + DAY
    with pytest.raises(NotNow, match="al voorbij"):
        operations.accept_assignment(actor=story.helper, intervention=made, starts_on=made.starts_on, today=after)


def test_report_does_not_tell_who_helps(story: Help) -> None:
    made = make.running(story.helper, story.order())
    for text in ("Helper belde met de ploeg.", "Bij De Haven ging het goed."):
        with pytest.raises(ValidationError, match="wie er helpt"):
            operations.report_progress(actor=story.helper, intervention=made, text=text, today=story.today)
