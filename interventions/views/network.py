"""The providers in the network, for the desk."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_GET, require_http_methods

from accounts.request import ActorRequest
from accounts.terms import Role
from accounts.visible import Visible, visible_all
from accounts.web import require_for, see_other, send, show_form
from employers.models import Membership, Provider
from employers.views.roles import give_role_page
from interventions import operations
from interventions.forms.network import ProviderForm
from interventions.models import Offering


@require_GET
def listing(request: ActorRequest) -> HttpResponse:
    """All providers, what they can be asked for and whether they are in the network today."""
    require_for(request, operations.register_provider)
    actor, today = request.actor, timezone.localdate()
    offered: dict[int, list[str]] = {}
    for one in Offering.objects.visible_to(actor).order_by("kind"):
        offered.setdefault(one.provider_id, []).append(one.kind_label)
    rows = [
        (Visible(one, actor.role), offered.get(one.pk, []), one.in_network_on(today))
        for one in Provider.objects.visible_to(actor)
    ]
    return render(request, "interventions/network.html", {"rows": rows})


@require_GET
def detail(request: ActorRequest, provider_id: int) -> HttpResponse:
    """One provider: contact, what it can be asked for, who can log in for it."""
    require_for(request, operations.change_provider)
    actor, provider = request.actor, _provider(request, provider_id)
    users = Membership.objects.visible_to(actor).filter(provider=provider).in_force().select_related("user")
    context = {
        "provider": Visible(provider, actor.role),
        "in_network": provider.in_network_on(timezone.localdate()),
        "offerings": visible_all(Offering.objects.visible_to(actor).filter(provider=provider), actor.role),
        "users": visible_all(users.order_by("user__name"), actor.role),
    }
    return render(request, "interventions/provider.html", context)


@require_http_methods(["GET", "POST"])
def create(request: ActorRequest) -> HttpResponse:
    """Add a provider."""
    require_for(request, operations.register_provider)
    form = ProviderForm(request.POST or None, initial={"in_network_from": timezone.localdate()})
    if provider := send(request, form, operations.register_provider):
        messages.success(request, f"{provider.name} staat in de lijst. Voeg nu toe wie er kan inloggen.")
        return see_other(request, "interventions:provider", provider.pk)
    words = "Dienstverlener toevoegen"
    return show_form(request, form, title=words, submit=words, back=reverse("interventions:network"))


@require_http_methods(["GET", "POST"])
def edit(request: ActorRequest, provider_id: int) -> HttpResponse:
    """Change a provider, what it can be asked for or its days in the network."""
    require_for(request, operations.change_provider)
    provider = _provider(request, provider_id)
    kinds = list(Offering.objects.visible_to(request.actor).filter(provider=provider).values_list("kind", flat=True))
    names = [name for name in ProviderForm.base_fields if name != "kinds"]
    initial = {name: getattr(provider, name) for name in names} | {"kinds": kinds}
    form = ProviderForm(request.POST or None, initial=initial)
    if send(request, form, operations.change_provider, provider=provider):
        messages.success(request, "De gegevens zijn bewaard.")
        return see_other(request, "interventions:provider", provider.pk)
    return show_form(
        request,
        form,
        title="Dienstverlener wijzigen",
        above=provider.name,
        submit="Gegevens bewaren",
        back=reverse("interventions:provider", args=[provider.pk]),
    )


@require_http_methods(["GET", "POST"])
def give_role(request: ActorRequest, provider_id: int) -> HttpResponse:
    """Let somebody work on the assignments of this provider."""
    require_for(request, operations.change_provider)
    provider = _provider(request, provider_id)
    back = ("interventions:provider", provider.pk)
    return give_role_page(request, Role.PROVIDER, provider.name, back, provider=provider)


def _provider(request: ActorRequest, provider_id: int) -> Provider:
    return get_object_or_404(Provider.objects.visible_to(request.actor), pk=provider_id)
