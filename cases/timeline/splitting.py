"""One file that turns out to be two, because sickness before and after maternity leave has another cause."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date

from cases.timeline.absence import Absence, Leave, Spell, asks_for_cause, back_after, chain
from cases.timeline.facts import Completions, Facts
from cases.timeline.recorded import Recorded, with_recorded

ANSWER = "same_cause_after_leave"
REPORT = "sick_report"
ANALYSIS = "problem_analysis"
UPDATE = "problem_analysis_update"
CHANGED = "capacity_changed"
RECOVERY = "recovery_report_internal"
_RECOVERY_REPORTS = frozenset({RECOVERY, "recovery_report_uwv"})


def parted(absence: Absence, same_cause: bool | None) -> tuple[Absence, Absence] | None:
    """Return the first file that the law makes of these spells with this answer, and the rest (BW art. 7:629 lid 10).

    None when they belong together. A spell that ran on through the leave ends on its first day in the first file, and
    goes on in the rest from the first day after it. The rest may part again, at a second leave. Both have the leave
    between them when it ends directly before the rest begins: what has to be done then also follows from that.
    """
    first, *rest = chain(absence.spells, absence.leaves, same_cause)
    if not rest:
        return None
    start = rest[0].spells[0].start
    lasting = [spell for spell in absence.spells if spell.recovered_on is None or spell.recovered_on > start]
    spells = tuple(Spell(max(spell.start, start), spell.recovered_on) for spell in lasting)
    return (
        Absence(first.spells, tuple(leave for leave in absence.leaves if leave.first < start)),
        Absence(spells, tuple(leave for leave in absence.leaves if leave.over_on >= start)),
    )


def parted_by(absence: Absence, same_cause: bool | None, today: date) -> tuple[Absence, Absence] | None:
    """Return the same as `parted` once the rest has begun: a leave that still runs parts nothing yet."""
    parts = parted(absence, same_cause)
    return parts if parts is not None and parts[1].first_sick_day <= today else None


def last_of(absence: Absence, same_cause: bool | None, today: date) -> Absence:
    """Return the file that goes on with this answer as seen on `today`: the whole when nothing parts."""
    while parts := parted_by(absence, same_cause, today):
        absence = parts[1]
    return absence


def parts_on(absence: Absence) -> date | None:
    """Return the first day of the file that begins if the cause is another one; None where the cause decides nothing.

    The first day after the leave. Who is not sick again by then gets no file; nobody knows before that day.
    """
    parts = parted(absence, same_cause=False)
    if parts is not None:
        return parts[1].first_sick_day
    return back_after(absence) if asks_for_cause(absence) else None


def is_cut(whole: Absence, part: Absence) -> bool:
    """Tell whether the part begins in the middle of a spell of the whole: nobody reported it, the sickness went on."""
    return all(spell.start != part.spells[0].start for spell in whole.spells)


def start_of(later: Absence) -> date:
    """Return the first day of its first spell: what is dated on or after it belongs to that file."""
    return later.spells[0].start


def with_leave_moved(later: Absence, was: Leave, becomes: Leave, *, ran_on: bool) -> Absence:
    """Return the file that began directly after a leave when that leave has other days.

    `ran_on`: nobody reported the sickness after it, so the file begins on the first day after the right one. What was
    reported stays on its own day.
    """
    first, *rest = later.spells
    begun = Spell(becomes.over_on, first.recovered_on) if ran_on else first
    others = [leave for leave in later.leaves if leave != was]
    return Absence((begun, *rest), tuple(sorted((becomes, *others), key=lambda leave: leave.first)))


def goes_along(key: str, done_on: date, later: Absence) -> bool:
    """Tell whether a step that was done on this day belongs to the file that begins.

    Each file has a sick report of its own. A recovery may be passed on long after the day: it belongs to the later
    file only once somebody recovered in it.
    """
    if key == REPORT:
        return False
    first = later.spells[0]
    since = first.recovered_on if key in _RECOVERY_REPORTS else first.start
    return since is not None and since <= done_on


def analysed_on(done: Completions, later: Absence) -> date | None:
    """Return the day on which the update of an analysis is the first analysis of the file that begins.

    As an update it stays with the analysis that it changed. None when nothing was updated since, or when the file
    that begins has a probleemanalyse of its own.
    """
    along = _along(done, later)
    return None if ANALYSIS in along else next(iter(along.get(UPDATE, ())), None)


def _along(done: Completions, later: Absence) -> dict[str, tuple[date, ...]]:
    along = {key: tuple(day for day in days if goes_along(key, day, later)) for key, days in done.items()}
    return {key: days for key, days in along.items() if days}


def done_since(done: Completions, later: Absence) -> dict[str, tuple[date, ...]]:
    """Return the steps that belong to the file that begins."""
    along, first = _along(done, later), analysed_on(done, later)
    if first is None:
        return along
    rest = tuple(day for day in along.pop(UPDATE) if day != first)
    return along | {ANALYSIS: (first,)} | ({UPDATE: rest} if rest else {})


def is_recorded_since(kind: str, on: date, later: Absence, analysed: date | None) -> bool:
    """Tell whether a fact belongs to the file that begins.

    The answer about the leave stays before it. So does a change against the analysis of before: `analysed` is the day
    on which the file got one of its own that way.
    """
    answered = kind == CHANGED and analysed is not None and on <= analysed
    return kind != ANSWER and not answered and on >= start_of(later)


def facts_since(
    registered: Facts, recorded: Iterable[Recorded], later: Absence, also_done: Mapping[str, date]
) -> Facts:
    """Return the facts of the file that begins, made from those of the whole.

    `also_done` are steps that its beginning completes, unless that happened before. What follows from the insurance
    or from the report itself is the caller's.
    """
    start = start_of(later)
    done = {key: (day,) for key, day in also_done.items()} | done_since(registered.done, later)
    facts = replace(
        registered,
        absence=later,
        done=done,
        waived={key: day for key, day in registered.waived.items() if day >= start},
        hours=tuple(one for one in registered.hours if one.since >= start),
        closed_on=None,
        next_case_on=None,
        report_days=tuple(sorted({*registered.report_days, *(spell.start for spell in later.spells)})),
    )
    analysed = analysed_on(registered.done, later)
    return with_recorded(facts, (one for one in recorded if is_recorded_since(one.kind, one.on, later, analysed)))
