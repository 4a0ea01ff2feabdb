"""Mail says what to do and by when; never who is ill, nor that somebody is."""

from datetime import UTC, datetime
from typing import Any

import pytest
from aiosmtpd.controller import Controller
from django.core import mail

from accounts.actor import acting_as, system
from accounts.models import User
from accounts.terms import Role
from cases import operations
from cases.mail import HEALTH_WORDS, deliver, step_name
from cases.models import Notice
from cases.tasks import mail_notices
from ontzorg.local.place import free_port
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


class Choosy:
    """A real mail server that refuses some addresses: for good (550) or for now (451)."""

    def __init__(self, answers: dict[str, str]) -> None:
        self.answers = answers
        self.taken: list[str] = []

    async def handle_RCPT(self, server: Any, session: Any, envelope: Any, address: str, options: Any) -> str:  # noqa: N802  # aiosmtpd's name
        if address in self.answers:
            return self.answers[address]
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: Any, session: Any, envelope: Any) -> str:  # noqa: N802  # aiosmtpd's name
        self.taken += envelope.rcpt_tos
        return "250 OK"


def real_mail(settings: Any, port: int) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", port


def test_refused_address_does_not_hold_up_the_others(cast: Cast, settings: Any) -> None:
    """For good: not tried again. For now: tried again. The others get theirs at once."""
    report(cast.anna, cast.carla_file)
    operations.remind(actor=system(Role.SCHEDULER), today=day(43), at=NOW)
    gone, full = cast.user(cast.bert).email, cast.user(cast.anna).email
    server = Choosy({gone: "550 No such mailbox", full: "451 Try again later"})
    controller = Controller(server, hostname="127.0.0.1", port=free_port())
    controller.start()
    try:
        real_mail(settings, controller.port)
        sent = mail_notices()
    finally:
        controller.stop()
    assert (sent, set(server.taken) & {gone, full}) == (len(server.taken), set())
    assert cast.user(cast.daan).email in server.taken
    assert {notice.membership.user.email for notice in waiting_notices()} == {full}


def test_mail_server_that_is_away_keeps_every_message(cast: Cast, settings: Any) -> None:
    report(cast.anna, cast.carla_file)
    before = len(waiting_notices())
    real_mail(settings, free_port())
    assert (mail_notices(), len(waiting_notices())) == (0, before)


def test_blocked_account_gets_no_message(cast: Cast) -> None:
    User.objects.filter(pk=cast.bert.user_id).update(is_active=False)
    report(cast.anna, cast.carla_file)
    operations.remind(actor=system(Role.SCHEDULER), today=day(8), at=NOW)
    told = {notice.membership_id for notice in waiting_notices()}
    assert cast.bert.membership_id not in told
    assert cast.carla.membership_id in told
