"""Leave between two files that is told after the second one began, and the way to the one file that the law wants."""

from datetime import date, timedelta
from io import StringIO

import pytest
from django.core.management import call_command

from accounts.actor import Actor, acting_as, system
from accounts.terms import Role
from cases import operations
from cases.computation import facts_of
from cases.joining import Together, together
from cases.models import AbsenceCase, MaternityLeave, Milestone
from cases.operations import assess_report
from cases.operations.closing import close_due
from cases.preview import facts_after
from cases.tasks import keep_policy_steps
from cases.timeline.absence import Leave
from cases.timeline.facts import Facts
from tests.cast import Cast
from tests.factories import cases as make

FIT = make.day(30)
FIRST, LAST = make.day(44), make.day(155)  # sixteen weeks
AGAIN = make.day(163)  # 14 + 7 fit days
TOLD = AGAIN + timedelta(days=10)


@pytest.fixture
def earlier(cast: Cast) -> AbsenceCase:
    """Recovered and closed after four weeks: nobody told about the leave."""
    case = make.report(cast.anna, cast.carla_file)
    make.recover(cast.anna, case, FIT)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=make.day(60))
    return case


@pytest.fixture
def later(cast: Cast, earlier: AbsenceCase) -> AbsenceCase:
    case = make.report(cast.anna, cast.carla_file, AGAIN)
    assert case.pk != earlier.pk
    return case


def tell(cast: Cast, case: AbsenceCase, first: date = FIRST, last: date = LAST, today: date = TOLD) -> None:
    version = make.fresh(cast.anna, case).version
    operations.record_leave(actor=cast.anna, case=case, first=first, last=last, expected_version=version, today=today)


def said(actor: Actor, case: AbsenceCase, today: date = TOLD) -> Together | None:
    with acting_as(actor):
        seen = AbsenceCase.objects.visible_to(actor).with_people().with_facts().get(pk=case.pk)
        return together(seen, seen.absence(), actor, today)


def withdraw_report(cast: Cast, case: AbsenceCase) -> None:
    version = make.fresh(cast.anna, case).version
    operations.cancel_report(actor=cast.anna, case=case, expected_version=version, today=TOLD)


def check_stored_steps() -> None:
    keep_policy_steps()
    out = StringIO()
    call_command("check_timelines", stdout=out)
    assert "no differences" in out.getvalue()


def last_pay_of(case: AbsenceCase) -> tuple[date | None, date | None]:
    """As computed, and as stored for lists."""
    with acting_as(system(Role.PROJECTOR)):
        stored = Milestone.objects.get(case=case, key="end_of_waiting_period").due_on
    return facts_of(case).absence.last_paid_day, stored


def test_two_files_say_nothing_without_leave_between(cast: Cast, later: AbsenceCase) -> None:
    assert said(cast.anna, later) is None
    tell(cast, later, AGAIN + timedelta(days=20), AGAIN + timedelta(days=131))
    assert said(cast.anna, later) is None


def test_leave_that_leaves_28_fit_days_says_nothing(cast: Cast, later: AbsenceCase) -> None:
    tell(cast, later, FIRST + timedelta(days=7), LAST)
    assert said(cast.anna, later) is None


def test_leave_between_says_that_it_is_one_and_who_does_what(
    cast: Cast, earlier: AbsenceCase, later: AbsenceCase
) -> None:
    tell(cast, later)
    found = said(cast.anna, later)
    assert found is not None
    assert found.may_withdraw
    assert found.sentences == (
        f"Het verlof telt niet mee. Tussen dossier {earlier.number} en dit verzuim zitten dan 21 dagen. Dat is korter"
        " dan vier weken: voor de wet is het samen één verzuim.",
        f"Dit dossier telt de ziektedagen van dossier {earlier.number} niet mee. Samen geteld eindigen de 104 weken op"
        " 14 mei 2028, niet op 12 juni 2028.",
        "Trek de ziekmelding van dit dossier in en meld C. Bos daarna opnieuw ziek per 16 juni 2026. Dan gaat dossier"
        f" {earlier.number} verder, met de goede datums.",
    )
    assert last_pay_of(later) == (date(2028, 6, 12), date(2028, 6, 12))  # nothing was counted in silence
    check_stored_steps()


def test_the_employee_hears_what_the_employer_has_to_do(cast: Cast, later: AbsenceCase) -> None:
    tell(cast, later)
    found = said(cast.carla, later)
    assert found is not None
    assert not found.may_withdraw
    assert found.sentences[-1].startswith(
        "Uw werkgever trekt de ziekmelding van dit dossier in en meldt u opnieuw ziek"
    )
    ends = {"carla": "Vraag uw werkgever erom.", "ina": "Vraag de werkgever erom.", "daan": "niets te doen."}
    for name, end in ends.items():
        other = said(getattr(cast, name), later)
        assert other is not None
        assert other.sentences[-1].endswith(end)


def test_after_six_weeks_the_desk_is_called(cast: Cast, later: AbsenceCase) -> None:
    tell(cast, later)
    late = AGAIN + timedelta(days=42)
    ends = {
        "anna": "Bel Re-integratie en Diensten om te overleggen.",
        "carla": "overlegt met Re-integratie en Diensten. Is dat nog niet gebeurd? Vraag uw werkgever erom.",
        "daan": "De werkgever overlegt met Re-integratie en Diensten. U hoeft hiervoor niets te doen.",
        "ina": "Overleg met de werkgever hoe het verder gaat.",
    }
    for name, end in ends.items():
        found = said(getattr(cast, name), later, late)
        assert found is not None
        assert not found.may_withdraw
        assert found.sentences[-1].endswith(end)


def test_a_relapse_in_the_later_file_cannot_be_withdrawn_at_once(cast: Cast, later: AbsenceCase) -> None:
    make.recover(cast.anna, later, AGAIN + timedelta(days=3))
    make.report(cast.anna, cast.carla_file, AGAIN + timedelta(days=6))
    tell(cast, later)
    found = said(cast.anna, later)
    assert found is not None
    assert not found.may_withdraw


def test_withdrawn_and_reported_again_the_first_file_goes_on(
    cast: Cast, earlier: AbsenceCase, later: AbsenceCase
) -> None:
    tell(cast, later)
    withdraw_report(cast, later)
    with acting_as(cast.anna):
        assessment = assess_report(employee=cast.carla_file, first_sick_day=AGAIN, today=TOLD)
        preview = facts_after(assessment, TOLD)
    again = make.report(cast.anna, cast.carla_file, AGAIN, today=TOLD)
    assert (again.pk, assessment.gap_days, assessment.leave_days) == (earlier.pk, 21, 112)
    assert dates(preview) == dates(facts_of(again))
    assert last_pay_of(again) == (date(2028, 5, 14), date(2028, 5, 14))
    assert said(cast.anna, again) is None
    check_stored_steps()


def test_leave_told_in_a_report_that_was_taken_back_is_in_the_next(cast: Cast) -> None:
    """The person was not sick yet; the leave comes all the same, and the steps count with it."""
    mistaken = make.report(cast.anna, cast.carla_file, make.day(0))
    first, last = make.day(60), make.day(171)
    tell(cast, mistaken, first, last, today=make.day(5))
    version = make.fresh(cast.anna, mistaken).version
    operations.cancel_report(actor=cast.anna, case=mistaken, expected_version=version, today=make.day(6))
    with acting_as(cast.anna):
        assessment = assess_report(employee=cast.carla_file, first_sick_day=make.day(20), today=make.day(20))
        shown = facts_after(assessment, make.day(20)).absence.leaves
    again = make.report(cast.anna, cast.carla_file, make.day(20))
    assert [(leave.first, leave.last) for leave in shown] == [(first, last)]
    with acting_as(cast.anna):
        assert list(again.leaves.values_list("first", "last")) == [(first, last)]
    check_stored_steps()


def dates(facts: Facts) -> tuple[object, ...]:
    return facts.absence, facts.report_days


def test_of_leave_that_was_told_twice_the_last_word_goes_along(cast: Cast, earlier: AbsenceCase) -> None:
    for last in (LAST - timedelta(days=9), LAST):
        later = make.report(cast.anna, cast.carla_file, AGAIN, today=TOLD)
        if later.pk != earlier.pk:
            tell(cast, later, FIRST, last)
            withdraw_report(cast, later)
    again = make.report(cast.anna, cast.carla_file, AGAIN, today=TOLD)
    with acting_as(cast.anna):
        kept = [Leave(one.first, one.last) for one in MaternityLeave.objects.filter(case=earlier)]
    assert (again.pk, kept) == (earlier.pk, [Leave(FIRST, LAST)])


def test_sickness_on_both_sides_names_the_bedrijfsarts(cast: Cast, earlier: AbsenceCase) -> None:
    after = LAST + timedelta(days=1)
    later = make.report(cast.anna, cast.carla_file, after)
    tell(cast, later, FIT, LAST, today=after)
    found = said(cast.anna, later, after)
    assert found is not None
    assert found.sentences[0] == (
        f"Door het verlof sluit dit verzuim aan op dossier {earlier.number}. Voor de wet is het samen één verzuim,"
        " tenzij de bedrijfsarts zegt dat de oorzaak een andere is."
    )


def test_who_may_not_see_the_first_file_reads_none_of_it(cast: Cast, earlier: AbsenceCase, later: AbsenceCase) -> None:
    make.assign(cast, later, on=AGAIN)
    tell(cast, later)
    found = said(cast.noor, later)
    assert found is not None
    first, *rest = found.sentences
    assert first == (
        "Door verlof telt dit verzuim voor de wet samen met het dossier daarvoor. De datums in dit dossier houden daar"
        " nog geen rekening mee."
    )
    assert [sentence for sentence in rest if earlier.number in sentence or "104 weken" in sentence] == []
