"""What every view does the same way: go on after a write, and show what an operation refuses."""

from django.core.exceptions import PermissionDenied, ValidationError
from django.forms import BaseForm
from django.http import HttpRequest, HttpResponse
from django.shortcuts import resolve_url
from django_htmx.http import HttpResponseLocation

from accounts.policy import may
from accounts.terms import Verb


def see_other(request: HttpRequest, name: str, *args: object) -> HttpResponse:
    """Go on to a page after a successful POST: 303, or a header that tells htmx to go there."""
    url = resolve_url(name, *args)
    if getattr(request, "htmx", False):
        return HttpResponseLocation(url)
    return HttpResponse(status=303, headers={"Location": url})


def refuse(form: BaseForm, error: ValidationError) -> None:
    """Put an operation's messages beside the fields they are about; what has no field here stands on top."""
    for name, messages in _by_field(error).items():
        form.add_error(name if name in form.fields else None, messages)


def _by_field(error: ValidationError) -> dict[str, list[str]]:
    return error.message_dict if hasattr(error, "error_dict") else {"": error.messages}


def require_verb(request: HttpRequest, verb: Verb, resource: str) -> None:
    """Do not show a form that the operation would refuse anyway. Raises PermissionDenied."""
    if not may(request.actor.role, verb, resource):
        raise PermissionDenied(f"{request.actor.role} may not {verb} on {resource}")
