"""What the pages of the vault have in common: who has them at all, and that nothing of them stays in a browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from urllib.parse import urlencode

from allauth.account.adapter import get_adapter
from django.http import Http404, HttpRequest, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.views.decorators.cache import cache_control

from accounts.actor import Actor
from accounts.request import ActorRequest
from accounts.step_up import GO_ON, confirmed_first, confirmed_lately
from accounts.terms import Verb
from accounts.visible import Visible, visible_all
from cases.models import AbsenceCase
from documents.models import MedicalInformation
from documents.operations.treatment import Reported, may_correct

View = Callable[..., HttpResponseBase]
COPY = "aantekeningen"


def vault_page(verb: Verb, resource: str, *, download: bool = False) -> Callable[[View], View]:
    """A page for who may do this in the vault, who showed a moment ago who it is. For anybody else it does not exist.

    Who asked for a `download` comes back to the medical file, with in the address which one it was: COPY, or the number
    of the Medische informatie. That page starts it.
    """

    def decorate(view: View) -> View:
        confirmed = confirmed_first()(view)

        @cache_control(private=True, no_store=True)
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = getattr(request, "actor", None)
            if actor is None or not actor.may(verb, resource):
                raise Http404
            return (_asked_first(request, **kwargs) if download else None) or confirmed(request, *args, **kwargs)

        return run

    return decorate


def _asked_first(request: HttpRequest, case_id: int, information_id: int | None = None) -> HttpResponseBase | None:
    """To the page that asks who it is, and from there back to the medical file; nothing for who showed it already."""
    ways = get_adapter(request).get_reauthentication_methods(request.user)
    if not ways or request.method != "GET" or confirmed_lately(request):
        return None
    back = f"{reverse('documents:vault', args=[case_id])}?{urlencode({GO_ON: information_id or COPY})}"
    return HttpResponseRedirect(f"{ways[0]['url']}?{urlencode({'next': back})}")


def file_of(request: ActorRequest, case_id: int) -> AbsenceCase:
    """The file through the reader's eyes, or 404."""
    files = AbsenceCase.objects.visible_to(request.actor).with_people()
    case: AbsenceCase = get_object_or_404(files, pk=case_id)
    return case


def envelope_of(request: ActorRequest, case_id: int, information_id: int) -> MedicalInformation:
    """One Medische informatie of this file through the reader's eyes, or 404."""
    found = MedicalInformation.objects.visible_to(request.actor).select_related(
        "case__employee__employer", "ohs", "written_by", "under", "signed_by__physician"
    )
    information: MedicalInformation = get_object_or_404(found, pk=information_id, case=case_id)
    return information


def shown_reports(actor: Actor, lines: list[Reported]) -> list[dict[str, Any]]:
    """The medical reports of providers as a page draws them for this reader."""
    return [
        {
            "report": Visible(line.report, actor.role),
            "earlier": visible_all(line.earlier, actor.role),
            "may_correct": may_correct(actor, line.report),
        }
        for line in lines
    ]
