"""Mail says what to do and by when; never who is ill, nor that somebody is."""

from datetime import UTC, datetime

import pytest
from django.core import mail

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases import operations
from cases.mail import HEALTH_WORDS, deliver, step_name
from cases.models import Notice
from cases.tasks import mail_notices
from tests.cast import Cast
from tests.factories.cases import MONDAY, day, report

NOW = datetime(2026, 1, 5, 9, tzinfo=UTC)


def waiting_notices() -> list[Notice]:
    with acting_as(system(Role.MAILER)):
        return list(Notice.objects.filter(mailed_at=None).select_related("membership__user", "case").order_by("pk"))


@pytest.mark.parametrize(
    ("term", "named"),
    [
        ("Plan van aanpak", "Plan van aanpak"),
        ("Ziekmelding UWV bij vangnet", "Een stap in het dossier"),
        ("Medische informatie (voor verzekeringsarts)", "Een stap in het dossier"),
        ("Start tweede ziektejaar", "Een stap in het dossier"),
    ],
)
def test_step_that_speaks_of_illness_is_not_named(term: str, named: str) -> None:
    assert step_name(term) == named


def test_reminder_names_the_step_the_day_and_the_file(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file)
    operations.remind(actor=system(Role.SCHEDULER), today=day(42), at=NOW)
    reminder = next(
        n for n in waiting_notices() if n.key == "problem_analysis" and n.membership_id == cast.daan.membership_id
    )
    with acting_as(system(Role.MAILER)):
        deliver(reminder)
    sent = mail.outbox[-1]
    assert sent.subject == f"Probleemanalyse, uiterlijk 15 februari 2026 (dossier {case.number})"
    assert sent.to == [cast.user(cast.daan).email]
    assert sent.extra_headers["Message-ID"] == f"<notice-{reminder.pk}@ontzorg.example>"
    assert f"/dossiers/berichten/{reminder.pk}/" in sent.body


def test_news_is_one_neutral_sentence(cast: Cast) -> None:
    case = report(cast.anna, cast.carla_file, MONDAY)
    with acting_as(system(Role.MAILER)):
        deliver(waiting_notices()[0])
    assert mail.outbox[-1].subject == f"Nieuw bericht (dossier {case.number})"


def test_no_mail_of_a_whole_file_holds_a_name_or_a_health_word(cast: Cast) -> None:
    report(cast.anna, cast.carla_file, handover_notes="De oven wordt dinsdag nagekeken.")
    for k in (1, 28, 42, 43, 281, 295, 365, 638):
        operations.remind(actor=system(Role.SCHEDULER), today=day(k), at=NOW)
    assert mail_notices() == len(mail.outbox) > 10
    forbidden = (*HEALTH_WORDS, "carla", "bos", "oven", "bakkerij")
    for sent in mail.outbox:
        words = f"{sent.subject} {sent.body}".lower().replace(sent.to[0], "")
        assert [word for word in forbidden if word in words] == [], sent.subject


def test_mailing_twice_sends_once(cast: Cast) -> None:
    report(cast.anna, cast.carla_file)
    first = mail_notices()
    assert (first > 0, mail_notices(), len(mail.outbox)) == (True, 0, first)
