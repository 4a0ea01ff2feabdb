"""Asking for help, keeping it up to date and taking it back."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import IntegrityError, ProgrammingError, connection, transaction

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent
from accounts.operation import NotNow, Refused, Stale
from accounts.terms import Role
from cases.mail import deliver
from cases.models import AbsenceCase, Notice
from employers.operations import correct_employee
from interventions import operations
from interventions.models import Assignment, Intervention
from interventions.operations.ordering import LINGERS, LONGEST
from tests.factories import interventions as make
from tests.factories.cases import recover
from tests.interventions.conftest import DAY, Help


def test_provider_gets_name_function_and_telephone_and_sees_it_four_weeks_more(story: Help) -> None:
    made = story.now(story.order())
    told = made.assignment.briefing
    assert (told.employee_name, told.employee_function) == ("Carla Bos", "Bakker")
    assert (told.employee_phone, told.abilities) == ("06 11112222", make.ABILITIES)
    assert made.assignment.provider_until == made.ends_on + timedelta(days=28)
    assert (made.state, made.ordered_as, made.ordered_by_id) == ("ordered", "ontzorgmanager", story.cast.noor.user_id)
    assert story.seen_by(story.helper) == (1, 1, 1)


def test_bedrijfsarts_orders_too_and_in_a_file_without_ontzorgmanager(story: Help) -> None:
    with acting_as(story.cast.anna):
        AbsenceCase.objects.filter(pk=story.case.pk).update(
            insurer_manages=False, ontzorgmanager=None, assigned_on=None
        )
    with pytest.raises(Refused):
        story.order(story.cast.anna)  # whoever guides it himself may not know who helps
    with pytest.raises(ObjectDoesNotExist):
        story.order(story.cast.noor)
    assert story.order(story.cast.daan).ordered_as == "bedrijfsarts"


@pytest.mark.parametrize(
    ("wrong", "field"),
    [
        ({"goal": " "}, "goal"),
        ({"abilities": ""}, "abilities"),
        ({"starts_on": -1}, "starts_on"),
        ({"starts_on": 5, "ends_on": 4}, "ends_on"),
        ({"ends_on": LONGEST + 1}, "ends_on"),
    ],
)
def test_what_cannot_be_is_refused_at_its_field(story: Help, wrong: dict[str, Any], field: str) -> None:
    values = {name: story.today + value * DAY if isinstance(value, int) else value for name, value in wrong.items()}
    with pytest.raises(ValidationError) as caught:
        story.order(**values)
    assert list(caught.value.message_dict) == [field]


def test_provider_is_in_the_network_on_the_first_day_and_can_log_in(story: Help) -> None:
    leaving = make.make_provider(in_network_until=story.today + 9 * DAY)
    about = (story.cast.noor, story.case, make.make_offering(leaving))
    with pytest.raises(ValidationError, match="kan nog niemand inloggen"):
        make.order(*about)
    make.make_helper(leaving)
    with pytest.raises(ValidationError, match="niet in het netwerk"):
        make.order(*about, starts_on=story.today + 10 * DAY)
    assert make.order(*about, starts_on=story.today + 9 * DAY).state == "ordered"


def test_closed_file_gets_no_help(story: Help) -> None:
    with acting_as(story.cast.anna):
        AbsenceCase.objects.filter(pk=story.case.pk).update(state="closed", closed_on=story.today)
    with pytest.raises(NotNow, match="gesloten"):
        story.order()


def test_file_is_brought_to_the_provider_anew(story: Help) -> None:
    made, person = story.order(), story.cast.carla_file
    correct_employee(
        actor=story.cast.ina,
        employee=person,
        first_name="Carla",
        last_name="Bos-Meijer",
        birth_date=person.birth_date,
        function="Verkoper",
        contract_hours=person.contract_hours,
    )
    assert story.now(made).assignment.briefing.employee_name == "Carla Bos"
    longer = made.ends_on + 100 * DAY
    update(story, made, ends_on=longer)
    stored = story.now(made)
    told = stored.assignment.briefing
    assert (told.employee_name, told.employee_function, told.abilities) == (
        "Carla Bos-Meijer",
        "Verkoper",
        "Zes uur per dag.",
    )
    assert (stored.ends_on, stored.assignment.provider_until) == (longer, longer + LINGERS * DAY)


def test_taken_back_before_it_began_shows_nothing_from_tomorrow(story: Help) -> None:
    made = story.order()
    operations.withdraw_intervention(actor=story.cast.noor, intervention=made, today=story.today)
    stored = story.now(made)
    assert (stored.state, stored.ended_on, stored.assignment.provider_until) == ("withdrawn", *(story.today,) * 2)
    with pytest.raises(NotNow, match="al voorbij"):
        operations.withdraw_intervention(actor=story.cast.noor, intervention=made, today=story.today)
    with pytest.raises(NotNow, match="al voorbij"):
        update(story, made)


def update(story: Help, made: Intervention, actor: Actor | None = None, **more: Any) -> Intervention:
    values = {"abilities": "Zes uur per dag.", "ends_on": made.ends_on, "expected_version": 1} | more
    return operations.update_assignment(actor=actor or story.cast.noor, intervention=made, today=story.today, **values)


def test_two_who_bring_it_up_to_date_do_not_overwrite_each_other(story: Help) -> None:
    made = story.order()
    update(story, made)
    with pytest.raises(Stale, match="intussen bijgewerkt"):
        update(story, made, story.cast.daan, abilities="Niets.", ends_on=made.ends_on + DAY)
    stored = story.now(made)
    assert (stored.assignment.briefing.abilities, stored.ends_on) == ("Zes uur per dag.", made.ends_on)
    update(story, made, story.cast.daan, abilities="Vier uur.", expected_version=2)
    assert story.now(made).assignment.briefing.abilities == "Vier uur."


def test_stopped_while_it_runs_is_seen_four_weeks_more(story: Help) -> None:
    made = make.running(story.helper, story.order())
    operations.withdraw_intervention(actor=story.cast.noor, intervention=made, today=story.today)
    stored = story.now(made)
    assert (stored.state, stored.ended_on) == ("stopped", story.today)
    assert stored.assignment.provider_until == story.today + LINGERS * DAY


def test_recovery_leaves_the_help_as_it_is(story: Help) -> None:
    made = story.order()
    recover(story.cast.anna, story.case, story.today)
    assert story.now(made).state == "ordered"


def test_each_act_is_in_the_trail_of_the_employee(story: Help) -> None:
    made = make.running(story.helper, story.order())
    operations.read_assignment(actor=story.helper, assignment=Assignment(pk=made.assignment_id))
    with acting_as(story.cast.carla):
        events = AuditEvent.objects.visible_to(story.cast.carla).filter(role="provider").order_by("pk")
        found = list(events.values_list("action", "actor_id", "subject_id", "case_id", "purpose"))
    same = (story.helper.user_id, story.cast.carla_file.pk, story.case.pk, "help")
    acts = ["accept_assignment", "start_intervention", "read_assignment"]
    assert found == [(act, *same) for act in acts]


@pytest.mark.parametrize(
    ("change", "constraint"),
    [
        ("ends_on = starts_on - 1", "intervention_days_in_order"),
        ("starts_on = ordered_on - 1", "intervention_days_in_order"),
        ("ended_on = ordered_on", "intervention_ended_when"),
        ("goal = ''", "intervention_has_goal"),
        ("ordered_as = 'employer'", "row-level security"),
        ("employer_id = employer_id + 1", "in_tenant_of"),
        ("employee_id = employee_id + 1", "of_employee_of_case"),
    ],
)
def test_database_holds_days_states_and_tenant(story: Help, change: str, constraint: str) -> None:
    made = story.order()
    values = {name: getattr(made, f"{name}_id") for name in ("case", "employer", "employee", "ordered_by")}
    refused = pytest.raises((IntegrityError, ProgrammingError), match=constraint)
    with refused, transaction.atomic(), acting_as(story.cast.noor):
        twin = Assignment.objects.create(
            **{f"{name}_id": values[name] for name in ("case", "employer", "employee")},
            provider=story.provider,
            kind="retraining",
            provider_until=story.today,
        )
        name, _, expression = change.partition(" = ")
        row = {
            **{f"{key}_id": str(value) for key, value in values.items()},
            "assignment_id": str(twin.pk),
            "goal": "'doel'",
            "state": "'ordered'",
            "ordered_on": "current_date",
            "ordered_as": "'ontzorgmanager'",
            "starts_on": "current_date",
            "ends_on": "current_date",
        }
        for key, value in row.items():
            expression = expression.replace(key, value)
        row[name] = expression
        with connection.cursor() as cursor:
            cursor.execute(
                f"INSERT INTO interventions_intervention ({', '.join(row)}) VALUES ({', '.join(row.values())})"
            )
            cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")


@pytest.mark.parametrize(
    ("who", "state", "constraint"),
    [("helper", "running", "intervention_begun_when"), ("noor", "withdrawn", "intervention_ended_when")],
)
def test_database_holds_each_state_to_its_days(story: Help, who: str, state: str, constraint: str) -> None:
    made, actor = story.order(), story.helper if who == "helper" else story.cast.noor
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic(), acting_as(actor):
        Intervention.objects.filter(pk=made.pk).update(state=state)


def test_one_intervention_for_each_assignment(story: Help) -> None:
    made = story.order()
    with pytest.raises(IntegrityError, match="assignment_id"), transaction.atomic(), acting_as(story.cast.noor):
        twin = Intervention.objects.get(pk=made.pk)
        Intervention.objects.create(
            **{name: getattr(twin, name) for name in ("case", "employer", "employee", "assignment", "goal")},
            **{
                name: getattr(twin, name) for name in ("ordered_on", "ordered_as", "ordered_by", "starts_on", "ends_on")
            },
        )


def test_nobody_is_asked_twice_for_the_same(story: Help) -> None:
    made, same = story.order(), (story.cast.daan, story.case, story.offering)
    with pytest.raises(NotNow, match="al gevraagd"):
        make.order(*same)
    operations.withdraw_intervention(actor=story.cast.noor, intervention=made, today=story.today)
    assert make.order(*same).pk != made.pk


def test_mail_to_a_provider_names_no_file(story: Help) -> None:
    made = story.order()
    with acting_as(system(Role.MAILER)):
        found = Notice.objects.select_related("membership__user", "case").get(membership__role=Role.PROVIDER)
        deliver(found)
    sent = mail.outbox[-1]
    assert sent.subject == f"Nieuw bericht (opdracht {made.pk})"
    assert story.case.number not in f"{sent.subject} {sent.body}"


@pytest.mark.parametrize("goal", ["De Haven helpt naar 32 uur.", "Met hulp van HAVEN naar 32 uur."])
def test_goal_does_not_tell_who_helps(story: Help, goal: str) -> None:
    with pytest.raises(ValidationError, match="wie er helpt"):
        story.order(goal=goal)
