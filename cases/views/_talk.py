"""What the pages of a talk have in common: what was ticked before, and the subjects as they are drawn."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.forms import BaseForm, BoundField

from accounts.request import ActorRequest
from accounts.web import brought_back, kept_answers
from cases.talk_guides import Subject, TalkGuide

Drawn = tuple[Any, Subject, tuple[str, str] | None]


def draft_name(guide: TalkGuide) -> str:
    """Under which name what was ticked is kept until it is sent."""
    return f"guide_{guide.key}"


def begun(request: ActorRequest, guide: TalkGuide | None, about_id: int, today: date, day: str) -> dict[str, Any]:
    """What this person ticked before, for who is called away in the middle of a talk; else today in the field `day`."""
    draft = brought_back(request, draft_name(guide), about_id) if guide else None
    if draft is None:
        return {day: today}
    kept = kept_answers(draft)
    return {**kept.dict(), "subjects": kept.getlist("subjects")}


def drawn_subjects(form: BaseForm, guide: TalkGuide | None, places: Mapping[str, tuple[str, str]]) -> list[Drawn]:
    """Each subject with its box, and where its outcome belongs."""
    if guide is None:
        return []
    field: BoundField = form["subjects"]
    return [(box, subject, places.get(subject.place)) for box, subject in zip(field, guide.subjects, strict=True)]
