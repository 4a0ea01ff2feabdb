"""The desk hands files over, one or many: whose, which, to whom, then a look at it."""

from urllib.parse import urlencode

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.db.models import Count, Q
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from accounts.request import ActorRequest
from accounts.visible import Visible
from accounts.web import refuse, require_for, see_other
from cases.forms.hand_over import HandOverForm, SendForm
from cases.models import AbsenceCase
from cases.models.case import OPEN
from cases.models.transfer_terms import Reason
from cases.operations import ask_transfers
from cases.operations.transfers import divide
from cases.views._hand_over import Choice, choice_of, lately
from employers.models import Ontzorgmanager


@require_http_methods(["GET", "POST"])
def hand_over(request: ActorRequest) -> HttpResponse:
    """Whose files; then which, to whom and why; then a look; then asked for."""
    require_for(request, ask_transfers)
    asked = request.GET.get("van", "")
    if not asked.isdecimal():
        return _start(request)
    giver = get_object_or_404(Ontzorgmanager.objects.visible_to(request.actor).select_related("user"), pk=int(asked))
    choice = choice_of(request.actor, giver)
    if request.method == "GET":
        return _form(request, choice, choice.form(initial={"cases": request.GET.getlist("dossier")}))
    if request.POST.get("intent") == "send":
        return _send(request, choice)
    form = choice.form(request.POST)
    if request.POST.get("intent") == "edit":
        return _form(request, choice, choice.form(initial=_typed(request)))
    return _preview(request, choice, form) if form.is_valid() else _form(request, choice, form, status=422)


def _start(request: ActorRequest) -> HttpResponse:
    """Whose files go; with the number of a file the page of whoever guides it. Below, what was asked for lately."""
    actor = request.actor
    if (number := request.GET.get("dossier", "")).isdecimal():
        case = get_object_or_404(AbsenceCase.objects.visible_to(actor).exclude(ontzorgmanager=None), pk=int(number))
        asked = urlencode({"van": case.ontzorgmanager_id, "dossier": case.pk})
        return HttpResponseRedirect(f"{reverse('cases:hand_over')}?{asked}")
    managers = Ontzorgmanager.objects.visible_to(actor).select_related("user")
    managers = managers.annotate(load=Count("cases", filter=Q(cases__state__in=OPEN))).filter(load__gt=0)
    context = {
        "managers": [
            (Visible(one, actor.role), getattr(one, "load", 0)) for one in managers.order_by("user__name", "pk")
        ],
        "lately": lately(actor),
    }
    return render(request, "cases/hand_over.html", context)


def _typed(request: ActorRequest) -> dict[str, object]:
    return {
        "cases": request.POST.getlist("cases"),
        "receivers": request.POST.getlist("receivers"),
        "reason": request.POST.get("reason", ""),
    }


def _form(request: ActorRequest, choice: Choice, form: HandOverForm, *, status: int = 200) -> HttpResponse:
    role, free = request.actor.role, set(choice.free)
    ticked = {str(pk) for pk in form["cases"].value() or ()}
    context = {
        "giver": Visible(choice.giver, role),
        "form": form,
        "rows": [
            (Visible(case, role), case.pk in free, str(case.pk) in ticked, choice.has_words(case))
            for case in choice.files
        ],
        "receivers": choice.receivers,
    }
    return render(request, "cases/hand_over_form.html", context, status=status)


def _preview(request: ActorRequest, choice: Choice, form: HandOverForm) -> HttpResponse:
    """Who gets what, before anything is asked for."""
    answers, role = form.cleaned_data, request.actor.role
    load = {one.pk: getattr(one, "load", 0) for one in choice.receivers if one.pk in answers["receivers"]}
    moves = divide([case.pk for case in choice.files if case.pk in set(answers["cases"])], load)
    named = {one.pk: one for one in choice.receivers}
    context = {
        "giver": Visible(choice.giver, role),
        "reason": answers["reason"],
        "reason_label": Reason(answers["reason"]).label,
        "rows": [
            (Visible(case, role), Visible(named[moves[case.pk]], role), choice.has_words(case))
            for case in choice.files
            if case.pk in moves
        ],
        "receivers": sorted(load),
    }
    return render(request, "cases/hand_over_preview.html", context)


def _send(request: ActorRequest, choice: Choice) -> HttpResponse:
    form, at = SendForm(request.POST), timezone.now()
    if form.is_valid():
        try:
            made = ask_transfers(
                actor=request.actor, giver=choice.giver, today=timezone.localdate(), at=at, **form.cleaned_data
            )
        except ValidationError as error:
            refuse(form, error)
        else:
            return see_other(request, "cases:hand_over_progress", made.pk)
    for sentence in {str(one) for errors in form.errors.values() for one in errors}:
        messages.error(request, sentence)
    return _form(request, choice, choice.form(initial=_typed(request)), status=422)
