"""Words about health and private life are found; ordinary work language is left alone."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.wording.check import ADVICE, marked
from accounts.wording.words import WORDS, WORK, Kind

# What must be marked, word by word as it was written.
MARKED = {
    "Zij heeft een burn-out.": ["burn-out"],
    "Door zijn burnout nog niet terug": ["burnout"],
    "BURN OUT sinds mei": ["BURN OUT"],
    "Is depressief en slaapt slecht": ["depressief", "slaapt slecht"],
    "Heeft een depressie.": ["depressie"],
    "Hernia's, twee stuks": ["Hernia's"],
    "Na de herniaoperatie": ["herniaoperatie"],
    "Wordt behandeld voor borstkanker": ["borstkanker"],
    "Krijgt chemokuren in Utrecht": ["chemokuren"],
    "Heeft de griep": ["griep"],
    "Positief getest op COVID-19": ["COVID"],
    "Long covid": ["Long covid"],
    "Gediagnosticeerd: ADHD en autisme": ["ADHD", "autisme"],
    "Posttraumatische stress na de overval": ["Posttraumatische stress"],
    "Diabetes type 2": ["Diabetes"],
    "gebroken been met skiën": ["gebroken been"],
    "een polsbreuk en een knieblessure": ["polsbreuk", "knieblessure"],
    "een peesontsteking in de arm": ["peesontsteking"],
    "Kan niet tillen door rugklachten": ["rugklachten"],
    "veel hoofdpijn, veel pijn": ["hoofdpijn", "pijn"],
    "Heeft last van de nek": ["last van"],
    "Is erg moe en vermoeidheid blijft": ["moe", "vermoeidheid"],
    "Kan niet tegen stress": ["stress"],
    "psychische klachten": ["psychische", "klachten"],
    "Suïcidaal geweest": ["Suïcidaal"],
    "Slikt Paracetamol en ibuprofen": ["Paracetamol", "ibuprofen"],
    "nieuwe antidepressiva": ["antidepressiva"],
    "door de medicatie mag zij niet rijden": ["medicatie"],
    "pijnstillers helpen niet": ["pijnstillers"],
    "insuline spuiten": ["insuline"],
    "gaat elke dinsdag naar de psycholoog": ["psycholoog"],
    "Fysio op maandag, fysiotherapeut belt": ["Fysio", "fysiotherapeut"],
    "volgt cognitieve gedragstherapie": ["gedragstherapie"],
    "Onder behandeling in het ziekenhuis": ["Onder behandeling", "ziekenhuis"],
    "De behandelaar denkt drie maanden": ["behandelaar"],
    "moet naar de huisarts": ["huisarts"],
    "wacht op een MRI-scan": ["MRI-scan"],
    "wordt geopereerd aan zijn knie": ["geopereerd"],
    "een revalidatietraject": ["revalidatietraject"],
    "Ligt in scheiding": ["Ligt in scheiding"],
    "zit midden in een echtscheiding": ["echtscheiding"],
    "Is net gescheiden": ["gescheiden"],
    "Zij is zwanger": ["zwanger"],
    "de zwangerschap verloopt moeilijk": ["zwangerschap"],
    "had een miskraam": ["miskraam"],
    "is verslaafd aan alcohol": ["verslaafd"],
    "zijn gokverslaving speelt op": ["gokverslaving"],
    "is mantelzorger": ["mantelzorger"],
    "zorgt voor haar moeder": ["haar moeder"],
    "zijn vrouw is weg": ["zijn vrouw"],
    "Privéproblemen en schulden": ["Privéproblemen", "schulden"],
    "de thuissituatie is lastig": ["thuissituatie"],
    "Last\nvan\tlawaai": ["Last\nvan"],
    "scheiding van zijn partner": ["scheiding", "zijn partner"],
}
# Words of the work itself, and words of the law.
LEFT_ALONE = """
Kan nog niet langer dan 20 minuten achter elkaar staan.
Tilt voorlopig niet meer dan 5 kilo.
Is dinsdagochtend niet beschikbaar.
Begint voorlopig om 10.00 uur.
Behandelen van klachten van klanten aan de telefoon.
Neemt klachten van cliënten en gasten aan.
Beantwoordt klachten over de levering.
De klachtenafhandeling gaat naar Piet.
Klachten behandelen en retouren verwerken
De behandeling van aanvragen gaat door.
Een aanvraag in behandeling nemen duurt een dag.
Behandelt schadeclaims; is schadebehandelaar.
De scheidingswand in de hal wordt geplaatst.
Let op de scheiding van taken tussen kas en boekhouding.
Zoekt een goede scheiding tussen werk en privé.
Gescheiden afval naar de chemokar brengen.
De druk in de leiding controleren.
Het is druk; de werkdruk is hoog.
Dat is een pijnpunt in de planning.
Een pijnlijk lange vergadering
De last van de kraan mag niet zwaarder zijn dan 2 ton.
Werkt op arbeidstherapeutische basis.
Begint met therapeutisch werk, zonder loonwaarde.
Arbeidstherapie telt niet als hervatting.
De bedrijfsarts ziet beperkingen bij lang zitten.
Het spreekuur bij de bedrijfsarts is op 3 mei.
Volgende afspraak met de arbodienst en de arbeidsdeskundige.
Concentreren lukt een half uur achter elkaar.
Kan omgaan met deadlines, maar niet met veel onderbrekingen.
Een rustige werkplek zonder prikkels.
Gipsplaten zetten en stuken
De operationele leiding ligt bij Jan.
Overdracht van de rondes langs de machines.
Diagnose van de storing: de sensor is kapot.
Schoonmaken met kankerverwekkende stoffen mag niet.
Er zijn kinderen in de groep van twaalf uur.
Er zijn ouders aan de deur.
Appelmoes bestellen
Overgang van onderneming per 1 juli
Zijn relatie met de klant loopt via Kees.
Bewaakt de budgetten; het budget is uitgeput.
Schulden van debiteuren innen
De functie vraagt stressbestendigheid.
Een terugval in de omzet
Zwangerschapsverlof eindigt op 1 mei.
Arts, verpleegkundige en doktersassistent zijn functies.
In verband met de verbouwing werkt zij thuis.
Dit dossier is een hoofdpijndossier.
Transitie naar een ander systeem
De verslagen van de vergaderingen
Neemt de kassa over; de voorraad is op.
Werkt met een tablet in het magazijn.
Spoor 2 begint in week 52.
De visie van de werknemer staat in het plan.
Zij kan het eigen werk doen, maar niet in ploegen.
Rijden met de heftruck mag weer vanaf maandag.
Verlof, loon en uren staan in het systeem.
De breuk in de waterleiding is hersteld.
Contractbreuk voorkomen
Handboek herschrijven en hartelijk dank zeggen
"""


@pytest.mark.parametrize("text", MARKED)
def test_marked(text: str) -> None:
    assert [mark.word for mark in marked(text)] == MARKED[text]


@pytest.mark.parametrize("text", LEFT_ALONE.strip().splitlines())
def test_work_language_is_left_alone(text: str) -> None:
    assert marked(text) == ()


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("diabetes", Kind.DIAGNOSIS),
        ("rugpijn", Kind.COMPLAINT),
        ("paracetamol", Kind.MEDICINE),
        ("fysiotherapie", Kind.CARE),
        ("zwanger", Kind.PRIVATE),
    ],
)
def test_each_kind_has_its_own_advice(word: str, kind: Kind) -> None:
    (mark,) = marked(f"Het is {word}.")
    assert (mark.kind, mark.advice) == (kind, ADVICE[kind])


def test_every_advice_gives_an_example_without_a_marked_word() -> None:
    assert set(ADVICE) == set(Kind)
    for kind, advice in ADVICE.items():
        _, example = advice.split("bijvoorbeeld: ")
        assert example.startswith("'"), kind
        assert marked(example) == ()


def test_the_list_is_long_enough_and_in_plain_letters() -> None:
    entries = [entry for words in WORDS.values() for entry in words]
    assert all(len(words) >= 50 for words in WORDS.values())
    for entry in (*entries, *WORK):
        assert entry == unicodedata.normalize("NFKD", entry.lower()).encode("ascii", "ignore").decode(), entry


def test_every_entry_is_found_as_it_stands_unless_it_is_work() -> None:
    entries = {entry.strip("=*") for words in WORDS.values() for entry in words}
    assert {entry for entry in entries if not marked(entry)} == set()


def test_every_exception_is_left_alone() -> None:
    assert {entry for entry in WORK if marked(entry)} == set()


@given(st.text())
def test_marks_are_what_was_written_in_order_and_apart(text: str) -> None:
    marks = marked(text)
    assert all(text[mark.start : mark.end] == mark.word and mark.word for mark in marks)
    assert all(one.end <= other.start for one, other in pairwise(marks))


@given(st.text(), st.sampled_from(["hernia", "Paracetamol", "PSYCHOLOOG", "zwanger", "burn-out"]), st.text())
def test_a_word_is_found_whatever_stands_around_it(before: str, word: str, after: str) -> None:
    text = f"{before}. {word}. {after}"
    start = len(before) + 2
    assert any(mark.start <= start and mark.end >= start + len(word) for mark in marked(text))


@given(st.text(alphabet="abcdefghijklmnopqrstuvwxyzäéëïö -'. "), st.sampled_from(list(MARKED)))
def test_capitals_and_accents_make_no_difference(noise: str, sentence: str) -> None:
    text = f"{noise}. {sentence}"
    places = [(mark.start, mark.end, mark.kind) for mark in marked(text)]
    assert [(mark.start, mark.end, mark.kind) for mark in marked(text.upper())] == places
    apart = unicodedata.normalize("NFD", text)
    assert [mark.kind for mark in marked(apart)] == [kind for *_, kind in places]
