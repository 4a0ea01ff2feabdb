"""What the pages of the vault have in common: who has them at all, and that nothing of them stays in a browser."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control

from accounts.request import ActorRequest
from accounts.step_up import confirmed_first
from accounts.terms import Verb
from cases.models import AbsenceCase
from documents.models import MedicalInformation

View = Callable[..., HttpResponseBase]


def vault_page(verb: Verb, resource: str, *, back: str = "", of: tuple[str, ...] = ()) -> Callable[[View], View]:
    """A page for who may do this in the vault, who showed a moment ago who it is. For anybody else it does not exist.

    `back` and `of` are those of `confirmed_first`, for a download.
    """

    def decorate(view: View) -> View:
        confirmed = confirmed_first(back=back, of=of)(view)

        @cache_control(private=True, no_store=True)
        @wraps(view)
        def run(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            actor = getattr(request, "actor", None)
            if actor is None or not actor.may(verb, resource):
                raise Http404
            return confirmed(request, *args, **kwargs)

        return run

    return decorate


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
