"""One change for each kind of fact that people record: the forms follow from the definitions."""

from functools import partial

from django.http import QueryDict

from accounts.terms import Verb
from cases import operations
from cases.forms.changes import ChangeForm, FactForm, recorded_of
from cases.operations.fact_checks import CLOSED, NOT_ASKED, check_fact
from cases.readers import roles_of
from cases.splitting import facts_after, splits_on
from cases.timeline.absence import asks_for_cause
from cases.timeline.dutch import format_date
from cases.timeline.early_iva import benefit_days
from cases.timeline.facts import Facts
from cases.timeline.recorded import FACT_KINDS, FactKind
from cases.timeline.rules import Party
from cases.timeline.splitting import ANSWER
from cases.views.changes.change import Change, File, Group, Sent, Typed
from cases.views.changes.parting import SAME, other_cause_words, sent
from cases.whatif import also

ABOUT = {
    "einde-dienstverband": ("contract_end", Group.EMPLOYMENT),
    "herstel-binnen-drie-maanden": ("short_recovery_expected", Group.EMPLOYMENT),
    "nieuw-werk-afgesproken": ("new_agreed_work", Group.EMPLOYMENT),
    "geen-benutbare-mogelijkheden": ("no_usable_capacity", Group.CAPACITY),
    "mogelijkheden-gewijzigd": ("capacity_changed", Group.CAPACITY),
    "percentage": ("incapacity_percentage", Group.CAPACITY),
    "zelfde-oorzaak-na-verlof": ("same_cause_after_leave", Group.LEAVE),
    "loonsanctie": ("wage_sanction", Group.UWV),
    "bekortingsverzoek": ("shortening_request", Group.UWV),
    "tekort-hersteld": ("sanction_repaired", Group.UWV),
    "vrijwillige-verlenging": ("voluntary_extension", Group.UWV),
    "vervroegde-aanvraag": ("early_iva_request", Group.UWV),
    "vervroegde-toekenning": ("early_iva_granted", Group.UWV),
    "deskundigenoordeel": ("expert_opinion_request", Group.UWV),
}
NEEDS = {"shortening_request": "wage_sanction", "sanction_repaired": "wage_sanction"}
"""Kinds that say something about another one."""
IVA, IVA_REQUEST = "early_iva_granted", "early_iva_request"


def _form(kind: FactKind, _file: File, data: QueryDict | Typed | None, start: Typed | None) -> ChangeForm:
    return FactForm(data, initial=start, kind=kind)


def _after(kind: FactKind, file: File, typed: Typed) -> Facts:
    if _parts(kind, typed) and splits_on(file.facts.absence, answer=False, today=file.today) is not None:
        return facts_after(file.case, answer=False, today=file.today)
    return also(file.known, recorded_of(kind, typed, file.today))


def _parts(kind: FactKind, typed: Typed) -> bool:
    return kind.key == ANSWER and typed["answer"] is False


def _words(kind: FactKind, file: File, typed: Typed) -> tuple[str, ...]:
    if kind.key != ANSWER:
        return ()
    return other_cause_words(file, file.facts.absence) if _parts(kind, typed) else (SAME,)


def _closed(kind: FactKind, file: File) -> str:
    known = {one.kind for one in file.known.recorded}
    if kind.key in known and not kind.repeats:
        return f"{kind.term}: dit is al vastgelegd. Klopt het niet? Trek het dan eerst in."
    needed = NEEDS.get(kind.key)
    if needed and needed not in known:
        return f"Leg eerst dit vast: {FACT_KINDS[needed].term}."
    if kind.key == IVA and (early := _before_iva(file)):
        return early
    if kind.key == ANSWER and not asks_for_cause(file.facts.absence):
        return NOT_ASKED if file.facts.absence.leaves else "Er is geen verlof vastgelegd in dit dossier."
    return "" if file.case.is_open else CLOSED


def _before_iva(file: File) -> str:
    """Why an early IVA cannot have begun yet; empty when it can, or for who knows that it was asked for.

    Nobody else hears of that request: what is offered to the others follows from the calendar alone.
    """
    knows = Party(file.actor.role.value) in FACT_KINDS[IVA_REQUEST].shown_to
    if knows and any(one.kind == IVA_REQUEST for one in file.known.recorded):
        return ""
    days = benefit_days(file.facts, None)
    if days is None:
        return "Deze werknemer is beter gemeld voordat een vervroegde IVA kon."
    return f"Een vervroegde IVA kan vanaf {format_date(days[0])}." if file.today < days[0] else ""


def _check(kind: FactKind, file: File, typed: Typed) -> None:
    """What the operation will refuse, refused before the dates are shown."""
    check_fact(file.case, recorded_of(kind, typed, file.today), file.today)


def _record(kind: FactKind, file: File, typed: Typed, version: int) -> Sent:
    fact = recorded_of(kind, typed, file.today)
    operations.record_fact(
        actor=file.actor,
        case=file.case,
        kind=fact.kind,
        on=fact.on,
        until=fact.until,
        answer=fact.answer,
        number=fact.number,
        ground=fact.ground,
        expected_version=version,
        today=file.today,
    )
    done = f"Vastgelegd: {kind.term}."
    return sent(file, done) if kind.key == ANSWER else Sent(done)


def _change(key: str, kind: FactKind, group: Group) -> Change:
    return Change(
        key=key,
        title=kind.term,
        explain=kind.explain,
        basis=kind.basis,
        group=group,
        verb=Verb.RECORD_FACT,
        form=partial(_form, kind),
        after=partial(_after, kind),
        check=partial(_check, kind),
        tells=partial(_words, kind),
        closed=partial(_closed, kind),
        apply=partial(_record, kind),
        roles=roles_of(kind.recorded_by),
        shown_to=roles_of(kind.shown_to),
        tries=Verb.TRY_CAPACITY if group is Group.CAPACITY and kind.moves_dates else None,
    )


FACTS = tuple(_change(key, FACT_KINDS[kind], group) for key, (kind, group) in ABOUT.items())
