"""The real map, with pages that write something and then fail, each in another way."""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.db import OperationalError
from django.http import HttpRequest, HttpResponse
from django.urls import path, reverse
from django_fsm import TransitionNotAllowed

from accounts.operation import NotNow, Stale
from accounts.operations import save_draft
from accounts.queue import after_commit
from ontzorg.urls import handler500, urlpatterns
from tests.accounts.broker import NOBODY_LISTENS, task_on

FAILURES: dict[str, Exception] = {
    "stuk": RuntimeError("Mevrouw Bos"),
    "onzichtbaar": ObjectDoesNotExist("Mevrouw Bos"),
    "verboden": PermissionDenied("Mevrouw Bos"),
    "nu-niet": NotNow("De 104 weken van dit dossier zijn nog niet voorbij."),
    "verouderd": Stale("Iemand anders was u voor."),
    "overgang": TransitionNotAllowed("Mevrouw Bos"),
    "storing": OperationalError("Mevrouw Bos"),
}


def fail(request: HttpRequest, name: str) -> HttpResponse:
    save_draft(actor=request.actor, form="vision", about_id=1, data={"vision": ["half"]})  # type: ignore[attr-defined]  # set by the middleware
    raise FAILURES[name]


def look(request: HttpRequest) -> HttpResponse:
    actor = request.actor  # type: ignore[attr-defined]  # set by the middleware
    return HttpResponse(f"{actor.role} {actor.organisation_id}")


def hand_over(request: HttpRequest) -> HttpResponse:
    save_draft(actor=request.actor, form="vision", about_id=1, data={"vision": ["heel"]})  # type: ignore[attr-defined]  # set by the middleware
    after_commit(task_on(NOBODY_LISTENS), document_id=1)
    return HttpResponse(status=303, headers={"Location": reverse("choose_role")})


urlpatterns = [
    *urlpatterns,
    path("test/faalt/<str:name>/", fail),
    path("test/kijk/", look),
    path("test/later/", hand_over),
]
__all__ = ["handler500", "urlpatterns"]
