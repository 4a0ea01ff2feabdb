"""The list of what must be done now: the start page of the Ontzorgmanager, and a page for desk and arbodienst."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpResponse, QueryDict
from django.shortcuts import render, resolve_url
from django.utils import timezone

from accounts.actor import Actor
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible, visible_all
from accounts.web import require_verb, wants_part
from cases import choosing
from cases import worklist as steps
from cases.choosing import GROUPS, WAITS_FOR, Asked, Option
from cases.endings import weeks_by_file
from cases.models import AbsenceCase, SavedView
from cases.phases import STRETCHES
from cases.worklist import Row

PAGE = 50
_OWN_NAMES = {Role.ONTZORGMANAGER: "ontzorgmanager", Role.ARBODIENST: "arbodienst", Role.DESK: "verzekeraar"}


def worklist(request: ActorRequest) -> HttpResponse:
    """What must be done now, in which order, and why."""
    require_verb(request, Verb.SAVE_VIEW, "cases.savedview")  # who keeps lists works with them
    today, actor = timezone.localdate(), request.actor
    found = steps.rows(steps.steps_in_sight(actor, today), steps.pending_keys(actor), actor.role, today)
    asked = choosing.asked(request.GET)
    filters = _filters(found, asked, actor.role)
    saved = _saved(actor)
    chosen = choosing.select(found, asked)
    page = Paginator(chosen, PAGE).get_page(request.GET.get("page"))
    context = {
        "summary": choosing.summary(found, AbsenceCase.objects.visible_to(actor).open().count()),
        "page": page,
        "weeks": weeks_by_file(row.case_id for row in page),
        "chips": _chips(found, asked, actor.role),
        "filters": filters,
        "narrowed": choosing.count_filters(sum(one.chosen is not None for one in filters)),
        "removable": _removable(filters, asked),
        "extent": choosing.extent(chosen),
        "earlier": _earlier(request, found, asked),
        "asked": asked,
        "legal_order": asked.but(sort=""),
        "nothing_at_all": not found,
        "saved": saved,
        "current": next((view for view in saved if view.query == asked.query), None),
    }
    fragment = wants_part(request)
    return render(request, "cases/_worklist.html" if fragment else "cases/worklist.html", context)


@dataclass(frozen=True, slots=True)
class Earlier:
    """A choice that was made before one left the list, to take up again."""

    label: str
    href: str


def _earlier(request: ActorRequest, found: list[Row], asked: Asked) -> Earlier | None:
    """Remember what is chosen; without a choice, offer the last one, for who comes back from a file."""
    key = f"worklist-{request.actor.role.value}"
    last: str = request.session.get(key, "")
    if asked.chosen:
        if asked.query != last:
            request.session[key] = asked.query
        return None
    label = choosing.described(choosing.asked(QueryDict(last).dict()), found)
    return Earlier(label, f"?{last}") if label else None


def address(role: Role) -> str:
    """Where the worklist of this role stands."""
    return resolve_url("start" if role is Role.ONTZORGMANAGER else "cases:worklist")


def _chips(found: list[Row], asked: Asked, role: Role) -> list[Option]:
    """What is asked most, one click away; each combines with the others."""
    alone = Asked(sort=asked.sort).but()
    everything = Option("", "Alles wat nu speelt", len(found), active=not asked.chosen, href=alone)
    wanted = [("laat", {"1": GROUPS["laat"]}), ("wie", {"mij": WAITS_FOR["mij"]}), ("lang", {"1": GROUPS["lang"]})]
    if role is not Role.ONTZORGMANAGER:
        wanted.append(("zonder", {"1": GROUPS["zonder"]}))
    return [everything, *(one for name, labels in wanted for one in choosing.options(found, asked, name, labels))]


@dataclass(frozen=True, slots=True)
class Filter:
    """One list to choose from."""

    name: str
    label: str
    everything: str
    options: list[Option]

    @property
    def chosen(self) -> Option | None:
        """The value that is asked now."""
        return next((option for option in self.options if option.active), None)


def _filters(found: list[Row], asked: Asked, role: Role) -> list[Filter]:
    waits = {key: label for key, label in WAITS_FOR.items() if key != _OWN_NAMES[role]}
    stretches = {key: stretch.label for key, stretch in STRETCHES.items()}
    lines = [
        ("fase", "Fase", "Alle fasen", stretches),
        ("wie", "Wacht op", "Iedereen", waits),
        ("werkgever", "Werkgever", "Alle werkgevers", choosing.employers(found)),
    ]
    if role is not Role.ARBODIENST:
        lines.append(("arbodienst", "Arbodienst", "Alle arbodiensten", choosing.arbodiensten(found)))
    return [
        Filter(name, label, everything, choosing.options(found, asked, name, labels))
        for name, label, everything, labels in lines
    ]


def _removable(filters: list[Filter], asked: Asked) -> list[tuple[str, str]]:
    """What was chosen in the lists and in the search, each with the address that leaves it out."""
    chosen = [found for one in filters if (found := one.chosen) and found.key != "mij"]
    words = [(f"“{asked.q}”", asked.but(q=""))] if asked.q else []
    return [*words, *((option.label, option.href) for option in chosen)]


def _saved(actor: Actor) -> list[Visible]:
    return visible_all(SavedView.objects.visible_to(actor).filter(role=actor.role), actor.role)
