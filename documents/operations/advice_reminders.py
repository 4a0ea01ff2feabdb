"""Reminders of the term of an advice: before it to who is to do it, after it to who gave it as well."""

from datetime import date, datetime

from django.db.models import Exists, OuterRef

from accounts.actor import Actor
from accounts.operation import operation
from accounts.terms import Role, Verb
from cases.models import AbsenceCase, Notice
from cases.operations.notices import notify
from cases.operations.reminders import windows
from cases.timeline.product_terms import ADVICE_REMINDER_OFFSETS
from documents.models import Advice


@operation(Verb.REMIND, resource="cases.notice")
def remind_advice(*, actor: Actor, today: date, at: datetime) -> int:
    """Remind of every advice whose term nears or has passed, on the days of ADVICE_REMINDER_OFFSETS; each once.

    Of open files only, and not of what was refused, done or withdrawn. Returns of how many advices.
    """
    count = 0
    for occasion, (days_before, first, last) in enumerate(windows(today, ADVICE_REMINDER_OFFSETS), 1):
        kind = Notice.Kind.ADVICE_OVERDUE if days_before < 0 else Notice.Kind.ADVICE_DUE
        told = Notice.objects.filter(kind=kind, about_id=OuterRef("pk"), occurrence=occasion)
        waiting = Advice.objects.to_do().filter(
            ~Exists(told), due_on__range=(first, last), case__in=AbsenceCase.objects.open()
        )
        for advice in waiting.select_related("case").order_by("pk"):
            to = {Role(advice.addressee)} | ({Role(advice.written_as)} if days_before < 0 else set())
            notify(case=advice.case, kind=kind, to=sorted(to), at=at, about_id=advice.pk, occasion=occasion)
            count += 1
    return count
