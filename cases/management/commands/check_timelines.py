"""script/manage check_timelines: what is stored equals the computation."""

from collections.abc import Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.actor import acting_as, system
from accounts.terms import Role
from cases.law import rules_in_force
from cases.models import AbsenceCase
from cases.policies import compare_policies
from cases.projection import BATCH, compare
from employers.models import Policy


class Command(BaseCommand):
    """Recompute every stored projection and report differences."""

    help = "Recompute the steps of every file and policy, report each difference and exit 1; `reproject` repairs them."

    def handle(self, *args: Any, **options: Any) -> None:
        """Compare batch by batch."""
        wrong = 0
        with acting_as(system(Role.PROJECTOR)):
            files, policies = AbsenceCase.objects.count(), Policy.objects.count()
            for line in (*self._files(), *self._policies()):
                wrong += 1
                self.stdout.write(line)
        if wrong:
            found = f"{wrong} differences in {files} files and {policies} policies"
            raise CommandError(f"{found}; script/manage reproject stores what is computed")
        self.stdout.write(f"{files} files and {policies} policies, no differences")

    def _files(self) -> Iterator[str]:
        rules = rules_in_force()
        last = 0
        while batch := list(AbsenceCase.objects.with_facts().filter(pk__gt=last).order_by("pk")[:BATCH]):
            last = batch[-1].pk
            numbers = {case.pk: case.number for case in batch}
            for (case_id, key, occurrence), what in compare(batch, rules):
                yield f"{numbers[case_id]} {key} {occurrence}: {what}"

    def _policies(self) -> Iterator[str]:
        for (policy_id, key, occurrence), what in compare_policies(Policy.objects.order_by("pk")):
            yield f"policy {policy_id} {key} {occurrence}: {what}"
