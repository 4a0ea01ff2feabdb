"""The forms and questions on a page, read from its HTML: what a browser could send from there."""

from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import parse_qsl, urljoin, urlsplit

SENDS_NOTHING = {"submit", "button", "reset", "image", "file"}


@dataclass
class FoundForm:
    """One form, with the values that stand in it."""

    action: str
    method: str
    values: dict[str, str] = field(default_factory=dict)


class _Reader(HTMLParser):
    def __init__(self, url: str) -> None:
        super().__init__()
        self.url = url
        self.forms: list[FoundForm] = []
        self.queries: dict[str, dict[str, str]] = {}
        self._select: str | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "form":
            action = urljoin(self.url, values.get("action", self.url) or self.url)
            self.forms.append(FoundForm(action, values.get("method", "get").lower()))
        elif tag == "a" and "?" in values.get("href", ""):
            self._query(urljoin(self.url, values["href"]))
        elif self.forms and values.get("name"):
            self._field(tag, values)
        elif tag == "option" and self.forms and self._select and "selected" in values:
            self.forms[-1].values[self._select] = values.get("value", "")

    def _query(self, href: str) -> None:
        parts = urlsplit(href)
        if not parts.netloc:
            self.queries.setdefault(parts.path, {}).update(parse_qsl(parts.query, keep_blank_values=True))

    def _field(self, tag: str, values: dict[str, str]) -> None:
        if tag == "select":
            self._select = values["name"]
        unticked = values.get("type") in ("radio", "checkbox") and "checked" not in values
        if tag in ("input", "select", "textarea") and values.get("type") not in SENDS_NOTHING:
            self.forms[-1].values.setdefault(values["name"], "")
            if tag == "input" and not unticked:
                self.forms[-1].values[values["name"]] = values.get("value", "")


def forms_on(url: str, html: str) -> list[FoundForm]:
    """Every form of a page; links with a question count as forms that are sent with GET."""
    reader = _Reader(url)
    reader.feed(html)
    asked = [FoundForm(path, "get", values) for path, values in reader.queries.items()]
    return [form for form in (*reader.forms, *asked) if form.values]
