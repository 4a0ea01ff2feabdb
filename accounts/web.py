"""What every view does the same way: check the verb, show what an operation refuses, go on after a write."""

from collections.abc import Callable, Iterable
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import models
from django.forms import BaseForm
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import render, resolve_url
from django.utils.datastructures import MultiValueDict
from django_htmx.http import HttpResponseLocation

from accounts.audit import Refusal
from accounts.models import Draft
from accounts.operation import Operation, Refused
from accounts.operations import draft_of, keep_wording, save_draft
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.wording.kept import Kept

M = TypeVar("M", bound=models.Model)


def require_verb(request: ActorRequest, verb: Verb, resource: str) -> None:
    """Do not show a form that the operation would refuse anyway. Raises PermissionDenied."""
    if not request.actor.may(verb, resource):
        raise Refused(request.actor.role, verb, resource)


def require_for(request: ActorRequest, operation: Operation[..., Any]) -> None:
    """Refuse the page of a form (403) to a role that could not send it."""
    require_verb(request, operation.verb, operation.resource)


def remember(request: ActorRequest, error: Refused) -> None:
    """For a page that shows a refusal itself, with what was typed: the refusal is written down like any other."""
    request.refusal = Refusal(error.verb, error.resource, error.object_id)


def see_other(request: ActorRequest, name: str, *args: object) -> HttpResponse:
    """Go on to a page after a successful POST: 303, or a header that tells htmx to go there."""
    url = resolve_url(name, *args)
    if request.htmx:
        return HttpResponseLocation(url)
    return HttpResponseRedirect(url, status=303)


def refuse(form: BaseForm, error: ValidationError) -> None:
    """Put an operation's messages beside the fields they are about; what has no field here stands on top.

    A form that asks for something under another name than the operation says so in `shown_at`.
    """
    shown_at: dict[str, str] = getattr(form, "shown_at", {})
    for name, messages in _by_field(error).items():
        field = shown_at.get(name, name)
        form.add_error(field if field in form.fields else None, messages)


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def send(request: ActorRequest, form: BaseForm, operation: Callable[..., M], **more: object) -> M | None:
    """Give what the form says to one operation. None: not a POST, or refused, with the reasons beside the fields."""
    if request.method != "POST" or not form.is_valid():
        return None
    try:
        return operation(actor=request.actor, **form.cleaned_data, **more)
    except ValidationError as error:
        refuse(form, error)
        return None


def show_form(request: ActorRequest, form: BaseForm, **page: str) -> HttpResponse:
    """A page with one form: `title`, `submit`, `back`, and when useful `above` and `note`."""
    context = {"form": form, "above": "", "note": "", **page}
    return render(request, "accounts/form.html", context, status=422 if form.errors else 200)


def record_kept(
    request: ActorRequest, form: str, about_id: int, kept: Iterable[Kept], *, case_id: int | None = None
) -> None:
    """After the form was saved: record which texts stayed as they are, and why."""
    for field in kept:
        keep_wording(actor=request.actor, form=form, about_id=about_id, case_id=case_id, kept=field)


LONGEST = 200  # characters of an answer of which the field sets no limit: a date or a choice


def keep_answers(request: ActorRequest, form: BaseForm, *, name: str, about_id: int) -> None:
    """Keep what was sent as a draft of one's own, so that the page that checks it has an address that says nothing.

    Only the fields of this form, and no more of each than could ever be valid.
    """
    sent = request.POST
    limits = {
        field: getattr(form.fields[field], "max_length", None) or LONGEST for field in form.fields if field in sent
    }
    data = {field: [value[:limit] for value in sent.getlist(field)] for field, limit in limits.items()}
    save_draft(actor=request.actor, form=name, about_id=about_id, data=data)


def kept_answers(draft: Draft) -> QueryDict:
    """What was kept, as if it was sent now; may be changed."""
    kept = QueryDict(mutable=True)
    kept.update(MultiValueDict(draft.data))
    return kept


def brought_back(request: ActorRequest, form: str, about_id: int) -> Draft | None:
    """What this person typed before and did not send, if anything. The form then says so on top, of its own accord."""
    draft = draft_of(request.actor, form, about_id)
    if draft is not None:
        request.brought_back = draft
    return draft


def wants_part(request: ActorRequest) -> bool:
    """Whether htmx asks for a part of the page; a boosted link asks for a page like any other."""
    return bool(request.htmx) and not request.htmx.boosted
