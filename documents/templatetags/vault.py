"""The way to the medical file on the page of a file: {% vault_panel case %}. Says nothing of what is in it."""

from typing import Any

from django.template import Library

from accounts.actor import current_actor
from accounts.terms import Verb
from accounts.visible import Visible

register = Library()


@register.inclusion_tag("documents/_vault_panel.html")
def vault_panel(case: Visible) -> dict[str, Any]:
    """A link for who may read in the vault; draws nothing for anybody else. Asks the vault itself nothing."""
    actor = current_actor()
    return {"case": case, "shown": actor.may(Verb.READ_VAULT, "documents.consultnote"), "role": actor.role.value}
