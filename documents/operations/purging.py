"""Removing what may no longer be kept: files, people, accounts and unsent texts, each with proof of how many.

Here, in the topmost app, because a file is removed with its documents.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime
from itertools import islice, product
from typing import Any
from urllib.parse import parse_qs

from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone

from accounts.actor import Actor
from accounts.models import Draft
from accounts.operation import operation
from accounts.retention import Retention, Term, risks_that_count, term_on
from accounts.terms import Verb
from cases.models import (
    AbsenceCase,
    CaseConference,
    CoachingNote,
    ConsultAppointment,
    ConsultRequest,
    CorrectionRequest,
    LabourExpertCall,
    LegalHold,
    PurgeRecord,
    SavedView,
    TaskAnalysis,
    WageRequest,
    WorkProposal,
)
from cases.models.case import FINISHED, State
from documents.models import Advice, Attachment, Document, Message, OwnCopy, Rendition, Thread
from documents.operations.anonymising import anonymise, taken, without_role
from documents.render import discard_after_commit
from employers.models import Employee
from interventions.models import Assignment, Intervention

BATCH = 100
"""Files, people or accounts that are removed in one transaction."""

RESOURCE = "cases.purgerecord"
Counts = Counter[str]
# What a text that was never sent is about, by its form.
_ABOUT_FILE = (
    "problem_analysis",
    "plan_of_action",
    "ask_correction",
    "ask_consult",
    "plan_consult",
    "income",
    "call_labour_expert",
    "consider_expert",
    "conference",
    "order_intervention",
    "guidance",
    "give_advice",
    "confirm_guarantee",
    "start_thread",
    "transfer",
    "employee_vision",
    "job_tasks",
    "work_proposal",
    "coaching",
    "talk_employer",
    "talk_ontzorgmanager",
    "talk_bedrijfsarts",
    "guide_intake",
    "guide_first_year",
)
_ABOUT_TASKS = ("task_abilities", "return_tasks", "task_advice")
_ABOUT_HELP = ("refuse_assignment", "report_progress", "end_intervention")
_ABOUT_PART: dict[str, type[Any]] = {
    "vision": Document,
    "answer_correction": CorrectionRequest,
    "answer_consult": ConsultRequest,
    "answer_no_show": ConsultAppointment,
    "answer_call": LabourExpertCall,
    "wage": WageRequest,
    "work_answer": WorkProposal,
    **dict.fromkeys(("coaching_correction", "coaching_reaction"), CoachingNote),
    "send_message": Thread,
    "conference_correction": CaseConference,
    "answer_advice": Advice,
    "withdraw_advice": Advice,
    **dict.fromkeys(_ABOUT_HELP, Intervention),
    **dict.fromkeys(_ABOUT_TASKS, TaskAnalysis),
}
_ABOUT_PERSON = ("report_sick",)
_CHANGE = "change:"  # then what is changed: the page of each change keeps a text of its own


def due_files(on: date) -> QuerySet[AbsenceCase]:
    """Finished files whose period is over on this day and that nobody needs as evidence.

    The period counts from the day on which the file was closed, or from the end of the employment when that came
    first; it is longer for an employer who bears the risk of the Ziektewet or the WGA itself, and as long for one who
    was not asked yet (None). An end of employment before the sickness began was mistyped and counts for nothing.
    """
    due = Q()
    for ziektewet, wga in product((False, True, None), repeat=2):
        risks = risks_that_count(ziektewet=ziektewet, wga=wga)
        cut_off = term_on(on, Retention.FILE, risks).cut_off(on)
        left = Q(employee__ended_on__lte=cut_off, employee__ended_on__gt=F("first_sick_day"))
        due |= Q(employer__own_risk_ziektewet=ziektewet, employer__own_risk_wga=wga) & (
            Q(closed_on__lte=cut_off) | left
        )
    held = LegalHold.objects.in_force(on).filter(case=OuterRef("pk"))
    found: QuerySet[AbsenceCase] = AbsenceCase.objects.filter(due, ~Exists(held), state__in=FINISHED).order_by("pk")
    return found


def due_people(on: date) -> QuerySet[Employee]:
    """Employees whose employment ended long enough ago and of whom no file is left."""
    cut_off = term_on(on, Retention.PERSONNEL).cut_off(on)
    found: QuerySet[Employee] = Employee.objects.filter(~_files(), ended_on__lte=cut_off).order_by("pk")
    return found


def due_drafts(on: date) -> QuerySet[Draft]:
    """Texts that somebody began long ago and never sent."""
    cut_off = term_on(on, Retention.UNSENT).cut_off(on)
    found: QuerySet[Draft] = Draft.objects.filter(saved_at__date__lte=cut_off).order_by("pk")
    return found


def due_help(on: date) -> QuerySet[Assignment]:
    """Assignments of help that ended long ago, also in a file that is still open or kept longer; not as evidence."""
    cut_off = term_on(on, Retention.INTERVENTION).cut_off(on)
    held = LegalHold.objects.in_force(on).filter(case=OuterRef("case"))
    ended = Assignment.objects.filter(~Exists(held), intervention__ended_on__lte=cut_off)
    found: QuerySet[Assignment] = ended.order_by("pk")
    return found


@operation(Verb.PURGE, resource=RESOURCE)
def purge_help(*, actor: Actor, on: date, at: datetime, proof: bool) -> PurgeRecord | None:
    """Remove a batch of help that ended long ago: what was asked, what was told and what was reported."""
    check_day(on, at)
    due = list(due_help(on).values_list("pk", "intervention__pk")[:BATCH])
    about = Q(form__in=_ABOUT_HELP, about_id__in=[intervention for _, intervention in due])
    counts = removed(Draft.objects.filter(about))
    counts += removed(Assignment.objects.filter(pk__in=[assignment for assignment, _ in due]))
    return prove(term_on(on, Retention.INTERVENTION), on, at, counts, proof=proof)


@operation(Verb.PURGE, resource=RESOURCE)
def purge_files(*, actor: Actor, on: date, at: datetime, proof: bool) -> PurgeRecord | None:
    """Remove a batch of files with everything in them. None when none is due, unless `proof` asks for a record.

    Raises ValueError, as all of the purge, for a day that is still to come at the moment `at`.
    """
    check_day(on, at)
    ids = list(
        due_files(on)
        .select_for_update(of=("self",), no_key=True, skip_locked=True)[:BATCH]
        .values_list("pk", flat=True)
    )
    # Anew, now that nobody can change them: a hold may have been placed a moment ago.
    files = list(due_files(on).filter(pk__in=ids))
    counts = _remove_files(files) if files else Counter()
    dead = {file.employee_id for file in files if file.state == State.DECEASED}
    # Death ended the employment, also when nobody recorded that.
    counts += _remove_people(list(Employee.objects.filter(~_files(), pk__in=dead)))
    return prove(term_on(on, Retention.FILE), on, at, counts, proof=proof)


@operation(Verb.PURGE, resource=RESOURCE)
def purge_people(*, actor: Actor, on: date, at: datetime, proof: bool) -> PurgeRecord | None:
    """Remove a batch of people who left long ago, with their number and their roles as an employee."""
    check_day(on, at)
    ids = list(
        due_people(on)
        .select_for_update(of=("self",), no_key=True, skip_locked=True)[:BATCH]
        .values_list("pk", flat=True)
    )
    counts = _remove_people(list(due_people(on).filter(pk__in=ids)))
    return prove(term_on(on, Retention.PERSONNEL), on, at, counts, proof=proof)


@operation(Verb.PURGE, resource=RESOURCE)
def purge_accounts(*, actor: Actor, on: date, at: datetime, proof: bool) -> PurgeRecord | None:
    """Close a batch of accounts without any role, and make those anonymous that no record names any longer."""
    check_day(on, at)
    counts: Counts = Counter()
    for found in list(islice(without_role(on), BATCH)):
        if user := taken(found.pk):
            counts += anonymise(user, on)
    return prove(term_on(on, Retention.ACCOUNT), on, at, counts, proof=proof)


@operation(Verb.PURGE, resource=RESOURCE)
def purge_drafts(*, actor: Actor, on: date, at: datetime, proof: bool) -> PurgeRecord | None:
    """Remove what somebody was typing long ago and never sent."""
    check_day(on, at)
    return prove(term_on(on, Retention.UNSENT), on, at, removed(due_drafts(on)), proof=proof)


@operation(Verb.PURGE, resource=RESOURCE)
def purge_copies(*, actor: Actor, on: date, at: datetime) -> PurgeRecord | None:
    """Remove the copies of own data that have had their time, with their files. None when none was due."""
    check_day(on, at)
    expired = list(OwnCopy.objects.expired(on).select_for_update(of=("self",), skip_locked=True).order_by("pk"))
    for copy in expired:
        discard_after_commit(copy.path)
    counts = removed(OwnCopy.objects.filter(pk__in=[copy.pk for copy in expired]))
    return prove(term_on(on, Retention.OWN_COPY), on, at, counts, proof=False)


def check_day(on: date, at: datetime) -> None:
    """Raises ValueError for a day that is still to come when this runs."""
    if on > at.astimezone(timezone.get_current_timezone()).date():
        raise ValueError(f"{on} is still to come: what is due then is still kept now")


def _files() -> Exists:
    return Exists(AbsenceCase.objects.filter(employee=OuterRef("pk")))


def _remove_files(files: list[AbsenceCase]) -> Counts:
    ids = [file.pk for file in files]
    for path in Rendition.objects.filter(document__case__in=ids).values_list("path", flat=True):
        discard_after_commit(path)
    for path in Attachment.objects.filter(case__in=ids).values_list("path", flat=True):
        discard_after_commit(path)
    for path in Message.objects.filter(case__in=ids).values_list("path", flat=True):
        discard_after_commit(path)
    of_file = Q(form__in=_ABOUT_FILE) | Q(form__startswith=_CHANGE)
    drafts = of_file & Q(about_id__in=ids)
    for form, part in _ABOUT_PART.items():
        drafts |= Q(form=form, about_id__in=part.objects.filter(case__in=ids).values("pk"))
    counts = removed(Draft.objects.filter(drafts)) + _forget_searches(file.number for file in files)
    return counts + removed(AbsenceCase.objects.filter(pk__in=ids))


def _remove_people(people: list[Employee]) -> Counts:
    if not people:
        return Counter()
    ids = [person.pk for person in people]
    counts = removed(Draft.objects.filter(form__in=_ABOUT_PERSON, about_id__in=ids))
    counts += _forget_searches(person.last_name for person in people)
    return counts + removed(Employee.objects.filter(pk__in=ids))


def _forget_searches(words: Iterable[str]) -> Counts:
    """Take away saved lists that look for somebody who is gone: the search itself holds the name."""
    wanted = re.compile("|".join(rf"\b{re.escape(word.casefold())}\b" for word in words))
    named = [view.pk for view in SavedView.objects.all() if wanted.search(_text_of(view))]
    return removed(SavedView.objects.filter(pk__in=named))


def _text_of(view: SavedView) -> str:
    """What somebody typed: the name of the list and the words searched for. A filter holds no name of a person."""
    return " ".join([view.name, *parse_qs(view.query).get("q", [])]).casefold()


def removed(rows: QuerySet[Any]) -> Counts:
    """Delete with everything that hangs on it; how many rows of which table."""
    _, counts = rows.delete()
    return Counter({name.lower(): count for name, count in counts.items()})


def prove(term: Term, on: date, at: datetime, counts: Counts, *, proof: bool) -> PurgeRecord | None:
    """The record of what went, in the transaction that removes it; None when nothing did and nobody asks for proof."""
    rows = sum(counts.values())
    if not rows and not proof:
        return None
    record: PurgeRecord = PurgeRecord.objects.create(
        ran_at=at, on=on, kind=term.retention.value, cut_off=term.cut_off(on), rows=rows, counts=dict(counts)
    )
    return record
