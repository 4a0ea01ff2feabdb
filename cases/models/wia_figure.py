"""A number of the WIA calculation that was published after a release: proposed by one person, in force by a second."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.terms import Field
from cases.models.proposal import DECISION, STANDS, Proposal, two_people
from cases.wia.dutch import number
from cases.wia.figures import PARAMETERS
from cases.wia.parameters import Key, Parameter
from cases.wia.words import UNITS


class WiaFigure(Proposal):
    """One value of one parameter for calculations from a day on; see `Parameter.with_row`. Never changed once decided.

    Calculations that were made before keep the values they were made with.
    """

    key = models.CharField("bedrag", max_length=40)
    value = models.DecimalField("wordt", max_digits=9, decimal_places=2)
    in_force_from = models.DateField("voor berekeningen vanaf")
    source = models.CharField("bron", max_length=160)

    field_classes: ClassVar[dict[str, Field]] = {"id": Field.INTERNAL} | dict.fromkeys(
        (*"key term unit_word value value_text in_force_from source".split(), *DECISION),
        Field.ADMINISTRATIVE,
    )

    class Meta:
        verbose_name = "bedrag van de WIA-rekentool"
        verbose_name_plural = "bedragen van de WIA-rekentool"
        ordering: ClassVar[list[str]] = ["key", "in_force_from", "pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(value__gte=0), name="wia_figure_not_negative"),
            models.CheckConstraint(condition=~Q(source=""), name="wia_figure_has_source"),
            models.UniqueConstraint(
                fields=["key", "in_force_from"],
                condition=STANDS,
                name="wia_figure_once_a_day",
            ),
            *two_people("wia_figure"),
        ]

    def __str__(self) -> str:
        return f"{self.key} {self.in_force_from:%Y-%m-%d}"

    @property
    def parameter(self) -> Parameter:
        """The number through time that this is a value of, as the program knows it."""
        return PARAMETERS[Key(self.key)]

    @property
    def term(self) -> str:
        """What it is called, without its article."""
        return self.parameter.term.split(" ", 1)[1]

    @property
    def unit_word(self) -> str:
        """What it counts, in Dutch."""
        return UNITS[self.parameter.unit]

    @property
    def value_text(self) -> str:
        """The value as a Dutch reader writes it."""
        return number(self.value)
