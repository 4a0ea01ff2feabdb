"""How long what is kept, and what was removed, for the desk."""

from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.actor import Actor
from accounts.request import ActorRequest
from accounts.retention import Fate, OwnRisk, Retention, Start, Term, terms_of
from accounts.visible import granted
from cases.models import PurgeRecord

RUNS = 24

KINDS = {
    Retention.FILE: "Dossiers",
    Retention.INTERVENTION: "Re-integratie-interventies en opdrachten",
    Retention.PERSONNEL: "Gegevens van werknemers",
    Retention.MEDICAL: "Medische dossiers van de bedrijfsarts",
    Retention.ACCOUNT: "Accounts zonder rol",
    Retention.UNSENT: "Niet verstuurde teksten",
    Retention.OWN_COPY: "Kopieën van eigen gegevens",
    Retention.ACCESS_LOG: "Logboek van wie keek en wat is gedaan",
}
STARTS = {
    Start.EMPLOYMENT_ENDED: "het einde van het dienstverband",
    Start.REINTEGRATION_COMPLETED: "het afsluiten van het dossier",
    Start.INTERVENTION_ENDED: "het einde van de interventie",
    Start.WRITTEN: "de laatste wijziging",
    Start.NO_ROLE_LEFT: "het vervallen van de laatste rol",
}
RISKS = {
    None: "",
    OwnRisk.ZIEKTEWET: "werkgever is eigenrisicodrager Ziektewet",
    OwnRisk.WGA: "werkgever is eigenrisicodrager WGA",
}


@dataclass(frozen=True, slots=True)
class Period:
    """One period in words."""

    what: str
    how_long: str
    since: str
    source: str
    fate: str


@dataclass(frozen=True, slots=True)
class Run:
    """One purge: how many rows of each class went, up to which day."""

    at: datetime
    lines: list[tuple[str, date, int]]


@require_safe
def retention(request: ActorRequest) -> HttpResponse:
    """The periods that hold today, and the purges of the past two years."""
    if not granted(request.actor.role, "cases.purgerecord"):
        raise PermissionDenied("This role does not see what was removed")
    today = timezone.localdate()
    context = {
        "periods": [_period(term) for kind in KINDS for term in terms_of(today, kind)],
        "runs": _runs(request.actor)[:RUNS],
    }
    return render(request, "cases/retention.html", context)


def _period(term: Term) -> Period:
    risk = RISKS[term.own_risk]
    return Period(
        what=f"{KINDS[term.retention]}, {risk}" if risk else KINDS[term.retention],
        how_long=f"{term.years} jaar" if term.years else f"{term.days} dagen" if term.days else "direct",
        since=" of ".join(STARTS[start] for start in term.starts) + (", wat eerder is" if len(term.starts) > 1 else ""),
        source=term.source,
        fate="Anoniem gemaakt" if term.fate is Fate.STRIP else "Verwijderd",
    )


def _runs(actor: Actor) -> list[Run]:
    records = PurgeRecord.objects.visible_to(actor).order_by("-ran_at", "pk")
    return [Run(at, _lines(list(run))) for at, run in groupby(records, key=lambda record: record.ran_at)]


def _lines(records: list[PurgeRecord]) -> list[tuple[str, date, int]]:
    rows: dict[str, int] = {}
    for record in records:
        rows[record.kind] = rows.get(record.kind, 0) + record.rows
    cut_offs = {record.kind: record.cut_off for record in records}
    return [(KINDS[Retention(kind)], cut_offs[kind], count) for kind, count in rows.items()]
