"""What every view here does the same way: check the verb, send a form to one operation, go on."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import PermissionDenied, ValidationError
from django.db import models
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render, resolve_url
from django_htmx.http import HttpResponseLocation

from accounts.actor import Actor
from accounts.operation import Operation
from accounts.policy import may
from accounts.request import ActorRequest
from accounts.terms import Verb

M = TypeVar("M", bound=models.Model)


def require(actor: Actor, verb: Verb, resource: str) -> None:
    """Refuse a page (403) to a role whose line in the access table lacks the verb that the page is for."""
    if not may(actor.role, verb, resource):
        raise PermissionDenied(f"{actor.role} may not {verb} on {resource}")


def require_for(actor: Actor, operation: Operation[..., Any]) -> None:
    """Refuse the page of a form (403) to a role that could not send it."""
    require(actor, operation.verb, operation.resource)


def see_other(request: ActorRequest, name: str, *args: object) -> HttpResponse:
    """Go on to a page after a successful POST: 303, or a header that tells htmx to go there."""
    url = resolve_url(name, *args)
    if getattr(request, "htmx", False):
        return HttpResponseLocation(url)
    return HttpResponseRedirect(url, status=303)


def send(request: ActorRequest, form: BaseForm, operation: Callable[..., M], **more: object) -> M | None:
    """Give what the form says to one operation. None: not a POST, or refused, with the reasons beside the fields."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return operation(actor=request.actor, **form.cleaned_data, **more)
    except ValidationError as error:
        shown_at: dict[str, str] = getattr(form, "shown_at", {})
        for name, sentences in error.message_dict.items():
            field = shown_at.get(name, name)
            form.add_error(field if field in form.fields else None, sentences)
        return None


def show_form(request: ActorRequest, form: BaseForm, **page: str) -> HttpResponse:
    """A page with one form: `title`, `submit`, `back`, and when useful `above` and `note`."""
    context = {"form": form, "above": "", "note": "", **page}
    return render(request, "employers/form.html", context, status=422 if form.errors else 200)


def wants_part(request: ActorRequest) -> bool:
    """Whether htmx asks for the list alone; a boosted link asks for a page like any other."""
    return bool(request.htmx) and not request.htmx.boosted
