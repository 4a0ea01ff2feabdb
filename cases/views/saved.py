"""Lists that somebody keeps, and forgets again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.visible import Visible
from accounts.web import refuse, require_verb
from cases import choosing, operations
from cases.forms.saved import SavedViewForm, ViewNameForm
from cases.models import SavedView
from cases.views.worklist import address


@require_http_methods(["GET", "POST"])
def save_view(request: ActorRequest) -> HttpResponse:
    """Give the list on the screen a name."""
    require_verb(request, Verb.SAVE_VIEW, "cases.savedview")
    if request.method == "GET":
        return _page(request, SavedViewForm(initial={"query": choosing.asked(request.GET.dict()).query}))
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    # Only what a list knows is kept, whatever was sent.
    query = choosing.asked(QueryDict(form.cleaned_data["query"]).dict()).query
    if not form.cleaned_data["replace"] and _other_list(request, form.cleaned_data["name"], query):
        form.add_error("name", "U heeft al een lijst met deze naam. Kies een andere naam, of vervang de oude lijst.")
        return _page(request, form, status=422, taken=True)
    try:
        operations.save_view(actor=request.actor, name=form.cleaned_data["name"], query=query)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, form, status=422)
    messages.success(request, f"De lijst “{form.cleaned_data['name']}” is bewaard.")
    return _to_list(request, query)


@require_http_methods(["GET", "POST"])
def rename_view(request: ActorRequest, view_id: int) -> HttpResponse:
    """Give a list another name; the list on the screen stays."""
    require_verb(request, Verb.SAVE_VIEW, "cases.savedview")
    view = get_object_or_404(SavedView.objects.visible_to(request.actor), pk=view_id)
    form = ViewNameForm(request.POST if request.method == "POST" else None, initial={"name": view.name})
    if not form.is_valid():
        return _rename_page(request, view, form, status=422 if form.is_bound else 200)
    try:
        operations.rename_view(actor=request.actor, view=view, **form.cleaned_data)
    except ValidationError as error:
        refuse(form, error)
        return _rename_page(request, view, form, status=422)
    messages.success(request, f"De lijst heet nu “{form.cleaned_data['name']}”.")
    return _to_list(request, view.query)


@require_POST
def remove_view(request: ActorRequest, view_id: int) -> HttpResponse:
    """Forget a list; its choice stays on the screen, so that it can be kept again."""
    require_verb(request, Verb.SAVE_VIEW, "cases.savedview")
    view = get_object_or_404(SavedView.objects.visible_to(request.actor), pk=view_id)
    operations.remove_view(actor=request.actor, view=view)
    messages.success(request, f"De lijst “{view.name}” is weggehaald.")
    return _to_list(request, view.query)


def _rename_page(request: ActorRequest, view: SavedView, form: ViewNameForm, *, status: int) -> HttpResponse:
    context = {
        "view": Visible(view, request.actor.role),
        "form": form,
        "back": f"{address(request.actor.role)}?{view.query}",
    }
    return render(request, "cases/rename_view.html", context, status=status)


def _other_list(request: ActorRequest, name: str, query: str) -> bool:
    own = SavedView.objects.visible_to(request.actor).filter(role=request.actor.role, name=name)
    return own.exclude(query=query).exists()


def _to_list(request: ActorRequest, query: str) -> HttpResponseRedirect:
    return HttpResponseRedirect(f"{address(request.actor.role)}?{query}", status=303)


def _page(request: ActorRequest, form: SavedViewForm, *, status: int = 200, taken: bool = False) -> HttpResponse:
    query = form["query"].value() or ""
    context = {"form": form, "back": f"{address(request.actor.role)}?{query}", "taken": taken}
    return render(request, "cases/save_view.html", context, status=status)
