"""The pages, for each role: writing, reading, signing, the PDF."""

from pathlib import Path
from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import AuditEvent, Draft
from accounts.operations import save_draft
from cases.models import AbsenceCase
from cases.timeline.parameters import latest_evaluation
from documents import tasks
from documents.models import Document
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents import arrange

CONTENT = ("Begin met licht werk in de ochtend.", "Tillen en dragen")


@pytest.fixture(autouse=True)
def _on_that_day(time_machine: Any = None) -> Any:
    import time_machine as machine

    with machine.travel(arrange.AT, tick=False):
        yield


def soup(response: Any) -> BeautifulSoup:
    return BeautifulSoup(response.content, "html.parser")


def fields_of(response: Any, form_id: str) -> dict[str, Any]:
    """The form as a browser would send it."""
    form = soup(response).find("form", id=form_id)
    assert form is not None
    values: dict[str, Any] = {}
    for box in form.find_all(["input", "textarea", "select"]):
        name, kind = box.get("name"), box.get("type")
        if not name or (kind in {"radio", "checkbox"} and not box.has_attr("checked")):
            continue
        if box.name == "select":
            chosen = box.find("option", selected=True) or box.find("option")
            values[name] = chosen["value"] if chosen else ""
        elif box.name == "textarea":
            values[name] = box.text.strip()
        elif kind == "checkbox":
            values.setdefault(name, []).append(box.get("value", "on"))
        else:
            values[name] = box.get("value", "")
    return values


ANALYSIS = {
    "expected_version": "0",
    "consult_on": "9-2-2026",
    "expected_long_term": "yes",
    "work_related": "no",
    "work_conflict": "no",
    "work_accident": "no",
    "suitable_work": "adapted",
    "max_hours_per_day": "7,5",
    "full_recovery": "yes",
    "end_goal": "own_work",
    "actions": ["adapt_hours", "adapt_tasks"],
    "advice": CONTENT[0],
}


def analysis_fields(page: Any, **fields: Any) -> dict[str, Any]:
    return fields_of(page, "analysis") | ANALYSIS | {"degree_lifting": "2", "until_lifting": "2026-06-01"} | fields


def test_bedrijfsarts_writes_reads_and_signs(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    browser = as_actor(cast.daan)
    form_url = reverse("documents:problem_analysis", args=[case.pk])
    kept = browser.post(form_url, analysis_fields(browser.get(form_url)))
    assert kept.status_code == 303
    page = browser.get(kept.headers["Location"])
    for words in (*CONTENT, "7,5 uur", "1 juni 2026"):
        assert words in page.content.decode()
    signed = browser.post(kept.headers["Location"], {"expected_version": "1", "place": "Utrecht"})
    assert signed.status_code == 303
    assert "Vastgesteld" in browser.get(signed.headers["Location"]).content.decode()


def test_an_update_begins_with_what_was_said_before(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    first = arrange.sign_analysis(cast, case)
    browser = as_actor(cast.daan)
    form_url = reverse("documents:problem_analysis", args=[case.pk])
    assert "Probleemanalyse bijstellen" in browser.get(reverse("cases:detail", args=[case.pk])).content.decode()
    page = browser.get(form_url)
    assert "Probleemanalyse bijstellen" in page.content.decode()
    fields = fields_of(page, "analysis")
    assert (fields["consult_on"], fields["expected_version"], fields["degree_lifting"]) == ("", "0", "2")
    kept = browser.post(form_url, analysis_fields(page))
    assert kept.status_code == 303
    assert kept.headers["Location"] != reverse("documents:sign", args=[first.pk])


def test_draft_is_shown_again_as_it_was_kept(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    browser = as_actor(cast.daan)
    form_url = reverse("documents:problem_analysis", args=[case.pk])
    browser.post(form_url, analysis_fields(browser.get(form_url)))
    again = fields_of(browser.get(form_url), "analysis")
    assert again["expected_version"] == "1"
    assert again["max_hours_per_day"] == "7,5"
    assert again["actions"] == ["adapt_hours", "adapt_tasks"]
    assert (again["degree_lifting"], again["until_lifting"]) == ("2", "2026-06-01")
    assert browser.post(form_url, again).status_code == 303


def test_what_is_wrong_is_said_and_what_was_typed_stays(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    browser = as_actor(cast.daan)
    form_url = reverse("documents:problem_analysis", args=[case.pk])
    wrong = browser.post(form_url, analysis_fields(browser.get(form_url), consult_on="9-2-2027"))
    assert wrong.status_code == 422
    assert "tot en met vandaag" in wrong.content.decode()
    assert fields_of(wrong, "analysis")["advice"] == CONTENT[0]


def test_old_page_is_said_and_what_was_typed_stays(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    arrange.draft_analysis(cast, case)
    browser = as_actor(cast.daan)
    form_url = reverse("documents:problem_analysis", args=[case.pk])
    fields = analysis_fields(browser.get(form_url), expected_version="0", advice="Nieuwe tekst.")
    stale = browser.post(form_url, fields)
    assert stale.status_code == 409
    again = fields_of(stale, "analysis")
    assert (again["advice"], again["expected_version"]) == ("Nieuwe tekst.", "1")


def test_what_somebody_was_typing_comes_back(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    data = {"advice": ["Half getypt"], "actions": ["mediation"], "degree_pace": ["3"], "consult_on": ["2026-02-01"]}
    with acting_as(cast.daan):
        Draft.objects.create(user_id=cast.daan.user_id, form="problem_analysis", about_id=case.pk, data=data)
    form_url = reverse("documents:problem_analysis", args=[case.pk])
    page = as_actor(cast.daan).get(form_url)
    assert "nog niet verstuurde" in page.content.decode()
    values = fields_of(page, "analysis")
    assert (values["advice"], values["actions"], values["degree_pace"]) == ("Half getypt", ["mediation"], "3")


PLAN = {
    "expected_version": "0",
    "end_goal": "own_work",
    "employer_agrees": "yes",
    "employee_agrees": "",
    "contact_with": "Anna Smit",
    "contact_every": "week",
    "next_evaluation_on": "2026-03-20",
    "remarks": "",
}
LINE = {
    "activity": "Twee ochtenden in de winkel",
    "type": "adapted_work",
    "responsible": "employer",
    "starts_on": "2026-02-16",
    "ends_on": "2026-03-16",
    "result": "Acht uur per week",
}


def plan_fields(page: Any, **fields: Any) -> dict[str, Any]:
    lines = {f"activities-0-{name}": value for name, value in LINE.items()}
    return fields_of(page, "plan") | PLAN | lines | fields


def test_ontzorgmanager_writes_a_plan_and_puts_it_before_both(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    arrange.sign_analysis(cast, case)
    browser = as_actor(cast.noor)
    form_url = reverse("documents:plan", args=[case.pk])
    kept = browser.post(form_url, plan_fields(browser.get(form_url)))
    assert kept.status_code == 303
    page = browser.get(kept.headers["Location"])
    assert "Voorleggen aan werkgever en werknemer" in page.content.decode()
    number = unsigned_of(cast, case)
    proposed = browser.post(reverse("documents:propose", args=[number]), {"expected_version": "1"})
    assert proposed.status_code == 303
    assert "Nog nodig: antwoord van werkgever en werknemer" in browser.get(kept.headers["Location"]).content.decode()


def unsigned_of(cast: Cast, case: AbsenceCase) -> int:
    with acting_as(cast.noor):
        return int(Document.objects.filter(case=case).unsigned().get().pk)


def test_lines_are_added_and_removed_without_keeping_anything(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    browser = as_actor(cast.noor)
    form_url = reverse("documents:plan", args=[case.pk])
    sent = plan_fields(browser.get(form_url), contact_with="Half getypt")
    more = browser.post(form_url, sent | {"edit": "add:activities"})
    assert more.status_code == 200
    values = fields_of(more, "plan")
    assert values["activities-TOTAL_FORMS"] == "2"
    assert values["activities-0-activity"] == LINE["activity"]
    assert values["contact_with"] == "Half getypt"
    steps = fields_of(browser.post(form_url, values | {"edit": "add:build_up"}), "plan")
    assert steps["build_up-TOTAL_FORMS"] == "1"
    less = fields_of(browser.post(form_url, values | {"edit": "remove:activities:0"}), "plan")
    assert (less["activities-TOTAL_FORMS"], less["activities-0-activity"]) == ("1", "")
    with acting_as(cast.noor):
        assert not Document.objects.filter(case=case).exists()


def test_fragment_is_the_form_of_the_page(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    browser = as_actor(cast.noor)
    form_url = reverse("documents:plan", args=[case.pk])
    values = fields_of(browser.get(form_url), "plan") | {"edit": "add:activities"}
    whole = soup(browser.post(form_url, values)).find("form", id="plan")
    part = soup(browser.post(form_url, values, headers={"HX-Request": "true"}))
    for form in (whole, part):
        form.find("input", attrs={"name": "csrfmiddlewaretoken"})["value"] = ""
    assert str(part).strip() == str(whole).strip()


def test_empty_line_is_ignored_and_half_a_line_is_not(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    browser = as_actor(cast.noor)
    form_url = reverse("documents:plan", args=[case.pk])
    values = plan_fields(browser.get(form_url)) | {"activities-TOTAL_FORMS": "2"}
    half = browser.post(form_url, values | {"activities-1-activity": "Zonder datum"})
    assert half.status_code == 422
    assert "Vul in vanaf wanneer." in half.content.decode()
    assert browser.post(form_url, values).status_code == 303


def test_what_is_wrong_with_a_line_stands_beside_its_field(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    """The empty line before it does not count, and the summary names the line."""
    browser = as_actor(cast.noor)
    form_url = reverse("documents:plan", args=[case.pk])
    values = plan_fields(browser.get(form_url)) | {"activities-TOTAL_FORMS": "2"}
    values |= {name.replace("-0-", "-1-"): text for name, text in values.items() if name.startswith("activities-0-")}
    values |= {name: "" for name in values if name.startswith("activities-0-")}
    answer = browser.post(form_url, values | {"activities-1-ends_on": "1-1-2026", "activities-1-starts_on": "2-2-2026"})
    assert answer.status_code == 422
    page = soup(answer)
    box = page.find("input", attrs={"name": "activities-1-ends_on"})
    assert "kan niet eindigen voordat zij begint" in box.find_parent(class_="field").find(class_="field-error").text
    (summary,) = page.find_all(class_="error-summary")
    (link,) = summary.find_all("a")
    assert link["href"] == f"#{box['id']}"
    assert link.text.startswith("Activiteit 2, tot en met: ")


@pytest.mark.parametrize(
    ("edit", "focused"),
    [("add:activities", "Activiteit 2"), ("remove:activities:0", "Activiteit toevoegen"), ("add:build_up", "Stap 1")],
)
def test_focus_goes_to_the_new_line_or_to_the_button(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, edit: str, focused: str
) -> None:
    browser = as_actor(cast.noor)
    form_url = reverse("documents:plan", args=[case.pk])
    assert "data-focus" not in browser.get(form_url).content.decode()
    page = soup(
        browser.post(form_url, plan_fields(browser.get(form_url)) | {"edit": edit}, headers={"HX-Request": "true"})
    )
    (found,) = page.find_all(attrs={"data-focus": True})
    assert (found.legend or found).text.strip() == focused


def test_text_that_is_too_long_is_said_and_stays_whole(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    browser = as_actor(cast.noor)
    form_url = reverse("documents:plan", args=[case.pk])
    assert "maxlength" not in browser.get(form_url).content.decode()
    answer = browser.post(form_url, plan_fields(browser.get(form_url), remarks="a" * 1001))
    assert answer.status_code == 422
    assert "Gebruik hooguit 1000 tekens." in answer.content.decode()
    assert fields_of(answer, "plan")["remarks"] == "a" * 1001


def test_plan_that_is_not_ready_says_what_is_missing(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    document = arrange.draft_plan(cast, case, activities=())
    browser = as_actor(cast.noor)
    page = browser.get(reverse("documents:detail", args=[document.pk])).content.decode()
    assert "Er is nog geen ondertekende probleemanalyse." in page
    assert "nog geen activiteit" in page
    refused = browser.post(reverse("documents:propose", args=[document.pk]), {"expected_version": "1"})
    assert refused.status_code == 422


def test_stale_plan_keeps_what_was_typed(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    arrange.draft_plan(cast, case)
    browser = as_actor(cast.noor)
    form_url = reverse("documents:plan", args=[case.pk])
    stale = browser.post(form_url, plan_fields(browser.get(form_url), expected_version="7", remarks="Nieuw."))
    assert stale.status_code == 409
    values = fields_of(stale, "plan")
    assert (values["remarks"], values["expected_version"]) == ("Nieuw.", "1")


@pytest.mark.parametrize(("name", "who"), [("anna", "u het loon"), ("carla", "uw werkgever het loon")])
@pytest.mark.parametrize("on_file", [True, False])
def test_a_plan_to_sign_names_its_last_day_and_why(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, *, name: str, who: str, on_file: bool
) -> None:
    """The analysis was signed on 14 February: the plan is due fourteen days later."""
    arrange.proposed_plan(cast, case)
    address = reverse("cases:detail", args=[case.pk]) if on_file else reverse("start")
    card = soup(as_actor(getattr(cast, name)).get(address)).select_one(".next-step")
    assert card.select_one(".next-title").get_text(" ", strip=True) == (
        "Plan van aanpak ondertekenen over 14 dagen, uiterlijk 28 februari 2026"
    )
    why = [" ".join(line.get_text().split()) for line in card.select(".why li")]
    assert why[0] == "Eerste ziektedag 5 januari 2026."
    assert any("14" in line and "28 februari 2026" in line for line in why)
    assert any(line.startswith("Bron: ") for line in why)
    assert f"UWV kan bepalen dat {who} langer doorbetaalt" in card.get_text()


def test_a_second_plan_to_sign_has_no_last_day(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    arrange.signed_plan(cast, case)
    arrange.propose(cast, arrange.draft_plan(cast, case))
    card = soup(as_actor(cast.anna).get(reverse("start"))).select_one(".next-step")
    assert card.select_one(".next-title").get_text(" ", strip=True) == "Plan van aanpak ondertekenen"
    assert card.select_one(".next-why") is None


@pytest.mark.parametrize(("name", "other"), [("anna", "uw werknemer"), ("carla", "uw werkgever")])
def test_party_reads_gives_a_vision_and_signs(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, *, name: str, other: str
) -> None:
    document = arrange.proposed_plan(cast, case)
    browser = as_actor(getattr(cast, name))
    url = reverse("documents:sign", args=[document.pk])
    page = browser.get(url).content.decode()
    assert "Vier uur per dag licht werk aan de toonbank" in page
    assert (
        f"U, {other}, de bedrijfsarts, een verzuimbegeleider, de Ontzorgmanager en een gevraagde arbeidsdeskundige."
        in page
    )
    fields = {"expected_version": "2", "vision": "Goed plan.", "place": ""}
    assert browser.post(url, fields | {"intent": "keep"}).status_code == 303
    without_place = browser.post(url, fields | {"intent": "sign"})
    assert without_place.status_code == 422
    assert "Goed plan." in without_place.content.decode()
    signed = browser.post(url, fields | {"intent": "sign", "place": "Utrecht"})
    assert signed.status_code == 303
    assert "U heeft dit plan ondertekend." in browser.get(signed.headers["Location"]).content.decode()


def test_party_refuses_with_a_reason(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    document = arrange.proposed_plan(cast, case)
    browser = as_actor(cast.carla)
    url = reverse("documents:refuse", args=[document.pk])
    empty = browser.post(url, {"refuse-expected_version": "2"})
    assert empty.status_code == 422
    assert "Kies waarom u niet ondertekent." in empty.content.decode()
    sent = browser.post(url, {"refuse-expected_version": "2", "refuse-reason": "build_up", "refuse-note": "Te snel."})
    assert sent.status_code == 303
    assert "U heeft dit plan niet ondertekend" in browser.get(sent.headers["Location"]).content.decode()


def test_ontzorgmanager_takes_it_back(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    document = arrange.proposed_plan(cast, case)
    browser = as_actor(cast.noor)
    back = browser.post(reverse("documents:withdraw", args=[document.pk]), {"expected_version": "2"})
    assert back.headers["Location"] == reverse("documents:plan", args=[case.pk])
    assert (
        fields_of(browser.get(back.headers["Location"]), "plan")["activities-0-result"] == "Twintig uur per week werken"
    )


def render_now(cast: Cast, document: Document) -> None:
    rendition = arrange.fresh(cast.noor, document).rendition
    assert rendition is not None
    tasks.render_document.apply(kwargs={"rendition_id": rendition.pk}).get()


def test_progress_then_the_pdf(cast: Cast, case: AbsenceCase, as_actor: AsActor, private_files: Path) -> None:
    document = arrange.signed_plan(cast, case)
    browser = as_actor(cast.anna)
    progress, pdf = (reverse(f"documents:{name}", args=[document.pk]) for name in ("rendition", "pdf"))
    busy = browser.get(progress, headers={"HX-Request": "true"}).content.decode()
    assert 'hx-trigger="every 1s"' in busy
    assert browser.get(pdf).status_code == 404
    render_now(cast, document)
    ready = browser.get(progress, headers={"HX-Request": "true"}).content.decode()
    assert "every 1s" not in ready
    assert pdf in ready
    assert soup(browser.get(progress)).find("h1") is not None


def test_employer_and_employee_get_the_same_file(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, private_files: Path
) -> None:
    document = arrange.signed_plan(cast, case)
    render_now(cast, document)
    url = reverse("documents:pdf", args=[document.pk])
    answers = [as_actor(actor).get(url) for actor in (cast.anna, cast.carla)]
    bodies = [b"".join(answer.streaming_content) for answer in answers]
    assert bodies[0] == bodies[1]
    assert bodies[0].startswith(b"%PDF")
    for answer in answers:
        assert answer.headers["Content-Disposition"] == f'attachment; filename="Plan-van-aanpak-{case.number}.pdf"'
        assert "no-store" in answer.headers["Cache-Control"]
        assert "private" in answer.headers["Cache-Control"]


def test_taking_the_pdf_leaves_a_trace(cast: Cast, case: AbsenceCase, as_actor: AsActor, private_files: Path) -> None:
    document = arrange.signed_plan(cast, case)
    render_now(cast, document)
    as_actor(cast.anna).get(reverse("documents:pdf", args=[document.pk]))
    with acting_as(cast.anna):
        trace = AuditEvent.objects.visible_to(cast.anna).filter(action="read_document", object_id=document.pk)
        assert trace.count() == 1


def test_file_that_was_tampered_with_is_not_given(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, private_files: Path
) -> None:
    document = arrange.signed_plan(cast, case)
    render_now(cast, document)
    for file in private_files.rglob("*.pdf"):
        file.write_bytes(b"%PDF something else")
    assert as_actor(cast.anna).get(reverse("documents:pdf", args=[document.pk])).status_code == 404


def test_desk_has_a_failed_pdf_made_again(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    from accounts.actor import system
    from accounts.terms import Role
    from documents.models import Rendition

    document = arrange.signed_plan(cast, case)
    with acting_as(system(Role.RENDERER)):
        Rendition.objects.filter(document=document).update(state="failed")
    again = as_actor(cast.ina).post(reverse("documents:retry", args=[document.pk]))
    assert again.headers["Location"] == reverse("cases:detail", args=[case.pk])
    assert arrange.fresh(cast.noor, document).rendition.state == "queued"
    assert as_actor(cast.anna).post(reverse("documents:retry", args=[document.pk])).status_code == 403


def test_save_draft_is_used_by_the_forms(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    document = arrange.proposed_plan(cast, case)
    save_draft(actor=cast.carla, form="vision", about_id=document.pk, data={"vision": ["Half getypt"]})
    page = as_actor(cast.carla).get(reverse("documents:sign", args=[document.pk]))
    assert "Half getypt" in page.content.decode()
    assert timezone.localdate() == arrange.TODAY


def test_next_edition_begins_with_what_was_agreed(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    earlier = arrange.signed_plan(cast, case)
    with acting_as(cast.noor):
        activity = Document.objects.get(pk=earlier.pk).plan.activity_list[0].activity
    client = as_actor(cast.noor)
    page = client.get(reverse("documents:plan", args=[case.pk]))
    assert soup(page).h1.text.strip() == "Plan van aanpak bijstellen"
    values = fields_of(page, "plan")
    assert values["activities-0-activity"] == activity
    assert values["expected_version"] == "0"
    assert values["next_evaluation_on"] == latest_evaluation(timezone.localdate()).isoformat()
    assert "Plan van aanpak bijstellen" in client.get(reverse("cases:detail", args=[case.pk])).content.decode()
    assert client.post(reverse("documents:plan", args=[case.pk]), values).status_code == 303
