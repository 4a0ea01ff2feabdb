"""Who looked at a file: the page on which the employee sees it."""

from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible
from accounts.web import require_verb
from cases import looked, operations
from cases.models import AbsenceCase

PAGE = 50


@require_safe
def looks(request: ActorRequest, case_id: int) -> HttpResponse:
    """Day by day who did what and why; looking at this leaves a trace as well."""
    actor = request.actor
    require_verb(request, Verb.READ_TRAIL, "cases.absencecase")
    case = get_object_or_404(AbsenceCase.objects.visible_to(actor).with_people(), pk=case_id)
    operations.read_trail(actor=actor, case=case)
    own = request.GET.get("eigen") == "1"
    page = Paginator(looked.looks(actor, case, own=own), PAGE).get_page(request.GET.get("page"))
    context = {
        "case": Visible(case, actor.role),
        "mine": actor.role is Role.EMPLOYEE,
        "own": own,
        "page": page,
        "days": looked.by_day(looked.told(actor, case, page)),
    }
    return render(request, "cases/looked.html", context)
