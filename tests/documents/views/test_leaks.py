"""Who gets nothing: other companies, roles without documents, drafts of somebody else."""

from pathlib import Path
from types import SimpleNamespace

import pytest
from django.db import connection
from django.template import Context, Template
from django.urls import reverse

from accounts.actor import Actor, acting_as
from accounts.terms import Role
from accounts.visible import Hidden, Visible, can_read
from cases.models import AbsenceCase
from documents import tasks
from documents.models import (
    BuildUpStep,
    Document,
    Limitation,
    PlanActivity,
    PlanOfAction,
    ProblemAnalysis,
    Rendition,
    Signature,
)
from documents.templatetags.documents import to_sign
from employers.models import EmployeeIdentity
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents import arrange
from tests.factories.employers import ARRANGER

BSN = "123456782"
MODELS = (
    Document,
    ProblemAnalysis,
    Limitation,
    PlanOfAction,
    PlanActivity,
    BuildUpStep,
    Signature,
    Rendition,
)
PAGES = ("detail", "sign", "rendition", "pdf")
WRITES = ("propose", "withdraw", "refuse", "retry")


@pytest.fixture
def plan(cast: Cast, case: AbsenceCase, private_files: Path) -> Document:
    with acting_as(ARRANGER):
        EmployeeIdentity.objects.create(employee=cast.carla_file, employer=cast.bakery, bsn=BSN)
    document = arrange.signed_plan(cast, case)
    rendition = arrange.fresh(cast.noor, document).rendition
    assert rendition is not None
    tasks.render_document.apply(kwargs={"rendition_id": rendition.pk}).get()
    return document


@pytest.mark.parametrize("who", ["eva", "finn", "gijs", "hans", "loes", "bert"])
@pytest.mark.parametrize("page", PAGES)
def test_strangers_and_the_planner_get_404(cast: Cast, plan: Document, as_actor: AsActor, who: str, page: str) -> None:
    assert as_actor(getattr(cast, who)).get(reverse(f"documents:{page}", args=[plan.pk])).status_code == 404


@pytest.mark.parametrize("who", ["eva", "finn", "gijs", "hans", "loes", "bert"])
@pytest.mark.parametrize("page", WRITES)
def test_strangers_and_the_planner_can_do_nothing(
    cast: Cast, plan: Document, as_actor: AsActor, who: str, page: str
) -> None:
    answer = as_actor(getattr(cast, who)).post(reverse(f"documents:{page}", args=[plan.pk]))
    assert answer.status_code in {403, 404}


@pytest.mark.parametrize("page", ["problem_analysis", "plan"])
@pytest.mark.parametrize("who", ["anna", "carla", "bert", "ina", "eva", "gijs", "loes"])
def test_forms_are_for_their_writers_only(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, who: str, page: str
) -> None:
    answer = as_actor(getattr(cast, who)).get(reverse(f"documents:{page}", args=[case.pk]))
    assert answer.status_code in {403, 404}


@pytest.mark.parametrize("page", PAGES)
def test_desk_knows_that_it_exists_and_reads_nothing(cast: Cast, plan: Document, as_actor: AsActor, page: str) -> None:
    assert as_actor(cast.ina).get(reverse(f"documents:{page}", args=[plan.pk])).status_code == 404
    with acting_as(cast.ina):
        seen = Document.objects.visible_to(cast.ina).get(pk=plan.pk)
        assert Visible(seen, Role.DESK).established_on == arrange.TODAY
        for model in (ProblemAnalysis, Limitation, PlanOfAction, PlanActivity, BuildUpStep, Signature):
            assert not model.objects.all().exists()


def test_bsn_is_on_no_screen(cast: Cast, plan: Document, as_actor: AsActor) -> None:
    for actor in (cast.anna, cast.carla, cast.noor, cast.daan):
        page = as_actor(actor).get(reverse("documents:detail", args=[plan.pk]))
        assert page.status_code == 200
        assert BSN not in page.content.decode()


@pytest.mark.parametrize("who", ["eva", "finn", "gijs", "hans", "loes"])
def test_raw_sql_of_the_other_side_finds_nothing(cast: Cast, plan: Document, who: str) -> None:
    with acting_as(getattr(cast, who)), connection.cursor() as cursor:
        for model in MODELS:
            cursor.execute(f"SELECT count(*) FROM {model._meta.db_table}")
            assert cursor.fetchone() == (0,), model


@pytest.mark.parametrize("model", MODELS)
def test_every_field_has_a_class(model: type) -> None:
    named = {field.name for field in model._meta.concrete_fields}
    assert named <= set(model.field_classes)
    for name in set(model.field_classes) - named:
        assert hasattr(model, name), name


@pytest.mark.parametrize("model", [ProblemAnalysis, Limitation, PlanOfAction, PlanActivity, BuildUpStep, Signature])
def test_content_is_hidden_from_desk_and_planner(model: type) -> None:
    functional = [name for name, kind in model.field_classes.items() if kind.value == "functional"]
    assert functional
    for role in (Role.DESK, Role.ARBODIENST):
        assert not [name for name in functional if can_read(model(), role, name)]


def test_hidden_field_raises(cast: Cast, plan: Document) -> None:
    with acting_as(cast.noor):
        found = Document.objects.visible_to(cast.noor).get(pk=plan.pk)
        with pytest.raises(Hidden):
            _ = Visible(found.plan, Role.DESK).end_goal


def panel(actor: Actor, case: AbsenceCase) -> str:
    with acting_as(actor):
        seen = AbsenceCase.objects.visible_to(actor).get(pk=case.pk)
        context = Context({"case": Visible(seen, actor.role)})
        return Template("{% load documents %}{% documents_panel case %}").render(context)


def test_panel_shows_each_role_what_it_may(cast: Cast, case: AbsenceCase) -> None:
    assert "Probleemanalyse opstellen" in panel(cast.daan, case)
    assert "Plan van aanpak opstellen" in panel(cast.noor, case)
    assert panel(cast.bert, case).strip() == ""
    arrange.proposed_plan(cast, case)
    for actor, waiting in ((cast.anna, "u en de werknemer"), (cast.carla, "u en de werkgever")):
        text = panel(actor, case)
        assert "Ondertekenen" in text
        assert f"antwoord van {waiting}" in text
        assert "opstellen" not in text
    desk = panel(cast.ina, case)
    assert "Plan van aanpak" in desk
    assert "<a " not in desk
    assert "opstellen" not in panel(cast.daan, case)


def test_what_waits_for_a_signature(cast: Cast, case: AbsenceCase) -> None:
    analysis = arrange.draft_analysis(cast, case)
    with acting_as(cast.daan):
        assert to_sign(cast.daan) == [analysis]
    with acting_as(cast.anna):
        assert to_sign(cast.anna) == []


def test_plan_waits_until_one_has_answered(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.proposed_plan(cast, case)
    arrange.sign(cast.anna, document)
    for actor, waiting in ((cast.anna, []), (cast.carla, [document]), (cast.noor, []), (cast.bert, [])):
        with acting_as(actor):
            assert to_sign(actor) == waiting
    with acting_as(cast.carla):
        shell = SimpleNamespace(today=arrange.TODAY)
        page = Template("{% load documents %}{% documents_to_sign %}").render(Context({"shell": shell}))
    assert reverse("documents:sign", args=[document.pk]) in page


@pytest.mark.parametrize(
    "statement", ["UPDATE documents_signature SET vision = 'Anders'", "DELETE FROM documents_signature"]
)
def test_nobody_writes_in_the_place_of_another_party(cast: Cast, case: AbsenceCase, statement: str) -> None:
    """Raw SQL in the employer's own database context reaches the employer's own answer only, and removes nothing."""
    arrange.proposed_plan(cast, case)
    with acting_as(cast.anna), connection.cursor() as cursor:
        cursor.execute(statement)
        assert cursor.rowcount == (1 if statement.startswith("UPDATE") else 0)
        cursor.execute("SELECT party FROM documents_signature WHERE vision = 'Anders'")
        assert cursor.fetchall() == ([("employer",)] if statement.startswith("UPDATE") else [])
