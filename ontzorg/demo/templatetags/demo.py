"""The cast, for the log-in page, whose view is not ours."""

from django import template

from ontzorg.demo.personas import PASSWORD, PERSONAS, Persona

register = template.Library()


@register.simple_tag
def personas() -> tuple[Persona, ...]:
    """Everybody as whom a visitor can log in, in order."""
    return PERSONAS


@register.simple_tag
def demo_password() -> str:
    """With what everybody here shows who it is; no secret."""
    return PASSWORD
