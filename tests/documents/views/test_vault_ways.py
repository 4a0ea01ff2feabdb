"""Ways to the medical file, and out of a dead end: from a step, from a message, from a note that somebody else has."""

import io
from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core import mail
from django.template.loader import render_to_string
from django.urls import reverse
from pypdf import PdfReader

from accounts.actor import Actor, acting_as
from accounts.terms import Verb
from accounts.visible import Visible
from cases import dossier, inbox
from cases.models import AbsenceCase, Notice
from cases.tasks import mail_notices
from documents import operations
from documents.models import ConsultNote
from documents.operations.vault import STEP, notes_of
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents import arrange, raw
from tests.documents.arrange import FIRST, TODAY
from tests.documents.vault_story import SECRET, drafted, given, note, signed

LATE = FIRST + timedelta(days=620)
BOTH = "Dewi Begeleider (namens Daan Dokter), Daan Dokter"
WITHOUT = ["triage", "problem_analysis", "steps"]


@pytest.fixture(autouse=True)
def _on_that_day() -> Any:
    with time_machine.travel(arrange.AT, tick=True):
        yield


def text(answer: Any) -> str:
    return " ".join(BeautifulSoup(answer.content, "html.parser").get_text(" ").split())


def test_all_who_prepared_it_stand_on_every_page_and_in_the_pdf(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    made = drafted(delegate_of(cast.daan_profile), case)
    drafted(cast.daan, case, expected_version=1, other="Meer.")
    client = as_actor(cast.daan)
    vault, sign, pdf = (
        reverse("documents:vault", args=[case.pk]),
        reverse("documents:sign_envelope", args=[case.pk, made.pk]),
        reverse("documents:envelope_pdf", args=[case.pk, made.pk]),
    )
    for address in (vault, sign):
        assert f"Voorbereid door {BOTH}." in text(client.get(address)), address
    made = operations.sign_medical_information(
        actor=cast.daan, information=made, place="Utrecht", expected_version=2, at=arrange.AT
    )
    operations.give_medical_information(actor=cast.daan, information=made, today=TODAY)
    employee = as_actor(cast.carla)
    assert f"Voorbereid door {BOTH}." in text(employee.get(vault))
    pages = PdfReader(io.BytesIO(b"".join(employee.get(pdf).streaming_content))).pages
    assert f"Voorbereid door {BOTH}" in " ".join(" ".join(page.extract_text().split()) for page in pages)


def ways(actor: Actor, case: AbsenceCase) -> list[tuple[str, str]]:
    """The buttons under "Nu te doen" when the step is the next one, and where they lead."""
    with acting_as(actor):
        seen = AbsenceCase.objects.visible_to(actor).with_facts().get(pk=case.pk)
        step = next(one for one in dossier.steps_of(seen, actor.role, LATE) if one.key == STEP)
        values = {"case": Visible(seen, actor.role), "next": step, "role": actor.role.value}
        page = BeautifulSoup(render_to_string("cases/_next.html", values), "html.parser")
    return [(" ".join(one.get_text().split()), str(one["href"])) for one in page.select("a.btn")]


def test_step_leads_to_the_draft_then_to_giving_it_and_by_hand_stays(cast: Cast, case: AbsenceCase) -> None:
    draft, vault = (reverse(f"documents:{name}", args=[case.pk]) for name in ("envelope", "vault"))
    by_hand = ("Gegeven buiten Ontzorg?", reverse("cases:record_step", args=[case.pk, STEP]))
    dewi = delegate_of(cast.daan_profile)
    assert ways(cast.daan, case) == [("Concept schrijven", draft), by_hand]
    made = drafted(cast.daan, case)
    for actor in (cast.daan, dewi):
        assert ways(actor, case) == [("Verder met het concept", draft), by_hand]
    made = operations.sign_medical_information(
        actor=cast.daan, information=made, place="Utrecht", expected_version=1, at=arrange.AT
    )
    assert ways(cast.daan, case) == [("Aan de werknemer geven", vault), by_hand]
    assert ways(dewi, case) == [("Medisch dossier openen", vault), by_hand]
    # Given before the step could be done: it is open still, and the medical file says what was given.
    operations.give_medical_information(actor=cast.daan, information=made, today=TODAY)
    assert ways(cast.daan, case) == [("Medisch dossier openen", vault), by_hand]


def test_who_does_not_write_it_here_only_records_it(cast: Cast, case: AbsenceCase) -> None:
    drafted(cast.daan, case)
    other = delegate_of(cast.daan_profile, tasks=WITHOUT)
    assert Verb.DRAFT_MEDICAL_INFORMATION in other.without
    record = reverse("cases:record_step", args=[case.pk, STEP])
    assert ways(other, case) == [("Vastleggen dat dit gedaan is", record)]


def test_list_of_steps_questions_and_recording_lead_there_too(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    drafted(cast.daan, case)
    vault, draft = (reverse(f"documents:{name}", args=[case.pk]) for name in ("vault", "envelope"))
    record = reverse("cases:record_step", args=[case.pk, STEP])
    other = delegate_of(cast.daan_profile, tasks=WITHOUT)
    with time_machine.travel(arrange.AT + (LATE - TODAY), tick=True):
        doctor, without = as_actor(cast.daan), as_actor(other)
        row = f"#stap-{STEP}-1 .step-more a"
        detail = reverse("cases:detail", args=[case.pk])
        assert [one["href"] for one in BeautifulSoup(doctor.get(detail).content, "html.parser").select(row)] == [
            draft,
            record,
        ]
        assert [one["href"] for one in BeautifulSoup(without.get(detail).content, "html.parser").select(row)] == [
            record
        ]
        assert vault in doctor.get(record).content.decode()
        assert vault not in without.get(record).content.decode()
        for actor, url in ((cast.daan, vault), (other, detail)):
            with acting_as(actor):
                asked = [one for one in inbox.of_physician(actor, LATE) if one.title.startswith("Medische informatie")]
            assert [one.url for one in asked] == [url]


def test_message_leads_to_the_medical_file_and_mail_says_nothing(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, django_capture_on_commit_callbacks: Any
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        given(cast, case)
    with acting_as(cast.carla):
        notice = Notice.objects.get(kind="vault_ready")
    client = as_actor(cast.carla)
    page = client.get(reverse("cases:notice", args=[notice.pk]))
    assert "Er staat iets nieuws voor u in het medisch dossier" in text(page)
    assert f'"{reverse("documents:vault", args=[case.pk])}"' in page.content.decode()
    assert "Er staat iets voor u klaar" in text(client.get(reverse("cases:notices")))
    mail_notices()
    mine = [one for one in mail.outbox if reverse("cases:notice", args=[notice.pk]) in one.body]
    assert len(mine) == 1
    said = f"{mine[0].subject} {mine[0].body}".lower()
    assert [word for word in ("medisch", "uwv", "document", "arts") if word in said] == []


def test_what_a_delegate_typed_becomes_a_new_note_when_the_doctor_was_first(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    dewi = delegate_of(cast.daan_profile)
    own = note(dewi, case, "Gesproken.")
    said: dict[str, Any] = {"held_on": TODAY, "how": "phone", "today": TODAY, "at": arrange.AT}
    operations.correct_note(actor=cast.daan, case=case, note=own, text="Beter zo.", **said)
    client = as_actor(dewi)
    address = reverse("documents:correct_note", args=[case.pk, own.pk])
    late = client.post(address, {"held_on": "2026-02-13", "how": "visit", "text": SECRET})
    page = BeautifulSoup(late.content, "html.parser")
    new = reverse("documents:note", args=[case.pk])
    form = page.select_one(f'form[action="{new}"]')
    assert late.status_code == 409
    assert form is not None
    assert "Bewaar het dan als nieuwe aantekening." in text(late)
    assert "Beter zo." in text(late)
    assert raw.places_of(SECRET) == set()
    again = {name: form.select_one(f"[name={name}]") for name in ("held_on", "text")}
    assert again["held_on"] is not None
    assert again["text"] is not None
    sent = {"held_on": str(again["held_on"]["value"]), "how": "visit", "text": again["text"].get_text().strip()}
    assert client.post(new, sent).status_code == 303
    with acting_as(cast.carla):
        assert [line.note.text for line in notes_of(cast.carla, case)] == ["Beter zo.", SECRET]
        assert ConsultNote.objects.visible_to(cast.carla).count() == 3


def test_delegate_gets_no_form_for_what_the_doctor_wrote(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    dewi = delegate_of(cast.daan_profile)
    theirs = note(cast.daan, case)
    client, vault = as_actor(dewi), reverse("documents:vault", args=[case.pk])
    answer = client.get(reverse("documents:correct_note", args=[case.pk, theirs.pk]))
    assert (answer.status_code, answer["Location"]) == (303, vault)
    assert "Alleen de schrijver of de bedrijfsarts verbetert haar." in text(client.get(vault))


def test_signed_one_of_before_is_not_signed_again(cast: Cast, case: AbsenceCase) -> None:
    """The number to check it by covers who prepared it."""
    made = signed(cast, case)
    assert made.prepared_by == "Daan Dokter"
    assert made.content.count('"writers"') == 1
