"""The sheet for a talk as a PDF. Kept nowhere: it holds words that one person reads."""

import io

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.web import require_verb
from cases import operations
from cases.models import AbsenceCase
from cases.preparation import role_of, sheet_for
from cases.visions import versions_of
from documents.render import lay_out_preparation, write_pdf


@cache_control(private=True, no_store=True)
@require_safe
def pdf(request: ActorRequest, case_id: int, talk: str) -> FileResponse:
    """Download it; leaves a trace. The name of the file does not say what the talk is about."""
    found = AbsenceCase.objects.visible_to(request.actor).with_people()
    case = get_object_or_404(found, pk=case_id)
    require_verb(request, Verb.WRITE_VISION, "cases.absencecase")
    role, today = role_of(request.actor, case, talk), timezone.localdate()
    if role is None:
        raise Http404
    current = versions_of(request.actor, case).current
    if current:
        operations.read_vision(actor=request.actor, vision=current)
    else:
        operations.read_case(actor=request.actor, case=case)
    sheet = sheet_for(request.actor, case, current, role, today)
    content = write_pdf(lay_out_preparation(case, sheet, current, today))
    name = f"gesprek-{case.number}-{today:%Y-%m-%d}.pdf"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")
