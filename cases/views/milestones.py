"""Recording a step that was done outside the application."""

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.views.decorators.http import require_http_methods

from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.web import require_verb
from cases.models.milestone import RULE_BY_KEY
from cases.operations.steps import may_record
from cases.views.changes.pages import file_of
from cases.views.changes.recording import RecordingPage


@require_http_methods(["GET", "POST"])
def record_step(request: ActorRequest, case_id: int, key: str) -> HttpResponse:
    """The day on which it was done, for example the report to UWV; and what else moves, before it does."""
    require_verb(request, Verb.RECORD_STEP, "cases.absencecase")
    file = file_of(request, case_id)
    if key not in RULE_BY_KEY:
        raise Http404
    if not may_record(request.actor.role, key, self_guided=file.case.is_self_guided):
        raise PermissionDenied
    page = RecordingPage(request, key, file)
    return page.blank() if request.method == "GET" else page.answer()
