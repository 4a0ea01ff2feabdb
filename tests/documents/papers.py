"""Files that people could send, made on the spot."""

import io

from PIL import Image
from pypdf import PdfWriter
from pypdf.generic import ArrayObject, DictionaryObject, NameObject, TextStringObject


def dictionary(**fields: object) -> DictionaryObject:
    """A PDF dictionary; a text that begins with a slash is a name."""
    found = DictionaryObject()
    for name, value in fields.items():
        is_text = isinstance(value, str)
        kept = NameObject(value) if is_text and str(value).startswith("/") else value
        found[NameObject(f"/{name}")] = TextStringObject(kept) if is_text and kept is value else kept
    return found


def make_writer() -> PdfWriter:
    """One empty page."""
    writer = PdfWriter()
    writer.add_blank_page(200, 200)
    return writer


def make_pdf(writer: PdfWriter | None = None) -> bytes:
    """The bytes of a PDF."""
    target = io.BytesIO()
    (writer or make_writer()).write(target)
    return target.getvalue()


def with_root(**fields: object) -> bytes:
    """A PDF with something more in its root."""
    writer = make_writer()
    writer.root_object.update(dictionary(**fields))
    return make_pdf(writer)


def with_annotation(**fields: object) -> bytes:
    """A PDF with something on its page."""
    writer = make_writer()
    writer.pages[0][NameObject("/Annots")] = ArrayObject([writer._add_object(dictionary(**fields))])
    return make_pdf(writer)


def make_image(kind: str = "JPEG", *, size: tuple[int, int] = (20, 10), place: bool = False) -> bytes:
    """A photograph; with `place`, one that says where it was made and is to be turned to stand upright."""
    exif = Image.Exif()
    if place:
        exif[0x010E] = "Kliniek De Berg"
        exif[0x0112] = 6  # a quarter turn
    target = io.BytesIO()
    Image.new("RGB", size, "white").save(target, kind, exif=exif)
    return target.getvalue()
