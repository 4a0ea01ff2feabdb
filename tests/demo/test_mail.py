"""The mail that the demo caught, for everybody to read."""

from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from django.test import Client

pytestmark = pytest.mark.django_db

LETTER = (
    "X-MailFrom: geen-antwoord@ontzorg.example\r\nX-RcptTo: {to}\r\n"
    "Subject: =?utf-8?q?Plan_van_aanpak=2C_=C3=A9=C3=A9n_dag?=\r\nFrom: Ontzorg <geen-antwoord@ontzorg.example>\r\n"
    "To: {to}\r\nContent-Type: text/plain; charset=utf-8\r\n\r\n"
    "Goedendag,\r\n<b>http://localhost/dossiers/</b>\r\n"
)


def _catch(folder: Path, name: str, to: str) -> None:
    (folder / f"{name}.eml").write_bytes(LETTER.format(to=to).encode())


def test_letters_stand_newest_first(demo: Client, tmp_path: Path) -> None:
    _catch(tmp_path, "999000000000000000-aaaaaaaa", "vroeg@bakker.example")
    _catch(tmp_path, "1795305432967260449-bbbbbbbb", "laat@bakker.example")
    page = BeautifulSoup(demo.get("/demo/mail/").content, "html.parser")
    assert [line.span.get_text() for line in page.select(".letters li")] == [
        "Aan laat@bakker.example",
        "Aan vroeg@bakker.example",
    ]


def test_letter_opens_as_text(demo: Client, tmp_path: Path) -> None:
    _catch(tmp_path, "1795305432967260449-bbbbbbbb", "laat@bakker.example")
    page = BeautifulSoup(demo.get("/demo/mail/1795305432967260449-bbbbbbbb/").content, "html.parser")
    assert page.h1.get_text() == "Plan van aanpak, één dag"
    assert page.select_one(".letter b") is None
    assert "Goedendag," in page.select_one(".letter").get_text()


def test_empty_mailbox_says_so(demo: Client) -> None:
    assert "Nog geen mail" in demo.get("/demo/mail/").content.decode()


@pytest.mark.parametrize("name", ["1-abc", "secret", ".."])
def test_other_files_are_not_found(demo: Client, tmp_path: Path, name: str) -> None:
    (tmp_path / "secret.txt").write_text("geheim")
    assert demo.get(f"/demo/mail/{name}/").status_code == 404
