"""The medical file in the browser: whose page it is, who it is asked first, and what it leaves in the trail."""

import io
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from pypdf import PdfReader

from accounts.actor import Actor, acting_as
from accounts.models import AuditEvent
from accounts.terms import HUMAN_ROLES, Role
from cases.models import AbsenceCase
from documents.contents import NEEDED, SECTIONS
from documents.models import ConsultNote, MedicalInformation
from employers.models import EmployeeIdentity
from tests.access.world import World, delegate_of, make_world
from tests.cast import Cast
from tests.confirming import SECRET as KEY
from tests.confirming import confirm, with_app
from tests.conftest import AsActor
from tests.documents import arrange, raw
from tests.documents.vault_story import SECRET, drafted, given, note, signed
from tests.factories.cases import day, recover, report
from tests.factories.employers import ARRANGER
from tests.second_factor import codes

BSN = "123456782"
QUERIES = 28


@pytest.fixture(autouse=True)
def _on_that_day() -> Any:
    with time_machine.travel(arrange.AT, tick=True):
        yield


@pytest.fixture
def url(case: AbsenceCase) -> str:
    return reverse("documents:vault", args=[case.pk])


def text(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def pdf_text(answer: Any) -> str:
    reader = PdfReader(io.BytesIO(b"".join(answer.streaming_content)))
    assert "/StructTreeRoot" in reader.trailer["/Root"]
    return " ".join(" ".join(page.extract_text().split()) for page in reader.pages)


def test_doctor_writes_and_corrects(cast: Cast, case: AbsenceCase, as_actor: AsActor, url: str) -> None:
    client = as_actor(cast.daan)
    assert f'"{url}"' in client.get(reverse("cases:detail", args=[case.pk])).content.decode()
    new = reverse("documents:note", args=[case.pk])
    assert client.get(new).status_code == 200
    sent = {"held_on": "2026-02-13", "how": "visit", "text": "Rugklachten, slaapt slecht."}
    answer = client.post(new, sent)
    assert (answer.status_code, answer["Location"]) == (303, url)
    assert "Rugklachten, slaapt slecht." in text(client.get(url))
    with acting_as(cast.daan):
        first = ConsultNote.objects.get()
    again = reverse("documents:correct_note", args=[case.pk, first.pk])
    assert "Rugklachten" in client.get(again).content.decode()
    assert client.post(again, sent | {"text": "Rugklachten, slaapt goed."}).status_code == 303
    shown_now = text(client.get(url))
    assert "slaapt goed" in shown_now
    assert "Eerdere versie" in shown_now
    late = client.post(again, sent | {"text": "Rugklachten weg."})
    assert late.status_code == 409
    page = BeautifulSoup(late.content, "html.parser")
    form = page.select_one("form[action*=aantekening]")
    assert form is not None
    assert "Rugklachten weg." in form.get_text()
    assert "slaapt goed" in text(late)
    assert client.get(again)["Location"] == form["action"]
    assert client.post(str(form["action"]), sent | {"text": "Rugklachten weg."}).status_code == 303
    assert client.post(new, sent | {"text": " "}).status_code == 422


def test_delegate_writes_under_the_doctors_name(cast: Cast, case: AbsenceCase, as_actor: AsActor, url: str) -> None:
    dewi = delegate_of(cast.daan_profile)
    client = as_actor(dewi)
    sent = {"held_on": "2026-02-13", "how": "phone", "text": "Gesproken."}
    assert client.post(reverse("documents:note", args=[case.pk]), sent).status_code == 303
    assert "namens bedrijfsarts Daan Dokter" in text(as_actor(cast.carla).get(url))
    drafted(dewi, case)
    page = text(client.get(url))
    assert "Verder schrijven" in page
    assert "Nalezen en ondertekenen" not in page


def test_envelope_from_draft_to_download(cast: Cast, case: AbsenceCase, as_actor: AsActor, url: str) -> None:
    with acting_as(ARRANGER):
        EmployeeIdentity.objects.create(employee=cast.carla_file, employer=cast.bakery, bsn=BSN)
    doctor, employee = as_actor(cast.daan), as_actor(cast.carla)
    draft = reverse("documents:envelope", args=[case.pk])
    parts = {key: f"Deel {key} <b>vet</b>" for key, *_ in SECTIONS}
    assert doctor.post(draft, parts | {"expected_version": 0}).status_code == 303
    late = doctor.post(draft, parts | {"expected_version": 0, "diagnosis": "Anders"})
    page = BeautifulSoup(late.content, "html.parser")
    fresh = page.select_one("input[name=expected_version]")
    assert fresh is not None
    assert (late.status_code, fresh["value"]) == (409, "1")
    assert "Anders" in text(late)
    assert "Deel diagnosis" in text(late)
    # Saved from there, a part that this one left empty does not empty what the other wrote.
    short = doctor.post(draft, {"expected_version": 0, "diagnosis": "Anders"})
    kept = BeautifulSoup(short.content, "html.parser").select_one("textarea[name=course]")
    assert kept is not None
    assert "Deel course" in kept.get_text()
    assert "Deel diagnosis" in doctor.get(draft).content.decode()
    with acting_as(cast.daan):
        made = MedicalInformation.objects.get()
    assert "Concept" not in text(employee.get(url))
    sign, give, pdf = (
        reverse(f"documents:{name}", args=[case.pk, made.pk])
        for name in ("sign_envelope", "give_envelope", "envelope_pdf")
    )
    assert employee.get(pdf).status_code == 404
    assert doctor.get(sign).status_code == 200
    assert doctor.post(sign, {"expected_version": 1, "place": ""}).status_code == 422
    stale = BeautifulSoup(doctor.post(sign, {"expected_version": 0, "place": "Utrecht"}).content, "html.parser")
    assert [one["value"] for one in stale.select("input[name=expected_version], input[name=place]")] == ["1", "Utrecht"]
    assert doctor.post(sign, {"expected_version": 1, "place": "Utrecht"}).status_code == 303
    assert employee.get(pdf).status_code == 404
    assert doctor.post(give).status_code == 303
    assert "U kreeg dit op 14 februari 2026" in text(employee.get(url))
    answer = employee.get(pdf)
    assert answer["Content-Disposition"] == f'attachment; filename="stuk-{case.number}-1.pdf"'
    told = pdf_text(answer)
    for words in (
        "Deel diagnosis <b>vet</b>",
        BSN,
        "Carla Bos",
        "Daan Dokter",
        "BIG-nummer",
        "Utrecht, 14 februari 2026",
    ):
        assert words in told
    assert BSN not in pdf_text(doctor.get(pdf))
    assert raw.places_of("Deel diagnosis") == set()


def test_a_new_draft_without_a_word_is_not_kept(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    doctor, url = as_actor(cast.daan), reverse("documents:envelope", args=[case.pk])
    labels = text(doctor.get(url))
    assert "(nodig om te ondertekenen)" in labels
    answer = doctor.post(url, {"expected_version": 0})
    assert (answer.status_code, "Er staat nog niets in." in text(answer)) == (422, True)
    drafted(cast.daan, case)
    emptied = doctor.post(url, {"expected_version": 1})
    assert emptied.status_code == 303


def test_signing_asks_for_what_is_needed(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    made = drafted(cast.daan, case, **dict.fromkeys(NEEDED, "") | {"findings": "Ingevuld"})
    sign = reverse("documents:sign_envelope", args=[case.pk, made.pk])
    answer = as_actor(cast.daan).post(sign, {"expected_version": 1, "place": "Utrecht"})
    assert answer.status_code == 422
    assert "Vul eerst in: Diagnose" in text(answer)


def test_employee_downloads_the_notes(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    note(cast.daan, case)
    answer = as_actor(cast.carla).get(reverse("documents:vault_copy", args=[case.pk]))
    assert answer["Content-Disposition"] == f'attachment; filename="dossier-{case.number}.pdf"'
    assert SECRET in pdf_text(answer)


def test_each_note_says_of_which_arbodienst_it_is(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    """After the file went elsewhere: what Daan wrote is not of the arbodienst that has the file now."""
    note(cast.daan, case)
    with acting_as(ARRANGER):
        AbsenceCase.objects.filter(pk=case.pk).update(physician=cast.gijs_profile, ohs=cast.gijs_profile.ohs_id)
    client, address = as_actor(cast.carla), reverse("documents:vault_copy", args=[case.pk])
    vitaal, theirs = (f"Arbodienst: {ohs.name}" for ohs in (cast.vitaal, cast.gijs_profile.ohs))
    told = pdf_text(client.get(address))
    assert (told.count(vitaal), told.count(theirs)) == (1, 0)
    assert cast.gijs_profile.ohs.name not in told
    note(cast.gijs, case, "Nieuw")
    told = pdf_text(client.get(address))
    assert (told.count(vitaal), told.count(theirs)) == (1, 1)


OTHERS = set(HUMAN_ROLES) - {Role.BEDRIJFSARTS, Role.DELEGATE, Role.EMPLOYEE, Role.VISITOR}
NAMES = {
    "vault": (),
    "vault_copy": (),
    "note": (),
    "correct_note": ("note",),
    "envelope": (),
    "sign_envelope": ("envelope",),
    "give_envelope": ("envelope",),
    "envelope_pdf": ("envelope",),
}


@pytest.fixture
def world(cast: Cast) -> World:
    made = make_world(cast)
    made.open()
    return made


@pytest.mark.parametrize("role", sorted(OTHERS), ids=str)
def test_for_everybody_else_it_does_not_exist(world: World, as_actor: AsActor, role: Role) -> None:
    """404 and not 403, with a real number as with one that nobody has; nor is there a way to it on the file."""
    case = world.own.open()
    numbers = {"note": note(world.cast.daan, case).pk, "envelope": given(world.cast, case).pk}
    client = as_actor(world.actor(role))
    client.raise_request_exception = False
    for name, more in NAMES.items():
        for pk in (case.pk, 999_999):
            address = reverse(f"documents:{name}", args=[pk, *(numbers[one] for one in more)])
            for method in ("get", "post"):
                assert getattr(client, method)(address).status_code == 404, (name, method)
    page = client.get(reverse("cases:detail", args=[case.pk])).content.decode()
    assert reverse("documents:vault", args=[case.pk]) not in page
    assert SECRET not in page


def test_delegate_without_this_task_gets_404(cast: Cast, case: AbsenceCase, as_actor: AsActor, url: str) -> None:
    other = delegate_of(cast.daan_profile, tasks=["triage", "problem_analysis", "steps"])
    client = as_actor(other)
    assert client.get(url).status_code == 404
    page = client.get(reverse("cases:detail", args=[case.pk]))
    assert (page.status_code, url in page.content.decode()) == (200, False)


def test_number_of_another_file_opens_nothing(world: World, as_actor: AsActor) -> None:
    mine, cast = world.own.open(), world.cast
    theirs = note(world.other.bedrijfsarts, world.other.open())
    note(cast.daan, mine)
    client = as_actor(cast.daan)
    assert client.get(reverse("documents:correct_note", args=[mine.pk, theirs.pk])).status_code == 404
    assert client.get(reverse("documents:vault", args=[world.other.open().pk])).status_code == 404


def test_asks_first_who_it_is_and_comes_back(cast: Cast, case: AbsenceCase, as_actor: AsActor, url: str) -> None:
    note(cast.daan, case)
    client = with_app(cast.carla, as_actor)
    answer = client.get(url)
    assert answer.status_code == 302
    back = confirm(client, answer["Location"], codes(KEY)[0])
    assert back["Location"] == url
    assert SECRET in text(client.get(url))


def test_download_is_come_back_to_by_the_page_that_starts_it(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, url: str
) -> None:
    """The one that was asked for, and not what is newest."""
    asked = given(cast, case)
    given(cast, case)
    pdf = reverse("documents:envelope_pdf", args=[case.pk, asked.pk])
    client = with_app(cast.carla, as_actor)
    back = confirm(client, client.get(pdf)["Location"], codes(KEY)[0])
    assert back["Location"] == f"{url}?verder={asked.pk}"
    assert client.get(back["Location"])["Refresh"] == f"1; url={pdf}"


@pytest.mark.parametrize("who", ["carla", "daan"])
def test_notes_are_come_back_to_and_no_other_download_starts(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, url: str, who: str
) -> None:
    note(cast.daan, case)
    given(cast, case)
    copy = reverse("documents:vault_copy", args=[case.pk])
    client = with_app(getattr(cast, who), as_actor)
    back = confirm(client, client.get(copy)["Location"], codes(KEY)[0])
    assert back["Location"] == f"{url}?verder=aantekeningen"
    page = client.get(back["Location"])
    assert page["Refresh"] == f"1; url={copy}"
    assert "Het downloaden begint vanzelf." in text(page)


@pytest.mark.parametrize("wanted", ["", "?verder=ja", "?verder=999999", "?verder="])
def test_no_download_starts_that_was_not_asked_for(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, url: str, wanted: str
) -> None:
    """Nor one that is not given yet, whatever the address says."""
    given(cast, case)
    later = signed(cast, case)
    for address in (f"{url}{wanted}", f"{url}?verder={later.pk}"):
        page = as_actor(cast.carla).get(address)
        assert (page.status_code, "Refresh" in page) == (200, False)
        assert "Het downloaden" not in text(page)


def test_text_is_kept_in_the_page_while_somebody_shows_who_it_is(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    """And nowhere else: no draft, no note, nothing in the database."""
    client = with_app(cast.daan, as_actor)
    sent = {"held_on": "2026-02-13", "how": "visit", "text": f"{SECRET}\nTweede regel"}
    new = reverse("documents:note", args=[case.pk])
    answer = client.post(new, sent)
    page = BeautifulSoup(answer.content, "html.parser")
    assert (answer.status_code, answer["Cache-Control"]) == (403, "private, no-store")
    kept = {str(one["name"]): str(one["value"]) for one in page.select("form[data-fresh-token] input[type=hidden]")}
    assert kept["text"] == sent["text"]
    assert raw.places_of(SECRET) == set()
    link = page.select_one("ol a")
    assert link is not None
    confirm(client, str(link["href"]), codes(KEY)[0])
    assert client.post(new, kept).status_code == 303
    with acting_as(cast.daan):
        assert ConsultNote.objects.get().text == sent["text"]


def test_text_is_kept_when_the_session_ended(cast: Cast, case: AbsenceCase) -> None:
    answer = Client().post(reverse("documents:note", args=[case.pk]), {"text": SECRET})
    assert (answer.status_code, answer["Cache-Control"]) == (403, "private, no-store")
    assert SECRET in answer.content.decode()
    assert raw.places_of(SECRET) == set()


def test_nothing_of_it_stays_in_a_browser_and_no_title_says_what_it_is(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    numbers = {"note": note(cast.daan, case).pk, "envelope": signed(cast, case).pk}
    client = as_actor(cast.daan)
    for name in ("vault", "vault_copy", "note", "correct_note", "envelope", "envelope_pdf"):
        address = reverse(f"documents:{name}", args=[case.pk, *(numbers[one] for one in NAMES[name])])
        answer = client.get(address)
        assert (answer.status_code, answer["Cache-Control"]) == (200, "private, no-store"), name
        if not answer.streaming:
            title = BeautifulSoup(answer.content, "html.parser").title
            assert title is not None
            assert title.text == f"Dossier {case.number} · Ontzorg"
            assert "data-draft-url" not in answer.content.decode()


@pytest.mark.parametrize("how_many", [1, 3])
def test_queries_do_not_grow(cast: Cast, case: AbsenceCase, as_actor: AsActor, url: str, how_many: int) -> None:
    for ago in range(how_many):
        note(cast.daan, case, ago=ago)
    client = as_actor(cast.daan)
    client.get(url)
    with CaptureQueriesContext(connection) as asked:
        client.get(url)
    tables = [one["sql"] for one in asked if "documents_" in one["sql"]]
    assert (len(asked), len(tables)) == (
        QUERIES,
        4,
    )  # which note the trace names, the notes, reports of providers, and the Medische informatie


def trail(actor: Actor) -> list[str]:
    with acting_as(actor):
        return list(AuditEvent.objects.filter(actor_id=actor.user_id).order_by("pk").values_list("action", flat=True))


def test_each_page_leaves_its_trace(cast: Cast, case: AbsenceCase, as_actor: AsActor, url: str) -> None:
    made = note(cast.daan, case)
    draft = drafted(cast.daan, case)
    before, client = len(trail(cast.daan)), as_actor(cast.daan)
    client.get(url)
    client.get(reverse("documents:correct_note", args=[case.pk, made.pk]))
    client.get(reverse("documents:envelope", args=[case.pk]))
    client.get(reverse("documents:sign_envelope", args=[case.pk, draft.pk]))
    client.get(reverse("documents:envelope_pdf", args=[case.pk, draft.pk]))
    client.get(reverse("documents:vault_copy", args=[case.pk]))
    assert trail(cast.daan)[before:] == ["read_vault"] * 6


def test_employee_sees_who_looked_and_under_whom(cast: Cast, case: AbsenceCase, as_actor: AsActor, url: str) -> None:
    dewi = delegate_of(cast.daan_profile)
    note(cast.daan, case)
    as_actor(dewi).get(url)
    page = text(as_actor(cast.carla).get(reverse("cases:looks", args=[case.pk])))
    assert "medisch dossier openen" in page
    assert "aantekening van het spreekuur schrijven" in page
    assert "namens Daan Dokter" in page
    assert "medische begeleiding, onder het beroepsgeheim" in page
    assert SECRET not in page


def test_other_files_of_the_same_person_are_one_step_away(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, url: str
) -> None:
    recover(cast.anna, case, day(20), today=day(20))
    later = report(cast.anna, cast.carla_file, day(60), today=day(60))
    assert later.pk != case.pk
    assert f'"{url}"' in as_actor(cast.daan).get(reverse("documents:vault", args=[later.pk])).content.decode()
