"""What the privacy officer reads: the audit trail of everybody, kept texts, holds. Never a word, a file or a sick name.

Whoever acts as an employee in a file is sick, so an employee has no name here: the access table says for whom that
holds. Files have no number either: how many different ones somebody opened is what tells.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import groupby
from types import MappingProxyType
from typing import Any

from django.apps import apps
from django.db.models import Count, Max, Min
from django.db.models.functions import TruncDate
from django.utils.timezone import get_current_timezone

from accounts.actor import Actor, acting_as, system
from accounts.audit import DENIED
from accounts.describe import VERB_TEXTS
from accounts.models import AuditEvent, WordingOverride
from accounts.purposes import PURPOSE_TEXTS, Purpose
from accounts.terms import ROLE_LABELS, SYSTEM_ROLES, Role, Verb
from accounts.visible import Visible, names
from accounts.wording.kept import REASONS, Reason
from accounts.wording.words import Kind
from cases.models import AbsenceCase
from cases.models.case import NUMBER
from cases.vision_questions import EDITIONS
from employers.models import Employer, OccupationalHealthService

UNNAMED = "De werknemer zelf"
WITHHELD = "Iemand die nog geen rol koos"
_NAMELESS = {Role.EMPLOYEE: UNNAMED, Role.PROVIDER: "Een dienstverlener"}
SYSTEM_NAME = "Ontzorg"
KINDS: Mapping[Kind, str] = MappingProxyType(
    {
        Kind.DIAGNOSIS: "naam van een ziekte",
        Kind.COMPLAINT: "klacht",
        Kind.MEDICINE: "medicijn",
        Kind.CARE: "behandeling of behandelaar",
        Kind.PRIVATE: "privéleven",
    }
)
PLACES: Mapping[tuple[str, str], str] = MappingProxyType(
    {
        ("report_sick", "stay_address"): "Ziekmelding, verblijfadres",
        ("report_sick", "handover_notes"): "Ziekmelding, over te dragen werk",
        ("vision", "vision"): "Plan van aanpak, visie",
        ("refusal", "note"): "Plan van aanpak, waarom niet ondertekend",
        ("plan_of_action", "case_manager_name"): "Plan van aanpak, naam van de casemanager",
        ("plan_of_action", "contact_with"): "Plan van aanpak, contact",
        ("plan_of_action", "remarks"): "Plan van aanpak, opmerkingen",
        ("plan_of_action", "activity"): "Plan van aanpak, activiteit",
        ("plan_of_action", "result"): "Plan van aanpak, resultaat van een activiteit",
        ("problem_analysis", "advice"): "Probleemanalyse, advies",
        ("ask_correction", "text"): "Verzoek om correctie",
        ("ask_consult", "question"): "Vraag voor het spreekuur",
        ("answer_consult", "own_words"): "Vraag voor het spreekuur, woorden van de werknemer",
        ("plan_consult", "place"): "Gesprek met de bedrijfsarts, plaats",
        ("plan_consult", "question"): "Gesprek met de bedrijfsarts, waar het over gaat",
        ("answer_no_show", "words"): "Gesprek dat niet doorging, woorden van de werknemer",
        ("ask_emergency", "note"): "Verzoek om noodtoegang, toelichting",
        ("guidance", "outlook"): "Visie en plan, visie",
        ("guidance", "reason"): "Visie en plan, waarom gewijzigd",
        ("guidance", "for_employer"): "Visie en plan, wat de werkgever doet",
        ("guidance", "for_employee"): "Visie en plan, wat de werknemer doet",
        ("guidance", "for_physician"): "Visie en plan, wat de bedrijfsarts doet",
        ("guidance", "for_professionals"): "Visie en plan, wat andere professionals doen",
        ("guidance", "for_insurer"): "Visie en plan, wat de verzekeraar doet",
        ("start_thread", "subject"): "Bericht, onderwerp",
        ("start_thread", "text"): "Bericht, eerste van een onderwerp",
        ("send_message", "text"): "Bericht, antwoord",
        ("give_advice", "text"): "Advies met een termijn",
        ("answer_advice", "note"): "Antwoord op een advies",
        ("withdraw_advice", "note"): "Waarom een advies is ingetrokken",
        ("confirm_guarantee", "words"): "Poortwachtergarantie, toelichting",
        ("transfer", "words"): "Overdracht, van wie overdraagt",
        ("conference", "question"): "Multidisciplinair overleg, vraag",
        ("conference", "conclusion"): "Multidisciplinair overleg, conclusie",
        ("consider_expert", "reason"): "Arbeidsdeskundige overwogen, waarom",
        ("call_labour_expert", "question"): "Vraag aan de arbeidsdeskundige",
        ("order_intervention", "goal"): "Aanvraag van een interventie, doel",
        ("order_intervention", "abilities"): "Aanvraag van een interventie, wat iemand kan",
        ("update_assignment", "abilities"): "Opdracht aan een dienstverlener, wat iemand kan",
        ("refuse_assignment", "note"): "Weigering van een opdracht, toelichting",
        ("report_progress", "text"): "Verslag van een interventie",
        ("end_intervention", "text"): "Eindverslag van een interventie",
        ("answer_call", "answer"): "Antwoord van de arbeidsdeskundige",
        ("job_tasks", "name"): "Taak-functieanalyse, taak",
        ("job_tasks", "adaptable"): "Taak-functieanalyse, hoe een taak aan te passen is",
        ("job_tasks", "question"): "Taak-functieanalyse, vraag aan de bedrijfsarts",
        ("task_abilities", "with_what"): "Taak-functieanalyse, aanpassing volgens de werknemer",
        ("return_tasks", "note"): "Taak-functieanalyse, waarom teruggegeven",
        ("task_advice", "remark"): "Taak-functieanalyse, toelichting van de bedrijfsarts",
        ("work_proposal", "text"): "Voorstel voor passend werk",
        ("work_proposal", "needs"): "Voorstel voor passend werk, wat ervoor nodig is",
        ("work_answer", "reason"): "Antwoord op een voorstel voor passend werk",
        ("coaching", "text"): "Coachingnotitie, waar het over ging",
        ("coaching", "agreed"): "Coachingnotitie, wat de werknemer gaat doen",
        ("coaching_reaction", "text"): "Reactie op een coachingnotitie",
        ("answer_correction", "answer"): "Antwoord op een verzoek om correctie",
    }
    | {("conference", f"what_{place}"): "Multidisciplinair overleg, afspraak" for place in range(1, 6)}
    | {("employee_vision", one.key): f"Werknemersvisie: {one.text}" for edition in EDITIONS.values() for one in edition}
)
"""Form and field of every text that is checked, in Dutch."""
_SAME = "day actor_id actor__name role organisation_id on_behalf_of__name action resource purpose result".split()


@dataclass(frozen=True, slots=True)
class Act:
    """What one person did in one role on one day, as one line. `files` counts the different files it was about."""

    day: date
    first: datetime
    last: datetime
    count: int
    files: int
    who: str
    role: str
    organisation: str
    on_behalf_of: str
    with_whom: str
    what: str
    about: str
    why: str
    refused: bool


@dataclass(frozen=True, slots=True)
class KeptText:
    """One text that stayed as it was, without the text."""

    at: datetime
    who: str
    role: str
    where: str
    kinds: str
    count: int
    why: str


def acts(actor: Actor, since: date, chosen: Mapping[str, Any], case_id: int | None) -> Any:
    """One row per day, person, role and act, the newest first. `since` is inclusive. A queryset, for a page of it."""
    start = datetime.combine(since, time.min, tzinfo=get_current_timezone())
    events = AuditEvent.objects.visible_to(actor).filter(at__gte=start)
    if role := chosen.get("rol"):
        events = events.filter(role__in=[role] if role in set(Role) else SYSTEM_ROLES)
    if result := chosen.get("uitkomst"):
        events = events.filter(result=result)
    if case_id is not None:
        events = events.filter(case_id=case_id)
    return (
        events.annotate(day=TruncDate("at"))
        .values(*_SAME)
        .annotate(count=Count("pk"), files=Count("case_id", distinct=True), first=Min("at"), last=Max("at"))
        .order_by("-day", "-last", "actor_id", "action", "resource", "result")
    )


def told(actor: Actor, rows: Iterable[Mapping[str, Any]]) -> list[tuple[date, list[Act]]]:
    """These rows in words, day by day."""
    rows = list(rows)
    organisations = _organisations(actor, rows)
    found = [_act(actor, row, organisations.get((_kind(row["role"]), row["organisation_id"]), "")) for row in rows]
    return [(day, list(group)) for day, group in groupby(found, key=lambda act: act.day)]


def kept_texts(actor: Actor, rows: Iterable[WordingOverride]) -> list[KeptText]:
    """These texts in words."""
    return [
        KeptText(
            at=row.at,
            who=_named(Visible(row, actor.role).user, row.role),
            role=ROLE_LABELS[Role(row.role)],
            where=PLACES[row.form, row.field],
            kinds=", ".join(KINDS[Kind(kind)] for kind in row.kinds),
            count=row.count,
            why=REASONS[Reason(row.reason)],
        )
        for row in rows
    ]


def file_called(asked: str) -> int | None:
    """The file with this number: None for no number at all, 0 for a number that no file has.

    The year is a part of the number. Of a file that was removed nobody knows it; its trail can still be read.
    """
    found = NUMBER.fullmatch(asked.strip())
    if not found:
        return 0 if asked.strip() else None
    # Whoever asks sees no file: a part of the system looks whether the number is right, and tells nothing else.
    with acting_as(system(Role.PROJECTOR)):
        case = AbsenceCase.objects.filter(pk=int(found[2])).first()
    return 0 if case is not None and f"{case.reported_on:%y}" != found[1] else int(found[2])


def _act(actor: Actor, row: Mapping[str, Any], organisation: str) -> Act:
    stands_in = row["role"] in (Role.DELEGATE, Role.ONTZORGMANAGER, Role.PLATFORM)
    return Act(
        day=row["day"],
        first=row["first"],
        last=row["last"],
        count=row["count"],
        files=row["files"],
        who=_who(actor, row),
        role=ROLE_LABELS[Role(row["role"])],
        organisation=organisation,
        on_behalf_of=row["on_behalf_of__name"] or "" if stands_in else "",
        with_whom="met akkoord van" if row["role"] == Role.PLATFORM else "namens",
        what=VERB_TEXTS[Verb(row["action"])] if row["action"] in set(Verb) else "iets opvragen",
        about=_about(row["resource"]),
        why=PURPOSE_TEXTS[Purpose(row["purpose"])] if row["purpose"] else "",
        refused=row["result"] == DENIED,
    )


def _who(actor: Actor, row: Mapping[str, Any]) -> str:
    if not names(actor.role, AuditEvent._meta.label_lower, row["role"]):
        return _NAMELESS.get(row["role"], WITHHELD)
    return row["actor__name"] or SYSTEM_NAME


def _named(user: Visible | None, role: str) -> str:
    return _NAMELESS.get(Role(role), WITHHELD) if user is None else str(user.name)


def _about(resource: str) -> str:
    """The kind of record; a refusal can be about a page instead, which is named by its address and not by its words."""
    try:
        return str(apps.get_model(resource)._meta.verbose_name_plural)
    except (LookupError, ValueError):
        return "een pagina"


def _kind(role: str) -> type[Employer] | type[OccupationalHealthService] | None:
    if role == Role.EMPLOYER:
        return Employer
    return OccupationalHealthService if role in (Role.ARBODIENST, Role.BEDRIJFSARTS, Role.DELEGATE) else None


def _organisations(actor: Actor, rows: Iterable[Mapping[str, Any]]) -> dict[tuple[Any, int], str]:
    found: dict[tuple[Any, int], str] = {}
    for model in (Employer, OccupationalHealthService):
        numbers = {row["organisation_id"] for row in rows if _kind(row["role"]) is model} - {None}
        for one in model.objects.visible_to(actor).filter(pk__in=numbers).order_by("pk"):
            found[model, one.pk] = one.name
    return found
