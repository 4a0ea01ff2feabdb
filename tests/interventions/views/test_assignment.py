"""The provider in the browser: his assignments, and every answer."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.actor import acting_as
from accounts.models import AuditEvent, Draft, WordingOverride
from cases.models import Notice
from interventions.models import Intervention
from tests.conftest import AsActor
from tests.factories import interventions as make
from tests.interventions.conftest import DAY, Help


@pytest.fixture
def browser(story: Help, as_actor: AsActor) -> Client:
    return as_actor(story.helper)


def url(name: str, made: Intervention) -> str:
    return reverse(f"interventions:{name}", args=[made.pk])


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_start_puts_what_waits_first(story: Help, browser: Client) -> None:
    assert "Er wacht geen opdracht" in text(browser, "/")
    runs, waits = make.running(story.helper, story.order()), story.order()
    page = text(browser, "/")
    order = ["Wacht op uw antwoord", url("assignment", waits), "Afgesproken en bezig", url("assignment", runs)]
    assert [page.index(one) for one in order] == sorted(page.index(one) for one in order)
    assert "Carla Bos" in page
    assert "Bakkerij" not in page


def test_page_says_what_is_asked_and_leaves_a_trace(story: Help, browser: Client) -> None:
    made = story.order()
    page = text(browser, url("assignment", made))
    for word in (make.GOAL, make.ABILITIES, "06 11112222", "Psychologische begeleiding", "Noor de Wit"):
        assert word in page, word
    for word in ("Bakkerij De Korenaar", "Kerkstraat", "17 mei 1985", "Dossier"):
        assert word not in page, word
    with acting_as(story.cast.carla):
        seen = AuditEvent.objects.visible_to(story.cast.carla).get(action="read_assignment")
    assert (seen.subject_id, seen.case_id, seen.role) == (story.cast.carla_file.pk, story.case.pk, "provider")


def test_employee_reads_who_looked_and_for_whom(story: Help, browser: Client, as_actor: AsActor) -> None:
    text(browser, url("assignment", story.order()))
    page = text(as_actor(story.cast.carla), reverse("cases:looks", args=[story.case.pk]))
    for word in ("Pim Helper", "Dienstverlener", "Praktijk De Haven", "opdracht openen"):
        assert word.lower() in page.lower(), word


def test_accept_begin_report_and_end(story: Help, browser: Client) -> None:
    made, day = story.order(), f"{story.today:%Y-%m-%d}"
    steps = [
        ("accept", {"starts_on": day}, "accepted"),
        ("start", {"started_on": day}, "running"),
        ("report", {"text": "De uren gaan omhoog."}, "running"),
        ("end", {"completed": "yes", "ended_on": day, "text": "Het doel is bereikt."}, "completed"),
    ]
    for name, sent, state in steps:
        assert url(name, made) in text(browser, url("assignment", made)), name
        assert text(browser, url(name, made))
        answer = browser.post(url(name, made), sent)
        assert (answer.status_code, answer["Location"]) == (303, url("assignment", made)), name
        assert story.now(made).state == state
    page = text(browser, url("assignment", made))
    assert "Eindverslag" in page
    assert "Nu te doen" not in page
    for name, *_ in steps:
        assert browser.get(url(name, made))["Location"] == url("assignment", made), name
    late = browser.post(url("report", made), {"text": "Nog iets over de uren."})
    assert (late.status_code, "Nog iets over de uren." in late.content.decode()) == (409, True)
    assert text(browser, "/").index("Voorbij, nog te zien")


def test_refusing(story: Help, browser: Client) -> None:
    made = story.order()
    assert "Kies een reden." in browser.post(url("refuse", made), {"reason": ""}).content.decode()
    wrong = browser.post(url("refuse", made), {"reason": "other"})
    assert (wrong.status_code, "Schrijf kort op waarom" in wrong.content.decode()) == (422, True)
    assert browser.post(url("refuse", made), {"reason": "no_room"}).status_code == 303
    assert story.now(made).state == "refused"


def test_marked_words_ask_for_a_reason_and_the_draft_goes(story: Help, browser: Client) -> None:
    made = make.running(story.helper, story.order())
    browser.post(reverse("accounts:draft", args=["report_progress", made.pk]), {"text": "Bijna klaar"})
    assert "Bijna klaar" in text(browser, url("report", made))
    page = browser.post(url("report", made), {"text": "De depressie wordt minder."})
    assert page.status_code == 422
    assert "U schreef &#x27;depressie&#x27;" in page.content.decode()
    kept = {"text": "De depressie wordt minder.", "wording_reason": "work", "wording_seen": "depressie"}
    assert browser.post(url("report", made), kept).status_code == 303
    with acting_as(story.helper):
        assert not Draft.objects.visible_to(story.helper).exists()
        stored = WordingOverride.objects.visible_to(story.helper).get()
    assert (stored.form, stored.about_id, stored.case_id) == ("report_progress", made.pk, story.case.pk)


def test_message_leads_to_the_assignment_as_long_as_it_is_seen(story: Help, browser: Client) -> None:
    made = story.order()
    with acting_as(story.helper):
        notice = Notice.objects.visible_to(story.helper).get()
    one = reverse("cases:notice", args=[notice.pk])
    assert url("assignment", made) in text(browser, one)
    assert f"Opdracht {made.pk}" in text(browser, reverse("cases:notices"))
    with acting_as(story.cast.noor):
        made.assignment.__class__.objects.filter(pk=made.assignment_id).update(provider_until=story.today - DAY)
    assert url("assignment", made) not in text(browser, one)
    assert "Deze opdracht ziet u niet meer" in text(browser, one)


def test_another_provider_meets_nothing(story: Help, as_actor: AsActor) -> None:
    made = make.running(story.helper, story.order())
    other = as_actor(make.make_helper(make.make_provider("Praktijk De Zee"), "Zoe Zee"))
    assert "Carla" not in text(other, "/")
    for name in ("assignment", "accept", "refuse", "start", "report", "end"):
        assert other.get(url(name, made)).status_code == 404, name


def test_queries_do_not_follow_the_number_of_assignments(
    story: Help, browser: Client, django_assert_num_queries: object
) -> None:
    story.order()
    with django_assert_num_queries(START_QUERIES):  # type: ignore[operator]  # a fixture of pytest-django
        text(browser, "/")
    story.order()
    story.order()
    with django_assert_num_queries(START_QUERIES):  # type: ignore[operator]  # the same
        text(browser, "/")


START_QUERIES = 16
