"""Reporting somebody recovered."""

from datetime import date

from accounts.terms import Role, Verb
from cases import operations
from cases.forms.changes import RecoveryForm
from cases.operations.recovery import check_recovery, closing_day
from cases.preview import own_recovery_consequences, recovery_consequences
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.views.changes.change import Change, File, Group, Sent, Typed, make
from cases.views.changes.parting import followed, sent
from cases.whatif import done, recovered

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
    return f"Deze werknemer is al beter gemeld{since}. Klopt die dag niet? Geef dan een wijziging door."


def _recovered(file: File, typed: Typed) -> Facts:
    """Reporting passes the recovery on as well. That cannot be done before the day: until then it is a step to come."""
    after = recovered(file.facts, typed["recovered_on"])
    return followed(file, after if _ahead(file, typed) else done(after, "recovery_report_internal", file.today))


def _ahead(file: File, typed: Typed) -> bool:
    day: date = typed["recovered_on"]
    return day > file.today


def _check(file: File, typed: Typed) -> None:
    """A day in the future may be tried."""
    day = typed["recovered_on"]
    check_recovery(file.case, day, max(day, file.today))


def _not_yet(file: File, typed: Typed) -> str:
    return "Deze dag ligt in de toekomst. Doorvoeren kan op de dag zelf." if _ahead(file, typed) else ""


def _consequences(file: File, typed: Typed) -> tuple[str, ...]:
    day = typed["recovered_on"]
    if file.actor.role is Role.EMPLOYEE:
        return own_recovery_consequences(recovered_on=day, closes_on=closing_day(file.case, day))
    name = file.case.employee.short_name
    return recovery_consequences(name=name, recovered_on=day, closes_on=closing_day(file.case, day))


def _report(file: File, typed: Typed, version: int) -> Sent:
    operations.report_recovery(actor=file.actor, case=file.case, today=file.today, expected_version=version, **typed)
    return sent(file, "Uw betermelding is ontvangen. Het dossier wacht nu vier weken.")


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
    tries=Verb.TRY_CHANGE,
    warning="Werkt iemand nog niet alle uren in het eigen werk? Meld dan nog niet beter.",
    asides=(ALMOST,),
)
