"""Recovery, its correction, and a relapse."""

from datetime import timedelta

from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.operation import NotNow
from accounts.operations import draft_of, save_draft
from accounts.terms import Verb
from cases import operations
from cases.forms.changes import ChangeForm, InterruptionForm, RecoveryForm, RelapseForm
from cases.models.case import State
from cases.operations.recovery import check_recovery, closing_day
from cases.operations.sick import Assessment, assess_report
from cases.preview import facts_after, recovery_consequences, relapse_consequences
from cases.timeline.absence import joins
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.views.changes.change import GUIDES, Change, File, Group, Sent, Typed, make
from cases.whatif import done, recovered, relapsed

ALMOST = (
    "Bijna beter is nog niet beter",
    (
        "Meld pas beter als iemand weer alle uren werkt, in het eigen werk. Werkt iemand een deel of ander werk? "
        "Dan blijft het dossier open en hoeft u hier niets te melden.",
        "Meldt u te vroeg beter en wordt iemand na vier weken weer ziek? Dan begint een nieuw dossier, en begint ook "
        "de periode van twee jaar loon doorbetalen opnieuw.",
    ),
)


def _already(file: File) -> str:
    if file.case.is_sick:
        return ""
    since = f" per {format_date(file.case.recovered_on)}" if file.case.recovered_on else ""
    return f"Deze medewerker is al beter gemeld{since}. Klopt die dag niet? Geef dan een wijziging door."


def _recovered(file: File, typed: Typed) -> Facts:
    return done(recovered(file.facts, typed["recovered_on"]), "recovery_report_internal", file.today)


def _check(file: File, typed: Typed) -> None:
    """A day in the future may be tried."""
    day = typed["recovered_on"]
    check_recovery(file.case, day, max(day, file.today))


def _not_yet(file: File, typed: Typed) -> str:
    return "Deze dag ligt in de toekomst. Doorvoeren kan op de dag zelf." if typed["recovered_on"] > file.today else ""


def _consequences(file: File, typed: Typed) -> tuple[str, ...]:
    day = typed["recovered_on"]
    name = file.case.employee.short_name
    return recovery_consequences(name=name, recovered_on=day, closes_on=closing_day(file.case, day))


def _report(file: File, typed: Typed, version: int) -> Sent:
    operations.report_recovery(actor=file.actor, case=file.case, today=file.today, expected_version=version, **typed)
    return Sent("Uw betermelding is ontvangen. Het dossier wacht nu vier weken.")


RECOVERY = Change(
    key="herstel",
    title="Beter melden",
    explain="Iemand werkt weer alle uren in het eigen werk. De stappen die nog open staan, pauzeren.",
    basis="BW art. 7:629 lid 10",
    group=Group.RECOVERY,
    verb=Verb.REPORT_RECOVERY,
    form=make(RecoveryForm),
    after=_recovered,
    check=_check,
    tells=_consequences,
    closed=_already,
    hindrance=_not_yet,
    apply=_report,
    tried_by=GUIDES,
    warning="Werkt iemand nog niet alle uren in het eigen werk? Meld dan nog niet beter.",
    asides=(ALMOST,),
)


def _form(file: File, data: QueryDict | Typed | None, start: Typed | None) -> ChangeForm:
    return (InterruptionForm if file.case.is_sick else RelapseForm)(data, initial=start)


def _interrupted(file: File, typed: Typed) -> Facts:
    if file.case.is_sick:
        return relapsed(recovered(file.facts, typed["recovered_on"]), typed["first_sick_day"])
    return facts_after(_assess(file, typed), file.today)


def _assess(file: File, typed: Typed) -> Assessment:
    return assess_report(employee=file.case.employee, first_sick_day=typed["first_sick_day"], today=file.today)


def _check_relapse(file: File, typed: Typed) -> None:
    if not file.case.is_sick:
        if not _assess(file, typed).reopens:
            raise ValidationError({"first_sick_day": _too_late(file)})
        return
    start = file.facts.absence.spells[-1].start
    if typed["recovered_on"] <= start:
        raise ValidationError({"recovered_on": f"Kies een dag na {format_date(start)}."})
    answer = joins(recovered(file.facts, typed["recovered_on"]).absence, typed["first_sick_day"])
    if not answer.same_case:
        raise ValidationError(
            {"first_sick_day": "Hier zitten vier weken of meer tussen. Dan begint een nieuw dossier met eigen datums."}
        )


def _too_late(file: File) -> str:
    last = file.facts.absence.closes_on
    until = f" Kies een dag tot en met {format_date(last - timedelta(days=1))}." if last else ""
    return f"Na vier weken begint een nieuw dossier.{until}"


def _relapse_words(file: File, typed: Typed) -> tuple[str, ...]:
    if file.case.is_sick:
        days = (typed["first_sick_day"] - typed["recovered_on"]).days
        return relapse_consequences(days)
    return ()


def _only_looking(file: File, _typed: Typed) -> str:
    if not file.case.is_sick:
        return ""
    return "Dit is alleen om te bekijken. Is iemand echt beter, meld dan eerst beter."


def _to_the_report(file: File, typed: Typed, _version: int) -> Sent:
    """The sick report asks more than a day: it opens with this day filled in."""
    if file.case.is_sick:
        raise NotNow(_only_looking(file, typed))
    employee = file.case.employee.pk
    draft = draft_of(file.actor, "report_sick", employee)
    data = (draft.data if draft else {}) | {"first_sick_day": [typed["first_sick_day"].isoformat()]}
    save_draft(actor=file.actor, form="report_sick", about_id=employee, data=data)
    return Sent("Vul de ziekmelding verder in. De eerste ziektedag staat er al.", ("cases:report_employee", employee))


def _no_relapse(file: File) -> str:
    if file.case.is_sick or file.case.state == State.RECOVERED_WAITING:
        return ""
    return "Dit dossier is afgesloten. Is iemand weer ziek? Meld dat dan met een gewone ziekmelding."


RELAPSE = Change(
    key="terugval",
    title="Weer ziek na herstel",
    explain="Iemand is minder dan vier weken beter en wordt weer ziek. Het dossier gaat verder en de datums schuiven.",
    basis="BW art. 7:629 lid 10",
    group=Group.RECOVERY,
    verb=Verb.REPORT_RECOVERY,
    form=_form,
    after=_interrupted,
    check=_check_relapse,
    tells=_relapse_words,
    closed=_no_relapse,
    hindrance=_only_looking,
    apply=_to_the_report,
    tried_by=GUIDES,
    action="Verder met de ziekmelding",
)
