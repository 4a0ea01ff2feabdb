"""What would still move a date, in Dutch sentences; read off the expression, never written per rule."""

from functools import singledispatch

from cases.timeline.expressions import (
    AfterFact,
    AfterLast,
    AfterStep,
    CalendarDaysAfterStep,
    Day,
    Earliest,
    Expression,
    IfAfterLeave,
    IfDone,
    IfFact,
    Latest,
    MonthsAfterRecovery,
    NextWorkday,
    Recovered,
)
from cases.timeline.moment import Moment
from cases.timeline.names import term_of
from cases.timeline.occasions import AgreedDay, CalendarDaysAfterFact, Event, MonthsAfterLast, NextEvaluation, NoDate
from cases.timeline.regimes import LastPaidDay, OnLeaving, WaitingDay
from cases.timeline.wages import Ending, say_application_missing

Sentences = list[str]

FIRST_DAY = "Een andere eerste ziektedag geeft een andere datum."
INTERRUPTIONS = [
    "Een herstel van minder dan vier weken schuift deze datum op met het aantal dagen herstel.",
    "Zwangerschaps- of bevallingsverlof schuift deze datum op met het aantal dagen verlof.",
]
EXTENSION = "Een vrijwillige verlenging schuift deze datum even ver op."
LATE_APPLICATION = "Elke dag dat de WIA-aanvraag te laat komt, schuift deze datum een dag op."
LONGER_PAY = [
    "Een loonsanctie van UWV schuift deze datum op, ten hoogste 52 weken.",
    "Besluit UWV daarna dat het tekort is hersteld, dan komt deze datum weer naar voren.",
    "Het einde van het dienstverband of de AOW-leeftijd kan deze datum naar voren halen.",
]
_FACTS = {
    "contract_end": "Een andere laatste dag in dienst geeft een andere datum.",
    "policy_start": "Een andere begindatum van de polis geeft een andere datum.",
    "usable_capacity_on": "Ziet de bedrijfsarts later weer mogelijkheden voor werk, dan schuift deze datum mee.",
}


@singledispatch
def moves(expression: Expression, moment: Moment) -> Sentences:
    """Say what would move the date of an expression, one sentence for each cause."""
    raise TypeError(f"{type(expression).__name__} does not say what moves it")


@moves.register(Day)
@moves.register(AgreedDay)
def _(expression: Day | AgreedDay, moment: Moment) -> Sentences:
    return [FIRST_DAY, *INTERRUPTIONS]


@moves.register
def _(expression: WaitingDay, moment: Moment) -> Sentences:
    return [FIRST_DAY, *INTERRUPTIONS, EXTENSION]


@moves.register
def _(expression: LastPaidDay, moment: Moment) -> Sentences:
    end = moment.wages()
    if end.ending is not Ending.WAITING_PERIOD:
        return [FIRST_DAY, *INTERRUPTIONS]
    late = say_application_missing(moment.facts, end) or LATE_APPLICATION
    return [FIRST_DAY, *INTERRUPTIONS, EXTENSION, late, *LONGER_PAY]


@moves.register
def _(expression: AfterStep, moment: Moment) -> Sentences:
    return [_later(expression.key), *(INTERRUPTIONS if expression.days else [])]


@moves.register
def _(expression: CalendarDaysAfterStep, moment: Moment) -> Sentences:
    return [_later(expression.key)]


@moves.register
def _(expression: AfterLast, moment: Moment) -> Sentences:
    last = moment.last_done(expression.keys, expression.since)
    named = [_later(last[1])] if last is not None and last[1] != expression.since else []
    return [*named, *INTERRUPTIONS]


@moves.register
def _(expression: NextEvaluation, moment: Moment) -> Sentences:
    days = expression.update_days
    sooner = f"Na een {term_of(expression.update).lower()} is de laatste dag al na {days} dagen."
    return [*moves.dispatch(AfterLast)(expression, moment), sooner]


@moves.register
def _(expression: MonthsAfterLast, moment: Moment) -> Sentences:
    last = moment.last_done((expression.key,), expression.since)
    return [_FACTS[expression.since] if last is None or last[1] == expression.since else _later(expression.key)]


@moves.register(AfterFact)
@moves.register(CalendarDaysAfterFact)
def _(expression: AfterFact | CalendarDaysAfterFact, moment: Moment) -> Sentences:
    known = _FACTS.get(expression.fact)
    return [known] if known else []


@moves.register(Event)
@moves.register(NoDate)
def _(expression: Event | NoDate, moment: Moment) -> Sentences:
    return []


@moves.register
def _(expression: OnLeaving, moment: Moment) -> Sentences:
    return [_FACTS["contract_end"]]


@moves.register(Recovered)
@moves.register(MonthsAfterRecovery)
def _(expression: Recovered | MonthsAfterRecovery, moment: Moment) -> Sentences:
    return ["Een andere eerste hersteldag geeft een andere datum."]


@moves.register
def _(expression: NextWorkday, moment: Moment) -> Sentences:
    return moves(expression.of, moment)


@moves.register(Earliest)
@moves.register(Latest)
def _(expression: Earliest | Latest, moment: Moment) -> Sentences:
    known = [part for part in expression.of if part.on(moment) is not None]
    return [line for part in known for line in moves(part, moment)]


@moves.register
def _(expression: IfDone, moment: Moment) -> Sentences:
    chosen = expression.chosen(moment)
    if chosen is expression.then:
        return moves(chosen, moment)
    return [f"Is dit gedaan, dan telt die dag: {term_of(expression.key)}.", *moves(chosen, moment)]


@moves.register(IfFact)
@moves.register(IfAfterLeave)
def _(expression: IfFact | IfAfterLeave, moment: Moment) -> Sentences:
    return moves(expression.chosen(moment), moment)


def _later(key: str) -> str:
    return f"Een andere datum voor deze stap schuift deze datum mee: {term_of(key)}."
