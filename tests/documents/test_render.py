"""The PDF: Dutch, tagged, complete, and confined to our own files."""

import io
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase
from documents import render
from documents.models import Document
from employers.models import EmployeeIdentity
from tests.cast import Cast
from tests.documents import arrange
from tests.factories.employers import ARRANGER

BSN = "123456782"


@pytest.fixture
def case(cast: Cast) -> AbsenceCase:
    with acting_as(ARRANGER):
        EmployeeIdentity.objects.create(employee=cast.carla_file, employer=cast.bakery, bsn=BSN)
    return arrange.make_case(cast)


def pdf_of(document: Document) -> bytes:
    with acting_as(system(Role.RENDERER)):
        loaded = Document.objects.with_content().get(pk=document.pk)
        return render.write_pdf(render.lay_out(loaded))


def text_of(pdf: bytes) -> str:
    return " ".join(" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(pdf)).pages)


def test_plan_says_everything_that_was_agreed(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.signed_plan(cast, case)
    text = text_of(pdf_of(document))
    hashes = [answer.content_hash for answer in arrange.fresh(cast.anna, document).answers]
    for words in (
        "Plan van aanpak",
        case.number,
        "Bakkerij De Korenaar",
        cast.bakery.payroll_tax_number,
        "Carla Bos",
        BSN,
        "5 januari 2026",
        "Vitaal Werk",
        "Daan Dokter",
        "Noor de Wit",
        "Vier uur per dag licht werk aan de toonbank",
        "Twintig uur per week werken",
        "20,5",
        "Elke week",
        "28 maart 2026",
        "Wij maken een rooster zonder vroege dienst.",
        "Ik begin graag met de winkel.",
        "De vakantie in mei blijft staan.",
        "Anna Smit",
        "14 februari 2026, 10:30",
        "Bevestigd in Ontzorg na inloggen met wachtwoord",
        "Pagina 1 van",
    ):
        assert words in text, words
    assert all(number in text.replace(" ", "") for number in hashes)


def test_analysis_says_what_is_possible_in_terms_of_work(cast: Cast, case: AbsenceCase) -> None:
    text = text_of(pdf_of(arrange.sign_analysis(cast, case)))
    for words in (
        "Probleemanalyse",
        "Tillen en dragen",
        "Licht beperkt",
        "4 uur",
        "Terug in het eigen werk",
        "Werktijden of uren aanpassen",
        "Begin met licht werk in de ochtend.",
        "Daan Dokter",
    ):
        assert words in text, words


def test_pdf_is_tagged_dutch_and_has_a_title_without_a_name(cast: Cast, case: AbsenceCase) -> None:
    reader = PdfReader(io.BytesIO(pdf_of(arrange.signed_plan(cast, case))))
    root = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/StructTreeRoot"]
    assert root["/Lang"] == "nl"
    assert reader.metadata is not None
    assert reader.metadata.title == "Plan van aanpak"
    assert "pdfuaid" in root["/Metadata"].get_data().decode()


def test_long_table_repeats_its_head(cast: Cast, case: AbsenceCase) -> None:
    arrange.sign_analysis(cast, case)
    rows = tuple(arrange.make_activity(activity=f"Activiteit nummer {n}") for n in range(1, 21))
    document = arrange.propose(cast, arrange.draft_plan(cast, case, activities=rows))
    pages = [page.extract_text() for page in PdfReader(io.BytesIO(pdf_of(document))).pages]
    with_rows = [page for page in pages if "Activiteit nummer" in page]
    assert len(with_rows) > 1
    assert all("Beoogd resultaat" in page for page in with_rows)


def test_no_capacity_is_said_without_hours(cast: Cast, case: AbsenceCase) -> None:
    document = arrange.draft_analysis(
        cast,
        case,
        no_usable_capacity=True,
        suitable_work="none",
        max_hours_per_day=Decimal(0),
        capacity_review_on=arrange.TODAY,
    )
    text = text_of(pdf_of(document))
    assert "Opnieuw beoordelen op 14 februari 2026" in text
    assert "Ten hoogste per dag" not in text


@pytest.mark.parametrize(
    "address",
    [
        "http://voorbeeld.example/a.css",
        "file:///etc/passwd",
        "asset:../ontzorg/settings.py",
        "asset:css/%2e%2e/%2e%2e/pyproject.toml",
        "asset:css/absent.css",
        "data:text/css,p{color:red}",
    ],
)
def test_nothing_but_our_static_files_can_be_read(address: str) -> None:
    with pytest.raises(render.ForbiddenAddress):
        render.write_pdf(f'<html lang="nl"><title>x</title><img alt="x" src="{address}"></html>')


def test_stored_name_says_nothing(private_files: Path) -> None:
    path = render.store(b"%PDF")
    assert (private_files / path).read_bytes() == b"%PDF"
    assert path.removeprefix("documents/").removesuffix(".pdf").isalnum()
