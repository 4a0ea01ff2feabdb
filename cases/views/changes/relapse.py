"""Sick again within four weeks: the file goes on."""

from datetime import date, timedelta

from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.operation import NotNow
from accounts.operations import draft_of, save_draft
from accounts.terms import Verb
from cases.forms.changes import ChangeForm, InterruptionForm, RelapseForm
from cases.models.case import State
from cases.operations.assessment import Assessment, assess_report
from cases.preview import facts_after, relapse_consequences
from cases.timeline.absence import joins
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.timeline.recorded import same_cause
from cases.views.changes.change import Change, File, Group, Sent, Typed
from cases.whatif import recovered, relapsed

AFTER_LEAVE = "Dit verzuim begint direct na het verlof en telt niet samen met het verzuim daarvoor."


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
            raise ValidationError({"first_sick_day": _not_going_on(file, typed)})
        return
    start = file.facts.absence.spells[-1].start
    if typed["recovered_on"] <= start:
        raise ValidationError({"recovered_on": f"Kies een dag na {format_date(start)}."})
    before = recovered(file.facts, typed["recovered_on"]).absence
    answer = joins(before, typed["first_sick_day"], same_cause_after_leave=same_cause(file.known.recorded))
    if not answer.same_case:
        begins = "Dan begint een nieuw dossier met eigen datums."
        why = "Hier zitten vier weken of meer tussen." if answer.gap_days else AFTER_LEAVE
        raise ValidationError({"first_sick_day": f"{why} {begins}"})


def _not_going_on(file: File, typed: Typed) -> str:
    """Four weeks have passed, or the sickness after leave has another cause."""
    if not joins(file.facts.absence, typed["first_sick_day"]).same_case:
        return _too_late(file)
    return f"{AFTER_LEAVE} Dan begint een nieuw dossier. Doe een gewone ziekmelding."


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
    return report_from(file, typed["first_sick_day"], "Vul de ziekmelding verder in. De eerste ziektedag staat er al.")


def report_from(file: File, first_sick_day: date, message: str) -> Sent:
    """Go on to the sick report, with this first day filled in."""
    employee = file.case.employee.pk
    draft = draft_of(file.actor, "report_sick", employee)
    data = (draft.data if draft else {}) | {"first_sick_day": [first_sick_day.isoformat()]}
    save_draft(actor=file.actor, form="report_sick", about_id=employee, data=data)
    return Sent(message, ("cases:report_employee", employee))


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
    tries=Verb.TRY_CHANGE,
    action="Verder met de ziekmelding",
)
