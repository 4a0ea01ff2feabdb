"""What happens to talks and judgements of before every talk had a question and every judgement its answer."""

from importlib import import_module

import pytest
from django.db import connection

from accounts.actor import acting_as
from cases import operations
from cases.models import AbsenceCase, Completion, ConsultAppointment, ConsultRequest
from tests.cast import Cast
from tests.factories.cases import assign, day, report
from tests.factories.consults import TALK, cancel, plan, record

ASK = import_module("cases.migrations.0041_talk_with_a_question").ASK
CHECK = "appointment_shown_to_whom"


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file), on=day(8))


def as_before(*statements: str) -> None:
    """Bring the rows back to how they were, as the owner, and migrate; undone with the test's transaction."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT session_user")
        cursor.execute(f"SET LOCAL ROLE {cursor.fetchone()[0]}")
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE cases_consultappointment NO FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE cases_consultrequest NO FORCE ROW LEVEL SECURITY")
        cursor.execute("ALTER TABLE cases_completion NO FORCE ROW LEVEL SECURITY")
        cursor.execute(f"ALTER TABLE cases_consultappointment DROP CONSTRAINT {CHECK}")
        for statement in statements:
            cursor.execute(statement)
        cursor.execute(ASK)
        cursor.execute("SET LOCAL ROLE ontzorg_app")


def test_talks_that_followed_one_another_get_one_question(cast: Cast, case: AbsenceCase) -> None:
    missed = record(cast.daan, plan(cast.daan, case, cast.daan))
    plan(cast.daan, case, cast.daan, missed, day=day(40))
    held = record(cast.daan, plan(cast.daan, case, cast.daan, day=day(41)), held=True, on=day(41))
    own = cancel(cast.bert, plan(cast.daan, case, cast.daan, private=True, day=day(42)))
    as_before(
        "UPDATE cases_consultappointment SET request_id = NULL", "DELETE FROM cases_consultrequest"
    )
    with acting_as(cast.daan):
        asked = list(ConsultRequest.objects.order_by("pk"))
        talks = list(ConsultAppointment.objects.order_by("pk").values_list("request_id", flat=True))
    assert talks == [asked[0].pk, asked[0].pk, asked[1].pk, None]
    assert {(one.asked_as, one.asked_by_id, one.question) for one in asked} == {
        ("bedrijfsarts", cast.daan.user_id, "Deze afspraak is gemaakt zonder vraag.")
    }
    assert (held.private, own.private) == (False, True)


def test_a_judgement_says_what_the_file_says_where_it_is_the_last_word(cast: Cast, case: AbsenceCase) -> None:
    operations.triage(actor=cast.bert, case=case, expected_long_term=True, today=TALK)
    operations.triage(actor=cast.daan, case=case, expected_long_term=False, today=TALK)
    as_before("UPDATE cases_completion SET expected_long_term = NULL")
    with acting_as(cast.daan):
        found = Completion.objects.filter(key="long_absence_triage").order_by("pk")
        assert list(found.values_list("expected_long_term", flat=True)) == [None, False]
