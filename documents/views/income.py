"""A calculation of income as a PDF. Made when it is asked for: what it is made of never changes, so none is stored."""

import io

from django.http import FileResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.request import ActorRequest
from cases import operations
from cases.models import WiaCalculation
from documents.render import lay_out_calculation, write_pdf


@cache_control(private=True, no_store=True)
@require_safe
def pdf(request: ActorRequest, calculation_id: int) -> FileResponse:
    """Download it; leaves a trace of who took it. The name of the file says nothing about what is in it."""
    found = WiaCalculation.objects.visible_to(request.actor).select_related("case__employee", "employer")
    made = get_object_or_404(found, pk=calculation_id)
    operations.read_income(actor=request.actor, calculation=made)
    content = write_pdf(lay_out_calculation(made))
    name = f"berekening-{made.case.number}-{made.made_on:%Y-%m-%d}.pdf"
    return FileResponse(io.BytesIO(content), as_attachment=True, filename=name, content_type="application/pdf")
