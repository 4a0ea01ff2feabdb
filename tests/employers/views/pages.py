"""Reading pages the way a person does."""

from typing import Any

from bs4 import BeautifulSoup
from django.test import Client

# Queries of every page: session 1, account 1, roles 5, binding the actor 4, the request's savepoint 2, notices 1.
FRAME = 14


def read(client: Client, path: str, **headers: str) -> BeautifulSoup:
    """A page that must be there."""
    response = client.get(path, headers=headers)
    assert response.status_code == 200, response.status_code
    return BeautifulSoup(response.content, "html.parser")


def cells(page: BeautifulSoup, caption: str) -> list[list[str]]:
    """The body of the table with this caption, as the eye reads it."""
    for hidden in page.select("td .visually-hidden"):
        hidden.decompose()
    table: Any = next(one for one in page.find_all("table") if one.caption.get_text(strip=True).startswith(caption))
    return [
        [" ".join(cell.get_text(" ", strip=True).split()) for cell in row.find_all("td")] for row in table.tbody("tr")
    ]


def errors(page: BeautifulSoup) -> list[str]:
    """What the page says beside its fields."""
    return [" ".join(one.get_text(" ", strip=True).split()) for one in page.select(".field-error")]
