"""Numbers of the WIA calculation, for the desk: see them, propose one, and let a second person decide."""

from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from accounts.operation import NotNow
from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible, visible_all
from accounts.web import refuse, require_verb, see_other
from cases.figures import before, difference, is_odd, table_in_force
from cases.forms.figures import FigureForm, named
from cases.models import WiaFigure
from cases.operations.wia_figures import RESOURCE, decide_figure, propose_figure
from cases.views._law import STANDS
from cases.wia.dutch import number
from cases.wia.parameters import Parameter


@dataclass(frozen=True, slots=True)
class InForce:
    """One number as it is today, and the last day for which it is known."""

    name: str
    value: str
    source: str
    known_until: date | None


@require_GET
def listing(request: ActorRequest) -> HttpResponse:
    """What holds today, and every proposal, the newest first."""
    require_verb(request, Verb.PROPOSE_FIGURE, RESOURCE)
    today = timezone.localdate()
    rows = WiaFigure.objects.visible_to(request.actor).order_by("-pk")
    lines = [(one, *STANDS[one.activated]) for one in visible_all(rows, request.actor.role)]
    now = [_in_force(parameter, today) for parameter in table_in_force().values()]
    return render(request, "cases/figures_list.html", {"lines": lines, "now": now})


def _in_force(parameter: Parameter, today: date) -> InForce:
    row = parameter.row_on(today)
    last = max(one.in_force_until for one in parameter.rows)
    known = None if last == date.max else last - timedelta(days=1)
    return InForce(named(parameter), number(row.value) if row else "niet bekend", row.source if row else "", known)


@require_http_methods(["GET", "POST"])
def propose(request: ActorRequest) -> HttpResponse:
    """Which number, what it becomes and from when."""
    require_verb(request, Verb.PROPOSE_FIGURE, RESOURCE)
    today = timezone.localdate()
    now = {key.value: _in_force(parameter, today).value for key, parameter in table_in_force().items()}
    if request.method == "GET":
        return _form(request, FigureForm(now=now))
    form = FigureForm(request.POST, now=now)
    if not form.is_valid():
        return _form(request, form, status=422)
    try:
        row = propose_figure(actor=request.actor, at=timezone.now(), **form.proposal())
    except ValidationError as error:
        refuse(form, error)
        form.asks_again()
        return _form(request, form, status=422)
    except NotNow as error:
        form.add_error(None, str(error))
        return _form(request, form, status=409)
    messages.success(request, "Uw voorstel staat klaar. Een collega kan het nu bekijken en invoeren.")
    return see_other(request, "figures:figure", row.pk)


def _form(request: ActorRequest, form: FigureForm, *, status: int = 200) -> HttpResponse:
    return render(request, "cases/figures_form.html", {"form": form}, status=status)


@require_GET
def detail(request: ActorRequest, figure_id: int) -> HttpResponse:
    """One proposal, beside what holds now."""
    require_verb(request, Verb.DECIDE_FIGURE, RESOURCE)
    row = _figure(request, figure_id)
    kind, stand = STANDS[row.activated]
    parameter = table_in_force()[row.parameter.key]
    earlier = before(parameter, row.in_force_from)
    context = {
        "figure": Visible(row, request.actor.role),
        "name": named(row.parameter),
        "now": _in_force(parameter, timezone.localdate()),
        "difference": difference(earlier.value, row.value) if earlier else "",
        "odd": earlier is not None and is_odd(earlier.value, row.value),
        "kind": kind,
        "stand": stand,
        "own": row.proposed_by_id == request.actor.user_id,
    }
    return render(request, "cases/figures.html", context)


@require_POST
def decide(request: ActorRequest, figure_id: int) -> HttpResponse:
    """A second person brings it into force, or somebody declines it."""
    require_verb(request, Verb.DECIDE_FIGURE, RESOURCE)
    row, activate = _figure(request, figure_id), "activate" in request.POST
    decide_figure(actor=request.actor, figure=row, activate=activate, at=timezone.now())
    messages.success(request, "Het bedrag is ingevoerd." if activate else "Het voorstel vervalt.")
    return see_other(request, "figures:figure", row.pk)


def _figure(request: ActorRequest, figure_id: int) -> WiaFigure:
    found = WiaFigure.objects.visible_to(request.actor).select_related("proposed_by", "decided_by")
    return get_object_or_404(found, pk=figure_id)
