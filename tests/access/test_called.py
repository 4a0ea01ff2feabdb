"""The arbeidsdeskundige: what the database shows him by raw SQL, until his last day and the day after."""

from datetime import timedelta

import pytest
from django.db import connection, transaction
from django.db.utils import ProgrammingError
from django.urls import reverse

from accounts.actor import Actor, acting_as, system
from accounts.rls import tenant_models
from accounts.terms import Role
from cases.models import AbsenceCase, LabourExpertCall
from cases.operations import end_call
from documents.models import Document, Rendition
from tests.access.test_mandates import today
from tests.access.world import TODAY, World, asked_correction, called, held, make_world, proposed_plan, recorded_hours
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories.employers import make_labour_expert

WITHOUT_A_FILE = {
    *("accounts_auditevent", "employers_membership", "employers_labourexpert"),
    *("employers_occupationalhealthservice", "employers_occupationalphysician", "employers_ontzorgmanager"),
    "employers_delegatedadviser",
}
OF_THE_FILE = {
    *("employers_employer", "employers_employee", "cases_absencecase", "cases_labourexpertcall", "cases_spell"),
    *("cases_sickreport", "cases_milestone", "cases_completion", "cases_capacitychange", "documents_document"),
    *("documents_problemanalysis", "documents_planofaction", "documents_planactivity", "documents_signature"),
}


@pytest.fixture
def world(cast: Cast) -> World:
    """Files with everything in them; somebody is called to the first, somebody else to the next."""
    made = make_world(cast)
    made.open()
    called(made.same)
    for file in (made.own, made.same):
        proposed_plan(file)
        recorded_hours(file)
        asked_correction(file)
        held(file)
    return made


def full_tables(actor: Actor) -> set[str]:
    found = set()
    with acting_as(actor), connection.cursor() as cursor:
        for table in sorted(model._meta.db_table for model in tenant_models()):
            cursor.execute(f"SELECT 1 FROM {table} LIMIT 1")
            found |= {table} if cursor.fetchone() else set()
    return found | {"accounts_auditevent"}


def cases_of(actor: Actor) -> list[int]:
    with acting_as(actor), connection.cursor() as cursor:
        cursor.execute("SELECT id FROM cases_absencecase")
        return [row[0] for row in cursor.fetchall()]


def until(world: World, days: int) -> None:
    """Let the last day of the one who is called to the own file be so many days from today."""
    with acting_as(world.cast.noor):
        AbsenceCase.objects.filter(pk=world.own.open().pk).update(labour_expert_until=today() + timedelta(days=days))


def test_database_shows_the_file_to_which_he_is_called_and_no_more(world: World) -> None:
    expert = world.actor(Role.LABOUR_EXPERT)
    assert cases_of(expert) == [world.own.open().pk]
    assert full_tables(expert) - {"cases_notice"} == WITHOUT_A_FILE | OF_THE_FILE


def test_last_day_is_included_and_the_day_after_shows_nothing(world: World) -> None:
    expert = world.actor(Role.LABOUR_EXPERT)
    until(world, 0)
    assert cases_of(expert) == [world.own.open().pk]
    until(world, -1)
    assert full_tables(expert) == WITHOUT_A_FILE
    with acting_as(expert):
        assert not AbsenceCase.objects.visible_to(expert).exists()
        assert not Document.objects.visible_to(expert).exists()


def test_ended_call_shows_nothing_from_that_moment(world: World, as_actor: AsActor) -> None:
    expert, page = world.actor(Role.LABOUR_EXPERT), reverse("cases:detail", args=[world.own.open().pk])
    assert as_actor(expert).get(page).status_code == 200
    moment = world.own.open().changed_at
    end_call(actor=world.cast.noor, case=world.own.open(), at=moment, today=TODAY)
    assert full_tables(expert) == WITHOUT_A_FILE
    assert as_actor(expert).get(page).status_code == 404
    assert "Er loopt nu geen vraag" in as_actor(expert).get("/").content.decode()


def test_case_page_says_what_he_may_know(world: World, as_actor: AsActor) -> None:
    page = as_actor(world.actor(Role.LABOUR_EXPERT)).get(reverse("cases:detail", args=[world.own.open().pk]))
    text = page.content.decode()
    for known in ("Past het inpakwerk?", "Vraag beantwoorden", "C. Bos", "12 uur", "Probleemanalyse", "Kerkstraat 9"):
        assert known in text, known
    for hidden in (
        "Vangnet",
        "Bedrijfsongeval",
        "Contact vastleggen",
        "blijft langer bewaard",
        "Arbeidsdeskundige vragen",
    ):
        assert hidden not in text, hidden


def test_no_pdf_because_the_citizen_service_number_stands_in_it(world: World, as_actor: AsActor) -> None:
    expert = world.actor(Role.LABOUR_EXPERT)
    with acting_as(expert):
        analysis = Document.objects.visible_to(expert).get(kind="problem_analysis")
        assert not Rendition.objects.visible_to(expert).exists()
    client = as_actor(expert)
    assert client.get(reverse("documents:detail", args=[analysis.pk])).status_code == 200
    for name in ("documents:pdf", "documents:rendition"):
        assert client.get(reverse(name, args=[analysis.pk])).status_code in (403, 404), name


def test_list_names_the_own_files_only(world: World, as_actor: AsActor) -> None:
    page = as_actor(world.actor(Role.LABOUR_EXPERT)).get("/").content.decode()
    assert "Past het inpakwerk?" in page
    assert "C. Bos" in page
    assert "Duin" not in page


def written(actor: Actor, sql: str) -> int:
    """How many rows this changes, as the runtime role."""
    with transaction.atomic(), acting_as(actor), connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.rowcount


@pytest.mark.parametrize(
    "column",
    [
        "labour_expert_until = '2099-01-01'",
        "ontzorgmanager_id = NULL, assigned_on = NULL",
        "first_sick_day = '2020-01-01'",
    ],
)
def test_he_cannot_lengthen_his_own_access_nor_change_the_file(world: World, column: str) -> None:
    expert, case = world.actor(Role.LABOUR_EXPERT), world.own.open()
    with pytest.raises(ProgrammingError, match="may not change"):
        written(expert, f"UPDATE cases_absencecase SET {column} WHERE id = {case.pk}")
    assert written(expert, f"UPDATE cases_absencecase SET version = version + 1 WHERE id = {case.pk}") == 1


ANSWER = "UPDATE cases_labourexpertcall SET answer = 'Past.', reported_on = valid_from WHERE id = {}"


def call_of(world: World) -> LabourExpertCall:
    with acting_as(world.cast.noor):
        found: LabourExpertCall = LabourExpertCall.objects.get(case=world.own.open())
    return found


def test_nobody_else_writes_the_answer(world: World) -> None:
    pk = call_of(world).pk
    with pytest.raises(ProgrammingError, match="may not change"):
        written(world.cast.noor, ANSWER.format(pk))
    with pytest.raises(ProgrammingError, match="may not change"):
        written(system(Role.SPLITTER), ANSWER.format(pk))
    assert written(world.actor(Role.LABOUR_EXPERT), ANSWER.format(pk)) == 1
    with pytest.raises(ProgrammingError, match="may not change"):
        written(world.actor(Role.LABOUR_EXPERT), ANSWER.format(pk).replace("Past.", "Toch niet."))
    assert written(world.cast.noor, f"UPDATE cases_labourexpertcall SET ended_at = now() WHERE id = {pk}") == 1


PUT_RIGHT = (
    "UPDATE cases_labourexpertcall SET answer = 'Toch niet.', earlier_answers = "
    "jsonb_build_array(jsonb_build_object('answer', {}, 'reported_on', reported_on, 'until', {})) WHERE id = {}"
)


def test_he_puts_his_answer_right_only_by_keeping_the_earlier_one(world: World) -> None:
    pk, expert, now = call_of(world).pk, world.actor(Role.LABOUR_EXPERT), f"'{today()}'"
    assert written(expert, ANSWER.format(pk)) == 1
    for wrong in (PUT_RIGHT.format("'Iets anders.'", now, pk), PUT_RIGHT.format("answer", "'2020-01-01'", pk)):
        with pytest.raises(ProgrammingError, match="may not change"):
            written(expert, wrong)
    with pytest.raises(ProgrammingError, match="may not change"):
        written(world.cast.noor, PUT_RIGHT.format("answer", now, pk))
    assert written(expert, PUT_RIGHT.format("answer", now, pk)) == 1
    for wrong in ("earlier_answers = '[]'", "answer = '', reported_on = NULL"):
        with pytest.raises(ProgrammingError, match="may not change"):
            written(expert, f"UPDATE cases_labourexpertcall SET {wrong} WHERE id = {pk}")


def test_he_ends_no_question_and_answers_none_that_ended_or_is_of_another(world: World) -> None:
    call, expert = call_of(world), world.actor(Role.LABOUR_EXPERT)
    with pytest.raises(ProgrammingError, match="may not change"):
        written(expert, f"UPDATE cases_labourexpertcall SET ended_at = now() WHERE id = {call.pk}")
    assert written(world.cast.noor, f"UPDATE cases_labourexpertcall SET ended_at = now() WHERE id = {call.pk}") == 1
    with pytest.raises(ProgrammingError, match="may not change"):
        written(expert, ANSWER.format(call.pk))
    with acting_as(world.cast.noor):
        other = LabourExpertCall.objects.create(
            case_id=call.case_id,
            employer_id=call.employer_id,
            expert=make_labour_expert("Aad Eerder"),
            question="Past het werk?",
            valid_from=call.valid_from,
            valid_to=call.valid_to,
            called_as="ontzorgmanager",
            called_by_id=call.called_by_id,
        )
    with pytest.raises(ProgrammingError, match="may not change"):
        written(expert, ANSWER.format(other.pk))


def test_question_is_not_stored_with_an_answer(world: World) -> None:
    call = call_of(world)
    values = f"{call.case_id}, {call.employer_id}, {call.expert_id}, 'x', '2025-01-01', '2025-01-02'"
    insert = "INSERT INTO cases_labourexpertcall (case_id, employer_id, expert_id, question, valid_from, valid_to, "
    insert += f"called_as, called_by_id, answer, reported_on) VALUES ({values}, 'ontzorgmanager', {call.called_by_id}, "
    with pytest.raises(ProgrammingError, match="row-level security"):
        written(world.cast.noor, insert + "'Past.', '2025-01-01')")
    assert written(world.cast.noor, insert + "'', NULL)") == 1
