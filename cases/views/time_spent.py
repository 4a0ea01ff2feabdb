"""Time spent on a file, and all of it added up."""

from collections import Counter
from decimal import Decimal

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.operation import NotNow, Refused, Stale
from accounts.policy import POLICY
from accounts.request import ActorRequest
from accounts.terms import Role, Verb
from accounts.visible import Visible, visible_all
from accounts.web import refuse, require_for, see_other
from cases import operations
from cases.forms.time_spent import TimeForm
from cases.models import AbsenceCase, TimeSpent
from cases.time_report import MONTHS, report

RESOURCE = "cases.timespent"


@require_http_methods(["GET", "POST"])
def time_spent(request: ActorRequest, case_id: int) -> HttpResponse:
    """What was spent on this file, and the next of it."""
    require_for(request, operations.record_time)
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor).with_people(), pk=case_id)
    today = timezone.localdate()
    if request.method == "GET":
        return _page(request, case, TimeForm(initial={"spent_on": today, "expected_number": _number(request, case)}))
    form = TimeForm(request.POST)
    if not form.is_valid():
        return _page(request, case, form, status=422)
    try:
        operations.record_time(actor=request.actor, case=case, today=today, **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, case, form, status=422)
    except Stale as error:
        typed = request.POST.dict() | {"expected_number": _number(request, case)}
        return _page(request, case, TimeForm(initial=typed), conflict=str(error), status=409)
    messages.success(request, "De tijd is vastgelegd.")
    return see_other(request, "cases:time", case.pk)


@require_POST
def withdraw(request: ActorRequest, case_id: int, entry_id: int) -> HttpResponse:
    """Take back what was a mistake."""
    require_for(request, operations.withdraw_time)
    case = get_object_or_404(AbsenceCase.objects.visible_to(request.actor), pk=case_id)
    entry = get_object_or_404(TimeSpent.objects.visible_to(request.actor), pk=entry_id, case=case)
    try:
        operations.withdraw_time(actor=request.actor, entry=entry, today=timezone.localdate())
    except NotNow as error:
        messages.info(request, str(error))
    else:
        messages.success(request, "De tijd is ingetrokken. Leg opnieuw vast wat wel klopt.")
    return see_other(request, "cases:time", case.pk)


@require_safe
def totals(request: ActorRequest) -> HttpResponse:
    """Hours per activity and on average per file, over the last twelve months."""
    actor = request.actor
    if (actor.role, RESOURCE) not in POLICY:
        raise Refused(actor.role, Verb.RECORD_TIME, RESOURCE)
    context = {
        "report": report(actor, timezone.localdate()),
        "own": actor.role is Role.ONTZORGMANAGER,
        "months": MONTHS,
    }
    return render(request, "cases/time_report.html", context)


def _number(request: ActorRequest, case: AbsenceCase) -> int:
    return int(TimeSpent.objects.visible_to(request.actor).filter(case=case).count())


def _page(
    request: ActorRequest, case: AbsenceCase, form: TimeForm, *, conflict: str = "", status: int = 200
) -> HttpResponse:
    role = request.actor.role
    found = TimeSpent.objects.visible_to(request.actor).filter(case=case).select_related("written_by", "withdrawn_by")
    rows = list(found.order_by("-spent_on", "-pk"))
    counted = [row for row in rows if row.withdrawn_on is None]
    sums: Counter[str] = Counter()
    for row in counted:
        sums[row.activity_label] += row.minutes
    context = {
        "case": Visible(case, role),
        "form": form,
        "conflict": conflict,
        "rows": visible_all(counted, role),
        "withdrawn": visible_all([row for row in rows if row.withdrawn_on is not None], role),
        "sums": [(label, Decimal(minutes) / 60) for label, minutes in sums.most_common()],
        "total": Decimal(sum(sums.values())) / 60,
    }
    return render(request, "cases/time_spent.html", context, status=status)
