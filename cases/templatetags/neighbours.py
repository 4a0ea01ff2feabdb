"""The files of the same employment before and after this one: {% neighbour_files case %} links to both."""

from typing import Any

from django.template import Library

from accounts.actor import current_actor
from accounts.visible import Visible, unwrap
from cases.models import AbsenceCase
from cases.neighbours import neighbours

register = Library()


@register.inclusion_tag("cases/_neighbours.html")
def neighbour_files(case: Visible | AbsenceCase) -> dict[str, Any]:
    """Link to the file just before and just after, as far as the acting role may see them."""
    file = unwrap(case)
    if not isinstance(file, AbsenceCase):
        raise TypeError("Only a file has neighbours")
    actor = current_actor()
    found = neighbours(file, actor)
    return {
        "previous": Visible(found.previous, actor.role) if found.previous else None,
        "following": Visible(found.following, actor.role) if found.following else None,
    }
