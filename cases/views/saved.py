"""Lists that somebody keeps, and forgets again."""

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import HttpResponse, HttpResponseRedirect, QueryDict
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request import ActorRequest
from accounts.terms import Verb
from accounts.web import refuse, require_verb, see_other
from cases import choosing, operations
from cases.forms.saved import SavedViewForm
from cases.models import SavedView
from cases.views.worklist import address


@require_http_methods(["GET", "POST"])
def save_view(request: ActorRequest) -> HttpResponse:
    """Give the list on the screen a name."""
    require_verb(request, Verb.SAVE_VIEW, "cases.savedview")
    if request.method == "GET":
        return _page(request, SavedViewForm(initial={"query": choosing.asked(request.GET).query}))
    form = SavedViewForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    # Only what a list knows is kept, whatever was sent.
    query = choosing.asked(QueryDict(form.cleaned_data["query"]).dict()).query
    try:
        operations.save_view(actor=request.actor, name=form.cleaned_data["name"], query=query)
    except ValidationError as error:
        refuse(form, error)
        return _page(request, form, status=422)
    messages.success(request, f"De lijst “{form.cleaned_data['name']}” is bewaard.")
    return HttpResponseRedirect(f"{address(request.actor.role)}?{query}", status=303)


@require_POST
def remove_view(request: ActorRequest, view_id: int) -> HttpResponse:
    """Forget a list."""
    require_verb(request, Verb.SAVE_VIEW, "cases.savedview")
    view = get_object_or_404(SavedView.objects.visible_to(request.actor), pk=view_id)
    operations.remove_view(actor=request.actor, view=view)
    messages.success(request, f"De lijst “{view.name}” is weggehaald.")
    return see_other(request, address(request.actor.role))


def _page(request: ActorRequest, form: SavedViewForm, *, status: int = 200) -> HttpResponse:
    context = {"form": form, "back": address(request.actor.role)}
    return render(request, "cases/save_view.html", context, status=status)
