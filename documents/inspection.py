"""What a sent file really is: told by its content, never by its name or by what the browser says of it."""

import io
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageOps, UnidentifiedImageError
from pypdf import PdfReader
from pypdf.errors import PyPdfError
from pypdf.generic import ArrayObject, DictionaryObject, IndirectObject

PDF = "application/pdf"
SUFFIXES = {PDF: ".pdf", "image/jpeg": ".jpg", "image/png": ".png"}
MOST_PIXELS = 50_000_000  # a page scanned at 600 dots per inch is 35 million
MOST_PARTS = 1_000_000  # of a PDF: a report of hundreds of pages has some tens of thousands

_UNKNOWN = "Dit is geen pdf, jpg of png. Sla het op als pdf, of maak er een foto van, en kies het opnieuw."
_BROKEN = "Wij kunnen dit bestand niet openen. Sla het opnieuw op en kies het dan nog eens."
_LOCKED = "Op dit bestand zit een wachtwoord. Sla het op zonder wachtwoord en kies het opnieuw."
_ACTIVE = (
    "Deze pdf kan meer dan gelezen worden: er zit een programma, een formulier met opdrachten of een ander bestand in."
    " Open de pdf, kies 'Afdrukken naar pdf' en kies dat nieuwe bestand."
)
_TOO_LARGE = "Deze afbeelding is te groot om te openen. Maak haar kleiner en kies het bestand opnieuw."

_ACTIONS = frozenset(
    "/JavaScript /Launch /SubmitForm /ImportData /GoToR /GoToE /Rendition /Movie /Sound /RichMediaExecute".split()
)
_LIVING = frozenset("/RichMedia /Movie /Sound /Screen /3D /FileAttachment".split())
_CARRIERS = frozenset("/JS /XFA /EmbeddedFiles /RichMediaContent /EF".split())
# What a parser meets in a file that was made to break it.
_FAULTS = (
    PyPdfError,
    ArithmeticError,
    AttributeError,
    LookupError,
    NotImplementedError,
    OSError,
    RecursionError,
    TypeError,
    ValueError,
    zlib.error,
)


class Unfit(Exception):
    """This file cannot be kept. The text is a Dutch sentence for the user that says what to do."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """A file that may be kept: what it is, and the bytes to keep."""

    media_type: str
    content: bytes


def inspect(content: bytes) -> Inspected:
    """Tell what it is and whether it may be kept. Raises Unfit.

    A PDF is kept byte for byte, with the title that it gives itself, when nothing in it can act: a reader only reads.
    An image is written anew, so that what a camera adds to it (place, time, device) is gone and nothing can hide
    behind the picture.
    """
    if content.startswith(b"%PDF-"):
        _check_pdf(content)
        return Inspected(PDF, content)
    return _redrawn(content)


def _redrawn(content: bytes) -> Inspected:
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG", "PNG")) as image:
            if image.width * image.height > MOST_PIXELS:
                raise Unfit(_TOO_LARGE)
            kind = "PNG" if image.format == "PNG" else "JPEG"  # a telephone makes a JPEG of more than one picture
            upright = ImageOps.exif_transpose(image)
            clean = Image.new(upright.mode, upright.size)
            if upright.mode == "P":
                clean = upright.convert("RGBA")
            else:
                clean.paste(upright)
    except UnidentifiedImageError:
        raise Unfit(_UNKNOWN) from None
    except Image.DecompressionBombError:
        raise Unfit(_TOO_LARGE) from None
    except (OSError, ValueError, SyntaxError, EOFError, zlib.error):
        raise Unfit(_BROKEN) from None
    target = io.BytesIO()
    clean.save(target, kind, **({"quality": 88} if kind == "JPEG" else {}))
    return Inspected(f"image/{kind.lower()}", target.getvalue())


def _check_pdf(content: bytes) -> None:
    try:
        reader = PdfReader(io.BytesIO(content))
        if reader.is_encrypted:
            raise Unfit(_LOCKED)
        if not reader.pages:
            raise Unfit(_BROKEN)
        active = any(_acts(found) for found in _dictionaries(reader.trailer))
    except _FAULTS:
        raise Unfit(_BROKEN) from None
    if active:
        raise Unfit(_ACTIVE)


def _dictionaries(root: DictionaryObject) -> Iterator[DictionaryObject]:
    """Every dictionary that can be reached from the root, each once; raises Unfit when there are too many."""
    seen: set[tuple[int, int]] = set()
    waiting: list[Any] = [root]
    count = 0
    while waiting:
        found = waiting.pop()
        if isinstance(found, IndirectObject):
            if (found.idnum, found.generation) in seen:
                continue
            seen.add((found.idnum, found.generation))
            found = found.get_object()
        count += 1
        if count > MOST_PARTS:
            raise Unfit(_BROKEN)
        if isinstance(found, DictionaryObject):
            yield found
            waiting.extend(found.raw_get(name) for name in found)
        elif isinstance(found, ArrayObject):
            waiting.extend(list.__iter__(found))


def _acts(found: DictionaryObject) -> bool:
    """Whether this part does something, plays something or carries another file."""
    if not _CARRIERS.isdisjoint(found):
        return True
    return found.get("/S") in _ACTIONS or found.get("/Subtype") in _LIVING or found.get("/Type") == "/EmbeddedFile"
