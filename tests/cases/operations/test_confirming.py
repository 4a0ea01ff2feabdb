"""The bedrijfsarts confirms what a delegate recorded in his place."""

from datetime import date, timedelta

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import Error, IntegrityError, ProgrammingError, connection, transaction

from accounts.actor import Actor, acting_as, system
from accounts.models import User
from accounts.operation import NotNow
from accounts.terms import Role
from cases import operations
from cases.delegated import Waiting, say_delegated, seen_step, waiting_for
from cases.models import AbsenceCase, Completion, ConsultAppointment, StepConfirmation
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.factories import cases as files
from tests.factories import employers as make
from tests.factories.consults import TALK, plan, record

NO_SHOW = "Gesprek van 9 februari 2026, 9.00–9.30 uur: niet doorgegaan. De werknemer kwam niet, zonder bericht"
TODAY, LATER = files.day(10), files.day(12)


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return files.report(cast.anna, cast.carla_file)


@pytest.fixture
def delegate(cast: Cast) -> Actor:
    return delegate_of(cast.daan_profile)


@pytest.fixture
def judged(delegate: Actor, case: AbsenceCase) -> AbsenceCase:
    return operations.triage(actor=delegate, case=case, expected_long_term=True, today=TODAY)


def recorded(actor: Actor, case: AbsenceCase) -> list[Completion]:
    with acting_as(actor):
        return list(Completion.objects.filter(case=case).select_related("case").order_by("pk"))


def said(actor: Actor, case: AbsenceCase) -> list[str]:
    with acting_as(actor):
        found = say_delegated(list(Completion.objects.filter(case=case)))
    return sorted({one for one in found.values() if one})


def waiting(actor: Actor) -> list[Waiting]:
    with acting_as(actor):
        return waiting_for(actor)


def terms(actor: Actor) -> list[str]:
    return [act.term for file in waiting(actor) for act in file.acts]


def confirm(actor: Actor, case: AbsenceCase, *seen: str) -> AbsenceCase:
    return operations.confirm_steps(actor=actor, case=case, seen=seen, today=LATER)


def test_what_a_delegate_did_waits_until_it_is_confirmed(cast: Cast, judged: AbsenceCase) -> None:
    [file] = waiting(cast.daan)
    assert [(act.term, act.on) for act in file.acts] == [
        ("Ziekmelding aan arbodienst/bedrijfsarts", TODAY),
        ("Inschatting dreigend langdurig verzuim: ja", TODAY),
    ]
    [line] = said(cast.anna, judged)
    assert line.endswith(" in taakdelegatie, nog niet bevestigd door bedrijfsarts Daan Dokter.")
    confirm(cast.daan, judged, *(act.seen for act in file.acts))
    assert waiting(cast.daan) == []
    for actor in (cast.bert, cast.ina):  # who may not know whether it was
        [line] = said(actor, judged)
        assert line.endswith(" in taakdelegatie, onder verantwoordelijkheid van de bedrijfsarts.")
    for actor in (cast.anna, cast.carla, cast.daan):
        [line] = said(actor, judged)
        assert "in taakdelegatie, bevestigd door bedrijfsarts Daan Dokter op " in line


def test_only_what_stood_on_the_page_is_confirmed(cast: Cast, judged: AbsenceCase) -> None:
    first, second = recorded(cast.daan, judged)[-2:]
    confirm(cast.daan, judged, seen_step(first))
    [file] = waiting(cast.daan)
    assert [act.seen for act in file.acts] == [seen_step(second)]
    with pytest.raises(NotNow):
        confirm(cast.daan, judged, seen_step(first))


def test_a_judgement_that_changed_meanwhile_is_not_confirmed(cast: Cast, judged: AbsenceCase, delegate: Actor) -> None:
    seen = seen_step(recorded(cast.daan, judged)[-1])
    now = operations.triage(actor=delegate, case=judged, expected_long_term=False, today=TODAY)
    with pytest.raises(NotNow):
        confirm(cast.daan, now, seen)
    assert terms(cast.daan)[-1] == "Inschatting dreigend langdurig verzuim: nee"
    with acting_as(cast.anna):
        assert judged.milestones.get(key="long_absence_triage").done_on == TODAY


def test_a_judgement_given_again_waits_again_and_moves_no_date(
    cast: Cast, judged: AbsenceCase, delegate: Actor
) -> None:
    confirm(cast.daan, judged, *(seen_step(one) for one in recorded(cast.daan, judged)))
    same = operations.triage(actor=delegate, case=files.fresh(delegate, judged), expected_long_term=True, today=LATER)
    assert waiting(cast.daan) == []
    again = operations.triage(actor=delegate, case=same, expected_long_term=False, today=LATER)
    assert terms(cast.daan) == ["Inschatting dreigend langdurig verzuim: nee"]
    [_, line] = said(cast.anna, again)
    assert line.startswith("Op 16 januari 2026 gewijzigd door ")
    assert "nog niet bevestigd door bedrijfsarts Daan Dokter" in line
    with acting_as(cast.anna):
        assert again.milestones.get(key="long_absence_triage").done_on == TODAY
    confirm(cast.daan, again, seen_step(recorded(cast.daan, again)[-1]))
    assert waiting(cast.daan) == []
    assert "bevestigd door bedrijfsarts Daan Dokter op " in said(cast.anna, again)[-1]


@pytest.mark.parametrize("on", [TODAY, LATER])
@pytest.mark.parametrize("answer", [True, False])
def test_the_own_judgement_of_the_bedrijfsarts_takes_its_place(
    cast: Cast, judged: AbsenceCase, on: date, answer: bool
) -> None:
    """Also when he says the same: it is his word from then on."""
    operations.triage(actor=cast.daan, case=judged, expected_long_term=answer, today=on)
    assert terms(cast.daan) == ["Ziekmelding aan arbodienst/bedrijfsarts"]
    assert [line for line in said(cast.anna, judged) if "gewijzigd" in line] == []


@pytest.mark.parametrize("on", [TODAY, LATER])
def test_planner_who_judges_otherwise_is_not_confirmed_in_the_name_of_a_delegate(
    cast: Cast, judged: AbsenceCase, on: date
) -> None:
    confirm(cast.daan, judged, *(seen_step(one) for one in recorded(cast.daan, judged)))
    operations.triage(actor=cast.bert, case=files.fresh(cast.bert, judged), expected_long_term=False, today=on)
    assert waiting(cast.daan) == []
    with acting_as(cast.anna):
        found = say_delegated(list(Completion.objects.filter(case=judged)))
    assert found["long_absence_triage", TODAY] == ""


def test_another_delegate_is_named_for_his_own_words(cast: Cast, judged: AbsenceCase) -> None:
    other = delegate_of(cast.daan_profile)
    operations.triage(actor=other, case=files.fresh(other, judged), expected_long_term=False, today=TODAY)
    [file] = waiting(cast.daan)
    with acting_as(other):
        name = User.objects.get(pk=other.user_id).name
    assert [(act.term, act.by) for act in file.acts][-1] == ("Inschatting dreigend langdurig verzuim: nee", name)


def test_what_was_done_waits_when_the_file_is_over_too(cast: Cast, judged: AbsenceCase) -> None:
    files.recover(cast.anna, files.fresh(cast.anna, judged), LATER)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        operations.close_due(actor=scheduler, today=LATER + timedelta(days=60))
    assert len(terms(cast.daan)) == 2
    [file] = waiting(cast.daan)
    confirm(cast.daan, files.fresh(cast.daan, judged), *(act.seen for act in file.acts))
    assert waiting(cast.daan) == []


@pytest.mark.parametrize(
    ("held", "term"),
    [
        (True, "Gesprek van 9 februari 2026, 9.00–9.30 uur: gehouden"),
        (False, NO_SHOW),
    ],
)
def test_how_a_talk_went_waits_too(cast: Cast, case: AbsenceCase, delegate: Actor, held: bool, term: str) -> None:
    told = record(delegate, plan(delegate, case, delegate), held=held)
    [file] = waiting(cast.daan)
    [act] = file.acts
    assert (act.term, act.on) == (term, TALK)
    assert told.waits_for_doctor
    operations.confirm_steps(actor=cast.daan, case=case, seen=[act.seen], today=TALK)
    assert waiting(cast.daan) == []
    with acting_as(cast.daan):
        found = ConsultAppointment.objects.get(pk=told.pk)
    assert (found.confirmed_on, found.confirmed_by_id, found.waits_for_doctor) == (TALK, cast.daan.user_id, False)


def test_the_same_said_again_keeps_what_was_confirmed(cast: Cast, case: AbsenceCase, delegate: Actor) -> None:
    one = record(delegate, plan(delegate, case, delegate))
    record(cast.bert, one)
    [file] = waiting(cast.daan)
    confirm_talk = {"actor": cast.daan, "case": case, "seen": [file.acts[0].seen], "today": TALK}
    operations.confirm_steps(**confirm_talk)
    record(delegate, one)
    assert waiting(cast.daan) == []
    mine = record(cast.daan, one)
    assert (mine.closed_as, mine.confirmed_on) == ("delegate", TALK)


def test_what_the_bedrijfsarts_says_himself_needs_no_confirmation(
    cast: Cast, case: AbsenceCase, delegate: Actor
) -> None:
    one = record(delegate, plan(delegate, case, delegate))
    assert record(cast.daan, one).closed_as == "bedrijfsarts"
    assert waiting(cast.daan) == []


def test_how_a_talk_went_said_otherwise_waits_again(cast: Cast, case: AbsenceCase, delegate: Actor) -> None:
    one = record(delegate, plan(delegate, case, delegate))
    [file] = waiting(cast.daan)
    seen = file.acts[0].seen
    other = record(delegate, one, held=True)
    with pytest.raises(NotNow):
        operations.confirm_steps(actor=cast.daan, case=case, seen=[seen], today=TALK)
    [file] = waiting(cast.daan)
    operations.confirm_steps(actor=cast.daan, case=case, seen=[file.acts[0].seen], today=TALK)
    record(delegate, other)
    assert terms(cast.daan) == [NO_SHOW]
    record(cast.daan, other, held=True)
    assert waiting(cast.daan) == []


def test_only_the_bedrijfsarts_confirms_a_talk_and_in_his_own_name(
    cast: Cast, case: AbsenceCase, delegate: Actor
) -> None:
    one = record(delegate, plan(delegate, case, delegate))
    sql = "UPDATE cases_consultappointment SET confirmed_on = closed_on, confirmed_by_id = %s WHERE id = %s"
    for actor, name in ((delegate, delegate.user_id), (cast.bert, cast.bert.user_id), (cast.daan, delegate.user_id)):
        with acting_as(actor), pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(sql, [name, one.pk])
    over = "UPDATE cases_consultappointment SET state = 'held', why = '', closed_as = 'bedrijfsarts', closed_by_id = %s"
    for actor, name in ((delegate, cast.daan.user_id), (delegate, delegate.user_id), (cast.bert, cast.daan.user_id)):
        with acting_as(actor), pytest.raises(Error), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"{over} WHERE id = %s", [name, one.pk])
    mine = record(cast.daan, one)
    with acting_as(cast.daan), pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql, [cast.daan.user_id, mine.pk])


def test_own_steps_of_others_are_not_confirmed(cast: Cast, case: AbsenceCase) -> None:
    operations.triage(actor=cast.daan, case=case, expected_long_term=True, today=TODAY)
    assert waiting(cast.daan) == []
    with pytest.raises(NotNow):
        confirm(cast.daan, case, *(seen_step(one) for one in recorded(cast.daan, case)))
    assert said(cast.anna, case) == []


def test_nobody_else_confirms(cast: Cast, judged: AbsenceCase, delegate: Actor) -> None:
    seen = [seen_step(one) for one in recorded(cast.daan, judged)]
    for actor in (cast.anna, cast.carla, cast.bert, delegate):
        with pytest.raises(PermissionDenied):
            confirm(actor, judged, *seen)
        assert waiting(actor) == []
    with pytest.raises(ObjectDoesNotExist):
        confirm(cast.gijs, judged, *seen)


def test_confirmation_stays_and_belongs_to_the_file_of_its_step(cast: Cast, judged: AbsenceCase) -> None:
    step = recorded(cast.daan, judged)[-1]
    confirm(cast.daan, judged, seen_step(step))
    with acting_as(cast.daan):
        mine = StepConfirmation.objects.filter(completion=step)
        assert mine.delete()[0] == 0
        with pytest.raises(Error), transaction.atomic():
            mine.update(confirmed_by=cast.gijs.user_id)
    elsewhere = files.report(cast.anna, make.make_employee(cast.bakery, "Piet", "Bakker"))
    tied = {"employer_id": elsewhere.employer_id, "confirmed_by_id": cast.daan.user_id, "shown_to": step.shown_to}
    with acting_as(cast.daan), pytest.raises(IntegrityError), transaction.atomic():
        other = recorded(cast.daan, judged)[-2]
        StepConfirmation.objects.create(case=elsewhere, completion=other, **tied)
        connection.check_constraints()


def test_database_confirms_steps_of_a_delegate_only_and_in_the_own_name(
    cast: Cast, judged: AbsenceCase, delegate: Actor
) -> None:
    own, delegated = recorded(cast.daan, judged)[0], recorded(cast.daan, judged)[-1]
    assert (own.recorded_as, delegated.recorded_as) != ("delegate", "delegate")
    named = {"case": judged, "employer_id": judged.employer_id, "shown_to": delegated.shown_to}
    for step, who in ((own, cast.daan), (delegated, delegate)):
        with acting_as(cast.daan), pytest.raises(ProgrammingError, match="row-level security"), transaction.atomic():
            StepConfirmation.objects.create(completion=step, confirmed_by_id=who.user_id, **named)
    with acting_as(cast.daan):
        assert StepConfirmation.objects.create(completion=delegated, confirmed_by_id=cast.daan.user_id, **named)
