"""The components of every page (docs/design.md). Presentation only: no models, no policy, no clock.

Tags instead of plain includes, because an omitted argument has a default here and an undefined variable
in an include would fail.
"""

from collections.abc import Iterable, Sequence
from typing import Any

from django.core.paginator import Page
from django.forms import BaseForm, BaseFormSet, BoundField
from django.template import Context, Library
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import slugify
from django_bootstrap5.renderers import FieldRenderer
from lucide.templatetags.lucide import lucide

from accounts.guarded import REASON, SEEN, GuardedForm
from accounts.templatetags.wrong import wrong_fields

register = Library()

Values = dict[str, Any]

ICONS = {
    "late": "circle-alert",
    "soon": "clock",
    "ok": "check",
    "done": "check",
    "plain": "",
    "planned": "",
    "paused": "pause",
    "info": "info",
}
"""Meaning of a kind is carried by this icon and by the words beside it; colour only repeats it."""

BUTTONS = {
    "primary": "btn btn-primary",
    "secondary": "btn btn-outline-primary",
    "quiet": "btn btn-link",
    "danger": "btn btn-danger",
}


@register.simple_tag
def icon(name: str, size: int = 18) -> SafeString:
    """Draw one Lucide icon, hidden from screen readers: words must stand beside it."""
    drawing = lucide(Context(), name, size=size, **{"class": "icon", "aria-hidden": "true", "focusable": "false"})
    return mark_safe(drawing)  # noqa: S308 - the drawing comes from the icon package, not from a user


@register.inclusion_tag("_components/badge.html")
def badge(kind: str, text: str) -> Values:
    """Show a short state: late, soon, ok, plain, paused or info, always as icon and word."""
    return {"kind": kind, "text": text, "icon_name": ICONS[kind]}


@register.inclusion_tag("_components/button.html")
def button(
    label: str,
    href: str = "",
    *,
    kind: str = "primary",
    icon: str = "",
    name: str = "",
    value: str = "",
    form: str = "",
    type: str = "submit",
    id: str = "",
) -> Values:
    """Draw a link that looks like a button (with href) or a real button (without)."""
    return {
        "label": label,
        "href": href,
        "classes": BUTTONS[kind],
        "icon_name": icon,
        "name": name,
        "value": value,
        "form": form,
        "type": type,
        "id": id,
    }


@register.inclusion_tag("_components/field.html")
def field(
    bound: BoundField,
    *,
    reader: str = "",
    unit: str = "",
    label: str = "",
    help: str = "",
    show_label: bool = True,
    optional: str = "niet verplicht",
) -> Values:
    """Draw one form field: label above, help under the label, error at the field, and who will read it.

    `optional` is said behind the label of a field that may stay empty.

    Without maxlength: a browser cuts a text that was pasted without a word; the form says that it is too long.
    """
    bound.field.widget.attrs.pop("maxlength", None)
    renderer = FieldRenderer(bound, set_placeholder=False, success_css_class="", server_side_validation=False)
    return {
        "bound": bound,
        "widget": renderer.get_field_html(),
        "is_check": bound.widget_type == "checkbox",
        "is_hidden": bound.is_hidden,
        "optional": "" if bound.field.required or bound.widget_type == "checkbox" else optional,
        "label": label or bound.label,
        "help": help or bound.help_text,
        "described_by": bound.aria_describedby or "",
        "reader": reader,
        "unit": unit,
        "show_label": show_label,
    }


@register.inclusion_tag("_components/wording.html")
def wording(form: GuardedForm) -> Values:
    """Ask why marked words stay as they are, below the field they are in; draws nothing when there are none."""
    shown = form.has_marks
    return {
        "reason": form[REASON] if shown else None,
        "seen": form[SEEN] if shown else None,
        "words": form.shown_words,
        "help": "Wij leggen vast wie dit koos, wanneer en waarom. De woorden zelf leggen wij niet vast.",
    }


@register.inclusion_tag("_components/fields.html")
def fields(form: BaseForm, reader: str = "") -> Values:
    """Draw all fields of a form in their own order, hidden ones included."""
    return {"form": form, "reader": reader}


@register.inclusion_tag("_components/error_summary.html", takes_context=True)
def error_summary(context: Context, form: BaseForm, *, draft: bool = True, **lines: "BaseFormSet[Any]") -> Values:
    """List all errors of a form with a link to each field, or say that it brings back what was typed before.

    Draws nothing when there is neither. draft=False: a form whose words are not kept, beside one whose words are.

    A list of lines goes under the name of one of them: Stap=steps gives "Stap 2, vanaf".
    """
    rows, general = wrong_fields(form), list(form.non_field_errors())
    for name, formset in lines.items():
        general += formset.non_form_errors()
        for number, line in enumerate(formset, start=1):
            rows += wrong_fields(line, f"{name} {number}, ")
            general += [f"{name} {number}: {error}" for error in line.non_field_errors()]
    return {"rows": rows, "general": general, "draft": _brought_back(context) if draft and not form.is_bound else None}


def _brought_back(context: Context) -> Any:
    """The draft that `accounts.web.brought_back` found for this page, if any."""
    return getattr(context.get("request"), "brought_back", None)


@register.inclusion_tag("_components/error_summary.html", takes_context=True)
def error_summary_of(context: Context, named: Iterable[tuple[Any, BaseForm]], form: BaseForm | None = None) -> Values:
    """The same in one box for forms that each stand under a name of their own: "Brood bakken, kunt u dit nu doen?".

    `form` is what stands above them.
    """
    whole = [("", form)] if form else []
    forms = whole + [(f"{one.name}, ", each) for one, each in named]
    return {
        "rows": [row for before, each in forms for row in wrong_fields(each, before)],
        "general": [f"{before}{error}" for before, each in forms for error in each.non_field_errors()],
        "draft": None if any(each.is_bound for _, each in forms) else _brought_back(context),
    }


@register.inclusion_tag("_components/reader_note.html")
def reader_note(readers: str) -> Values:
    """Say who will read a text: 'U en de bedrijfsarts'."""
    return {"readers": readers}


@register.inclusion_tag("_components/draft_status.html")
def draft_status() -> Values:
    """Say while somebody types whether it is kept; what was typed before is told on top of the form."""
    return {}


@register.inclusion_tag("_components/empty.html")
def empty(title: str, text: str = "", url: str = "", action: str = "", icon: str = "circle-check") -> Values:
    """Say kindly that there is nothing, what comes next, and the way out."""
    return {"title": title, "text": text, "url": url, "action": action, "icon_name": icon}


@register.inclusion_tag("_components/notice.html")
def notice(text: str, kind: str = "info", title: str = "", url: str = "", action: str = "") -> Values:
    """Show one message on the page: info, ok, soon or late."""
    return {"text": text, "kind": kind, "title": title, "url": url, "action": action, "icon_name": ICONS[kind]}


@register.inclusion_tag("_components/why.html")
def why(
    summary: str = "Waarom deze datum?",
    *,
    text: str = "",
    lines: Sequence[str] = (),
    moved_by: Sequence[str] = (),
    source: str = "",
    url: str = "",
    open: bool = False,
) -> Values:
    """Explain on the spot: the fact, the arithmetic line by line, what would move it, and the article."""
    return locals()


@register.inclusion_tag("_components/term.html")
def term(word: str, meaning: str) -> Values:
    """Explain a statutory term in a pop-up; use it at the first mention on a page only."""
    return {"word": word, "meaning": meaning, "target": f"term-{slugify(word)}"}


@register.inclusion_tag("_components/mini_bar.html")
def mini_bar(week: int, total: int, caption: bool = True) -> Values:
    """Draw where a file is: week (counted from 1) of the weeks that this file lasts."""
    return {"week": week, "total": total, "caption": caption, "percent": f"{100 * min(max(week, 0), total) // total}%"}


@register.inclusion_tag("_components/progress.html")
def progress(value: int, maximum: int, label: str) -> Values:
    """Show how much of a countable job is done."""
    return {"value": value, "maximum": maximum, "label": label}


@register.inclusion_tag("_components/pagination.html", takes_context=True)
def pagination(context: Context, page: "Page[Any]", target: str = "") -> Values:
    """Step through a list; keeps filters and order; target is the htmx target, such as '#worklist'."""
    return {"page": page, "target": target, "request": context["request"]}


@register.inclusion_tag("_components/sort_head.html", takes_context=True)
def sort_head(context: Context, label: str, key: str, target: str = "") -> Values:
    """Draw a column head that sorts by ?sort=key, and by ?sort=-key when asked again."""
    current = context["request"].GET.get("sort", "")
    order = {key: "ascending", f"-{key}": "descending"}.get(current, "none")
    following = f"-{key}" if order == "ascending" else key
    return {
        "label": label,
        "order": order,
        "next": following,
        "target": target,
        "request": context["request"],
        "key": key,
    }


@register.inclusion_tag("_components/chip.html")
def chip(
    label: str,
    url: str,
    *,
    active: bool = False,
    count: int | str | None = None,
    removable: bool = False,
    target: str = "",
) -> Values:
    """Draw one filter; removable ones carry a cross and their url leaves the filter out.

    `count` is how much it shows; as text it names its unit: "3 stappen".

    Its id lets the focus stay where it was when htmx draws the list anew.
    """
    return locals() | {"id": f"chip-{'x-' if removable else ''}{slugify(label)}"}


@register.inclusion_tag("_components/tab.html")
def tab(label: str, url: str, active: bool = False, count: int | None = None, target: str = "") -> Values:
    """Draw one tab: a link to a section that has its own address."""
    return locals()


@register.inclusion_tag("_components/fact.html")
def fact(name: str, value: Any, url: str = "") -> Values:
    """Draw one row of a definition list; stands inside {% facts %}."""
    return {"name": name, "value": value, "url": url}


@register.simple_block_tag
def facts(content: str) -> SafeString:
    """Draw a definition list around {% fact %} rows."""
    return format_html('<dl class="facts">{}</dl>', content)


@register.simple_block_tag
def chips(content: str, label: str = "Filters") -> SafeString:
    """Draw a row of {% chip %}s."""
    return format_html('<nav class="chips" aria-label="{}"><ul>{}</ul></nav>', label, content)


@register.simple_block_tag
def tabs(content: str, label: str) -> SafeString:
    """Draw a row of {% tab %}s; label names the row for screen readers."""
    return format_html('<nav class="tabs" aria-label="{}"><ul>{}</ul></nav>', label, content)


@register.simple_block_tag
def page_header(
    content: str, title: str, *, above: str = "", below: str = "", badge_kind: str = "", badge_text: str = ""
) -> SafeString:
    """Draw the only h1 of a page with its actions at the right."""
    return render_to_string("_components/page_header.html", locals())


@register.simple_block_tag
def card(
    content: str, title: str = "", *, badge_kind: str = "", badge_text: str = "", id: str = "", flush: bool = False
) -> SafeString:
    """Draw a section with a heading; flush leaves the inner margin to a table."""
    return render_to_string("_components/card.html", locals())


@register.simple_block_tag
def nextstep(
    content: str,
    title: str,
    *,
    heading: str = "Nu te doen",
    badge_kind: str = "",
    badge_text: str = "",
    text: str = "",
    why: str = "",
    why_summary: str = "Waarom deze datum?",
    why_lines: Sequence[str] = (),
    moved_by: Sequence[str] = (),
    source: str = "",
    url: str = "",
) -> SafeString:
    """Draw the card that answers what, before when, and why; the content is its actions."""
    fold = "Berekening en bron" if why else why_summary
    return render_to_string("_components/next_step.html", locals())


@register.simple_block_tag
def steps(content: str) -> SafeString:
    """Draw a list around {% step %} rows."""
    return format_html('<ul class="steps">{}</ul>', content)


STATES = {
    "ok": "Gedaan",
    "info": "Bezig",
    "soon": "Binnenkort",
    "late": "Te laat",
    "plain": "Later",
    "paused": "Loopt niet",
}


@register.simple_block_tag
def step(content: str, title: str, kind: str = "plain", text: str = "", url: str = "") -> SafeString:
    """Draw one row with a state mark; the content stands at its right side."""
    context = locals() | {"icon_name": ICONS[kind], "state": STATES[kind]}
    return render_to_string("_components/step.html", context)


@register.simple_block_tag(takes_context=True)
def confirm(
    context: Context, content: str, *, label: str, consequence: str, action: str, submit: str, kind: str = "danger"
) -> SafeString:
    """Ask before something that cannot be undone; opens on the spot and works without JavaScript.

    The content may hold extra fields; the form posts to action.
    """
    values = {
        "content": content,
        "label": label,
        "consequence": consequence,
        "action": action,
        "submit": submit,
        "classes": BUTTONS[kind],
        "csrf_token": context.get("csrf_token"),
    }
    return render_to_string("_components/confirm.html", values)
