"""Messages in the application: reminders, escalations and news about a file. Mail only points to them."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from accounts.retention import Retention
from accounts.rows import TenantModel
from accounts.terms import Field, Rows
from cases.models.case import AbsenceCase
from cases.models.milestone import RULE_BY_KEY
from employers.models import Employer, Membership


class Notice(TenantModel):
    """One message to one person in one role. Unique per event, so that sweeping twice sends it once."""

    class Kind(models.TextChoices):
        """What the message is about; the text follows from it."""

        REMINDER = "reminder", "Herinnering"
        SICK_REPORTED = "sick_reported", "Nieuwe ziekmelding"
        RELAPSED = "relapsed", "Dossier heropend"
        RECOVERED = "recovered", "Hersteld gemeld"
        ASSIGNED = "assigned", "Dossier toegewezen"
        REASSIGNED = "reassigned", "Andere Ontzorgmanager"
        FILES_CAME = "files_came", "Dossiers overgedragen aan u"
        FILES_WENT = "files_went", "Dossiers van u overgedragen"
        UNASSIGNED = "unassigned", "Nog geen Ontzorgmanager"
        ANALYSIS_SIGNED = "analysis_signed", "Probleemanalyse is klaar"
        PLAN_TO_SIGN = "plan_to_sign", "Plan van aanpak om te ondertekenen"
        PLAN_REFUSED = "plan_refused", "Plan van aanpak niet akkoord"
        DOCUMENT_READY = "document_ready", "Document is klaar"
        PAPER_ADDED = "paper_added", "Nieuw stuk in het dossier"
        VAULT_READY = "vault_ready", "Er staat iets voor u klaar"
        VAULT_REPORT = "vault_report", "Er staat iets voor u klaar"  # numbered by another table
        RENDER_FAILED = "render_failed", "Document maken is niet gelukt"
        BUILD_UP_PROPOSED = "build_up_proposed", "Voorstel voor de opbouw van uren"
        BUILD_UP_ANSWERED = "build_up_answered", "Antwoord op de opbouw van uren"
        FIRST_DAY_CHANGED = "first_day_changed", "Eerste ziektedag gewijzigd"
        FIRST_DAY_TO_UWV = "first_day_to_uwv", "Geef de wijziging door aan UWV"
        RECOVERY_CHANGED = "recovery_changed", "Betermelding gewijzigd"
        REPORT_CANCELLED = "report_cancelled", "Ziekmelding ingetrokken"
        FILE_CLOSED = "file_closed", "Dossier gesloten"
        WIA_WAIVED = "wia_waived", "Geen WIA-aanvraag"
        WIA_NEEDED = "wia_needed", "WIA-aanvraag staat weer open"
        FILE_SPLIT = "file_split", "Nieuw dossier, andere datums"
        WAGE_ASKED = "wage_asked", "Vraag om loongegevens"
        WAGE_ANSWERED = "wage_answered", "Uw werkgever gaf loongegevens"
        INCOME_SHARED = "income_shared", "Uw werknemer deelt een berekening"
        TASKS_PRESENTED = "tasks_presented", "Uw taken om te bekijken"
        TASKS_CONFIRMED = "tasks_confirmed", "Taak-functieanalyse is bevestigd"
        TASKS_RETURNED = "tasks_returned", "Taak-functieanalyse aanpassen"
        TASKS_ANSWERED = "tasks_answered", "Antwoord op de taak-functieanalyse"
        VISION_TO_CONFIRM = "vision_to_confirm", "Uw visie om te bekijken"
        VISION_SHARED = "vision_shared", "Werknemer deelt antwoorden"
        WORK_PROPOSED = "work_proposed", "Voorstel voor passend werk"
        WORK_ANSWERED = "work_answered", "Antwoord op een voorstel voor passend werk"
        WORK_WITHDRAWN = "work_withdrawn", "Voorstel voor passend werk ingetrokken"
        WORK_DUE = "work_due", "Beantwoord het voorstel voor passend werk"
        WORK_OVERDUE = "work_overdue", "Voorstel voor passend werk niet beantwoord"
        COACHING_WRITTEN = "coaching_written", "Coachingnotitie om te lezen"
        COACHING_ADDED = "coaching_added", "Reactie op een coachingnotitie"
        CORRECTION_ASKED = "correction_asked", "Verzoek om correctie"
        EMERGENCY_OPENED = "emergency_opened", "Noodtoegang tot dit dossier"
        EMERGENCY_ASKED = "emergency_asked", "Verzoek om noodtoegang"
        EMERGENCY_ANSWERED = "emergency_answered", "Antwoord op uw verzoek om noodtoegang"
        CORRECTION_ANSWERED = "correction_answered", "Antwoord op uw verzoek om correctie"
        FACT_ADVISED = "fact_advised", "De bedrijfsarts legde iets vast"
        GUIDANCE_WRITTEN = "guidance_written", "Visie en plan van de Ontzorgmanager"
        GUIDANCE_REVIEW = "guidance_review", "Visie en plan opnieuw bekijken"
        CONTACT_DUE = "contact_due", "Tijd voor contact"
        EXPERT_CALLED = "expert_called", "Vraag aan de arbeidsdeskundige"
        EXPERT_ANSWERED = "expert_answered", "Antwoord van de arbeidsdeskundige"
        CONSULT_ASKED = "consult_asked", "Vraag aan de bedrijfsarts om te lezen"
        CONSULT_REACTED = "consult_reacted", "Reactie op een vraag aan de bedrijfsarts"
        CONSULT_WITHDRAWN = "consult_withdrawn", "Vraag aan de bedrijfsarts ingetrokken"
        CONSULT_SENT = "consult_sent", "Gesprek om te plannen"
        CONSULT_PLANNED = "consult_planned", "Gesprek met de bedrijfsarts gepland"
        CONSULT_CHANGED = "consult_changed", "Gesprek met de bedrijfsarts gewijzigd"
        CONSULT_MISSED = "consult_missed", "Gesprek ging niet door"
        CONSULT_REPLIED = "consult_replied", "Reactie op een gesprek dat niet doorging"
        EXPERT_DUE = "expert_due", "Is een arbeidsdeskundige nodig?"
        CONFERENCE_WRITTEN = "conference_written", "Overleg om te bevestigen"
        CONFERENCE_READY = "conference_ready", "Conclusie van een overleg"
        MESSAGE_SENT = "message_sent", "Nieuw bericht"
        ADVICE_GIVEN = "advice_given", "Advies met een termijn"
        ADVICE_SEEN = "advice_seen", "Advies van de bedrijfsarts"
        ADVICE_ANSWERED = "advice_answered", "Antwoord op een advies"
        ADVICE_WITHDRAWN = "advice_withdrawn", "Advies ingetrokken"
        ADVICE_DUE = "advice_due", "Termijn van een advies"
        ADVICE_OVERDUE = "advice_overdue", "Termijn van een advies voorbij"
        GUARANTEE_CONFIRMED = "guarantee_confirmed", "Poortwachtergarantie bekeken"
        HELP_ORDERED = "help_ordered", "Re-integratie-interventie aangevraagd"
        HELP_UPDATED = "help_updated", "Gegevens van een opdracht gewijzigd"
        HELP_ACCEPTED = "help_accepted", "Re-integratie-interventie gaat door"
        HELP_REFUSED = "help_refused", "Re-integratie-interventie gaat niet door"
        HELP_STARTED = "help_started", "Re-integratie-interventie is begonnen"
        HELP_REPORTED = "help_reported", "Voortgang van een re-integratie-interventie"
        HELP_ENDED = "help_ended", "Re-integratie-interventie is voorbij"
        HELP_WITHDRAWN = "help_withdrawn", "Re-integratie-interventie ingetrokken of gestopt"

    membership = models.ForeignKey(
        Membership, verbose_name="ontvanger", on_delete=models.CASCADE, related_name="notices"
    )
    case = models.ForeignKey(AbsenceCase, verbose_name="dossier", on_delete=models.CASCADE, related_name="notices")
    employer = models.ForeignKey(Employer, verbose_name="werkgever", on_delete=models.PROTECT, related_name="+")
    kind = models.CharField("soort", max_length=20, choices=Kind.choices)
    key = models.CharField("stap", max_length=40, blank=True)
    occurrence = models.PositiveSmallIntegerField("keer", default=1)
    due_on = models.DateField("uiterlijk", null=True, blank=True)
    days_before = models.SmallIntegerField("dagen vooraf", null=True, blank=True)
    about_id = models.BigIntegerField("over", default=0)
    created_at = models.DateTimeField("gemaakt op")
    read_at = models.DateTimeField("gelezen op", null=True, blank=True)
    mailed_at = models.DateTimeField("gemaild op", null=True, blank=True)

    retention: ClassVar[Retention | None] = Retention.FILE
    row_paths: ClassVar[dict[Rows, str]] = {Rows.INBOX: "membership"}
    field_classes: ClassVar[dict[str, Field]] = dict.fromkeys(
        "case kind kind_label key term occurrence due_on days_before created_at read_at".split(), Field.PROCESS
    ) | dict.fromkeys(("id", "membership", "employer", "about_id", "mailed_at"), Field.INTERNAL)

    class Meta:
        verbose_name = "bericht"
        verbose_name_plural = "berichten"
        ordering: ClassVar[list[str]] = ["-created_at", "-pk"]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["membership", "-created_at"], name="notice_inbox"),
            models.Index(fields=["created_at"], name="notice_unmailed", condition=Q(mailed_at__isnull=True)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["case", "membership", "kind", "key", "occurrence", "due_on", "days_before", "about_id"],
                nulls_distinct=False,
                name="notice_once",
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

    @property
    def kind_label(self) -> str:
        """What it is about, in Dutch."""
        return self.Kind(self.kind).label

    @property
    def term(self) -> str:
        """The statutory term of the step, or nothing."""
        rule = RULE_BY_KEY.get(self.key)
        return rule.term if rule else ""
