"""Giving an advice."""

from collections.abc import Sequence
from datetime import date
from typing import Any, ClassVar

from accounts.guarded import GuardedForm
from cases.forms.report import DayField
from cases.timeline.dutch import format_date
from documents.forms.fields import WORK_WORDS, choice, text
from documents.models.advice import Addressee, Source

LONGEST = 1000


class AdviceForm(GuardedForm):
    """What somebody advises, to whom and until when."""

    guarded: ClassVar[tuple[str, ...]] = ("text",)
    source = choice(
        "Waar komt het advies vandaan?",
        (),
        "Kies waar het advies vandaan komt.",
        required=False,
        help_text="Komt het uit een stuk? Neem dan over wat daar staat. Bij het advies staat dat het uw woorden zijn.",
    )
    addressee = choice("Voor wie is het advies?", (), "Kies voor wie het advies is.")
    text = text(
        "Wat adviseert u?",
        LONGEST,
        missing="Schrijf op wat u adviseert.",
        rows=4,
        help_text=f"Eén ding per advies: wat moet er gebeuren? {WORK_WORDS}",
    )
    due_on = DayField(
        label="Wat is de laatste dag?",
        missing="Kies de laatste dag.",
        help_text="Tot en met deze dag is het advies op tijd opgevolgd.",
    )

    def __init__(
        self, *args: Any, addressees: Sequence[Addressee], sources: dict[Source, tuple[date, str]], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        who: Any = self.fields["addressee"]
        who.choices = [(one.value, one.label) for one in addressees]
        if not sources:
            del self.fields["source"]
            return
        origin: Any = self.fields["source"]
        papers = [(one.value, f"{one.label} van {format_date(day)}") for one, (day, _) in sources.items()]
        origin.choices = [(Source.NONE.value, Source.NONE.label), *papers]
