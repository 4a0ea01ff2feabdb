"""What somebody asked for and did not get: remembered with the request, written down after its transaction."""

from django.core.exceptions import ObjectDoesNotExist, PermissionDenied
from django.http import Http404, HttpRequest

from accounts.audit import ASKED, Refusal
from accounts.operation import Refused
from accounts.rls import tenant_models

LARGEST = 2**63 - 1  # what the database takes for a number


def note(request: HttpRequest, error: BaseException) -> None:
    """Remember a refusal; other errors say nothing about access."""
    refusal = _refusal(request, error)
    if refusal is not None:
        request.refusal = refusal


def noted(request: HttpRequest) -> Refusal | None:
    """What this request was refused, if anything."""
    found: Refusal | None = getattr(request, "refusal", None)
    return found


def _refusal(request: HttpRequest, error: BaseException) -> Refusal | None:
    if isinstance(error, Refused):
        return Refusal(error.verb, error.resource, error.object_id)
    if isinstance(error, PermissionDenied):
        return Refusal(ASKED, _page(request))
    # A shortcut hides the reason; a page that has nothing to show for another reason is no refusal.
    missing = error.__context__ if isinstance(error, Http404) else error
    if not isinstance(missing, ObjectDoesNotExist):
        return None
    for model in tenant_models():
        if isinstance(missing, model.DoesNotExist):
            return Refusal(ASKED, model._meta.label_lower, _number(request, str(model._meta.model_name)))
    return None


def _page(request: HttpRequest) -> str:
    match = request.resolver_match
    return match.view_name[:60] if match else ""


def _number(request: HttpRequest, model: str) -> int | None:
    """The number in the address that is about this kind of record: `case_id` for an absencecase."""
    given = request.resolver_match.kwargs if request.resolver_match else {}
    for name, value in given.items():
        if name.endswith("_id") and model.endswith(name.removesuffix("_id").replace("_", "")):
            return value if isinstance(value, int) and value <= LARGEST else None
    return None
