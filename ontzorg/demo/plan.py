"""What happens on which day in each file of the demo. Pure: the same day gives the same plan."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from random import Random

from cases.timeline.absence import Absence, Leave, Spell
from cases.timeline.facts import Facts
from cases.timeline.pension import pension_day
from cases.timeline.recorded import Recorded, with_recorded
from cases.timeline.wages import wage_end
from ontzorg.demo.companies import COMPANIES
from ontzorg.demo.people import Person, deal
from ontzorg.demo.stories import CHAIN, STORIES, BuildUp, Hours, Story, Told

SEED = 2002_04_01  # the day on which the Wet verbetering poortwachter came into force
EVALUATION_EVERY = 39
DEFAULT_LONG_TERM_DAY = 14


class Kind(StrEnum):
    """What somebody does; `STEP` names the step in `key`."""

    REPORT = "report"
    ACCEPT = "accept"
    TRIAGE = "triage"
    ASSIGN = "assign"
    CONTACT_EMPLOYER = "contact_employer"
    CONTACT_EMPLOYEE = "contact_employee"
    STEP = "step"
    ANALYSIS = "analysis"
    DRAFT_PLAN = "draft_plan"
    PROPOSE = "propose"
    SIGN_EMPLOYEE = "sign_employee"
    REFUSE_EMPLOYEE = "refuse_employee"
    SIGN_EMPLOYER = "sign_employer"
    LEAVE = "leave"
    TELL = "tell"
    HOURS = "hours"
    PROPOSE_BUILD_UP = "propose_build_up"
    ANSWER_BUILD_UP = "answer_build_up"
    WAIVE = "waive"
    DELAY = "delay"
    RECOVER = "recover"
    CANCEL = "cancel"
    DIE = "die"
    CLOSE = "close"
    END = "end"


@dataclass(frozen=True, slots=True)
class Event:
    """One act in one file, on the day on which it happens; `about` says what, when the kind alone does not."""

    day: date
    kind: Kind
    key: str = ""
    about: Told | Hours | BuildUp | None = None


@dataclass(frozen=True, slots=True)
class File:
    """One file: whose it is, its periods, and all that happens in it up to today, in order."""

    person: Person
    story: Story
    absence: Absence
    events: tuple[Event, ...]

    @property
    def lasts(self) -> bool:
        """Whether the arbodienst rightly expects a long absence."""
        return self.absence.day(DEFAULT_LONG_TERM_DAY) is not None


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything the demo writes about people."""

    today: date
    people: tuple[Person, ...]
    files: tuple[File, ...]

    def in_order(self) -> list[tuple[Event, File]]:
        """All events of all files as they followed each other."""
        events = [(event, file) for file in self.files for event in file.events]
        return sorted(events, key=lambda pair: pair[0].day)


# Counted day on which a step is usually done, and by how many days that varies.
_ROUTINE: tuple[tuple[int, int, Kind, str], ...] = (
    (2, 1, Kind.ACCEPT, ""),
    (3, 0, Kind.STEP, "vangnet_report_uwv"),
    (7, 1, Kind.TRIAGE, ""),
    (10, 1, Kind.ASSIGN, ""),
    (12, 0, Kind.CONTACT_EMPLOYER, ""),
    (13, 0, Kind.CONTACT_EMPLOYEE, ""),
    (24, 2, Kind.STEP, "employee_intake"),
    (31, 2, Kind.STEP, "task_function_analysis"),
    (39, 2, Kind.ANALYSIS, ""),
    (43, 1, Kind.DRAFT_PLAN, ""),
    (46, 1, Kind.PROPOSE, ""),
    (48, 0, Kind.SIGN_EMPLOYEE, ""),
    (50, 0, Kind.SIGN_EMPLOYER, ""),
    (179, 1, Kind.STEP, "wia_income_insight"),
    (286, 2, Kind.STEP, "uwv_week_42_report"),
    (336, 5, Kind.STEP, "labour_expert_assessment"),
    (350, 4, Kind.STEP, "first_year_evaluation"),
    (384, 3, Kind.STEP, "second_track_start"),
    (613, 1, Kind.STEP, "uwv_wia_letter"),
    (622, 3, Kind.STEP, "current_opinion"),
    (631, 2, Kind.STEP, "final_evaluation"),
    (643, 0, Kind.STEP, "wia_application"),
    (643, 0, Kind.STEP, "riv_upload"),
)
_BY_ONTZORGMANAGER = frozenset(
    "assign contact_employer contact_employee employee_intake task_function_analysis wia_income_insight "
    "labour_expert_assessment".split()
)
_NEEDS_CASE_MANAGER = (
    _BY_ONTZORGMANAGER | {"draft_plan", "propose", "sign_employee", "sign_employer"} | {"periodic_evaluation"}
)
_MANAGE_THEMSELVES = frozenset(company.key for company in COMPANIES if company.own_casemanagement)


def plan(today: date, seed: int = SEED) -> Plan:
    """People and files as they would stand on `today`."""
    rng = Random(seed)  # noqa: S311 (invented data, no secret)
    people = deal(today, rng)
    waiting = {company.key: iter([p for p in people if p.company == company.key]) for company in COMPANIES}
    files: list[File] = []
    for story in STORIES:
        person = next(waiting[story.company])
        files += [_file(person, earlier, today, rng) for earlier in _earlier(story)]
        files.append(_file(person, story, today, rng))
    return Plan(today, people, tuple(files))


def _earlier(story: Story) -> list[Story]:
    """Short absences of the same person, each long over."""
    return [Story(story.company, start + 1, fit=fit, duration="days") for start, fit in story.before]


def absence_of(story: Story, today: date) -> Absence:
    """The periods of a story, with its days turned into dates."""

    def ago(days: int) -> date:
        return today - timedelta(days=days)

    fit = None if story.fit is None else ago(story.fit)
    first = ago(story.day - 1)
    spells: tuple[Spell, ...] = (Spell(first, fit),)
    if story.gap is not None:
        spells = (Spell(first, ago(story.gap[0])), Spell(ago(story.gap[1]), fit))
    leaves = () if story.leave is None else (Leave(ago(story.leave[0]), ago(story.leave[1])),)
    return Absence(spells, leaves)


def _file(person: Person, story: Story, today: date, rng: Random) -> File:
    absence = absence_of(story, today)
    over = _over(person, story, absence, today)
    ends = min([*([over.day] if over else []), *_duties_end(story, today)], default=date.max)
    routine = [event for event in _routine(story, absence, rng) if event.day < ends]
    events = [*_periods(story, absence, rng), *routine, *_told(story, today), *_work(story, today)]
    order = {kind: place for place, kind in enumerate(Kind)}
    known = [event for event in [*events, *([over] if over else [])] if event.day <= today]
    return File(person, story, absence, tuple(sorted(known, key=lambda event: (event.day, order[event.kind]))))


def _over(person: Person, story: Story, absence: Absence, today: date) -> Event | None:
    """What ends the file, as far as it can be known today; None for one that runs on."""
    if story.cancelled is not None:
        return Event(today - timedelta(days=story.cancelled), Kind.CANCEL)
    if story.died is not None:
        return Event(today - timedelta(days=story.died), Kind.DIE)
    if absence.closes_on is not None:
        return Event(absence.closes_on, Kind.CLOSE)
    recorded = [_recorded(fact, today) for fact in story.told]
    facts = with_recorded(Facts(absence, pension_on=pension_day(person.birth_date)), recorded)
    last = wage_end(facts).last_paid_day
    return None if last is None else Event(last + timedelta(days=1), Kind.END)


def _duties_end(story: Story, today: date) -> Iterator[date]:
    """From these days the law asks for no more plan: state pension age, an early IVA."""
    if story.pension is not None:
        yield today - timedelta(days=story.pension)
    for fact in story.told:
        if fact.kind == "early_iva_granted":
            yield today - timedelta(days=fact.on)


def _recorded(fact: Told, today: date) -> Recorded:
    until = None if fact.until is None else today - timedelta(days=fact.until)
    return Recorded(fact.kind, today - timedelta(days=fact.on), until, fact.answer, fact.number, fact.ground)


def _told(story: Story, today: date) -> Iterator[Event]:
    """Facts that people record, and what they say about single steps."""
    for fact in story.told:
        yield Event(today - timedelta(days=fact.told), Kind.TELL, about=fact)
    for key, days in story.also:
        yield Event(today - timedelta(days=days), Kind.STEP, key)
    for key, ground, days in story.waived:
        yield Event(today - timedelta(days=days), Kind.WAIVE, f"{key}:{ground}")
    for key, cause in story.delays:
        yield Event(today, Kind.DELAY, f"{key}:{cause}")


def _work(story: Story, today: date) -> Iterator[Event]:
    """Hours worked, and the schedule by which they grow."""
    for hours in story.hours:
        yield Event(today - timedelta(days=hours.on), Kind.HOURS, about=hours)
    for schedule in story.build_up:
        yield Event(today - timedelta(days=schedule.proposed), Kind.PROPOSE_BUILD_UP, about=schedule)
        if schedule.agreed is not None:
            yield Event(today - timedelta(days=schedule.answered), Kind.ANSWER_BUILD_UP, about=schedule)


def _periods(story: Story, absence: Absence, rng: Random) -> Iterator[Event]:
    """Reports, recoveries and leave."""
    for place, spell in enumerate(absence.spells):
        after = story.reported_after if story.reported_after is not None and place == 0 else int(rng.random() < 0.1)
        yield Event(spell.start + timedelta(days=after if story.day > 1 else 0), Kind.REPORT)
        if spell.recovered_on is not None:
            yield Event(spell.recovered_on, Kind.RECOVER)
    for leave in absence.leaves:
        yield Event(max(leave.first - timedelta(days=25), absence.first_sick_day + timedelta(days=5)), Kind.LEAVE)


def _routine(story: Story, absence: Absence, rng: Random) -> Iterator[Event]:
    """What people do, on working days, in the usual order and never before the report."""
    left_out = _left_out(story, lasts=absence.day(DEFAULT_LONG_TERM_DAY) is not None)
    reported = absence.first_sick_day + timedelta(days=story.reported_after or 1)
    for counted, spread, kind, key in _with_evaluations():
        day = absence.day(max(2, counted + rng.randint(-spread, spread)))
        if day is None or (key or kind.value) in left_out:
            continue
        day = max(workday(day), reported)
        if not absence.is_sick_on(day) or (key == "periodic_evaluation" and _quiet(story, absence, day)):
            continue
        yield Event(day, Kind.REFUSE_EMPLOYEE if story.refused and kind is Kind.SIGN_EMPLOYEE else kind, key)


def _with_evaluations() -> list[tuple[int, int, Kind, str]]:
    signed = 50
    days = range(signed + EVALUATION_EVERY, 728, EVALUATION_EVERY)
    evaluations = [(day, 1, Kind.STEP, "periodic_evaluation") for day in days]
    return sorted([*_ROUTINE, *evaluations], key=lambda row: row[0])


def _left_out(story: Story, *, lasts: bool) -> set[str]:
    if (story.reported_after or 0) > 7:
        return {key or kind.value for _, _, kind, key in _with_evaluations()}
    left_out = set(story.without) if story.vangnet else {*story.without, "vangnet_report_uwv"}
    if "triage" in left_out or not lasts:
        left_out |= _NEEDS_CASE_MANAGER
    if story.stops_at:
        left_out |= set(CHAIN[CHAIN.index(story.stops_at) :])
    if story.refused:
        left_out.discard(Kind.SIGN_EMPLOYEE)
    if story.company in _MANAGE_THEMSELVES:
        left_out |= _BY_ONTZORGMANAGER
    return left_out


def _quiet(story: Story, absence: Absence, day: date) -> bool:
    today = absence.first_sick_day + timedelta(days=story.day - 1)
    return day > today - timedelta(days=story.quiet_for)


def workday(day: date) -> date:
    """This day, or the Friday before when it falls in a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))
