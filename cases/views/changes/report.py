"""What was reported and turns out otherwise: the first sick day, the report itself, a death."""

from django.http import QueryDict
from django.utils import timezone

from accounts.operation import NotNow
from accounts.terms import Role, Verb
from cases import operations
from cases.forms.changes import ChangeForm, DeathForm, FirstDayForm
from cases.joining import together
from cases.operations.corrections import FINISHED, check_cancel, check_death, check_first_sick_day
from cases.readers import NAMES
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.views.changes.change import Change, File, Group, Sent, Typed, make
from cases.views.changes.relapse import report_from
from cases.whatif import begun_on, cancelled, died


def _finished(file: File) -> str:
    return "" if file.case.is_open else FINISHED


def _first_day(file: File, data: QueryDict | Typed | None, start: Typed | None) -> ChangeForm:
    """Who only looks what another day would do is not asked why."""
    known = {"first_sick_day": file.facts.absence.first_sick_day}
    form = FirstDayForm(data, initial=None if start is None else known | start)
    if not FIRST_DAY.may_send(file.actor.role):
        del form.fields["ground"]
    return form


def _begun(file: File, typed: Typed) -> Facts:
    return begun_on(file.facts, typed["first_sick_day"])


def _check_day(file: File, typed: Typed) -> None:
    check_first_sick_day(file.case, typed["first_sick_day"], file.today)


def _correct_day(file: File, typed: Typed, version: int) -> Sent:
    operations.correct_first_sick_day(
        actor=file.actor,
        case=file.case,
        expected_version=version,
        today=file.today,
        at=timezone.now(),
        **typed,
    )
    return Sent(f"De eerste ziektedag is nu {format_date(typed['first_sick_day'])}. De datums zijn aangepast.")


FIRST_DAY = Change(
    key="eerste-ziektedag",
    title="Eerste ziektedag verbeteren",
    explain="De eerste ziektedag is dag 1. Alle stappen die nog open staan, schuiven mee.",
    basis="WIA art. 23 lid 2",
    group=Group.REPORT,
    verb=Verb.CORRECT_REPORT,
    form=_first_day,
    after=_begun,
    check=_check_day,
    closed=_finished,
    apply=_correct_day,
    tries=Verb.TRY_CHANGE,
    warning="Is de 42e-weeksmelding al gedaan? Verbeter de dag dan ook bij UWV.",
)


REPORT_AGAIN = (
    "De ziekmelding is ingetrokken. Meld nu opnieuw ziek: dan gaat het eerdere dossier verder."
    " De eerste ziektedag staat er al."
)


def _cannot_cancel(file: File) -> str:
    try:
        check_cancel(file.case, file.today)
    except NotNow as refusal:
        return str(refusal)
    return ""


def _cancelled(file: File, _: Typed) -> Facts:
    return cancelled(file.facts, file.today)


def _cancel_words(file: File, _: Typed) -> tuple[str, ...]:
    *earlier, last = file.facts.absence.spells
    if not earlier:
        return (f"De ziekmelding van {format_date(last.start)} telt niet meer mee. Het dossier sluit.",)
    return (
        f"De ziekmelding van {format_date(last.start)} telt niet meer mee.",
        "De betermelding van daarvoor geldt weer. Het dossier wacht verder op afsluiten.",
    )


def _cancel(file: File, _: Typed, version: int) -> Sent:
    absence = file.case.absence()
    joined = together(file.case, absence, file.actor, file.today)
    operations.cancel_report(actor=file.actor, case=file.case, expected_version=version, today=file.today)
    if joined is not None and joined.may_withdraw:
        return report_from(file, absence.spells[0].start, REPORT_AGAIN)
    return Sent("De ziekmelding is ingetrokken. Iedereen die ermee bezig was, krijgt bericht.")


CANCEL = Change(
    key="melding-intrekken",
    title="Ziekmelding intrekken",
    explain="De melding was een vergissing: er was geen ziekte. Is iemand weer beter? Kies dan Beter melden.",
    basis="BW art. 7:629 lid 1",
    group=Group.REPORT,
    verb=Verb.CANCEL_REPORT,
    form=make(ChangeForm),
    after=_cancelled,
    tells=_cancel_words,
    closed=_cannot_cancel,
    apply=_cancel,
    warning="Intrekken kan niet ongedaan worden gemaakt. U kunt wel opnieuw ziek melden.",
    action="Ziekmelding intrekken",
)


def _died(file: File, typed: Typed) -> Facts:
    return died(file.facts, typed["died_on"])


def _check_death(file: File, typed: Typed) -> None:
    check_death(file.case, typed["died_on"], file.today)


def _death_words(file: File, _typed: Typed) -> tuple[str, ...]:
    manager = "de Ontzorgmanager, " if file.case.ontzorgmanager_id else ""
    return (
        "Het dossier sluit en alle stappen vervallen. Niemand krijgt er nog een vraag of herinnering over.",
        f"Wie het dossier begeleidt, krijgt één bericht: dat het gesloten is. Dat zijn {manager}de bedrijfsarts en de "
        "arbodienst.",
        "Naar het adres van de werknemer gaat geen bericht meer.",
        "Wat is vastgelegd, blijft voor u te lezen.",
    )


def _record_death(file: File, typed: Typed, version: int) -> Sent:
    operations.record_death(actor=file.actor, case=file.case, expected_version=version, today=file.today, **typed)
    return Sent("Het overlijden is doorgegeven. U hoeft in dit dossier niets meer te doen.")


DEATH = Change(
    key="overlijden",
    title="Overlijden doorgeven",
    explain="Het dossier sluit. U krijgt er geen vragen of herinneringen meer over.",
    basis="BW art. 7:674 lid 1",
    group=Group.REPORT,
    verb=Verb.RECORD_DEATH,
    form=make(DeathForm),
    after=_died,
    check=_check_death,
    tells=_death_words,
    closed=_finished,
    apply=_record_death,
    shown_to=frozenset(NAMES) - {Role.EMPLOYEE},
    warning="U kunt dit niet ongedaan maken. Controleer of dit het goede dossier is.",
    action="Overlijden doorgeven",
    compares=False,
)
