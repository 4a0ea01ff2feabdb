"""The providers in the network and what each can be asked for: kept by the desk."""

from collections.abc import Iterable
from datetime import date

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Verb
from employers.models import Provider
from interventions.models import Kind, Offering

RESOURCE = "employers.provider"
TAKEN = "Er staat al een dienstverlener met deze naam in de lijst. Kies een andere naam of wijzig die dienstverlener."


@operation(Verb.MANAGE_PROVIDER, resource=RESOURCE)
def register_provider(
    *,
    actor: Actor,
    name: str,
    contact_name: str,
    phone: str,
    email: str,
    in_network_from: date,
    kinds: Iterable[str],
    in_network_until: date | None = None,
) -> Provider:
    """Add a provider, in the network from the first to the last of these days (both included; None: it goes on)."""
    provider = Provider()
    values = {"name": name, "contact_name": contact_name, "phone": phone, "email": email}
    _fill(provider, **values, in_network_from=in_network_from, in_network_until=in_network_until)
    provider.save(force_insert=True)
    _offer(provider, kinds)
    return provider


@operation(Verb.MANAGE_PROVIDER, on="provider", resource=RESOURCE)
def change_provider(
    *,
    actor: Actor,
    provider: Provider,
    name: str,
    contact_name: str,
    phone: str,
    email: str,
    in_network_from: date,
    in_network_until: date | None,
    kinds: Iterable[str],
) -> Provider:
    """Correct the data, the days in the network or what can be asked. Assignments that were given stay as they are."""
    days = {"in_network_from": in_network_from, "in_network_until": in_network_until}
    values = {"name": name, "contact_name": contact_name, "phone": phone, "email": email}
    _fill(provider, **values, **days)
    provider.save(update_fields=[*values, *days])
    _offer(provider, kinds)
    return provider


def _fill(provider: Provider, **values: object) -> None:
    for name, value in values.items():
        setattr(provider, name, value)
    provider.clean_fields()
    if Provider.objects.filter(name__iexact=provider.name).exclude(pk=provider.pk).exists():
        raise ValidationError({"name": TAKEN})
    if provider.in_network_until and provider.in_network_until < provider.in_network_from:
        raise ValidationError({"in_network_until": "Kies de eerste dag of een latere dag."})


def _offer(provider: Provider, kinds: Iterable[str]) -> None:
    wanted = set(kinds)
    if not wanted or wanted - set(Kind.values):
        raise ValidationError({"kinds": "Kies waarvoor deze dienstverlener kan worden gevraagd."})
    known = set(Offering.objects.filter(provider=provider).values_list("kind", flat=True))
    Offering.objects.filter(provider=provider, kind__in=known - wanted).delete()
    Offering.objects.bulk_create([Offering(provider=provider, kind=kind) for kind in sorted(wanted - known)])
