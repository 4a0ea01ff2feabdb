"""script/manage timeline: the dates that follow from bare facts, without a database."""

import sys
from argparse import ArgumentParser, ArgumentTypeError
from collections.abc import Callable
from datetime import date
from typing import Any, TypeVar

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from cases.management import timeline_output
from cases.timeline.absence import Leave, Spell
from cases.timeline.course import History, files
from cases.timeline.facts import HoursWorked
from cases.timeline.maternity import is_too_long, latest_day, longest, whole_of
from cases.timeline.rules import RULES

WRONG_ARGUMENT = 2
YEARS = range(1990, 2091)  # what calendars of public holidays cover, with room for two years of sickness
KEYS = frozenset(rule.key for rule in RULES)
ANSWERS = {"yes": True, "no": False, "unknown": None}

T = TypeVar("T")


class Command(BaseCommand):
    """Compute what the application would show for one employment."""

    help = "Compute every step and date of one employment's sickness. Needs no database; writes nothing."
    requires_system_checks = ()

    def create_parser(self, prog_name: str, subcommand: str, **kwargs: Any) -> CommandParser:
        """No abbreviations: a misspelt option is an error."""
        return super().create_parser(prog_name, subcommand, allow_abbrev=False, **kwargs)

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The facts, as dates."""
        add = parser.add_argument
        add(
            "--spell",
            action="append",
            required=True,
            type=_spell,
            metavar="START[:RECOVERED]",
            dest="spells",
            help="a period of sickness; RECOVERED is the first fit day",
        )
        add(
            "--leave",
            action="append",
            default=[],
            type=_leave,
            metavar="FIRST:LAST",
            dest="leaves",
            help="maternity leave; LAST is its last day",
        )
        add(
            "--same-cause",
            choices=ANSWERS,
            default="unknown",
            help="the bedrijfsarts: the same cause before and after the leave",
        )
        add(
            "--done", action="append", default=[], type=_done, metavar="KEY=DATE", help="a step and the day it was done"
        )
        add(
            "--hours",
            action="append",
            default=[],
            type=_hours,
            metavar="SINCE[:PASSED_ON]",
            help="other hours were worked from this day; the day on which the employer passed them on",
        )
        add("--policy-start", type=_day, metavar="DATE", help="first day with cover; adds the steps of the policy")
        add("--contract-end", type=_day, metavar="DATE", help="last day of the employment")
        add("--pension-date", type=_day, metavar="DATE", help="day on which state pension age is reached")
        add("--today", type=_day, metavar="DATE", help="the day to look from (default: today in the Netherlands)")
        add("--json", action="store_true", help="JSON instead of a table")

    def run_from_argv(self, argv: list[str]) -> None:
        """Answer a wrong argument with one line and exit code 2, without usage or traceback."""
        try:
            options = vars(self.create_parser(argv[0], argv[1]).parse_args(argv[2:]))
            self.execute(*options.pop("args", ()), **options)
        except CommandError as error:
            self.stderr.write(" ".join(str(error).split()))
            sys.exit(WRONG_ARGUMENT)

    def handle(self, *args: Any, **options: Any) -> None:
        """Compute and print."""
        today = options["today"] or timezone.localdate()
        _check_leaves(options["leaves"])
        done: dict[str, tuple[date, ...]] = {}
        for key, day in options["done"]:
            done[key] = tuple(sorted((*done.get(key, ()), day)))
        history = History(
            spells=tuple(options["spells"]),
            leaves=tuple(options["leaves"]),
            same_cause_after_leave=ANSWERS[options["same_cause"]],
            done=done,
            hours=tuple(sorted(options["hours"], key=lambda one: one.since)),
            policy_start=options["policy_start"],
            contract_end=options["contract_end"],
            pension_on=options["pension_date"],
        )
        try:
            found = files(history, today)
        except ValueError as error:
            raise CommandError(f"Error: {error}.") from error
        write = timeline_output.as_json if options["json"] else timeline_output.as_table
        self.stdout.write(write(found, today))


def _day(text: str) -> date:
    try:
        day = date.fromisoformat(text)
    except ValueError as error:
        raise ArgumentTypeError(f"{text!r} is no date; write it as 2026-11-21") from error
    if day.isoformat() != text:
        raise ArgumentTypeError(f"{text!r} is no date; write it as 2026-11-21")
    if day.year not in YEARS:
        raise ArgumentTypeError(f"{text} lies outside the years {YEARS[0]}-{YEARS[-1]}")
    return day


def _spell(text: str) -> Spell:
    start, colon, recovered_on = text.partition(":")
    return _made(lambda: Spell(_day(start), _day(recovered_on) if colon else None))


def _hours(text: str) -> HoursWorked:
    start, colon, told = text.partition(":")
    since, passed_on = _day(start), _day(told) if colon else None
    if passed_on is not None and passed_on < since:
        raise ArgumentTypeError(f"{text!r} passes hours on before they were worked")
    return HoursWorked(since, passed_on)


def _leave(text: str) -> Leave:
    first, colon, last = text.partition(":")
    if not colon:
        raise ArgumentTypeError(f"{text!r} has no last day; write it as 2026-11-21:2027-03-12")
    return _made(lambda: Leave(_day(first), _day(last)))


def _check_leaves(leaves: list[Leave]) -> None:
    """No leave is longer than the law gives, in parts that touch neither; and nobody is on leave twice at a time."""
    for place, leave in enumerate(leaves):
        others = leaves[:place] + leaves[place + 1 :]
        if any(one.first <= leave.last and leave.first <= one.last for one in others):
            raise CommandError(f"Error: the leave from {leave.first} overlaps another one.")
        whole = whole_of(leave, others)
        if is_too_long(whole):
            raise CommandError(
                f"Error: maternity leave from {whole.first} lasts {longest(whole)} weeks at most, until"
                f" {latest_day(whole)}, with twins and a child in hospital included."
            )


def _done(text: str) -> tuple[str, date]:
    key, equals, day = text.partition("=")
    if key not in KEYS:
        raise ArgumentTypeError(f"there is no step {key!r}")
    if not equals:
        raise ArgumentTypeError(f"{text!r} has no day; write it as {key}=2026-11-21")
    return key, _day(day)


def _made(make: Callable[[], T]) -> T:
    try:
        return make()
    except ValueError as error:
        raise ArgumentTypeError(str(error)) from error
