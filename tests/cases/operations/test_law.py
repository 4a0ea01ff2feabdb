"""A change of law: proposed by one, brought into force by another, followed by every file it is about."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.core.exceptions import PermissionDenied, ValidationError
from django.core.management import CommandError, call_command
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from accounts.actor import Actor, acting_as, system
from accounts.operation import NotNow
from accounts.terms import Role
from cases.computation import deadlines_of
from cases.law import Reach, as_change, behind, impact, progress, rules_in_force, under_way
from cases.models import AbsenceCase, Milestone, RuleChange
from cases.operations.law import decide_rule_change, follow, propose_rule_change
from cases.projection import compare, refresh_batch
from cases.tasks import follow_law, keep_policy_steps
from employers import operations as employers
from employers.acting import actor_for
from tests.cast import Cast
from tests.factories import cases as files
from tests.factories import employers as make

NOW = datetime(2026, 1, 14, 9, tzinfo=UTC)
FROM = date(2026, 1, 6)
PROJECTOR = system(Role.PROJECTOR)


@pytest.fixture
def colleague(cast: Cast) -> Actor:
    """A second person at the desk."""
    return actor_for(make.make_membership(make.make_user("Ida Balie"), Role.DESK))


@pytest.fixture
def before(cast: Cast) -> AbsenceCase:
    """Carla, sick since the day before the change."""
    return files.report(cast.anna, cast.carla_file, FROM - timedelta(days=1))


@pytest.fixture
def after(cast: Cast) -> AbsenceCase:
    """Finn, sick since the first day of the change."""
    return files.report(cast.eva, cast.finn_file, FROM)


def propose(actor: Actor, **fields: Any) -> RuleChange:
    values = {"key": "problem_analysis", "opens_days": None, "due_days": 35, "in_force_from": FROM, "basis": "Stb. 1"}
    return propose_rule_change(actor=actor, at=NOW, **values | {"reason": "Overgangsrecht"} | fields)


def decide(actor: Actor, change: RuleChange, activate: bool = True) -> RuleChange:
    return decide_rule_change(actor=actor, change=change, activate=activate, at=NOW)


def due(case: AbsenceCase, key: str = "problem_analysis") -> date:
    with acting_as(PROJECTOR):
        return Milestone.objects.get(case=case, key=key).due_on


def differences() -> list[Any]:
    with acting_as(PROJECTOR):
        return list(compare(AbsenceCase.objects.with_facts(), rules_in_force()))


def test_proposal_moves_nothing(cast, before, after):
    row = propose(cast.ina)
    assert (row.version, row.activated, row.proposed_by_id) == (2, None, cast.ina.user_id)
    assert differences() == []
    assert due(after) == FROM + timedelta(days=41)


def test_two_people_move_the_files_from_that_day_on(cast, colleague, before, after):
    row = decide(colleague, propose(cast.ina))
    change = as_change(row)
    assert (progress(change).done, progress(change).total, progress(change).finished) == (0, 1, False)
    # What is computed follows at once; what is stored follows in the background.
    assert [step.due for step in deadlines_of(after) if step.key == "problem_analysis"] == [FROM + timedelta(days=34)]
    assert under_way(NOW + timedelta(days=1)) == [change]
    assert under_way(NOW + timedelta(days=3)) == []
    assert follow(change) == [after.pk]
    assert follow(change) == []
    assert (due(before), due(after)) == (FROM + timedelta(days=40), FROM + timedelta(days=34))
    assert progress(change).finished
    assert differences() == []


def test_task_lets_every_change_under_way_through(cast, colleague, after):
    at = datetime.now(tz=UTC)
    for key, days in (("problem_analysis", 35), ("current_opinion", 630)):
        row = propose(cast.ina, key=key, due_days=days)
        decide_rule_change(actor=colleague, change=row, activate=True, at=at)
    assert follow_law() == 2
    assert follow_law() == 0
    assert due(after, "current_opinion") == FROM + timedelta(days=629)
    assert differences() == []


def test_closed_file_follows_too(cast, colleague, after):
    """Its stored steps stay equal to the computation."""
    files.recover(cast.eva, after, FROM + timedelta(days=3))
    with acting_as(PROJECTOR):
        assert list(behind(as_change(decide(colleague, propose(cast.ina))))) == [after]


def test_proposer_does_not_bring_it_into_force(cast, after):
    row = propose(cast.ina)
    with pytest.raises(NotNow, match="Vraag een collega"):
        decide(cast.ina, row)
    with acting_as(cast.ina):
        assert RuleChange.objects.get().activated is None
    with pytest.raises(IntegrityError, match="rule_change_two_people"), acting_as(cast.ina):
        RuleChange.objects.update(activated=True, decided_by_id=cast.ina.user_id, decided_at=NOW)


def test_proposer_may_decline_and_propose_again(cast):
    row = decide(cast.ina, propose(cast.ina), activate=False)
    assert row.activated is False
    assert propose(cast.ina, due_days=36).version == 2


def test_one_decides_once(cast, colleague):
    row = decide(colleague, propose(cast.ina))
    with pytest.raises(NotNow, match="al beslist"):
        decide(colleague, row, activate=False)


@pytest.mark.parametrize("change", ["activated = false", "due_days = 60", "decided_at = now()"])
def test_change_in_force_is_not_rewritten_by_the_database_either(cast, colleague, change):
    decide(colleague, propose(cast.ina))
    with acting_as(colleague), pytest.raises(ProgrammingError), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"UPDATE cases_rulechange SET {change}")


def test_one_proposal_per_step_at_a_time(cast):
    propose(cast.ina)
    with pytest.raises(NotNow, match="al een voorstel"):
        propose(cast.ina, due_days=36)


def test_next_change_is_the_next_version(cast, colleague, after):
    decide(colleague, propose(cast.ina))
    second = decide(colleague, propose(cast.ina, due_days=36, in_force_from=FROM + timedelta(days=1)))
    assert second.version == 3
    assert follow_law() == 0  # decided long ago
    assert follow(as_change(second)) == []
    assert follow(as_change(version_of(cast, 2)), after=after.pk) == []
    assert follow(as_change(version_of(cast, 2))) == [after.pk]
    assert due(after) == FROM + timedelta(days=34)
    assert differences() == []


def version_of(cast: Cast, version: int) -> RuleChange:
    with acting_as(cast.ina):
        return RuleChange.objects.get(version=version)


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"key": "end_of_waiting_period", "due_days": 700}, "volgen uit andere regels"),
        ({"due_days": 42}, "gelden nu al"),
        ({"due_days": 10}, "na de laatste dag"),
    ],
)
def test_impossible_change_is_refused_in_dutch(cast, fields, says):
    with pytest.raises(ValidationError, match=says):
        propose(cast.ina, **fields)


@pytest.mark.parametrize("who", ["anna", "carla", "noor", "daan", "bert"])
def test_only_the_desk_changes_the_law(cast, colleague, who):
    row = propose(cast.ina)
    with pytest.raises(PermissionDenied):
        propose(getattr(cast, who), key="current_opinion")
    with pytest.raises(PermissionDenied):
        decide(getattr(cast, who), row)


def test_impact_says_what_would_move_without_moving_it(cast, before, after):
    change = as_change(propose(cast.ina))
    found = impact(change, FROM + timedelta(days=36))
    (move,) = found.moves
    assert (found.reach, found.looked_at, found.late_at_once) == (Reach(1, 1, 0), 1, 1)
    assert (found.files_moved, found.files_same, found.late_no_more, found.lapses) == (1, 0, 0, 0)
    assert (move.case, move.was.due, move.now.due) == (after, FROM + timedelta(days=41), FROM + timedelta(days=34))
    assert impact(change, FROM).late_at_once == 0
    assert differences() == []


def test_impact_looks_at_a_part_when_asked(cast, after):
    other = files.report(cast.anna, cast.carla_file, FROM + timedelta(days=1))
    found = impact(as_change(propose(cast.ina)), FROM, most=1)
    assert (found.reach.to_do, found.looked_at, [move.case for move in found.moves]) == (2, 1, [after])
    assert other.pk


def test_done_and_paused_steps_do_not_move(cast, after):
    files.recover(cast.eva, after, FROM + timedelta(days=3))
    found = impact(as_change(propose(cast.ina)), FROM)
    assert (found.reach.to_do, found.reach.elsewhere, found.moves) == (0, found.reach.files, ())


def test_step_that_falls_beyond_the_end_lapses(cast, after):
    """The employment ends on day 60: what is due after that is UWV's."""
    employers.end_employment(actor=cast.ina, employee=cast.finn_file, ended_on=FROM + timedelta(days=60))
    found = impact(as_change(propose(cast.ina, due_days=90)), FROM)
    assert (found.files_moved, found.lapses) == (1, 1)


def test_change_from_today_or_earlier_needs_a_reason(cast, after):
    today = NOW.date()
    for first in (FROM, today):
        with pytest.raises(ValidationError) as refusal:
            propose(cast.ina, in_force_from=first, reason="  ")
        assert set(refusal.value.message_dict) == {"reason"}
    assert propose(cast.ina, in_force_from=today + timedelta(days=1), reason="").reason == ""


@pytest.mark.parametrize(("reason", "days"), [("", 0), ("", 30), ("Overgangsrecht", 30), ("", -1)])
def test_proposal_that_waited_too_long_needs_a_reason_after_all(cast, colleague, reason, days):
    """Until its first day it moved no file; from that day on it would, and nobody said why that is right."""
    first = NOW.date() + timedelta(days=10)
    row = propose(cast.ina, in_force_from=first, reason=reason)
    at = NOW + timedelta(days=10 + days)
    if reason or days < 0:
        assert decide_rule_change(actor=colleague, change=row, activate=True, at=at).activated
        return
    with pytest.raises(NotNow, match="inmiddels ook voor dossiers die al lopen"):
        decide_rule_change(actor=colleague, change=row, activate=True, at=at)
    assert decide_rule_change(actor=colleague, change=row, activate=False, at=at).activated is False
    again = propose_rule_change(
        actor=cast.ina,
        key=row.key,
        opens_days=None,
        due_days=row.due_days,
        in_force_from=first,
        basis=row.basis,
        reason="Overgangsrecht",
        at=at,
    )
    assert decide_rule_change(actor=colleague, change=again, activate=True, at=at).activated


def test_every_number_of_a_compound_term_is_stored_and_followed(cast, colleague, after):
    row = decide(colleague, propose(cast.ina, key="plan_of_action", due_days=21, due_more=(70, 14)))
    assert (row.due_days, row.due_more) == (21, [70, 14])
    assert follow(as_change(row)) == [after.pk]
    assert due(after, "plan_of_action") == FROM + timedelta(days=69)
    assert differences() == []


def test_batch_stores_what_one_by_one_stores(cast, before, after):
    """Every file spoiled in another way, repaired in one batch."""
    with acting_as(PROJECTOR):
        wanted = sorted(Milestone.objects.values_list("case", "key", "occurrence", "due_on", "state", "rule_version"))
        Milestone.objects.filter(case=before).update(due_on=FROM, rule_version=7)
        Milestone.objects.filter(case=after, key="arbo_report").delete()
        Milestone.objects.filter(case=after, key="current_opinion").update(key="gone")
        assert len(list(compare(AbsenceCase.objects.with_facts(), rules_in_force()))) > 3
        with CaptureQueriesContext(connection) as captured:
            refresh_batch(AbsenceCase.objects.all(), rules_in_force(), wait=True)
        assert (
            sorted(Milestone.objects.values_list("case", "key", "occurrence", "due_on", "state", "rule_version"))
            == wanted
        )
    assert len(captured) < 25


def test_batch_of_one_and_of_three_cost_the_same(cast, before):
    def cost() -> int:
        with acting_as(PROJECTOR), CaptureQueriesContext(connection) as captured:
            Milestone.objects.update(rule_version=7)
            refresh_batch(AbsenceCase.objects.all(), rules_in_force(), wait=True)
        return len(captured)

    one = cost()
    for name in ("Jansen", "Visser"):
        files.report(cast.anna, make.make_employee(cast.bakery, "Piet", name), FROM)
    assert cost() == one


# --- the commands ---


@time_machine.travel("2026-02-10T10:00:00+01:00", tick=False)
def test_command_shows_what_would_move(cast, before, after, capsys):
    call_command("law_change", "--rule", "problem_analysis", "--due-days", "35", "--from", str(FROM))
    said = capsys.readouterr()
    assert said.out.splitlines() == [
        f"Garage Van Dam {after.number} Probleemanalyse: 2026-02-16 -> 2026-02-09, late at once",
        "1 open files: 1 to do, 0 done, 0 neither",
        "1 files move (1 steps), 0 stay, 1 late at once, 0 late no more, 0 lapse",
        "Reaches back: 1 files run already, so proposing this asks for a reason.",
    ]
    assert said.err.splitlines() == ["[##############################] 1 of 1 files"]
    assert differences() == []


def test_command_prints_a_part_and_counts_all(cast, before, after, capsys):
    since = str(FROM - timedelta(days=1))
    call_command("law_change", "--rule", "problem_analysis", "--opens-days", "25", "--from", since, "--limit", "1")
    lines = capsys.readouterr().out.splitlines()
    assert "opens 2026-02-02 -> 2026-01-29" in lines[0]
    assert lines[1:3] == ["... and 1 more", "2 open files: 2 to do, 0 done, 0 neither"]


def test_command_takes_every_number_of_a_term(cast, after, capsys):
    numbers = ["--due-days", "14", "70", "14"]
    call_command("law_change", "--rule", "plan_of_action", *numbers, "--from", str(FROM))
    assert f"Plan van aanpak: {FROM + timedelta(days=55)} -> {FROM + timedelta(days=69)}" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["--from", "gisteren", "--due-days", "35"], "is no date"),
        (["--from", "2026-01-06", "--due-days", "42"], "gelden nu al"),
    ],
)
def test_command_refuses_a_wrong_argument(db, arguments, says):
    with pytest.raises(CommandError, match=says):
        call_command("law_change", "--rule", "problem_analysis", *arguments)


def test_check_finds_what_reproject_repairs(cast, before, after, capsys):
    keep_policy_steps()
    with acting_as(PROJECTOR):
        Milestone.objects.filter(case=after, key="arbo_report").delete()
        Milestone.objects.filter(case=before, key="problem_analysis").update(due_on=FROM)
    with pytest.raises(CommandError, match="2 differences in 2 files and 2 policies; script/manage reproject"):
        call_command("check_timelines")
    assert capsys.readouterr().out.splitlines() == [
        f"{after.number} arbo_report 1: missing",
        f"{before.number} problem_analysis 1: differs",
    ]
    call_command("reproject", "--open")
    assert capsys.readouterr().out == "2 files and every policy up to date\n"
    call_command("check_timelines")
