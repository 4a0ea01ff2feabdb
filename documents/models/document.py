"""A document about a file, and its state machine."""

from datetime import date
from typing import TYPE_CHECKING, Any, ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Max, Q
from django_fsm import FSMField, FSMModelMixin, transition

from accounts.models import User
from accounts.retention import Retention
from accounts.rows import ScopedManager, ScopedQuerySet, TenantModel, case_paths
from accounts.terms import Field, Rows
from cases.models import AbsenceCase
from documents.kinds import KINDS, PLAN_OF_ACTION, PROBLEM_ANALYSIS, Kind
from employers.models import Employer

if TYPE_CHECKING:
    from documents.models.rendition import Rendition
    from documents.models.signature import Signature


class State(models.TextChoices):
    """Where a document stands."""

    DRAFT = "draft", "Concept"
    PROPOSED = "proposed", "Wacht op ondertekening"
    SIGNED = "signed", "Vastgesteld"


UNSIGNED = (State.DRAFT, State.PROPOSED)
KIND_CHOICES = [(PROBLEM_ANALYSIS, "Probleemanalyse"), (PLAN_OF_ACTION, "Plan van aanpak")]


def is_problem_analysis(document: models.Model) -> bool:
    """Only the bedrijfsarts signs a probleemanalyse: nobody has to agree to it first."""
    return getattr(document, "kind", None) == PROBLEM_ANALYSIS


def is_plan_of_action(document: models.Model) -> bool:
    """A plan is put before two parties."""
    return getattr(document, "kind", None) == PLAN_OF_ACTION


class DocumentQuerySet(ScopedQuerySet["Document"]):
    """Ways to look at documents."""

    def unsigned(self) -> "DocumentQuerySet":
        """Drafts, and what waits for an answer."""
        return self.filter(state__in=UNSIGNED)

    def signed(self) -> "DocumentQuerySet":
        """What is established."""
        return self.filter(state=State.SIGNED)

    def analysis_of(self, case_id: int) -> "Document | None":
        """The signed probleemanalyse of a file, on which a plan rests; None while there is none."""
        found = self.filter(case_id=case_id, kind=PROBLEM_ANALYSIS).signed().select_related("analysis")
        return found.order_by("-edition").first()

    def next_edition(self, case_id: int, kind: str) -> int:
        """The number after the last edition that left its writer: drafts of others are hidden and do not count."""
        left = self.filter(case_id=case_id, kind=kind).exclude(state=State.DRAFT)
        return int(left.aggregate(last=Max("edition"))["last"] or 0) + 1

    def of_kind(self, kind: str) -> "DocumentQuerySet":
        """Documents of one kind, the newest edition first."""
        return self.filter(kind=kind).order_by("-edition")

    def with_content(self) -> "DocumentQuerySet":
        """Everything a page or a PDF shows, in a fixed number of queries."""
        return self.select_related(
            "case__employee",
            "case__employer",
            "case__ohs",
            "case__physician__user",
            "case__ontzorgmanager__user",
            "analysis",
            "plan__case_manager__user",
            "created_by__adviser",
        ).prefetch_related(
            "analysis__limitations", "plan__activities", "plan__build_up", "signatures__signed_by", "renditions"
        )


DocumentManager = ScopedManager.from_queryset(DocumentQuerySet)


class Document(FSMModelMixin, TenantModel):
    """One edition of one kind of document. Signing freezes it; a change afterwards is a new edition.

    While it is a draft only the role that writes it sees it: `shown_to` names the roles, here and in each part. Each
    role has a draft of its own, so that nobody waits for a text that is hidden; one at a time lies before the parties.
    The edition is final from that moment.
    `version_no` counts the changes of a draft, so that an old page cannot overwrite a newer text.
    """

    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="documents")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("soort", max_length=30, choices=KIND_CHOICES)
    shown_to = ArrayField(models.CharField(max_length=20), verbose_name="zichtbaar voor")
    edition = models.PositiveSmallIntegerField("versie", default=1)
    state = FSMField("status", choices=State.choices, default=State.DRAFT, protected=True)
    version_no = models.PositiveIntegerField("wijziging", default=1)
    proposed_on = models.DateField("voorgelegd op", null=True, blank=True)
    established_on = models.DateField("vastgesteld op", null=True, blank=True)
    # Signatures stand for a text that names the file in which it was begun, also after the file was split.
    begun_in = models.BigIntegerField("begonnen in dossier", null=True, blank=True)
    created_by = models.ForeignKey(User, verbose_name="opgesteld door", on_delete=models.PROTECT, related_name="+")
    created_at = models.DateTimeField("gemaakt op", auto_now_add=True)
    updated_at = models.DateTimeField("gewijzigd op", auto_now=True)

    objects: ClassVar[Any] = DocumentManager()  # type: ignore[assignment]  # the base class knows fewer methods

    shown_to_column: ClassVar[str | None] = "shown_to"
    final: ClassVar[tuple[str, str] | None] = ("state", "signed")
    in_own_name: ClassVar[tuple[str, ...]] = ("created_by",)
    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = case_paths()
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        (
            "case kind edition state state_label title proposed_on established_on created_by created_at updated_at "
            "is_draft is_proposed is_signed rendition prepared"
        ).split(),
        Field.PROCESS,
    ) | dict.fromkeys(
        ("id", "employer", "version_no", "shown_to", "begun_in", "analysis", "plan", "answers"), Field.INTERNAL
    )

    class Meta:
        verbose_name = "document"
        verbose_name_plural = "documenten"
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["id", "case", "employer"], name="document_in_case_and_employer"),
            models.UniqueConstraint(
                fields=["case", "kind", "edition"], condition=~Q(state=State.DRAFT), name="document_edition_once"
            ),
            models.UniqueConstraint(
                fields=["case", "kind", "shown_to"], condition=Q(state=State.DRAFT), name="document_one_draft_per_role"
            ),
            models.UniqueConstraint(
                fields=["case", "kind"], condition=Q(state=State.PROPOSED), name="document_one_proposed_per_kind"
            ),
            models.CheckConstraint(condition=Q(kind__in=sorted(KINDS)), name="document_kind_known"),
            models.CheckConstraint(
                condition=Q(state=State.SIGNED, established_on__isnull=False)
                | (~Q(state=State.SIGNED) & Q(established_on__isnull=True)),
                name="document_signed_has_day",
            ),
            models.CheckConstraint(
                condition=~Q(state=State.PROPOSED) | Q(proposed_on__isnull=False), name="document_proposed_has_day"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.edition}"

    @property
    def spec(self) -> Kind:
        """What is known about this kind of document."""
        return KINDS[self.kind]

    @property
    def title(self) -> str:
        """The name of the document in Dutch."""
        return self.spec.title

    @property
    def state_label(self) -> str:
        """The state in Dutch."""
        return State(self.state).label

    @property
    def download_name(self) -> str:
        """The name of the downloaded file: kind and number of the file, nothing about a person."""
        return f"{self.spec.file_stem}-{self.case.number}.pdf"

    @property
    def is_draft(self) -> bool:
        """Whether it can still be changed."""
        return bool(self.state == State.DRAFT)

    @property
    def is_proposed(self) -> bool:
        """Whether it waits for the parties' answers."""
        return bool(self.state == State.PROPOSED)

    @property
    def is_signed(self) -> bool:
        """Whether it is established."""
        return bool(self.state == State.SIGNED)

    @property
    def rendition(self) -> "Rendition | None":
        """The PDF of this document: ready, being made, or failed."""
        return next(iter(self.renditions.all()), None)

    @property
    def prepared(self) -> str:
        """Who wrote it in the place of the bedrijfsarts; empty when the bedrijfsarts wrote it himself."""
        if self.kind != PROBLEM_ANALYSIS or not hasattr(self.created_by, "adviser"):
            return ""
        signers = [answer.signed_by.name for answer in self.answers if answer.signed_by]
        doctors = signers or [self.case.physician.name if self.case.physician else ""]
        return f"{self.created_by.name}, namens bedrijfsarts {doctors[0]}"

    @property
    def answers(self) -> "list[Signature]":
        """What each party has to say or has said about it, in the order in which they are named."""
        order = self.spec.signers
        return sorted(self.signatures.all(), key=lambda signature: order.index(signature.party))

    # Transitions set fields and nothing else.

    @transition(field=state, source=State.DRAFT, target=State.PROPOSED, conditions=[is_plan_of_action])
    def propose(self, *, on: date) -> None:
        """Put the plan before employer and employee."""
        self.proposed_on = on

    @transition(field=state, source=State.PROPOSED, target=State.DRAFT)
    def withdraw(self) -> None:
        """Take it back to change it."""
        self.proposed_on = None

    @transition(field=state, source=State.DRAFT, target=State.SIGNED, conditions=[is_problem_analysis])
    def sign(self, *, on: date) -> None:
        """The bedrijfsarts signs the probleemanalyse."""
        self.established_on = on

    @transition(field=state, source=State.PROPOSED, target=State.SIGNED)
    def establish(self, *, on: date) -> None:
        """All parties have answered and the employer has signed."""
        self.established_on = on
