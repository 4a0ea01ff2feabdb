"""The questions of the werknemersvisie: an edition that was used stays as it was."""

import hashlib

import pytest

from accounts.wording.check import marked
from cases.forms.vision import SelfGuidedVisionForm, VisionForm
from cases.vision_questions import EDITIONS, NEWEST, asked_in, question_of

# Never change a line here: a version keeps only the number of its edition. Other words make a new edition.
AS_USED = {1: "43580f3b5a3dd074"}


def fingerprint(edition: int) -> str:
    said = [(one.key, one.section, one.text, one.guided_only) for one in EDITIONS[edition]]
    return hashlib.sha256(repr(said).encode()).hexdigest()[:16]


def test_no_edition_was_edited() -> None:
    assert {edition: fingerprint(edition) for edition in EDITIONS} == AS_USED


def test_keys_are_short_enough_and_asked_once() -> None:
    for questions in EDITIONS.values():
        keys = [one.key for one in questions]
        assert len(keys) == len(set(keys))
        assert max(map(len, keys)) <= 20


def test_the_forms_ask_just_these() -> None:
    assert list(VisionForm.base_fields) == [one.key for one in asked_in(guided=True)] == list(VisionForm.guarded)
    alone = [one.key for one in asked_in(guided=False)]
    assert list(SelfGuidedVisionForm.base_fields) == alone == list(SelfGuidedVisionForm.guarded)
    assert not any("Ontzorgmanager" in question_of(NEWEST, key).text for key in alone)


def test_no_question_asks_about_health_and_every_one_matters_to_somebody() -> None:
    for question in EDITIONS[NEWEST]:
        assert not marked(" ".join((question.text, question.hint)))
        assert question.matters_to


def test_unknown_question_is_an_error() -> None:
    with pytest.raises(KeyError):
        question_of(NEWEST, "diagnose")
