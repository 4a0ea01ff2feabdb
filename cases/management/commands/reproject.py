"""script/manage reproject: compute the stored steps of every file anew."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.law import rules_in_force
from cases.management.progress import ProgressBar
from cases.models import AbsenceCase
from cases.policies import refresh_policies
from cases.projection import refresh_batch
from employers.models import Policy


class Command(BaseCommand):
    """Make every stored projection equal to the computation, a batch at a time."""

    help = "Compute the steps of every file and policy anew and store what differs. Safe to stop and to run again."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """--open."""
        parser.add_argument("--open", action="store_true", help="files that are not finished only")

    def handle(self, *args: Any, **options: Any) -> None:
        """Batch by batch, each in a transaction of its own; the progress goes to stderr."""
        with acting_as(system(Role.PROJECTOR)):
            cases = AbsenceCase.objects.open() if options["open"] else AbsenceCase.objects.all()
            rules, total = rules_in_force(), cases.count()
        bar = ProgressBar(self.stderr, total, "files")
        last = done = 0
        while ids := refresh_batch(cases.filter(pk__gt=last), rules, wait=True):
            last, done = ids[-1], done + len(ids)
            bar.show(min(done, total))
        with acting_as(system(Role.PROJECTOR)):
            refresh_policies(Policy.objects.order_by("pk"))
        self.stdout.write(f"{done} files and every policy up to date")
