"""Documents, made the way people make them: through operations."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from accounts.actor import Actor, acting_as
from cases.models import AbsenceCase
from documents import operations
from documents.contents import ActivityLine, AnalysisContent, BuildUpLine, LimitationLine, PlanContent
from documents.models import Document
from tests.cast import Cast
from tests.factories import cases as files

FIRST = files.MONDAY
TODAY = FIRST + timedelta(days=40)
AT = datetime(2026, 2, 14, 10, 30, tzinfo=ZoneInfo("Europe/Amsterdam"))


def make_analysis_content(**fields: Any) -> AnalysisContent:
    """What the bedrijfsarts says about an ordinary file."""
    content = AnalysisContent(
        consult_on=FIRST + timedelta(days=35),
        expected_long_term=True,
        work_related="no",
        suitable_work="adapted",
        max_hours_per_day=Decimal("4.0"),
        full_recovery="yes",
        end_goal="own_work",
        resumption_expected_on=FIRST + timedelta(days=60),
        actions=("adapt_hours", "adapt_tasks"),
        advice="Begin met licht werk in de ochtend.",
        next_consult_on=FIRST + timedelta(days=70),
        limitations=(
            LimitationLine(ability="lifting", degree=2, until=FIRST + timedelta(days=120)),
            LimitationLine(ability="standing", degree=1),
        ),
    )
    return replace(content, **fields)


def make_activity(**fields: Any) -> ActivityLine:
    """One activity."""
    line = ActivityLine(
        activity="Vier uur per dag licht werk aan de toonbank",
        type="adapted_work",
        responsible="employer",
        starts_on=TODAY,
        ends_on=TODAY + timedelta(days=42),
        result="Twintig uur per week werken",
    )
    return replace(line, **fields)


def make_plan_content(**fields: Any) -> PlanContent:
    """An ordinary plan."""
    content = PlanContent(
        end_goal="own_work",
        contact_with="Anna Smit, leidinggevende",
        contact_every="week",
        next_evaluation_on=TODAY + timedelta(days=42),
        employer_agrees=True,
        employee_agrees=True,
        remarks="De vakantie in mei blijft staan.",
        activities=(make_activity(), make_activity(activity="Gesprek over taken", type="contact")),
        build_up=(
            BuildUpLine(starts_on=TODAY, hours_per_week=Decimal(12)),
            BuildUpLine(starts_on=TODAY + timedelta(days=14), hours_per_week=Decimal("20.5")),
        ),
    )
    return replace(content, **fields)


def make_case(cast: Cast) -> AbsenceCase:
    """Carla is sick since the first day; Noor guides the file, Daan is the bedrijfsarts."""
    case = files.report(cast.anna, cast.carla_file)
    return files.assign(cast, case, on=FIRST + timedelta(days=10))


def fresh(actor: Actor, document: Document) -> Document:
    """The document as it is now, through somebody's eyes."""
    with acting_as(actor):
        found: Document = Document.objects.visible_to(actor).with_content().get(pk=document.pk)
        return found


def draft_analysis(cast: Cast, case: AbsenceCase, **fields: Any) -> Document:
    """Daan writes, and does not sign yet."""
    return operations.draft_problem_analysis(
        actor=cast.daan, case=case, content=make_analysis_content(**fields), today=TODAY
    )


def sign_analysis(cast: Cast, case: AbsenceCase, *, today: date = TODAY) -> Document:
    """Daan writes and signs."""
    document = draft_analysis(cast, case)
    return operations.sign_problem_analysis(
        actor=cast.daan, document=document, place="Utrecht", expected_version=1, today=today, at=AT
    )


def draft_plan(cast: Cast, case: AbsenceCase, **fields: Any) -> Document:
    """Noor writes a plan."""
    return operations.draft_plan(actor=cast.noor, case=case, content=make_plan_content(**fields))


def propose(cast: Cast, document: Document, *, today: date = TODAY) -> Document:
    """Noor puts it before both."""
    version = fresh(cast.noor, document).version_no
    return operations.propose_plan(actor=cast.noor, document=document, expected_version=version, today=today)


def proposed_plan(cast: Cast, case: AbsenceCase) -> Document:
    """A plan that waits for both answers; the probleemanalyse is signed."""
    sign_analysis(cast, case)
    return propose(cast, draft_plan(cast, case))


def sign(actor: Actor, document: Document, *, today: date = TODAY, **fields: Any) -> Document:
    """A party signs; without a vision unless one is given."""
    said = {"no_vision": True} if "vision" not in fields else {}
    version = fresh(actor, document).version_no
    return operations.sign_plan(
        actor=actor,
        document=document,
        place="Utrecht",
        expected_version=version,
        today=today,
        at=AT,
        **said | fields,
    )


def refuse(actor: Actor, document: Document, *, reason: str = "activities", note: str = "") -> Document:
    """A party does not sign."""
    version = fresh(actor, document).version_no
    return operations.refuse_plan(
        actor=actor, document=document, reason=reason, note=note, expected_version=version, today=TODAY, at=AT
    )


def signed_plan(cast: Cast, case: AbsenceCase) -> Document:
    """Both have signed, each with a vision."""
    document = proposed_plan(cast, case)
    sign(cast.anna, document, vision="Wij maken een rooster zonder vroege dienst.")
    return sign(cast.carla, document, vision="Ik begin graag met de winkel.")
