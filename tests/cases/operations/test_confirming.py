"""The bedrijfsarts confirms what a delegate recorded in his place."""

import pytest
from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import Error, IntegrityError, connection, transaction

from accounts.actor import Actor, acting_as
from accounts.operation import NotNow
from cases import operations
from cases.delegated import say_delegated, waiting_for
from cases.models import AbsenceCase, Completion, StepConfirmation
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.factories import cases as files
from tests.factories import employers as make

TODAY = files.day(10)


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
        return list(Completion.objects.filter(case=case).order_by("pk"))


def said(actor: Actor, case: AbsenceCase) -> list[str]:
    with acting_as(actor):
        return sorted(set(say_delegated(list(Completion.objects.filter(case=case))).values()))


def test_what_a_delegate_did_waits_until_it_is_confirmed(cast: Cast, judged: AbsenceCase) -> None:
    with acting_as(cast.daan):
        [file] = waiting_for(cast.daan)
    assert [(act.term, act.on) for act in file.acts] == [
        ("Ziekmelding aan arbodienst/bedrijfsarts", TODAY),
        ("Inschatting dreigend langdurig verzuim", TODAY),
    ]
    [line] = said(cast.anna, judged)
    assert line.endswith(" in taakdelegatie, nog niet bevestigd door bedrijfsarts Daan Dokter.")
    operations.confirm_steps(actor=cast.daan, case=judged, steps=[act.pk for act in file.acts])
    with acting_as(cast.daan):
        assert waiting_for(cast.daan) == []
    for actor in (cast.anna, cast.carla, cast.daan):
        [line] = said(actor, judged)
        assert "in taakdelegatie, bevestigd door bedrijfsarts Daan Dokter op " in line


def test_only_what_stood_on_the_page_is_confirmed(cast: Cast, judged: AbsenceCase) -> None:
    first, second = recorded(cast.daan, judged)[-2:]
    operations.confirm_steps(actor=cast.daan, case=judged, steps=[first.pk])
    with acting_as(cast.daan):
        [file] = waiting_for(cast.daan)
    assert [act.pk for act in file.acts] == [second.pk]
    with pytest.raises(NotNow):
        operations.confirm_steps(actor=cast.daan, case=judged, steps=[first.pk])


def test_own_steps_of_others_are_not_confirmed(cast: Cast, case: AbsenceCase) -> None:
    operations.triage(actor=cast.daan, case=case, expected_long_term=True, today=TODAY)
    with acting_as(cast.daan):
        assert waiting_for(cast.daan) == []
    with pytest.raises(NotNow):
        operations.confirm_steps(actor=cast.daan, case=case, steps=[one.pk for one in recorded(cast.daan, case)])
    assert said(cast.anna, case) == []


def test_nobody_else_confirms(cast: Cast, judged: AbsenceCase, delegate: Actor) -> None:
    steps = [one.pk for one in recorded(cast.daan, judged)]
    for actor in (cast.anna, cast.carla, cast.bert, delegate):
        with pytest.raises(PermissionDenied):
            operations.confirm_steps(actor=actor, case=judged, steps=steps)
        with acting_as(actor):
            assert waiting_for(actor) == []
    with pytest.raises(ObjectDoesNotExist):
        operations.confirm_steps(actor=cast.gijs, case=judged, steps=steps)


def test_confirmation_stays_and_belongs_to_the_file_of_its_step(cast: Cast, judged: AbsenceCase) -> None:
    step = recorded(cast.daan, judged)[-1]
    operations.confirm_steps(actor=cast.daan, case=judged, steps=[step.pk])
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
