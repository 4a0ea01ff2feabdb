"""The pages about messages: what each role finds there, what a form says back, and how many queries they take."""

from datetime import timedelta
from typing import Any

import pytest
import time_machine
from bs4 import BeautifulSoup
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actor import Actor, acting_as, system
from accounts.models import AuditEvent, Draft, WordingOverride
from accounts.terms import Role
from cases.models import AbsenceCase, Notice
from cases.operations.closing import close_due
from documents.models import Message, MessageReceipt, Thread
from tests.access.world import delegate_of
from tests.cast import Cast
from tests.conftest import AsActor
from tests.documents import arrange
from tests.documents.papers import make_pdf
from tests.factories import cases as files
from tests.factories.letters import answer, begin, read

pytestmark = pytest.mark.usefixtures("private_files")


@pytest.fixture(autouse=True)
def _on_that_day() -> Any:
    with time_machine.travel(arrange.AT, tick=False):
        yield


def listed(case: AbsenceCase) -> str:
    return reverse("messages:list", args=[case.pk])


def begun(case: AbsenceCase) -> str:
    return reverse("messages:start", args=[case.pk])


def place(thread: Thread) -> str:
    return reverse("messages:thread", args=[thread.case_id, thread.pk])


def page(client: Client, url: str) -> str:
    return client.get(url).content.decode()


def draft(client: Client, form: str, about: int, **typed: Any) -> None:
    assert client.post(reverse("accounts:draft", args=[form, about]), typed).status_code == 200


FILLED = {"to": ["employer", "ontzorgmanager"], "subject": "Uren in maart", "text": "Kan ik later beginnen?", "seen": 0}


def test_what_was_sent_is_read_and_everybody_sees_by_whom(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    carla, noor = as_actor(cast.carla), as_actor(cast.noor)
    sent = carla.post(begun(case), FILLED)
    with acting_as(cast.carla):
        thread = Thread.objects.get()
    assert (sent.status_code, sent["Location"]) == (303, place(thread))
    written = page(carla, place(thread))
    assert "U, uw werkgever en de Ontzorgmanager. Bij de werkgever kan dat meer dan een persoon zijn." in written
    assert "Werkgever: nog niet gelezen" in written
    assert "Ontzorgmanager: nog niet gelezen" in written
    assert "<title>Berichten" in written
    opened = page(noor, place(thread))
    assert "Kan ik later beginnen?" in opened
    assert ">Nieuw<" in opened
    assert ">Nieuw<" not in page(noor, place(thread))
    assert "Gelezen door Noor de Wit (Ontzorgmanager) op 14 februari, 10.30 uur" in page(carla, place(thread))
    assert noor.post(place(thread), {"text": "Dat kan.", "seen": 0}).status_code == 303
    lines = page(carla, listed(case))
    assert "2 berichten, het laatste op 14 februari 2026, 10.30 uur" in lines
    assert "1 nieuw" in lines
    assert page(carla, place(thread)).index("Kan ik later") < page(carla, place(thread)).index("Dat kan.")


def test_who_does_not_read_it_finds_nothing_of_it(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    thread = begin(cast.carla, case, content=make_pdf())
    with acting_as(cast.carla):
        message = Message.objects.get()
    file = reverse("messages:enclosure", args=[case.pk, message.pk])
    for actor in (cast.anna, cast.daan):
        client = as_actor(actor)
        assert "Er zijn nog geen berichten" in page(client, listed(case))
        assert "Berichten bekijken" not in page(client, reverse("cases:detail", args=[case.pk]))
        for url in (place(thread), file):
            assert client.get(url).status_code == 404
        assert client.post(place(thread), {"text": "Hallo", "seen": 0}).status_code == 404
    for actor, status in ((cast.ina, 403), (cast.bert, 403), (cast.eva, 404), (cast.loes, 404)):
        client = as_actor(actor)
        assert [client.get(url).status_code for url in (listed(case), begun(case))] == [status, status]
        assert [client.get(url).status_code for url in (place(thread), file)] == [404, 404]
    assert len(texts_of(cast.carla)) == 1


def texts_of(actor: Actor) -> list[str]:
    with acting_as(actor):
        return list(Message.objects.order_by("pk").values_list("text", flat=True))


def test_file_goes_along_under_a_name_that_says_nothing(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    carla, noor = as_actor(cast.carla), as_actor(cast.noor)
    paper = SimpleUploadedFile("uitslag Carla Bos.pdf", make_pdf(), "text/html")
    refused = carla.post(begun(case), FILLED | {"file": paper})
    assert refused.status_code == 422
    words = refused.content.decode()
    assert "Lees de bijlage na en kruis dit aan." in words
    assert "Kies het bestand opnieuw" in words
    assert "Kan ik later beginnen?" in words
    paper.seek(0)
    assert carla.post(begun(case), FILLED | {"file": paper, "no_medical": "on"}).status_code == 303
    with acting_as(cast.noor):
        message = Message.objects.select_related("thread").get()
    opened = page(noor, place(message.thread))
    assert "uitslag" not in opened
    assert "(pdf, 0,1 MB)" in opened
    taken = noor.get(reverse("messages:enclosure", args=[case.pk, message.pk]))
    assert b"".join(taken.streaming_content) == make_pdf()
    assert taken["Content-Disposition"] == f'attachment; filename="bijlage-{case.number}-{message.pk}.pdf"'
    assert (taken["Content-Type"], taken["X-Content-Type-Options"]) == ("application/pdf", "nosniff")
    with acting_as(cast.carla):
        seen = (
            AuditEvent.objects.visible_to(cast.carla).filter(actor=cast.noor.user_id).values_list("action", flat=True)
        )
        assert list(seen.order_by("pk")) == ["read_thread", "take_enclosure"]


@pytest.mark.parametrize("content", [b"GIF89a", b""])
def test_file_that_may_not_be_kept_is_named(cast: Cast, as_actor: AsActor, case: AbsenceCase, content: bytes) -> None:
    paper = SimpleUploadedFile("brief.pdf", content)
    answered = as_actor(cast.carla).post(begun(case), FILLED | {"file": paper, "no_medical": "on"})
    assert answered.status_code == 422
    assert "Kan ik later beginnen?" in answered.content.decode()
    assert texts_of(cast.carla) == []


def test_file_that_is_gone_is_not_there(cast: Cast, as_actor: AsActor, case: AbsenceCase, private_files: Any) -> None:
    begin(cast.carla, case, content=make_pdf())
    with acting_as(cast.carla):
        message = Message.objects.get()
    (private_files / message.path).write_bytes(b"iets anders")
    assert as_actor(cast.noor).get(reverse("messages:enclosure", args=[case.pk, message.pk])).status_code == 404


@pytest.mark.parametrize("who", ["carla", "daan", "anna"])
def test_words_about_health_are_marked_for_everybody(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str
) -> None:
    actor = getattr(cast, who)
    client, said = as_actor(actor), FILLED | {"to": ["ontzorgmanager"], "text": "Ik slik nu een antidepressivum."}
    refused = client.post(begun(case), said)
    assert refused.status_code == 422
    assert "antidepressivum" in refused.content.decode()
    kept = {"wording_reason": "work", "wording_seen": "antidepressivum"}
    assert client.post(begun(case), said | kept).status_code == 303
    with acting_as(actor):
        [one] = WordingOverride.objects.all()
        assert (one.form, one.field, one.case_id) == ("start_thread", "text", case.pk)


def test_what_is_typed_comes_back_and_goes_when_it_was_sent(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    carla, thread = as_actor(cast.carla), begin(cast.carla, case)
    draft(carla, "start_thread", case.pk, to=["bedrijfsarts"], subject="Spreekuur", text="Wanneer")
    again = page(carla, begun(case))
    assert 'value="Spreekuur"' in again
    assert again.count("checked") == 1
    draft(carla, "send_message", thread.pk, text="Ik bedoelde")
    assert "Ik bedoelde" in page(carla, place(thread))
    carla.post(place(thread), {"text": "Ik bedoelde april.", "seen": 0})
    with acting_as(cast.carla):
        assert list(Draft.objects.values_list("form", flat=True)) == ["start_thread"]


def test_draft_of_an_answer_has_another_address_after_each_message(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    """Or the browser would fill in what was just sent once more."""
    carla, thread = as_actor(cast.carla), begin(cast.carla, case)
    first = page(carla, place(thread)).split('data-draft-url="')[1].split('"')[0]
    answer(cast.carla, thread)
    assert first not in page(carla, place(thread))


def test_empty_answer_is_asked_for_and_nothing_is_chosen_beforehand(
    cast: Cast, as_actor: AsActor, case: AbsenceCase
) -> None:
    carla, thread = as_actor(cast.carla), begin(cast.carla, case)
    refused = carla.post(place(thread), {"text": " ", "seen": 0})
    assert (refused.status_code, "Schrijf een bericht." in refused.content.decode()) == (422, True)
    assert "checked" not in page(carla, begun(case))
    for to in ([], ["employee"], ["desk"]):
        assert carla.post(begun(case), FILLED | {"to": to}).status_code == 422


@pytest.mark.parametrize(
    ("who", "choices"),
    [
        ("carla", ["Uw werkgever: Bakkerij De Korenaar, iedereen", "De Ontzorgmanager: Noor de Wit", "Daan Dokter"]),
        ("anna", ["Uw werknemer: C. Bos", "De Ontzorgmanager: Noor de Wit", "De bedrijfsarts: Daan Dokter"]),
        ("noor", ["De werknemer: C. Bos", "De werkgever: Bakkerij De Korenaar", "De bedrijfsarts: Daan Dokter"]),
        ("daan", ["De werknemer: C. Bos", "De werkgever: Bakkerij De Korenaar", "De Ontzorgmanager: Noor de Wit"]),
    ],
)
def test_each_chooses_among_the_others(
    cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str, choices: list[str]
) -> None:
    shown = page(as_actor(getattr(cast, who)), begun(case))
    for words in ("Schrijf hier geen medische gegevens.", *choices):
        assert words in shown, words
    assert shown.count('name="to"') == 3


def test_the_same_form_twice_is_one_message(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    carla, noor = as_actor(cast.carla), as_actor(cast.noor)
    first, again = (carla.post(begun(case), FILLED) for _ in range(2))
    assert (again.status_code, again["Location"]) == (303, first["Location"])
    with acting_as(cast.carla):
        thread = Thread.objects.get()
    said = {"text": "Dat kan.", "seen": seen_on(noor, thread)}
    assert [noor.post(place(thread), said).status_code for _ in range(2)] == [303, 303]
    assert texts_of(cast.carla) == ["Kan ik later beginnen?", "Dat kan."]
    assert len(notices_of(cast.carla)) == 1
    carla.post(place(thread), {"text": "Ook op dinsdag?", "seen": seen_on(carla, thread)})
    noor.post(place(thread), {"text": "Dat kan.", "seen": seen_on(noor, thread)})
    assert texts_of(cast.carla)[2:] == ["Ook op dinsdag?", "Dat kan."]


def seen_on(client: Client, thread: Thread) -> str:
    """What the page gives its form along, hidden."""
    form = BeautifulSoup(client.get(place(thread)).content, "html.parser")
    return str(form.select_one("input[type=hidden][name=seen]")["value"])


def notices_of(actor: Actor) -> list[Notice]:
    with acting_as(actor):
        return list(Notice.objects.filter(kind="message_sent"))


def test_page_says_what_stays_and_what_the_employee_may_know(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    thread = begin(cast.carla, case)
    shown = page(as_actor(cast.noor), begun(case))
    assert "ziet niet dat dit bericht er is" not in shown
    assert "wel dat u een bericht schreef" in shown
    assert "wel dat u een bericht schreef" not in page(as_actor(cast.carla), begun(case))
    for url in (begun(case), place(thread)):
        assert "blijft staan, en een bijlage ook." in page(as_actor(cast.noor), url)


def test_delegate_without_consults_meets_no_message(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    thread = begin(cast.carla, case, ["bedrijfsarts"])
    client = as_actor(delegate_of(cast.daan_profile, tasks=["triage", "problem_analysis", "steps"]))
    assert [client.get(url).status_code for url in (listed(case), begun(case), place(thread))] == [403, 403, 404]
    assert "Berichten" not in page(client, reverse("cases:detail", args=[case.pk]))
    assert "Bericht lezen" not in page(client, reverse("start"))


def test_delegate_finds_what_the_doctor_reads(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    begin(cast.carla, case, ["bedrijfsarts"])
    client = as_actor(delegate_of(cast.daan_profile))
    assert "Uren in maart" in page(client, listed(case))
    assert client.get(begun(case)).status_code == 200
    assert f"Dossier {case.number}" in page(client, reverse("start"))
    assert "Bericht lezen" in page(client, reverse("start"))


def test_in_a_file_that_is_over_one_reads_only(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    thread = begin(cast.carla, case)
    files.recover(cast.anna, case, arrange.TODAY, today=arrange.TODAY)
    with acting_as(system(Role.SCHEDULER)) as scheduler:
        close_due(actor=scheduler, today=arrange.TODAY + timedelta(days=28))
    noor = as_actor(cast.noor)
    shown = page(noor, place(thread))
    assert "Kan ik in maart" in shown
    assert "geen nieuw bericht meer sturen" in shown
    assert "<textarea" not in shown
    assert noor.get(begun(case)).status_code == 303
    late = noor.post(place(thread), {"text": "Nog een vraag.", "seen": 0})
    assert (late.status_code, "Nog een vraag." in late.content.decode()) == (409, True)
    late = noor.post(begun(case), FILLED | {"to": ["employee"]})
    assert late.status_code == 303
    assert len(texts_of(cast.noor)) == 1


def test_thread_of_another_file_is_not_found(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    other = files.report(cast.eva, cast.finn_file)
    thread = begin(cast.finn, other, ["employer"])
    assert as_actor(cast.finn).get(place(thread)).status_code == 200
    assert as_actor(cast.carla).get(reverse("messages:thread", args=[case.pk, thread.pk])).status_code == 404


@pytest.mark.parametrize("who", ["carla", "anna", "noor", "daan"])
def test_start_page_says_what_is_new(cast: Cast, as_actor: AsActor, case: AbsenceCase, who: str) -> None:
    actor = getattr(cast, who)
    writer = cast.noor if who == "carla" else cast.carla
    to = "employee" if who == "carla" else actor.role.value
    thread = begin(writer, case, [to])
    client = as_actor(actor)
    first = page(client, reverse("start"))
    assert [words in first for words in (f"Dossier {case.number}", "Bericht lezen")] == [True, True]
    answer(writer, thread)
    assert "2 nieuwe berichten" in page(client, reverse("start"))
    assert "Er zijn 2 berichten die u nog niet heeft gelezen." in page(client, reverse("cases:detail", args=[case.pk]))
    page(client, place(thread))
    assert "nieuwe berichten" not in page(client, reverse("start"))
    assert "U heeft alle berichten gelezen." in page(client, reverse("cases:detail", args=[case.pk]))


def test_notice_leads_to_the_list_and_says_no_word(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    begin(cast.carla, case)
    with acting_as(cast.noor):
        notice = Notice.objects.get(kind="message_sent")
    shown = page(as_actor(cast.noor), reverse("cases:notice", args=[notice.pk]))
    assert listed(case) in shown
    assert "Uren in maart" not in shown


def queries(client: Client, url: str) -> int:
    with CaptureQueriesContext(connection) as found:
        assert client.get(url).status_code == 200
    return len(found)


def test_pages_take_as_many_queries_for_three_as_for_one(cast: Cast, as_actor: AsActor, case: AbsenceCase) -> None:
    noor = as_actor(cast.noor)
    thread = begin(cast.carla, case)
    read(cast.noor, thread)
    one = [queries(noor, url) for url in (listed(case), place(thread))]
    for _ in range(2):
        begin(cast.carla, case)
        answer(cast.carla, thread)
        read(cast.noor, thread)
    assert [queries(noor, url) for url in (listed(case), place(thread))] == one == [29, 34]
    with acting_as(cast.noor):
        assert MessageReceipt.objects.count() == 3
