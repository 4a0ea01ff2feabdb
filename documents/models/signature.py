"""The answer of one party: a vision, and a signature or a refusal."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.models import User
from accounts.terms import ROLE_LABELS, Field, Role
from cases.models.part import Part
from documents.models.document import Document
from documents.models.part import functional
from documents.models.vocabulary import RefusalReason

PARTIES = [(role.value, ROLE_LABELS[role]) for role in (Role.EMPLOYER, Role.EMPLOYEE, Role.BEDRIJFSARTS)]
_SIGNED = Q(signed_at__isnull=False, signed_by__isnull=False) & ~Q(content_hash="") & ~Q(place="") & ~Q(method="")
_UNSIGNED = Q(signed_at__isnull=True, signed_by__isnull=True, content_hash="", place="", method="")
_REFUSED = Q(refused_at__isnull=False, refused_by__isnull=False) & ~Q(refusal_reason="")
_NOT_REFUSED = Q(refused_at__isnull=True, refused_by__isnull=True, refusal_reason="", refusal_note="")


class Signature(Part):
    """One party's place under a document, made when it is put before them.

    `content_hash` is the SHA-256 of the content and of this party's own vision at the moment of signing.
    """

    class Method(models.TextChoices):
        """How somebody signed."""

        PASSWORD = "password", "Bevestigd in Ontzorg na inloggen met wachtwoord"

    document = models.ForeignKey(Document, verbose_name="document", on_delete=models.CASCADE, related_name="signatures")
    party = models.CharField("partij", max_length=15, choices=PARTIES)
    vision = models.CharField("visie", max_length=2000, blank=True)
    no_vision = models.BooleanField("geen visie", default=False)
    signed_at = models.DateTimeField("ondertekend op", null=True, blank=True)
    signed_by = models.ForeignKey(
        User, verbose_name="ondertekend door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    place = models.CharField("plaats", max_length=80, blank=True)
    method = models.CharField("manier", max_length=10, choices=Method.choices, blank=True)
    content_hash = models.CharField("controlegetal", max_length=64, blank=True)
    refused_at = models.DateTimeField("niet ondertekend op", null=True, blank=True)
    refused_by = models.ForeignKey(
        User, verbose_name="niet ondertekend door", null=True, blank=True, on_delete=models.PROTECT, related_name="+"
    )
    refusal_reason = models.CharField("reden", max_length=12, choices=RefusalReason.choices, blank=True)
    refusal_note = models.CharField("toelichting in werktermen", max_length=300, blank=True)

    filled_in_by: ClassVar[tuple[str, ...]] = ("signed_by", "refused_by")
    own_rows_column: ClassVar[str] = "party"
    own_rows_of: ClassVar[frozenset[str]] = frozenset({"employer", "employee", "bedrijfsarts"})
    open_row: ClassVar[str] = "(signed_at IS NULL AND refused_at IS NULL)"
    # The other columns of an answer are empty without its moment: the constraints below say so.
    blank_row: ClassVar[str] = "(signed_at IS NULL AND refused_at IS NULL AND vision = '' AND NOT no_vision)"
    others_change: ClassVar[tuple[str, ...]] = ("shown_to", "case_id", "employer_id")
    others_lapse: ClassVar[tuple[str, ...]] = tuple(
        "signed_at signed_by_id place method content_hash refused_at refused_by_id refusal_reason refusal_note".split()
    )
    # Taking a document back voids the answers to it, as a whole; nothing else does.
    lapses_when: ClassVar[str] = (
        "NEW.signed_at IS NULL AND NEW.refused_at IS NULL AND EXISTS "
        "(SELECT FROM documents_document d WHERE d.id = NEW.document_id AND d.state = 'draft')"
    )
    field_classes: ClassVar[dict[str, Field]] = functional(
        "document party party_label vision no_vision has_vision signed_at signed_by place method method_label "
        "content_hash refused_at refused_by refusal_reason refusal_reason_label refusal_note is_signed is_refused "
        "is_open"
    ) | {"id": Field.INTERNAL}

    class Meta:
        verbose_name = "ondertekening"
        verbose_name_plural = "ondertekeningen"
        ordering: ClassVar[list[str]] = ["pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["document", "party"], name="signature_one_per_party"),
            models.CheckConstraint(condition=_SIGNED | _UNSIGNED, name="signature_who_and_when"),
            models.CheckConstraint(condition=_REFUSED | _NOT_REFUSED, name="signature_refused_who_and_when"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(refused_at__isnull=True), name="signature_one_answer"
            ),
            models.CheckConstraint(condition=Q(no_vision=False) | Q(vision=""), name="signature_vision_or_none"),
            models.CheckConstraint(
                condition=Q(signed_at__isnull=True) | Q(party=Role.BEDRIJFSARTS) | Q(no_vision=True) | ~Q(vision=""),
                name="signature_signed_has_vision",
            ),
        ]

    def __str__(self) -> str:
        return self.party

    @property
    def party_label(self) -> str:
        """Which party, in Dutch."""
        return ROLE_LABELS[Role(self.party)]

    @property
    def method_label(self) -> str:
        """How somebody signed, in Dutch."""
        return self.Method(self.method).label if self.method else ""

    @property
    def refusal_reason_label(self) -> str:
        """Why somebody did not sign, in Dutch."""
        return RefusalReason(self.refusal_reason).label if self.refusal_reason else ""

    @property
    def has_vision(self) -> bool:
        """Whether this party gave a vision, or said to have none."""
        return self.no_vision or bool(self.vision)

    @property
    def is_signed(self) -> bool:
        """Whether this party signed."""
        return self.signed_at is not None

    @property
    def is_refused(self) -> bool:
        """Whether this party said not to sign."""
        return self.refused_at is not None

    @property
    def is_open(self) -> bool:
        """Whether this party still has to answer."""
        return not self.is_signed and not self.is_refused
