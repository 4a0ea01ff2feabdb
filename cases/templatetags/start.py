"""Start pages put cards of several apps together; only the page knows whether all of them are empty."""

from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.safestring import SafeString

register = Library()


@register.simple_block_tag(takes_context=True)
def or_else(context: Context, content: SafeString, template: str) -> SafeString:
    """Show the content; when it came out empty, the template instead."""
    if content.strip():
        return content
    return render_to_string(template, {str(name): value for name, value in context.flatten().items()})
