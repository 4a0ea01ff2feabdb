"""script/manage check_timelines: the stored milestones equal the computation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.models import AbsenceCase, Milestone
from cases.projection import differs, project


class Command(BaseCommand):
    """Recompute every stored projection and report differences."""

    help = "Recompute the milestones of every file and report each difference; exit 1 when there is one."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare file by file."""
        wrong = count = 0
        with acting_as(system(Role.PROJECTOR)):
            for case in AbsenceCase.objects.with_facts().order_by("pk").iterator(chunk_size=500):
                count += 1
                for line in self._differences(case):
                    wrong += 1
                    self.stdout.write(line)
        if wrong:
            raise CommandError(f"{wrong} differences in {count} files")
        self.stdout.write(f"{count} files, no differences")

    def _differences(self, case: AbsenceCase) -> list[str]:
        stored = {(row.key, row.occurrence): row for row in Milestone.objects.filter(case=case)}
        fresh = {(row.key, row.occurrence): row for row in project(case)}
        found = [f"{case.number} {key}: missing" for key in fresh.keys() - stored.keys()]
        found += [f"{case.number} {key}: obsolete" for key in stored.keys() - fresh.keys()]
        found += [
            f"{case.number} {key}: differs" for key in fresh.keys() & stored.keys() if differs(fresh[key], stored[key])
        ]
        return found
