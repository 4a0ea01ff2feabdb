"""Lists with filters that somebody wants to see again."""

from django.core.exceptions import ValidationError

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Verb
from cases.models import SavedView

MOST = 12
"""So many lists still fit above a list."""
LONGEST = 300


@operation(Verb.SAVE_VIEW, resource="cases.savedview")
def save_view(*, actor: Actor, name: str, query: str) -> SavedView:
    """Keep a choice of filters under a name, for this person in this role. The same name again replaces the choice.

    Raises ValidationError for a choice that is too long, or when there are so many that one has to go first.
    """
    if len(query) > LONGEST:
        raise ValidationError({"query": "Deze keuze is te lang om te bewaren. Gebruik een korter zoekwoord."})
    own = SavedView.objects.filter(user_id=actor.person_id, role=actor.role)
    if own.count() >= MOST and not own.filter(name=name).exists():
        raise ValidationError({"name": f"U heeft al {MOST} lijsten bewaard. Haal er eerst een weg."})
    saved, _ = SavedView.objects.update_or_create(
        user_id=actor.person_id, role=actor.role, name=name, defaults={"query": query}
    )
    return saved


@operation(Verb.SAVE_VIEW, on="view", resource="cases.savedview")
def rename_view(*, actor: Actor, view: SavedView, name: str) -> SavedView:
    """Give a list another name; what it shows stays. Raises ValidationError when another list has that name."""
    own = SavedView.objects.filter(user_id=actor.person_id, role=actor.role)
    if own.filter(name=name).exclude(pk=view.pk).exists():
        raise ValidationError({"name": "U heeft al een lijst met deze naam. Kies een andere naam."})
    view.name = name
    view.save(update_fields=["name"])
    return view


@operation(Verb.SAVE_VIEW, on="view", resource="cases.savedview")
def remove_view(*, actor: Actor, view: SavedView) -> SavedView:
    """Forget a list; the files on it stay what they are."""
    pk = view.pk
    view.delete()
    view.pk = pk  # for the audit: which one it was
    return view
