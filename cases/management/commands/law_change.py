"""script/manage law_change --rule KEY --due-days N --from DATE: which open files a change of law would move."""

from argparse import ArgumentParser
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.law import Move, Reach, affected, goes_back, moves, reach
from cases.management.progress import ProgressBar
from cases.operations.law import drafted
from cases.timeline.changes import Change

SHOWN = 50
STEP = 500


@dataclass(slots=True)
class Tally:
    """What was counted so far: steps, and the files they are of."""

    steps: int = 0
    files: set[int] = field(default_factory=set)
    late: set[int] = field(default_factory=set)
    relieved: set[int] = field(default_factory=set)
    lapsed: set[int] = field(default_factory=set)

    def add(self, move: Move) -> None:
        """Count one step that moves."""
        self.steps += 1
        self.files.add(move.case.pk)
        for seen, kept in ((move.late_at_once, self.late), (move.late_no_more, self.relieved)):
            if seen:
                kept.add(move.case.pk)
        if move.lapses:
            self.lapsed.add(move.case.pk)


class Command(BaseCommand):
    """Compute a change of law on every open file and print what moves. Two people decide on the page."""

    help = "Show which open files would get other days when a rule changes, from a first sick day on. Stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--rule, --due-days, --opens-days, --from, --limit."""
        parser.add_argument("--rule", required=True, metavar="KEY", help="the step, for example problem_analysis")
        several = "; every number of a term that has more than one"
        parser.add_argument("--due-days", type=int, nargs="+", metavar="N", help=f"the new last day{several}")
        parser.add_argument("--opens-days", type=int, nargs="+", metavar="N", help=f"the new first day{several}")
        parser.add_argument("--from", dest="since", required=True, metavar="DATE", help="first sick days from here on")
        parser.add_argument("--limit", type=int, default=SHOWN, metavar="N", help=f"files to print (default: {SHOWN})")

    def handle(self, *args: Any, **options: Any) -> None:
        """The steps one by one, then the counts."""
        change, today = self._change(options), timezone.localdate()
        with acting_as(system(Role.PROJECTOR)):
            ids = list(affected(change).values_list("pk", flat=True))
        tally = Tally()
        bar = ProgressBar(self.stderr, len(ids), "files")
        for start in range(0, len(ids), STEP):
            for move in moves(change, today, ids[start : start + STEP]):
                tally.add(move)
                if tally.steps <= options["limit"]:
                    self.stdout.write(_line(move))
            bar.show(min(start + STEP, len(ids)))
        if tally.steps > options["limit"]:
            self.stdout.write(f"... and {tally.steps - options['limit']} more")
        self._sum_up(reach(change), tally, back=goes_back(change, today))

    def _sum_up(self, found: Reach, tally: "Tally", *, back: bool) -> None:
        files, moved = found.files, len(tally.files)
        self.stdout.write(f"{files} open files: {found.to_do} to do, {found.done} done, {found.elsewhere} neither")
        self.stdout.write(
            f"{moved} files move ({tally.steps} steps), {found.to_do - moved} stay, {len(tally.late)} late at once, "
            f"{len(tally.relieved)} late no more, {len(tally.lapsed)} lapse"
        )
        if back and files:
            self.stdout.write(f"Reaches back: {files} files run already, so proposing this asks for a reason.")

    def _change(self, options: dict[str, Any]) -> Change:
        try:
            since = date.fromisoformat(options["since"])
        except ValueError as error:
            raise CommandError(f"{options['since']!r} is no date; write it as 2026-11-21.") from error
        try:
            with acting_as(system(Role.PROJECTOR)):
                opens, due = (options[side] or [None] for side in ("opens_days", "due_days"))
                return drafted(
                    key=options["rule"],
                    opens_days=opens[0],
                    due_days=due[0],
                    in_force_from=since,
                    basis="",
                    opens_more=tuple(opens[1:]),
                    due_more=tuple(due[1:]),
                )
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error


def _line(move: Move) -> str:
    late = ", late at once" if move.late_at_once else ""
    opens = f", opens {move.was.opens} -> {move.now.opens}" if move.was.opens != move.now.opens else ""
    late = ", lapses" if move.lapses else late
    case = move.case
    return f"{case.employer.name} {case.number} {move.now.rule.term}: {move.was.due} -> {move.now.due}{opens}{late}"
