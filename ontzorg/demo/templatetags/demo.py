"""The cast, for the log-in page, whose view is not ours."""

from django import template

from ontzorg.demo.personas import PERSONAS, Persona

register = template.Library()


@register.simple_tag
def personas() -> tuple[Persona, ...]:
    """Everybody as whom a visitor can log in, in order."""
    return PERSONAS
