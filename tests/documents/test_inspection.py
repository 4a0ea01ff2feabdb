"""A file is what its content says, and only what can be read and nothing more is kept."""

import io

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image
from pypdf import PdfReader, PdfWriter

from documents import inspection
from documents.inspection import Unfit, inspect
from tests.documents.papers import dictionary, make_image, make_pdf, make_writer, with_annotation, with_root

LINK = dictionary(S="/URI", URI="https://www.uwv.nl")
SCRIPT = dictionary(S="/JavaScript", JS="app.alert(1)")


def test_pdf_that_is_only_read_is_kept_as_it_is() -> None:
    content = with_annotation(Type="/Annot", Subtype="/Link", A=LINK)
    assert inspect(content) == inspection.Inspected("application/pdf", content)


@pytest.mark.parametrize(
    "content",
    [
        with_root(OpenAction=SCRIPT),
        with_root(AA=dictionary(WC=dictionary(S="/SubmitForm", F="http://example.org"))),
        with_root(Names=dictionary(EmbeddedFiles=dictionary())),
        with_root(Names=dictionary(JavaScript=dictionary(Names=SCRIPT))),
        with_root(AcroForm=dictionary(XFA="x")),
        with_annotation(Type="/Annot", Subtype="/RichMedia"),
        with_annotation(Type="/Annot", Subtype="/FileAttachment"),
        with_annotation(Type="/Annot", Subtype="/Link", A=dictionary(S="/Launch", F="cmd.exe")),
        with_annotation(Type="/Annot", Subtype="/Link", A=dictionary(S="/GoToR", F="//host/share")),
        with_annotation(Type="/Annot", Subtype="/Link", A=dictionary(S="/URI", Next=SCRIPT)),
    ],
)
def test_pdf_that_can_do_something_is_refused(content: bytes) -> None:
    with pytest.raises(Unfit, match="Afdrukken naar pdf"):
        inspect(content)


def test_pdf_that_carries_a_file_is_refused() -> None:
    writer = make_writer()
    writer.add_attachment("diagnose.txt", b"x")
    with pytest.raises(Unfit, match="Afdrukken naar pdf"):
        inspect(make_pdf(writer))


def test_pdf_with_a_password_is_refused() -> None:
    writer = make_writer()
    writer.encrypt("geheim")
    with pytest.raises(Unfit, match="wachtwoord"):
        inspect(make_pdf(writer))


@pytest.mark.parametrize("content", [b"%PDF-1.7 and then nothing", make_pdf()[:120], make_pdf(PdfWriter())])
def test_pdf_that_nobody_can_open_is_refused(content: bytes) -> None:
    with pytest.raises(Unfit, match="kunnen dit bestand niet openen"):
        inspect(content)


def test_pdf_with_more_parts_than_any_report_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(inspection, "MOST_PARTS", 5)
    with pytest.raises(Unfit, match="kunnen dit bestand niet openen"):
        inspect(make_pdf())


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"MZ\x90\x00",
        b"PK\x03\x04brief.docx",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>",
        b"<html><script>1</script>",
        b"GIF89a" + bytes(20),
        b" %PDF-1.7",
    ],
)
def test_any_other_kind_of_file_is_refused(content: bytes) -> None:
    with pytest.raises(Unfit, match="geen pdf, jpg of png"):
        inspect(content)


@pytest.mark.parametrize(("kind", "media_type"), [("JPEG", "image/jpeg"), ("PNG", "image/png")])
def test_photograph_loses_place_and_device_and_stands_upright(kind: str, media_type: str) -> None:
    sent = make_image(kind, size=(20, 10), place=True)
    assert b"Kliniek" in sent
    kept = inspect(sent)
    assert kept.media_type == media_type
    assert b"Kliniek" not in kept.content
    with Image.open(io.BytesIO(kept.content)) as image:
        assert (image.format, image.size, dict(image.getexif())) == (kind, (10, 20), {})


def test_photograph_of_a_telephone_with_two_pictures_in_one_is_a_jpeg() -> None:
    target = io.BytesIO()
    Image.new("RGB", (20, 10)).save(target, "MPO", save_all=True, append_images=[Image.new("RGB", (10, 5))])
    kept = inspect(target.getvalue())
    assert kept.media_type == "image/jpeg"
    with Image.open(io.BytesIO(kept.content)) as image:
        assert (image.format, image.size) == ("JPEG", (20, 10))


def test_nothing_can_be_hidden_behind_a_picture() -> None:
    assert b"<script>" not in inspect(make_image("PNG") + b"<script>alert(1)</script>").content


def test_half_a_photograph_and_one_too_large_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(Unfit, match="kunnen dit bestand niet openen"):
        inspect(make_image()[:300])
    monkeypatch.setattr(inspection, "MOST_PIXELS", 199)
    with pytest.raises(Unfit, match="te groot"):
        inspect(make_image(size=(20, 10)))


BASES = [with_annotation(Type="/Annot", Subtype="/Link", A=LINK), make_pdf(), make_image(), make_image("PNG")]


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    st.sampled_from(BASES),
    st.lists(st.tuples(st.floats(0, 1), st.binary(min_size=1, max_size=6)), min_size=1, max_size=8),
    st.floats(0.2, 1),
)
def test_damaged_file_is_kept_or_refused_and_nothing_else(
    base: bytes, hits: list[tuple[float, bytes]], part: float
) -> None:
    content = bytearray(base)
    for place, noise in hits:
        start = int(place * (len(content) - 1))
        content[start : start + len(noise)] = noise
    try:
        kept = inspect(bytes(content[: int(len(content) * part)]))
    except Unfit:
        return
    if kept.media_type == "application/pdf":
        assert len(PdfReader(io.BytesIO(kept.content)).pages) >= 1
    else:
        Image.open(io.BytesIO(kept.content)).load()
