"""What every view here does the same way: check the verb, send a form to one operation, go on."""

from collections.abc import Callable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseForm
from django.http import HttpResponse
from django.shortcuts import render

from accounts.operation import Operation
from accounts.request import ActorRequest
from accounts.web import require_verb

M = TypeVar("M", bound=models.Model)


def require_for(request: ActorRequest, operation: Operation[..., Any]) -> None:
    """Refuse the page of a form (403) to a role that could not send it."""
    require_verb(request, operation.verb, operation.resource)


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
