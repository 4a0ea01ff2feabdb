"""The kinds of facts that a person records about a file, and how they feed the timeline. Pure data."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from types import MappingProxyType

from cases.timeline.facts import Facts, Period, VoluntaryExtension, WageSanction
from cases.timeline.rules.rule import ADVISED, EVERYBODY, Party

GUIDES = frozenset({Party.EMPLOYER, Party.ONTZORGMANAGER})
DOCTOR = frozenset({Party.BEDRIJFSARTS})


@dataclass(frozen=True, slots=True, kw_only=True)
class FactKind:
    """What can be recorded: the question behind it, who answers it and who may see the answer."""

    key: str
    term: str
    asks: str
    """Dutch label of the day."""
    until: str = ""
    """Dutch label of a second day; empty when the fact has none."""
    until_required: bool = False
    answer: str = ""
    """Dutch yes-or-no question; empty when the fact has none."""
    number: str = ""
    """Dutch label of a percentage, 0-100; empty when the fact has none."""
    grounds: tuple[tuple[str, str], ...] = ()
    """Why: (key, Dutch), one is chosen. There is no free text, so no word about health can be in it."""
    explain: str
    """Dutch: what recording this does."""
    basis: str
    recorded_by: frozenset[Party]
    shown_to: frozenset[Party] = EVERYBODY
    repeats: bool = False
    """More than one may hold at a time."""
    moves_dates: bool = True
    by_itself: bool = True
    """People record and withdraw it as such; otherwise it comes with another act, and stays."""


@dataclass(frozen=True, slots=True)
class Recorded:
    """One fact as it was recorded and not withdrawn."""

    kind: str
    on: date
    until: date | None = None
    answer: bool | None = None
    number: int | None = None
    ground: str = ""
    told_on: date | None = None
    """The day on which somebody recorded it; None for what was not recorded yet."""


_EMPLOYMENT = (
    FactKind(
        key="contract_end",
        term="Einde van het dienstverband",
        asks="Laatste dag in dienst",
        grounds=(("fixed_term", "Tijdelijk contract loopt af"), ("ended", "Opzegging of overeenkomst")),
        explain="Na de laatste dag neemt UWV de begeleiding over. De stappen daarna vervallen.",
        basis="ZW art. 38 lid 2 en 39a",
        recorded_by=GUIDES | {Party.DESK},
    ),
    FactKind(
        key="short_recovery_expected",
        term="Herstel binnen drie maanden verwacht",
        asks="Datum van het oordeel",
        answer="Verwacht u herstel binnen drie maanden na het einde van het dienstverband?",
        explain="Dan is bij het einde van het dienstverband een verkort re-integratieverslag genoeg.",
        basis="ZW art. 39a; Werkwijzer Poortwachter 5.7",
        recorded_by=DOCTOR,
        shown_to=ADVISED,
    ),
)
_CAPACITY = (
    FactKind(
        key="no_usable_capacity",
        term="Geen benutbare mogelijkheden",
        asks="Vanaf",
        until="Weer mogelijkheden vanaf",
        explain="Plan, evaluaties en tweede spoor rusten. De bedrijfsarts kijkt elke zes weken opnieuw.",
        basis="Regeling procesgang eerste en tweede ziektejaar art. 4; Werkwijzer Poortwachter",
        recorded_by=DOCTOR,
        shown_to=ADVISED,
        repeats=True,
    ),
    FactKind(
        key="capacity_changed",
        term="Mogelijkheden of verwachting gewijzigd",
        asks="Datum van de wijziging",
        explain="De probleemanalyse wordt bijgesteld. Het plan volgt binnen twee weken.",
        basis="Regeling procesgang eerste en tweede ziektejaar; Werkwijzer Poortwachter 4.3.2",
        recorded_by=DOCTOR,
        shown_to=ADVISED,
        repeats=True,
    ),
    FactKind(
        key="incapacity_percentage",
        term="Percentage arbeidsongeschikt",
        asks="Vanaf",
        number="Percentage",
        explain="Alleen de bedrijfsarts bepaalt dit percentage. De datums veranderen er niet door.",
        basis="AVG art. 9; beleid van de Autoriteit Persoonsgegevens over zieke werknemers",
        recorded_by=DOCTOR,
        shown_to=ADVISED | {Party.DESK},
        repeats=True,
        moves_dates=False,
    ),
    FactKind(
        key="same_cause_after_leave",
        term="Zelfde oorzaak vóór en na het verlof",
        asks="Datum van het oordeel",
        answer="Komt het verzuim vóór en na het verlof door dezelfde oorzaak?",
        explain="Bij ja tellen de perioden samen. Bij nee begint na het verlof een nieuw dossier.",
        basis="BW art. 7:629 lid 10",
        recorded_by=DOCTOR,
        shown_to=ADVISED,
    ),
)
_AFTER_TWO_YEARS = (
    FactKind(
        key="wage_sanction",
        term="Loonsanctie",
        asks="Datum van het besluit van UWV",
        until="Laatste dag met loon volgens het besluit",
        until_required=True,
        grounds=(("administrative", "Stukken ontbreken of zijn te laat"), ("substantive", "Te weinig inspanning")),
        explain="De werkgever betaalt het loon langer door, tot ten hoogste 52 weken.",
        basis="WIA art. 25 lid 9; BW art. 7:629 lid 11 onder b",
        recorded_by=GUIDES | {Party.DESK},
    ),
    FactKind(
        key="shortening_request",
        term="Bekortingsverzoek",
        asks="Datum van het verzoek",
        explain="UWV beslist binnen drie weken of het tekort is hersteld.",
        basis="WIA art. 25 lid 12-14",
        recorded_by=GUIDES,
    ),
    FactKind(
        key="sanction_repaired",
        term="Tekort hersteld volgens UWV",
        asks="Datum van het besluit van UWV",
        explain="De loonsanctie eindigt zes weken na dit besluit.",
        basis="WIA art. 25 lid 14",
        recorded_by=GUIDES | {Party.DESK},
    ),
    FactKind(
        key="voluntary_extension",
        term="Vrijwillige verlenging",
        asks="Datum van het verzoek aan UWV",
        until="Laatste dag met loon volgens het verzoek",
        until_required=True,
        explain="Werkgever en werknemer stellen de WIA-beoordeling samen uit, ten hoogste een jaar. "
        "De verzekering vergoedt na 104 weken meestal niet meer.",
        basis="WIA art. 24; BW art. 7:629 lid 11 onder c",
        recorded_by=GUIDES,
    ),
    FactKind(
        key="early_iva_request",
        term="Vervroegde IVA aangevraagd",
        asks="Datum van de aanvraag",
        explain="Alleen u en de bedrijfsarts zien dit. De datums veranderen er niet door.",
        basis="WIA art. 23 lid 6",
        recorded_by=frozenset({Party.EMPLOYEE}),
        shown_to=frozenset({Party.EMPLOYEE, Party.BEDRIJFSARTS}),
        moves_dates=False,
    ),
    FactKind(
        key="early_iva_granted",
        term="Vervroegde IVA toegekend",
        asks="Eerste dag van de uitkering",
        explain="De plichten uit de Wet verbetering poortwachter stoppen. De stappen daarna vervallen.",
        basis="WIA art. 23 lid 6 en 66; BW art. 7:629 lid 5",
        recorded_by=GUIDES | {Party.EMPLOYEE},
    ),
)
_OPINIONS = (
    FactKind(
        key="expert_opinion_request",
        term="Deskundigenoordeel aangevraagd",
        asks="Datum van de aanvraag",
        grounds=(
            ("own_work", "Kan de werknemer het eigen werk doen?"),
            ("suitable_work", "Is het werk passend?"),
            ("employer_efforts", "Doet de werkgever genoeg?"),
            ("employee_efforts", "Doet de werknemer genoeg?"),
        ),
        explain="UWV geeft meestal binnen twee tot vier weken een oordeel.",
        basis="Wet SUWI art. 30 lid 1 onder e-g en art. 32",
        recorded_by=frozenset({Party.EMPLOYER, Party.EMPLOYEE}),
        repeats=True,
    ),
    FactKind(
        key="new_agreed_work",
        term="Nieuw werk afgesproken",
        asks="Vanaf",
        explain="Ander werk kan het vaste werk worden. Of dan een nieuwe periode van 104 weken begint, is een "
        "juridisch oordeel. De datums in dit dossier veranderen niet.",
        basis="Rechtspraak over nieuw bedongen arbeid bij BW art. 7:629",
        recorded_by=GUIDES,
        moves_dates=False,
    ),
)
_REPORT = (
    FactKind(
        key="first_day_corrected",
        term="Eerste ziektedag verbeterd",
        asks="De eerste ziektedag was eerst",
        grounds=(
            ("typing_error", "De datum was verkeerd ingevuld"),
            ("sick_earlier", "De werknemer stopte eerder met werken dan gemeld"),
            ("worked_longer", "De werknemer werkte langer door dan gemeld"),
            ("uwv", "UWV ging uit van een andere dag"),
        ),
        explain="Met deze dag schuiven alle stappen die nog open staan.",
        basis="WIA art. 23 lid 2",
        recorded_by=frozenset({Party.EMPLOYER}),
        repeats=True,
        moves_dates=False,
        by_itself=False,
    ),
)
FACT_KINDS: Mapping[str, FactKind] = MappingProxyType(
    {kind.key: kind for kind in _EMPLOYMENT + _CAPACITY + _AFTER_TWO_YEARS + _OPINIONS + _REPORT}
)
ALONG = tuple(kind.key for kind in FACT_KINDS.values() if not kind.by_itself)
"""Kinds that come with another act; nobody records or withdraws them by themselves."""
FIRST_DAY_GROUNDS = FACT_KINDS["first_day_corrected"].grounds


def with_recorded(facts: Facts, recorded: Iterable[Recorded]) -> Facts:
    """Return the facts with what people recorded in them; of a kind that does not repeat the last one counts."""
    known: dict[str, list[Recorded]] = {}
    for one in sorted(recorded, key=lambda one: one.on):
        known.setdefault(one.kind, []).append(one)
    last = {kind: found[-1] for kind, found in known.items()}
    return replace(
        facts,
        contract_end=_day(last, "contract_end") or facts.contract_end,
        short_recovery_expected="short_recovery_expected" in last and last["short_recovery_expected"].answer is True,
        without_capacity=tuple(Period(one.on, one.until) for one in known.get("no_usable_capacity", ())),
        capacity_changed_on=_days(known, "capacity_changed"),
        opinion_requested_on=_days(known, "expert_opinion_request"),
        sanction=_sanction(last),
        extension=_extension(last.get("voluntary_extension")),
        iva_granted_on=_day(last, "early_iva_granted"),
        iva_settled_on=_settled(last.get("early_iva_granted")),
    )


def same_cause(recorded: Iterable[Recorded]) -> bool | None:
    """Return what the bedrijfsarts last said about the cause before and after leave; None while unknown."""
    answers = [one for one in recorded if one.kind == "same_cause_after_leave"]
    return max(answers, key=lambda one: one.on).answer if answers else None


def _day(last: Mapping[str, Recorded], kind: str) -> date | None:
    return last[kind].on if kind in last else None


def _settled(grant: Recorded | None) -> date | None:
    """Nothing is done on a day to come: a benefit that is told of beforehand was granted by then."""
    return None if grant is None else min(grant.on, grant.told_on or grant.on)


def _days(known: Mapping[str, list[Recorded]], kind: str) -> tuple[date, ...]:
    return tuple(one.on for one in known.get(kind, ()))


def _sanction(last: Mapping[str, Recorded]) -> WageSanction | None:
    decision = last.get("wage_sanction")
    if decision is None or decision.until is None:
        return None
    return WageSanction(
        decided_on=decision.on,
        until=decision.until,
        ground=decision.ground,
        shortening_requested_on=_day(last, "shortening_request"),
        repaired_on=_day(last, "sanction_repaired"),
    )


def _extension(request: Recorded | None) -> VoluntaryExtension | None:
    return None if request is None or request.until is None else VoluntaryExtension(request.on, request.until)
