"""What every page has around it: navigation for the role one acts in, name, date."""

from dataclasses import dataclass
from datetime import date

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from accounts.policy import POLICY
from accounts.terms import ROLE_LABELS, Role
from cases.models import Notice


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation."""

    label: str
    url: str
    icon: str
    active: bool
    count: int


@dataclass(frozen=True, slots=True)
class Shell:
    """The frame of a page."""

    entries: list[Entry]
    user_name: str
    role_label: str
    organisation: str
    in_whose_place: str
    can_switch: bool
    unread: int
    has_messages: bool
    search_url: str | None
    today: date


NAVIGATION: dict[Role, tuple[tuple[str, str, str], ...]] = {
    Role.EMPLOYER: (
        ("Start", "start", "house"),
        ("Werknemers", "employers:people", "users"),
        ("Ziek melden", "cases:report", "circle-plus"),
        ("Meldingen", "cases:notices", "bell"),
    ),
    Role.EMPLOYEE: (("Start", "start", "house"), ("Meldingen", "cases:notices", "bell")),
    Role.ONTZORGMANAGER: (
        ("Werklijst", "start", "list-checks"),
        ("Dossiers", "cases:list", "folder"),
        ("Meldingen", "cases:notices", "bell"),
        ("Overdrachten", "cases:transfers", "arrow-left-right"),
        ("Bestede tijd", "cases:time_report", "clock"),
        ("Vervanging", "employers:substitutions", "calendar-days"),
    ),
    Role.BEDRIJFSARTS: (
        ("Te doen", "start", "inbox"),
        ("Agenda", "agenda:week", "calendar-days"),
        ("Dossiers", "cases:list", "folder"),
        ("Meldingen", "cases:notices", "bell"),
        ("Taakdelegatie", "employers:delegations", "users"),
    ),
    Role.ARBODIENST: (
        ("Inbox", "start", "inbox"),
        ("Agenda", "agenda:week", "calendar-days"),
        ("Werklijst", "cases:worklist", "list-checks"),
        ("Dossiers", "cases:list", "folder"),
        ("Meldingen", "cases:notices", "bell"),
    ),
    Role.DESK: (
        ("Start", "start", "house"),
        ("Dossiers", "cases:list", "folder"),
        ("Werkgevers", "employers:list", "building-2"),
        ("Arbodiensten", "employers:ohs_list", "stethoscope"),
        ("Ontzorgmanagers", "employers:managers", "user-check"),
        ("Arbeidsdeskundigen", "employers:experts", "user-check"),
        ("Dienstverleners", "interventions:network", "users"),
        ("Overdragen", "cases:hand_over", "arrow-left-right"),
        ("Bestede tijd", "cases:time_report", "clock"),
        ("Vervanging", "employers:substitutions", "calendar-days"),
        ("Wetswijzigingen", "law:list", "scale"),
        ("Rekenbedragen", "figures:list", "calculator"),
        ("Bewaartermijnen", "cases:retention", "archive"),
        ("Meldingen", "cases:notices", "bell"),
    ),
    Role.DELEGATE: (
        ("Te doen", "start", "inbox"),
        ("Agenda", "agenda:week", "calendar-days"),
        ("Dossiers", "cases:list", "folder"),
    ),
    Role.LABOUR_EXPERT: (("Te doen", "start", "inbox"), ("Meldingen", "cases:notices", "bell")),
    Role.PROVIDER: (("Te doen", "start", "inbox"), ("Meldingen", "cases:notices", "bell")),
    Role.CLAIMS: (("Polissen", "start", "building-2"),),
    Role.INTERMEDIARY: (("Polissen", "start", "building-2"),),
    Role.PLATFORM: (
        ("Gebruikers", "start", "users"),
        ("Noodtoegang", "emergency:list", "triangle-alert"),
        ("Meldingen", "cases:notices", "bell"),
    ),
    Role.PRIVACY_OFFICER: (
        ("Start", "start", "house"),
        ("Logboek", "oversight:log", "eye"),
        ("Bewaarde teksten", "oversight:texts", "file-text"),
        ("Langer bewaard", "oversight:holds", "archive"),
        ("Noodtoegang", "oversight:emergencies", "triangle-alert"),
        ("Bewaartermijnen", "cases:retention", "calendar-days"),
    ),
}
_MAY_SEARCH = {Role.ONTZORGMANAGER, Role.BEDRIJFSARTS, Role.ARBODIENST, Role.DESK, Role.DELEGATE}


def shell(request: HttpRequest) -> dict[str, Shell | None]:
    """The frame for a person who acts in a role; nothing for a visitor."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return {"shell": None}
    unread = Notice.objects.visible_to(actor).filter(read_at=None).count()
    membership = request.membership
    organisation = membership.organisation
    return {
        "shell": Shell(
            entries=_entries(request, NAVIGATION[actor.role], unread),
            user_name=request.user.name,
            role_label=f"{ROLE_LABELS[actor.role]}, {request.mandate.says}"
            if request.mandate
            else ROLE_LABELS[actor.role],
            organisation=str(organisation) if organisation else "",
            in_whose_place=request.mandate.says if request.mandate else "",
            can_switch=request.membership_count > 1,
            unread=unread,
            has_messages=(actor.role, Notice._meta.label_lower) in POLICY,
            search_url=reverse("cases:list") if actor.role in _MAY_SEARCH else None,
            today=timezone.localdate(),
        )
    }


def _entries(request: HttpRequest, lines: tuple[tuple[str, str, str], ...], unread: int) -> list[Entry]:
    """The navigation; the entry with the longest matching address is the active one."""
    urls = [reverse(name) for _, name, _ in lines]
    here = max((url for url in urls if _covers(url, request.path)), key=len, default="")
    return [
        Entry(label, url, icon, url == here, unread if name == "cases:notices" else 0)
        for (label, name, icon), url in zip(lines, urls, strict=True)
    ]


def _covers(url: str, path: str) -> bool:
    return path == url or (len(url) > 1 and path.startswith(url))
