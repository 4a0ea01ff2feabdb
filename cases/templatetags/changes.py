"""What people recorded about the course of a file: {% recorded_facts case %} lists it for the acting role."""

from typing import Any

from django.template import Library

from accounts.actor import current_actor
from accounts.visible import Visible, unwrap
from cases.models import AbsenceCase
from cases.recorded import recorded_lines

register = Library()


@register.inclusion_tag("cases/_recorded.html")
def recorded_facts(case: Visible | AbsenceCase) -> dict[str, Any]:
    """List what holds, with who recorded it, and what the acting role may still do about it."""
    file = unwrap(case)
    if not isinstance(file, AbsenceCase):
        raise TypeError("Only a file has recorded facts")
    return {"lines": recorded_lines(file, current_actor())}
