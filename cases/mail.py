"""Mail about a message: what to do and by when, and a link behind the log-in. No name, no content."""

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from accounts.terms import Role
from cases.models import Notice
from cases.timeline.explain import format_date

HEALTH_WORDS = (
    "ziek",
    "herstel",
    "betermeld",
    "medisch",
    "arbeidsongeschikt",
)  # a mail must not say that somebody is ill


def step_name(term: str) -> str:
    """The statutory term of a step, unless the term itself speaks of illness."""
    return "Een stap in het dossier" if any(word in term.lower() for word in HEALTH_WORDS) else term


def _about(notice: Notice) -> str:
    """What a mail is about. Who is no party of a file does not learn its number."""
    match Role(notice.membership.role):
        case Role.PROVIDER:
            return f"Opdracht {notice.about_id}"
        case Role.PLATFORM:
            return ""
        case _:
            return f"Dossier {notice.case.number}"


def deliver(notice: Notice) -> None:
    """Hand one message to the mail server. Raises when the server does not take it."""
    context = {
        "is_reminder": notice.kind == Notice.Kind.REMINDER,
        "step": step_name(notice.term),
        "due": format_date(notice.due_on) if notice.due_on else "",
        "late": notice.days_before is not None and notice.days_before < 0,
        "about": _about(notice),
        "link": settings.BASE_URL + reverse("cases:notice", args=[notice.pk]),
    }
    subject = render_to_string("email/notice.subject.txt", context).strip()
    body = render_to_string("email/notice.body.txt", context)
    domain = settings.DEFAULT_FROM_EMAIL.rpartition("@")[2].rstrip(">")
    mail = EmailMessage(subject, body, to=[notice.membership.user.email])
    # The same message has the same identity, should a crash make us send it again.
    mail.extra_headers["Message-ID"] = f"<notice-{notice.pk}@{domain}>"
    mail.send()
