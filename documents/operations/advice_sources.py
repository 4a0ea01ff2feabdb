"""Out of which papers of a file an advice can be made, and to whom it can be addressed. Reads only."""

from collections.abc import Iterator
from datetime import date

from accounts.actor import Actor
from cases.models import AbsenceCase, LabourExpertCall
from documents.models import Document
from documents.models.advice import PARTY_OF, Addressee, Party, Source


def sources_of(actor: Actor, case: AbsenceCase) -> dict[Source, tuple[date, str]]:
    """The papers of the file out of which this role can make an item: the day of each, and what it advises."""
    return {
        source: found
        for source, found in _sources(actor, case)
        if (actor.role, source) in PARTY_OF and found[1].strip()
    }


def _sources(actor: Actor, case: AbsenceCase) -> Iterator[tuple[Source, tuple[date, str]]]:
    analysis = Document.objects.visible_to(actor).analysis_of(case.pk)
    if analysis is not None and analysis.established_on is not None:
        said = analysis.analysis
        yield Source.ANALYSIS, (analysis.established_on, "\n".join((*said.action_labels, said.advice)).strip())
    answered = LabourExpertCall.objects.visible_to(actor).filter(case=case.pk).exclude(answer="")
    call = answered.order_by("-reported_on", "-pk").first()
    if call is not None and call.reported_on is not None:
        yield Source.ANSWER, (call.reported_on, call.answer)


def addressees_of(case: AbsenceCase, actor: Actor, source: Source) -> list[Addressee]:
    """To whom this role can address an advice in this file: nobody advises himself."""
    found = [Addressee.EMPLOYER, Addressee.EMPLOYEE]
    own = PARTY_OF[actor.role, source] is Party.INSURER
    return found if own or case.ontzorgmanager_id is None else [*found, Addressee.ONTZORGMANAGER]
