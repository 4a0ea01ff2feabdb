"""Finding the name of who helps in words that the employer reads."""

import pytest

from interventions.naming import named_in


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Vooruit helpt naar 38 uur", "vooruit"),
        ("mevrouw DEKKINGA sprak hem", "dekkinga"),
        ("Een praktijk voor zorg en werk", ""),  # ordinary words of a name
        ("Het gaat vooruitstrevend", ""),  # inside another word
        ("", ""),
    ],
)
def test_name_is_found_as_a_word_of_its_own(text: str, found: str) -> None:
    assert named_in(text, "Praktijk Vooruit", "M. Dekkinga") == found
