"""The JSON of a file: input checked, output through the eyes of the role."""

from datetime import date
from typing import Any, ClassVar

from django.core.exceptions import ValidationError
from rest_framework import serializers
from rest_framework.request import Request

from cases.explanations import Explanation
from cases.models import Milestone
from cases.timeline.schedule import Deadline
from cases.timeline.standing import State


class PersonSerializer(serializers.Serializer[Any]):
    """Who guides a file."""

    name = serializers.CharField()


class EmployeeSerializer(serializers.Serializer[Any]):
    """Whom a file is about, no more than lists show."""

    id = serializers.IntegerField()
    short_name = serializers.CharField()


class EmployerSerializer(serializers.Serializer[Any]):
    """Whose file it is."""

    id = serializers.IntegerField()
    name = serializers.CharField()


class CaseSerializer(serializers.Serializer[Any]):
    """A file. Takes a `Visible`, never a model."""

    id = serializers.IntegerField()
    number = serializers.CharField()
    state = serializers.CharField()
    state_label = serializers.CharField()
    first_sick_day = serializers.DateField()
    reported_on = serializers.DateField()
    recovered_on = serializers.DateField(allow_null=True)
    closes_on = serializers.DateField(allow_null=True)
    closed_on = serializers.DateField(allow_null=True)
    expected_long_term = serializers.BooleanField(allow_null=True)
    version = serializers.IntegerField()
    employee = EmployeeSerializer()
    employer = EmployerSerializer()
    ontzorgmanager = PersonSerializer(allow_null=True)
    physician = PersonSerializer(allow_null=True)


class MilestoneSerializer(serializers.Serializer[Any]):
    """A step. Takes a `Visible`; the context holds the computed steps, why each date is that date, and today.

    `status` and `late` are the words of `script/manage timeline --json`, by the same code.
    Of a step that was done `why`, `rule_version` and `due_on` are those that held on that day.
    """

    key = serializers.CharField()
    occurrence = serializers.IntegerField()
    term = serializers.CharField()
    status = serializers.SerializerMethodField()
    late = serializers.SerializerMethodField()
    responsible = serializers.CharField()
    opens_on = serializers.DateField(allow_null=True)
    due_on = serializers.SerializerMethodField()
    done_on = serializers.DateField(allow_null=True)
    rule_version = serializers.SerializerMethodField()
    why = serializers.SerializerMethodField()
    moved_by = serializers.SerializerMethodField()

    def _explanation(self, step: Milestone) -> Explanation | None:
        found: Explanation | None = self.context["explanations"].get((step.key, step.occurrence))
        return found

    def _computed(self, step: Milestone) -> Deadline | None:
        found: Deadline | None = self.context["deadlines"].get((step.key, step.occurrence))
        return found

    def get_status(self, step: Milestone) -> str:
        """Planned, open, done, paused, cancelled or waived, as seen today; what nobody asks any more is cancelled."""
        found = self._computed(step)
        return found.status(self.context["today"]) if found else State.CANCELLED.value

    def get_late(self, step: Milestone) -> bool:
        """Whether it should have been done before today."""
        found = self._computed(step)
        return found is not None and found.late(self.context["today"])

    def get_due_on(self, step: Milestone) -> date | None:
        """The last day in time, inclusive."""
        found = self._explanation(step)
        return found.due if found else step.due_on

    def get_rule_version(self, step: Milestone) -> int:
        """By which version of the rule."""
        found = self._explanation(step)
        return found.rule_version if found else step.rule_version

    def get_why(self, step: Milestone) -> list[str]:
        """The sentences that lead from the facts to the date."""
        found = self._explanation(step)
        return list(found.why) if found else []

    def get_moved_by(self, step: Milestone) -> list[str]:
        """What would move the date."""
        found = self._explanation(step)
        return list(found.moved_by) if found else []


class LookSerializer(serializers.Serializer[Any]):
    """What one person did on one day in one role, as one line."""

    day = serializers.DateField()
    first = serializers.DateTimeField()
    last = serializers.DateTimeField()
    count = serializers.IntegerField()
    who = serializers.CharField()
    role = serializers.CharField()
    organisation = serializers.CharField()
    on_behalf_of = serializers.CharField()
    what = serializers.CharField()
    why = serializers.CharField()


class RecoverySerializer(serializers.Serializer[Any]):
    """The first fit day, and the version of the file that the caller saw."""

    default_error_messages: ClassVar[dict[str, Any]] = dict.fromkeys(
        ("invalid", "null"), "Stuur een object met recovered_on en expected_version."
    )
    recovered_on = serializers.DateField(
        error_messages={
            "required": "Vul de eerste dag in waarop uw werknemer weer beter is.",
            "invalid": "Dit is geen datum. Schrijf de datum als 2026-05-06.",
        }
    )
    expected_version = serializers.IntegerField(
        error_messages={"required": "Geef de versie van het dossier mee.", "invalid": "Dit is geen versie."}
    )


def valid(serializer: type[serializers.Serializer[Any]], request: Request) -> dict[str, Any]:
    """The checked input. Raises ValidationError, keyed by field."""
    checked = serializer(data=[] if request.data is None else request.data)  # without a body it says what is missing
    if not checked.is_valid():
        raise ValidationError({name: [str(error) for error in errors] for name, errors in checked.errors.items()})
    values: dict[str, Any] = checked.validated_data
    return values
