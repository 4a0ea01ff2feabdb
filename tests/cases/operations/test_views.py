"""Lists that somebody keeps."""

import pytest
from django.core.exceptions import ValidationError

from accounts.actor import acting_as
from cases import operations
from cases.models import SavedView


def kept(actor):
    with acting_as(actor):
        return list(SavedView.objects.visible_to(actor).values_list("name", "query", "role"))


def test_a_list_is_of_one_person_in_one_role(cast):
    operations.save_view(actor=cast.noor, name="Te laat", query="laat=1")
    assert kept(cast.noor) == [("Te laat", "laat=1", "ontzorgmanager")]
    assert kept(cast.loes) == []
    assert kept(cast.ina) == []


def test_the_same_name_replaces_the_choice(cast):
    operations.save_view(actor=cast.noor, name="Te laat", query="laat=1")
    operations.save_view(actor=cast.noor, name="Te laat", query="laat=1&lang=1")
    assert kept(cast.noor) == [("Te laat", "laat=1&lang=1", "ontzorgmanager")]


def test_twelve_at_most(cast):
    for number in range(12):
        operations.save_view(actor=cast.noor, name=f"Lijst {number}", query="")
    with pytest.raises(ValidationError) as refused:
        operations.save_view(actor=cast.noor, name="Nog een", query="")
    assert refused.value.message_dict == {"name": ["U heeft al 12 lijsten bewaard. Haal er eerst een weg."]}
    operations.save_view(actor=cast.noor, name="Lijst 3", query="laat=1")


def test_a_choice_that_does_not_fit_is_refused(cast):
    with pytest.raises(ValidationError) as refused:
        operations.save_view(actor=cast.noor, name="Lang", query="q=" + "%C3%AB" * 60)
    assert refused.value.message_dict == {
        "query": ["Deze keuze is te lang om te bewaren. Gebruik een korter zoekwoord."]
    }


def test_a_list_gets_another_name(cast):
    view = operations.save_view(actor=cast.noor, name="Te laat", query="laat=1")
    operations.rename_view(actor=cast.noor, view=view, name="Eerst")
    assert kept(cast.noor) == [("Eerst", "laat=1", "ontzorgmanager")]


def test_two_lists_have_no_name_in_common(cast):
    view = operations.save_view(actor=cast.noor, name="Te laat", query="laat=1")
    operations.save_view(actor=cast.noor, name="Lang", query="lang=1")
    operations.save_view(actor=cast.loes, name="Van Loes", query="lang=1")
    with pytest.raises(ValidationError) as refused:
        operations.rename_view(actor=cast.noor, view=view, name="Lang")
    assert refused.value.message_dict == {"name": ["U heeft al een lijst met deze naam. Kies een andere naam."]}
    operations.rename_view(actor=cast.noor, view=view, name="Van Loes")


def test_a_list_is_removed(cast):
    view = operations.save_view(actor=cast.noor, name="Te laat", query="laat=1")
    operations.remove_view(actor=cast.noor, view=view)
    assert kept(cast.noor) == []
