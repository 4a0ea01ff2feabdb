"""A step done on another day: a WIA application that comes late, a probleemanalyse that comes early."""

from datetime import date

from django.core.exceptions import ValidationError
from django.http import QueryDict

from accounts.terms import Verb
from cases import operations
from cases.forms.changes import ChangeForm, LateStepForm
from cases.models.milestone import RULE_BY_KEY
from cases.operations.steps import may_record
from cases.preview import application_consequences
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.timeline.rules import ClosedBy, Party, Scope
from cases.timeline.schedule import Deadline, State, deadlines
from cases.urgency import holders, standing
from cases.views.changes.change import Change, File, Group, Sent, Typed
from cases.whatif import done

CHOSEN_FIRST = "wia_application"
"""The step whose day moves the end of sick pay: filled in when nothing was chosen."""


def _pending(file: File) -> list[Deadline]:
    """What is still to be done, as far as this role may know of it, by date."""
    party = Party(file.actor.role.value)
    steps = (
        step
        for step in deadlines(file.facts, file.known.rules)
        if step.state is State.PENDING and party in step.rule.shown_to
    )
    return [step for step in steps if step.rule.closed_by is not ClosedBy.CALENDAR and step.rule.scope is Scope.CASE]


def _form(file: File, data: QueryDict | Typed | None, start: Typed | None) -> ChangeForm:
    known = {step.key: step.rule.term for step in _pending(file)}
    first = {"key": CHOSEN_FIRST} if CHOSEN_FIRST in known else {}
    return LateStepForm(data, initial=first | (start or {}), steps=known.items())


def done_facts(file: File, typed: Typed) -> Facts:
    """The facts with this step done on this day."""
    return done(file.facts, typed["key"], typed["done_on"])


def _check(file: File, typed: Typed) -> None:
    first: date = file.facts.absence.first_sick_day
    if typed["done_on"] < first:
        raise ValidationError({"done_on": f"Kies {format_date(first)}, de eerste ziektedag, of een latere dag."})


def pay_words(file: File, typed: Typed) -> tuple[str, ...]:
    """A late application sounds harmless in dates alone: it is paid for."""
    if typed["key"] != CHOSEN_FIRST:
        return ()
    return application_consequences(file.facts, done_facts(file, typed), typed["done_on"])


def _hindrance(file: File, typed: Typed) -> str:
    rule = RULE_BY_KEY[typed["key"]]
    if rule.closed_by is ClosedBy.DOCUMENT:
        return "Deze stap is klaar als het document is ondertekend. Daarom kunt u dit hier alleen bekijken."
    if rule.closed_by is ClosedBy.ACT:
        return "Deze stap heeft een eigen plek in het dossier. Daarom kunt u dit hier alleen bekijken."
    if not may_record(file.actor.role, rule.key, self_guided=file.case.is_self_guided):
        return f"Deze stap legt u niet zelf vast. Aan zet: {holders(rule, standing(file.case))[0].label}."
    if typed["done_on"] > file.today:
        return "Deze dag ligt in de toekomst. Doorvoeren kan op de dag zelf."
    return ""


def record(file: File, typed: Typed, version: int) -> Sent:
    """Record the step."""
    operations.record_step(actor=file.actor, case=file.case, expected_version=version, today=file.today, **typed)
    return Sent(f"Vastgelegd: {RULE_BY_KEY[typed['key']].term}.")


def _nothing_open(file: File) -> str:
    return "" if _pending(file) else "Er staan geen stappen open."


LATE_STEP = Change(
    key="stap-op-een-andere-dag",
    title="Een stap op een andere dag",
    explain="Wat gebeurt er als een stap eerder of later klaar is? Een late WIA-aanvraag verlengt bijvoorbeeld het "
    "loon.",
    basis="BW art. 7:629 lid 11",
    group=Group.STEPS,
    verb=Verb.RECORD_STEP,
    form=_form,
    after=done_facts,
    check=_check,
    tells=pay_words,
    closed=_nothing_open,
    hindrance=_hindrance,
    apply=record,
    tries=Verb.TRY_CHANGE,
)
