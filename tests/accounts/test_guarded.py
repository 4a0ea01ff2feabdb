"""Open text that others read: marked once, kept with a reason, recorded without the words."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.urls import reverse

from accounts.actor import acting_as
from accounts.guarded import REASON, SEEN
from accounts.models import WordingOverride
from accounts.operations import save_draft
from cases.forms.report import SickReportForm
from cases.models import AbsenceCase
from documents.forms.analysis import AnalysisForm
from documents.forms.answer import AnswerForm, RefusalForm
from documents.forms.plan import ActivityForm, PlanForm, PlanPage
from documents.models import Signature
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents import arrange

GUARDED = {
    SickReportForm: {"stay_address", "handover_notes"},
    AnalysisForm: {"advice"},
    PlanForm: {"contact_with", "remarks"},
    ActivityForm: {"activity", "result"},
    AnswerForm: {"vision"},
    RefusalForm: {"note"},
}
NOTE = {"expected_version": "1", "reason": "other"}


@pytest.mark.parametrize("form", GUARDED, ids=lambda form: form.__name__)
def test_every_open_text_is_guarded(form: Any) -> None:
    assert set(form.guarded) == GUARDED[form]
    assert GUARDED[form] <= set(form.base_fields)


def refusal(note: str, **more: str) -> RefusalForm:
    form = RefusalForm(NOTE | {"note": note} | more)
    form.is_valid()
    return form


def test_work_words_pass_and_nothing_is_asked() -> None:
    form = refusal("De uren passen niet in het rooster.")
    assert "note" not in form.errors
    assert (form.has_marks, form.kept, REASON in form.fields) == (False, (), False)


def test_marked_words_are_quoted_with_an_example() -> None:
    form = refusal("Door zijn hernia en de Fysio.")
    first, second = form.errors["note"]
    assert first.startswith("U schreef 'hernia'. Een ziekte hoort hier niet.")
    assert second.startswith("U schreef 'Fysio'. Een behandeling of behandelaar hoort hier niet.")
    assert form.shown_words == "fysio|hernia"


def test_a_reason_keeps_the_words_that_were_shown_and_no_others() -> None:
    kept = refusal("Door zijn hernia.", **{REASON: "name", SEEN: "fysio|hernia"})
    assert "note" not in kept.errors
    assert [(one.field, one.kinds, one.count, one.reason) for one in kept.kept] == [("note", ("diagnosis",), 1, "name")]
    more = refusal("Door zijn hernia en burn-out.", **{REASON: "name", SEEN: "hernia"})
    assert "note" in more.errors
    assert more.kept == ()
    assert "note" in refusal("Door zijn hernia.", **{SEEN: "hernia"}).errors


def test_a_page_that_walks_the_form_before_it_was_checked_still_asks() -> None:
    form = RefusalForm(NOTE | {"note": "Door zijn hernia."})
    assert [bound.name for bound in form if bound.errors] == ["note"]
    assert form.has_marks


def test_a_line_of_a_plan_is_guarded_on_its_own() -> None:
    lines = {"activities-TOTAL_FORMS": "1", "activities-INITIAL_FORMS": "0", "activities-0-activity": "Naar de fysio"}
    page = PlanPage.sent(PlanForm, lines | {"build_up-TOTAL_FORMS": "0", "build_up-INITIAL_FORMS": "0"})
    page.is_valid()
    assert "fysio" in page.activities.forms[0].errors["activity"][0]


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return arrange.make_case(cast)


@pytest.fixture(autouse=True)
def _on_that_day() -> Iterator[None]:
    with time_machine.travel(arrange.AT, tick=False):
        yield


def test_page_asks_keeps_and_records_without_the_words(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    document = arrange.fresh(cast.anna, arrange.proposed_plan(cast, case))
    browser, url = as_actor(cast.anna), reverse("documents:sign", args=[document.pk])
    sent = {"expected_version": str(document.version_no), "vision": "Hij is hier fysiotherapeut.", "intent": "keep"}
    asked = browser.post(url, sent)
    assert asked.status_code == 422
    page = BeautifulSoup(asked.content, "html.parser")
    assert page.find("textarea", attrs={"name": "vision"}).text.strip() == sent["vision"]  # type: ignore[union-attr]  # a missing box fails here
    assert page.find("select", attrs={"name": REASON}) is not None
    seen = page.find("input", attrs={"name": SEEN})["value"]  # type: ignore[index]  # as above
    assert browser.post(url, sent | {REASON: "work", SEEN: seen}).status_code == 303
    with acting_as(cast.anna):
        row = WordingOverride.objects.get()
        assert Signature.objects.get(document=document, party="employer").vision == sent["vision"]
    stored = (row.user_id, row.role, row.form, row.field, row.about_id, row.case_id, row.kinds, row.count, row.reason)
    assert stored == (cast.anna.user_id, "employer", "vision", "vision", document.pk, case.pk, ["care"], 1, "work")
    assert "fysio" not in " ".join(str(value) for value in vars(row).values())
    with acting_as(cast.ina):
        assert not WordingOverride.objects.exists()


def test_a_draft_is_never_checked(cast: Cast, as_actor: AsActor) -> None:
    url = reverse("accounts:draft", args=["vision", 7])
    assert as_actor(cast.anna).post(url, {"vision": "Door zijn hernia"}).status_code == 200
    assert save_draft(actor=cast.anna, form="vision", about_id=7, data={}).pk
