"""A corrected first sick day is kept as a fact, with who corrected it and why."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0005_law_numbers")]

    operations = [
        migrations.RemoveConstraint(
            model_name="casefact",
            name="fact_recorded_by_who_may",
        ),
        migrations.RemoveConstraint(
            model_name="casefact",
            name="fact_once_in_force",
        ),
        migrations.AddConstraint(
            model_name="casefact",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("kind", "contract_end"), ("recorded_as__in", ["desk", "employer", "ontzorgmanager"])),
                    models.Q(("kind", "short_recovery_expected"), ("recorded_as__in", ["bedrijfsarts"])),
                    models.Q(("kind", "no_usable_capacity"), ("recorded_as__in", ["bedrijfsarts"])),
                    models.Q(("kind", "capacity_changed"), ("recorded_as__in", ["bedrijfsarts"])),
                    models.Q(("kind", "incapacity_percentage"), ("recorded_as__in", ["bedrijfsarts"])),
                    models.Q(("kind", "same_cause_after_leave"), ("recorded_as__in", ["bedrijfsarts"])),
                    models.Q(("kind", "wage_sanction"), ("recorded_as__in", ["desk", "employer", "ontzorgmanager"])),
                    models.Q(("kind", "shortening_request"), ("recorded_as__in", ["employer", "ontzorgmanager"])),
                    models.Q(
                        ("kind", "sanction_repaired"), ("recorded_as__in", ["desk", "employer", "ontzorgmanager"])
                    ),
                    models.Q(("kind", "voluntary_extension"), ("recorded_as__in", ["employer", "ontzorgmanager"])),
                    models.Q(("kind", "early_iva_request"), ("recorded_as__in", ["employee"])),
                    models.Q(
                        ("kind", "early_iva_granted"), ("recorded_as__in", ["employee", "employer", "ontzorgmanager"])
                    ),
                    models.Q(("kind", "expert_opinion_request"), ("recorded_as__in", ["employee", "employer"])),
                    models.Q(("kind", "new_agreed_work"), ("recorded_as__in", ["employer", "ontzorgmanager"])),
                    models.Q(("kind", "first_day_corrected"), ("recorded_as__in", ["employer"])),
                    _connector="OR",
                ),
                name="fact_recorded_by_who_may",
            ),
        ),
        migrations.AddConstraint(
            model_name="casefact",
            constraint=models.UniqueConstraint(
                condition=models.Q(
                    ("withdrawn_at__isnull", True),
                    models.Q(
                        (
                            "kind__in",
                            [
                                "capacity_changed",
                                "expert_opinion_request",
                                "first_day_corrected",
                                "incapacity_percentage",
                                "no_usable_capacity",
                            ],
                        ),
                        _negated=True,
                    ),
                ),
                fields=("case", "kind"),
                name="fact_once_in_force",
            ),
        ),
    ]
