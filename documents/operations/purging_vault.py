"""Removing medical files of long ago: twenty years after the last thing that was written in them."""

from collections import Counter
from datetime import date, datetime

from django.db.models import Max
from django.db.models.functions import Coalesce, TruncDate

from accounts.actor import Actor
from accounts.operation import operation
from accounts.retention import Retention, term_on
from accounts.terms import Verb
from cases.models import PurgeRecord
from documents.models import ConsultNote, MedicalInformation, TreatmentReport
from documents.operations.purging import BATCH, RESOURCE, check_day, prove, removed
from documents.operations.purging_log import held_files

VAULTS = (ConsultNote, MedicalInformation, TreatmentReport)


def due_vaults(on: date) -> list[int]:
    """Numbers of the files whose medical part is past its period on this day, and that nobody needs as evidence.

    It counts from the last change in it (BW art. 7:454 lid 3), also when the file itself is long gone.
    """
    cut_off, last = term_on(on, Retention.MEDICAL).cut_off(on), dict[int, date]()
    changed = Coalesce("signed_at", "written_at")
    for model in VAULTS:
        moment = changed if model is MedicalInformation else "written_at"
        rows = model.objects.values_list("case_id").annotate(last=Max(TruncDate(moment))).order_by("case_id")
        for case_id, day in rows:
            last[case_id] = max(day, last.get(case_id, day))
    return sorted({number for number, day in last.items() if day <= cut_off} - set(held_files(on)))


@operation(Verb.PURGE, resource=RESOURCE)
def purge_vaults(*, actor: Actor, on: date, at: datetime, proof: bool) -> PurgeRecord | None:
    """Remove a batch of medical files with everything in them."""
    check_day(on, at)
    due = due_vaults(on)[:BATCH]
    counts = sum((removed(model.objects.filter(case__in=due)) for model in VAULTS), Counter[str]())
    return prove(term_on(on, Retention.MEDICAL), on, at, counts, proof=proof)
