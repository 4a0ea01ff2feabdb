"""script/manage law_change --rule KEY --due-days N --from DATE: which open files a change of law would move."""

from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils import timezone

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.law import Move, affected, moves
from cases.management._progress import ProgressBar
from cases.operations.law import drafted
from cases.timeline.changes import Change

SHOWN = 50
STEP = 500


class Command(BaseCommand):
    """Compute a change of law on every open file and print what moves. Two people decide on the page."""

    help = "Show which open files would get other days when a rule changes, from a first sick day on. Stores nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--rule, --due-days, --opens-days, --from, --limit."""
        parser.add_argument("--rule", required=True, metavar="KEY", help="the step, for example problem_analysis")
        parser.add_argument("--due-days", type=int, default=None, metavar="N", help="the new last day")
        parser.add_argument("--opens-days", type=int, default=None, metavar="N", help="the new first day")
        parser.add_argument("--from", dest="since", required=True, metavar="DATE", help="first sick days from here on")
        parser.add_argument("--limit", type=int, default=SHOWN, metavar="N", help=f"files to print (default: {SHOWN})")

    def handle(self, *args: Any, **options: Any) -> None:
        """The files one by one, then the counts."""
        change, today = self._change(options), timezone.localdate()
        with acting_as(system(Role.PROJECTOR)):
            ids = list(affected(change).values_list("pk", flat=True))
        bar = ProgressBar(self.stderr, len(ids), "files")
        moved = late = 0
        for start in range(0, len(ids), STEP):
            for move in moves(change, today, ids[start : start + STEP]):
                moved, late = moved + 1, late + move.late_at_once
                if moved <= options["limit"]:
                    self.stdout.write(_line(move))
            bar.show(min(start + STEP, len(ids)))
        if moved > options["limit"]:
            self.stdout.write(f"... and {moved - options['limit']} more")
        self.stdout.write(f"{len(ids)} open files, {moved} move, {late} late at once")

    def _change(self, options: dict[str, Any]) -> Change:
        try:
            since = date.fromisoformat(options["since"])
        except ValueError as error:
            raise CommandError(f"{options['since']!r} is no date; write it as 2026-11-21.") from error
        try:
            with acting_as(system(Role.PROJECTOR)):
                return drafted(
                    key=options["rule"],
                    opens_days=options["opens_days"],
                    due_days=options["due_days"],
                    in_force_from=since,
                    basis="",
                )
        except ValidationError as error:
            raise CommandError("; ".join(error.messages)) from error


def _line(move: Move) -> str:
    late = ", late at once" if move.late_at_once else ""
    opens = f", opens {move.was.opens} -> {move.now.opens}" if move.was.opens != move.now.opens else ""
    case = move.case
    return f"{case.employer.name} {case.number} {move.now.rule.term}: {move.was.due} -> {move.now.due}{opens}{late}"
