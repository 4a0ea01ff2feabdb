"""A recovery that was reported and turns out otherwise: another day, or none at all."""

from accounts.operation import NotNow
from accounts.terms import Verb
from cases import operations
from cases.forms.changes import ChangeForm, RecoveryForm
from cases.operations.recovery import check_correction, closing_day
from cases.preview import recovery_consequences
from cases.timeline.dutch import format_date
from cases.timeline.facts import Facts
from cases.views.changes.change import Change, File, Group, Sent, Typed, make
from cases.views.changes.parting import followed, parting_words, sent
from cases.whatif import recovered


def _not_waiting(file: File) -> str:
    try:
        check_correction(file.case, None, file.today)
    except NotNow as refusal:
        return str(refusal)
    return ""


def _moved(file: File, typed: Typed) -> Facts:
    return followed(file, recovered(file.facts, typed["recovered_on"]))


def _check(file: File, typed: Typed) -> None:
    check_correction(file.case, typed["recovered_on"], file.today)


def _consequences(file: File, typed: Typed) -> tuple[str, ...]:
    day = typed["recovered_on"]
    name = file.case.employee.short_name
    after = recovered(file.facts, day).absence
    return (
        *recovery_consequences(name=name, recovered_on=day, closes_on=closing_day(file.case, day)),
        *parting_words(file, after),
    )


def _correct(file: File, typed: Typed, version: int) -> Sent:
    operations.correct_recovery(actor=file.actor, case=file.case, expected_version=version, today=file.today, **typed)
    return sent(file, f"De eerste dag beter is nu {format_date(typed['recovered_on'])}.")


CORRECTION = Change(
    key="hersteldag",
    title="Eerste dag beter verbeteren",
    explain="De betermelding klopt, maar de dag niet. De vier weken tellen dan vanaf de goede dag.",
    basis="BW art. 7:629 lid 10",
    group=Group.RECOVERY,
    verb=Verb.CORRECT_RECOVERY,
    form=make(RecoveryForm, lambda file: {"recovered_on": file.facts.absence.recovered_on}),
    after=_moved,
    check=_check,
    tells=_consequences,
    closed=_not_waiting,
    apply=_correct,
)


def _went_on(file: File, _: Typed) -> Facts:
    return followed(file, recovered(file.facts, None))


def _words(file: File, _: Typed) -> tuple[str, ...]:
    since = format_date(file.facts.absence.spells[-1].start)
    went_on = f"Het is dan alsof er niet beter is gemeld: ziek vanaf {since}, zonder onderbreking."
    return (went_on, *parting_words(file, recovered(file.facts, None).absence))


def _withdraw(file: File, _: Typed, version: int) -> Sent:
    operations.correct_recovery(
        actor=file.actor, case=file.case, recovered_on=None, expected_version=version, today=file.today
    )
    return sent(file, "De betermelding is ingetrokken. De stappen lopen weer.")


WITHDRAWN = Change(
    key="herstel-intrekken",
    title="Betermelding intrekken",
    explain="Iemand was niet beter. Het dossier loopt door alsof er niet beter is gemeld.",
    basis="BW art. 7:629 lid 10",
    group=Group.RECOVERY,
    verb=Verb.CORRECT_RECOVERY,
    form=make(ChangeForm),
    after=_went_on,
    tells=_words,
    closed=_not_waiting,
    apply=_withdraw,
    warning="Was iemand wel beter en daarna weer ziek? Kies dan Weer ziek na herstel.",
    action="Betermelding intrekken",
)
