"""Writing the demo, on a few of its files: everything goes through the ordinary operations."""

from dataclasses import replace
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from accounts.actor import acting_as, system
from accounts.models import AuditEvent, User
from accounts.terms import Role, Verb
from cases.law import rules_in_force
from cases.models import AbsenceCase, BuildUpSchedule, CapacityChange, CaseFact, Milestone
from cases.models.case import State
from cases.projection import compare
from documents.models import Document
from employers.acting import memberships_of
from ontzorg.demo.build import build
from ontzorg.demo.management.commands.demo import Command
from ontzorg.demo.personas import PASSWORD, PERSONAS
from ontzorg.demo.plan import Plan, plan
from ontzorg.demo.stories import HALF_A_YEAR, SICK_BAKER, SICK_DRIVER, SICK_HR, Story

pytestmark = pytest.mark.django_db


def _small(today: Any) -> Plan:
    """The personas' files, one of each odd course, and nobody who is not ill."""
    whole = plan(today)
    files = tuple(
        file
        for file in whole.files
        if file.person.name in (SICK_BAKER, SICK_DRIVER, SICK_HR, HALF_A_YEAR)
        or file.story.refused
        or file.story.reported_after
        or (file.story.gap and file.story.fit)
        or (file.story.company == "korenaar" and file.story.leave)
        or (file.story.company == "korenaar" and file.story.fit)
        or file.story.day == 745
        or _is_odd(file.story)
    )
    return replace(whole, files=files, people=tuple(dict.fromkeys(file.person for file in files)))


def _is_odd(story: Story) -> bool:
    told = story.told or story.hours or story.build_up or story.waived or story.delays or story.before
    return bool(told) or story.pension is not None or story.cancelled is not None or story.died is not None


@pytest.fixture
def built() -> Plan:
    small = _small(timezone.localdate())
    build(small, timezone.now(), say=lambda _text: None)
    return small


def test_demo_is_what_its_plan_says(built: Plan) -> None:
    with acting_as(system(Role.PROJECTOR)):
        cases = list(AbsenceCase.objects.with_facts().select_related("employee"))
        found = {(case.employee.full_name, case.first_sick_day): case for case in cases}
        planned = {(file.person.name, file.absence.first_sick_day): file for file in built.files}
        assert found.keys() == planned.keys()
        assert {case.state for case in cases} == set(State.values)
        assert [found[key].absence() for key in planned] == [file.absence for file in planned.values()]
        assert list(compare(cases, rules_in_force())) == []
    _check_personas()
    _check_plan_of_the_baker(next(case for (name, _), case in found.items() if name == SICK_BAKER))
    _check_regimes()
    _check_trail()


def _check_regimes() -> None:
    with acting_as(system(Role.PROJECTOR)):
        kinds = set(CaseFact.objects.values_list("kind", flat=True))
        keys = set(Milestone.objects.exclude(state="cancelled").values_list("key", flat=True))
    assert kinds >= {
        "capacity_changed",
        "contract_end",
        "early_iva_granted",
        "expert_opinion_request",
        "no_usable_capacity",
        "voluntary_extension",
        "wage_sanction",
    }
    assert keys >= {"frequent_absence_signal", "problem_analysis_update", "sick_leaving_employment_report"}
    daan = next(persona for persona in PERSONAS if persona.role is Role.BEDRIJFSARTS)
    with acting_as(next(_actors(User.objects.get(email=daan.email)))):
        assert {schedule.state for schedule in BuildUpSchedule.objects.all()} == {"confirmed", "proposed"}
        hours = set(CapacityChange.objects.values_list("therapeutic", flat=True))
    assert hours == {True, False}


def _check_personas() -> None:
    for persona in PERSONAS:
        user = User.objects.get(email=persona.email)
        roles = {membership.role for membership in memberships_of(user)}
        assert roles == ({persona.role} if persona.role else {Role.EMPLOYER, Role.EMPLOYEE})
        assert user.name == persona.name
    assert User.objects.values("password").distinct().count() == 1
    assert user.check_password(PASSWORD)


def _check_plan_of_the_baker(case: AbsenceCase) -> None:
    with acting_as(system(Role.RENDERER)):
        document = Document.objects.get(case=case, kind="plan_of_action")
        assert document.is_proposed
        assert {answer.party: answer.is_open for answer in document.answers} == {"employer": True, "employee": True}


def _check_trail() -> None:
    anouk = User.objects.get(email=PERSONAS[0].email)
    with acting_as(next(_actors(anouk))):
        mine = AuditEvent.objects.filter(actor=anouk)
        assert {event.action for event in mine} == {
            Verb.REPORT_SICK,
            Verb.REPORT_RECOVERY,
            Verb.RECORD_FACT,
            Verb.RECORD_LEAVE,
            Verb.FORWARD_HOURS,
            Verb.SIGN_PLAN,
            Verb.ANSWER_ADVICE,
            Verb.ANSWER_WORK,
            Verb.READ_THREAD,
        }


def _actors(user: User) -> Any:
    from employers.acting import actor_for

    return (actor_for(membership) for membership in memberships_of(user))


def test_command_does_not_touch_a_database_with_data() -> None:
    User.objects.create_user(email="iemand@bakker.example", name="Iemand")
    with pytest.raises(CommandError, match="script/server --reset"):
        call_command(Command())
