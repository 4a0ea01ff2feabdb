"""Forms with open text that employer or insurer can read: words about health or private life are marked on save.

Nothing is blocked for good: whoever has a reason keeps the text, and that is recorded. Drafts are never checked.
"""

from collections.abc import Iterable
from typing import Any, ClassVar

from django import forms

from accounts.wording.check import ADVICE, Mark, marked
from accounts.wording.kept import REASONS, Kept, Reason
from accounts.wording.words import Kind

REASON, SEEN = "wording_reason", "wording_seen"
_BETWEEN = "|"  # never part of a marked word


class GuardedForm(forms.Form):
    """A form of which `guarded` names the fields to look at.

    A field with marked words has an error that quotes them and says how to put it instead; the page then also asks
    whether to keep the text, and why. The answer covers the words that were shown with it and no others.
    """

    guarded: ClassVar[tuple[str, ...]] = ()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._marks = self._find() if self.is_bound else {}
        self._reason: Reason | None = None
        if self._marks:  # decided before anything walks the fields
            self.fields[REASON] = forms.ChoiceField(
                label="Toch zo bewaren? Waarom kan dit niet anders?",
                choices=[("", "Nee, ik pas de tekst aan"), *((reason.value, REASONS[reason]) for reason in Reason)],
                required=False,
                error_messages={"invalid_choice": "Kies een van de mogelijkheden."},
            )
            self.fields[SEEN] = forms.CharField(required=False, widget=forms.HiddenInput)

    def _find(self) -> dict[str, tuple[Mark, ...]]:
        texts = {name: str(self.data.get(self.add_prefix(name)) or "") for name in self.guarded}
        return {name: marks for name, text in texts.items() if (marks := marked(text))}

    def clean(self) -> dict[str, Any]:
        """Refuse marked words, unless they were shown before and there is a reason to keep them."""
        answers = self.cleaned_data
        reason, seen = answers.pop(REASON, ""), answers.pop(SEEN, "").split(_BETWEEN)
        if reason and set(self._words()) <= set(seen):
            self._reason = Reason(reason)
        else:
            for name, marks in self._marks.items():
                self.add_error(name, _advice(marks))
        return answers

    def _words(self) -> list[str]:
        return sorted({_plain(mark.word) for marks in self._marks.values() for mark in marks})

    @property
    def has_marks(self) -> bool:
        """Whether the page must ask why this text is kept."""
        return bool(self._marks)

    @property
    def shown_words(self) -> str:
        """The words that the page shows now, for the hidden field that comes back with the reason."""
        return _BETWEEN.join(self._words())

    @property
    def kept(self) -> tuple[Kept, ...]:
        """What was kept with a reason, field by field; for a valid form only."""
        reason = self._reason
        if reason is None:
            return ()
        return tuple(Kept(name, _kinds(marks), len(marks), reason) for name, marks in self._marks.items())


def _plain(word: str) -> str:
    return " ".join(word.lower().split())


def _kinds(marks: Iterable[Mark]) -> tuple[Kind, ...]:
    found = {mark.kind for mark in marks}
    return tuple(kind for kind in Kind if kind in found)


def _advice(marks: tuple[Mark, ...]) -> list[str]:
    """One sentence per kind: the words, then how to say it in terms of work."""
    lines = []
    for kind in _kinds(marks):
        words = dict.fromkeys(f"'{mark.word}'" for mark in marks if mark.kind is kind)
        lines.append(f"U schreef {', '.join(words)}. {ADVICE[kind]}")
    return lines
