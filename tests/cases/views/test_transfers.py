"""Hand-overs as the Ontzorgmanager sees them: the list, the note of one file, the words that lie ready."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.actor import acting_as
from accounts.models import AuditEvent, Draft, WordingOverride
from accounts.operations import save_draft
from cases import operations
from cases.models import AbsenceCase, CaseTransfer
from cases.timeline.dutch import format_date
from employers.acting import actor_for
from employers.models import Membership
from employers.operations import substitute
from tests.cast import Cast
from tests.conftest import AsActor
from tests.factories import employers as staff
from tests.factories.cases import assign, hand_over, report

TODAY = timezone.localdate()
DAY = timedelta(days=1)
LISTED, NOTED = 24, 36
Counted = Callable[[int], AbstractContextManager[object]]


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    return assign(cast, report(cast.anna, cast.carla_file, TODAY - 60 * DAY), on=TODAY - 50 * DAY)


def page_of(case: AbsenceCase) -> str:
    return reverse("cases:transfer", args=[case.pk])


def text_of(client: Client, url: str) -> str:
    return " ".join(BeautifulSoup(client.get(url).content, "html.parser").get_text(" ").split())


def sent(words: str = "Belt liever dan mailt.", number: object = 0) -> dict[str, object]:
    return {"words": words, "expected_number": number}


def expected_on(client: Client, case: AbsenceCase) -> str:
    found = BeautifulSoup(client.get(page_of(case)).content, "html.parser").select_one("[name=expected_number]")
    return str(found.get("value", "")) if found else ""


def test_words_go_along_and_the_next_one_says_that_he_saw_them(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    noor, loes = as_actor(cast.noor), as_actor(cast.loes)
    answer = noor.post(page_of(case), sent("Belt <b>liever</b> dan mailt."))
    assert (answer.status_code, answer["Location"]) == (303, page_of(case))
    assert "Ligt klaar" in text_of(noor, reverse("cases:transfers"))
    hand_over(cast, case, on=TODAY)
    assert noor.get(page_of(case)).status_code == 404
    assert "C. Bos" in text_of(loes, reverse("cases:transfers"))
    assert "Lees de overdracht" in text_of(loes, reverse("cases:detail", args=[case.pk]))
    read = loes.get(page_of(case)).content.decode()
    assert "Belt &lt;b&gt;liever&lt;/b&gt; dan mailt." in read
    assert "Probleemanalyse: " in read
    seen = loes.post(reverse("cases:take_transfer", args=[case.pk]))
    assert (seen.status_code, seen["Location"]) == (303, page_of(case))
    assert "Er is geen nieuwe overdracht" in text_of(loes, reverse("cases:transfers"))
    assert "Lees de overdracht" not in text_of(loes, reverse("cases:detail", args=[case.pk]))
    again = loes.post(reverse("cases:take_transfer", args=[case.pk]), follow=True)
    assert "Deze overdracht was al gezien." in again.content.decode()


def test_the_page_shows_how_the_file_stands_now_and_the_last_contact(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    for held_on in (TODAY - 9 * DAY, TODAY - 8 * DAY):
        operations.log_contact(actor=cast.noor, case=case, party="employee", held_on=held_on, today=TODAY)
    text = text_of(as_actor(cast.noor), page_of(case))
    assert "Zo staat het dossier nu" in text
    assert text.count(f"Werknemer, {format_date(TODAY - 8 * DAY)}") == text.count("Werknemer, ") == 1
    assert f"Niet gepland. Spreek werkgever of werknemer uiterlijk op {format_date(TODAY + 6 * DAY)}." in text
    with acting_as(cast.carla):
        looked = AuditEvent.objects.visible_to(cast.carla).filter(action="read_case", actor_id=cast.noor.user_id)
        assert looked.count() == 1


def test_the_page_says_when_the_next_talk_is_planned(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    day = TODAY + 3 * DAY
    operations.log_contact(actor=cast.noor, case=case, party="employer", held_on=TODAY, next_on=day, today=TODAY)
    assert f"Volgend contact Gepland op {format_date(day)}." in text_of(as_actor(cast.noor), page_of(case))
    assert "Volgend contact" not in text_of(as_actor(cast.ina), page_of(case))


def test_employee_and_desk_read_what_went_along_and_nobody_else(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    as_actor(cast.noor).post(page_of(case), sent())
    hand_over(cast, case, on=TODAY)
    for reader in (cast.carla, cast.ina):
        text = text_of(as_actor(reader), page_of(case))
        assert "Belt liever dan mailt." in text
        assert "Zo staat het dossier nu" not in text
    for stranger in (cast.noor, cast.eva, cast.finn, cast.anna, cast.daan, cast.bert):
        assert as_actor(stranger).get(page_of(case)).status_code == 404
    assert as_actor(cast.carla).post(page_of(case), sent()).status_code == 403


def test_a_word_about_health_is_marked_and_can_be_kept_with_a_reason(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    client = as_actor(cast.noor)
    marked = client.post(page_of(case), sent("Heeft een burn-out."))
    assert marked.status_code == 422
    assert "U schreef &#x27;burn-out&#x27;" in marked.content.decode()
    kept = {"wording_reason": "work", "wording_seen": "burn-out"}
    assert client.post(page_of(case), sent("Heeft een burn-out.") | kept).status_code == 303
    with acting_as(cast.noor):
        row = WordingOverride.objects.get()
    assert (row.form, row.field, row.case_id) == ("transfer", "words", case.pk)


def test_an_old_page_shows_both_texts(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    client = as_actor(cast.noor)
    client.post(page_of(case), sent("Eerst."))
    conflict = client.post(page_of(case), sent("Later."))
    text = conflict.content.decode()
    assert conflict.status_code == 409
    assert "Er staat intussen een andere tekst." in text
    assert "Eerst." in text
    assert "Later." in text
    field = BeautifulSoup(text, "html.parser").select_one("[name=expected_number]")
    assert field is not None
    assert client.post(page_of(case), sent("Later.", str(field["value"]))).status_code == 303


def test_a_draft_comes_back_and_goes_when_it_was_sent(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    client = as_actor(cast.noor)
    client.post(reverse("accounts:draft", args=["transfer", case.pk]), sent("Half geschr"))
    assert "Half geschr" in client.get(page_of(case)).content.decode()
    client.post(page_of(case), sent("Af."))
    with acting_as(cast.noor):
        assert not Draft.objects.exists()


def test_a_draft_that_was_kept_after_sending_does_not_stand_in_the_way(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    """The page kept what was typed in the moment in which it was sent: its own text is no older page."""
    client = as_actor(cast.noor)
    client.post(page_of(case), sent("Af."))
    save_draft(actor=cast.noor, form="transfer", about_id=case.pk, data={"words": ["Af."], "expected_number": ["0"]})
    assert client.post(page_of(case), sent("Beter.", expected_on(client, case))).status_code == 303


def test_a_closed_file_takes_no_words(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    with acting_as(cast.anna):
        version = AbsenceCase.objects.get(pk=case.pk).version
    operations.record_death(actor=cast.anna, case=case, died_on=TODAY - DAY, expected_version=version, today=TODAY)
    client = as_actor(cast.noor)
    assert "Voor wie na u komt" not in text_of(client, page_of(case))
    answer = client.post(page_of(case), sent())
    assert answer.status_code == 409
    assert "Dit dossier is gesloten." in answer.content.decode()
    assert sent()["words"] in answer.content.decode()  # to copy


def test_empty_words_say_what_to_do(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    answer = as_actor(cast.noor).post(page_of(case), sent("  "))
    assert answer.status_code == 422
    assert "Schrijf op wat wie na u komt moet weten." in answer.content.decode()


def test_a_substitute_reads_the_words_and_how_each_file_stands(
    cast: Cast, case: AbsenceCase, as_actor: AsActor
) -> None:
    as_actor(cast.noor).post(page_of(case), sent())
    paper = substitute(
        actor=cast.desk,
        absent=cast.noor_profile,
        substitute=cast.loes_profile,
        valid_from=TODAY,
        valid_to=TODAY + 7 * DAY,
        today=TODAY,
    )
    with acting_as(cast.loes):
        stands_in = actor_for(Membership.objects.get(pk=cast.loes.membership_id), paper)
    client = as_actor(stands_in)
    assert "Notities bij de dossiers die u waarneemt" in text_of(client, reverse("cases:transfers"))
    text = client.get(page_of(case)).content.decode()
    assert "Belt liever dan mailt." in text
    assert "Zo staat het dossier nu" in text
    assert "Notities schrijven" in text_of(as_actor(cast.noor), reverse("employers:substitutions"))
    assert "Dossiers overdragen" in text_of(as_actor(cast.ina), reverse("employers:substitutions"))


def test_employer_and_employee_read_who_it_is_and_how_to_call(cast: Cast, case: AbsenceCase, as_actor: AsActor) -> None:
    hand_over(cast, case, on=TODAY)
    for reader in (cast.anna, cast.carla):
        text = text_of(as_actor(reader), reverse("cases:notices"))
        assert f"Loes Vos begeleidt nu dit dossier. Telefoon {cast.loes_profile.phone}." in text
    hand_over(cast, case, cast.noor_profile, on=TODAY)
    text = text_of(as_actor(cast.carla), reverse("cases:notices"))
    assert (
        text.count("Dit dossier ging naar een andere Ontzorgmanager.") == text.count("begeleidt nu dit dossier.") == 1
    )
    assert f"Noor de Wit begeleidt nu dit dossier. Telefoon {cast.noor_profile.phone}." in text
    for reader in (cast.noor, cast.loes):
        page = as_actor(reader).get(reverse("cases:notices"))
        assert reverse("cases:transfers") in page.content.decode()


def test_query_counts_do_not_grow(
    cast: Cast, case: AbsenceCase, as_actor: AsActor, django_assert_num_queries: Counted
) -> None:
    """For one file and for three, of which some came and some lie ready."""
    hand_over(cast, case, on=TODAY)
    client, url = as_actor(cast.loes), reverse("cases:transfers")
    with django_assert_num_queries(LISTED):
        client.get(url)
    with django_assert_num_queries(NOTED):
        client.get(page_of(case))
    for name in ("Joris", "Kim"):
        person = staff.make_employee(cast.bakery, name, "Nieuw")
        hand_over(cast, assign(cast, report(cast.anna, person, TODAY - 60 * DAY), on=TODAY - 50 * DAY), on=TODAY)
    for to in (cast.noor_profile, cast.loes_profile):
        hand_over(cast, case, to, on=TODAY)
    client.post(page_of(case), sent())
    with acting_as(cast.loes):
        assert CaseTransfer.objects.count() == 6
    with django_assert_num_queries(LISTED):
        client.get(url)
    with django_assert_num_queries(NOTED):
        client.get(page_of(case))
