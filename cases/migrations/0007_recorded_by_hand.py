"""A step that was recorded by hand can be taken back by the role that recorded it; the employee hears of his WIA."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Which role recorded a step stands in the trail of who did what, written in the same transaction. The owner of the
# tables reads and writes the rows of all roles only while row-level security is not forced on him; secure_tables, after
# every migration, forces it again.
WHO_RECORDED = """
ALTER TABLE cases_completion NO FORCE ROW LEVEL SECURITY;
ALTER TABLE accounts_auditevent NO FORCE ROW LEVEL SECURITY;
UPDATE cases_completion done SET recorded_as = (
    SELECT trace.role FROM accounts_auditevent trace
    WHERE trace.case_id = done.case_id AND trace.actor_id = done.recorded_by_id AND trace.action = 'record_step'
    AND trace.at >= done.recorded_at AND trace.at < done.recorded_at + interval '1 minute'
    ORDER BY trace.at LIMIT 1
)
WHERE EXISTS (
    SELECT 1 FROM accounts_auditevent trace
    WHERE trace.case_id = done.case_id AND trace.actor_id = done.recorded_by_id AND trace.action = 'record_step'
    AND trace.at >= done.recorded_at AND trace.at < done.recorded_at + interval '1 minute'
);
ALTER TABLE cases_completion FORCE ROW LEVEL SECURITY;
ALTER TABLE accounts_auditevent FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0006_first_day_reason"),
        ("accounts", "0001_initial"),
        ("employers", "0003_regimes"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name="completion",
            name="completion_once_a_day",
        ),
        migrations.AddField(
            model_name="completion",
            name="recorded_as",
            field=models.CharField(blank=True, max_length=20, verbose_name="in de rol van"),
        ),
        migrations.RunSQL(WHO_RECORDED, migrations.RunSQL.noop),
        migrations.AddField(
            model_name="completion",
            name="withdrawn_at",
            field=models.DateTimeField(blank=True, null=True, verbose_name="ingetrokken op"),
        ),
        migrations.AddField(
            model_name="completion",
            name="withdrawn_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="ingetrokken door",
            ),
        ),
        migrations.AlterField(
            model_name="notice",
            name="kind",
            field=models.CharField(
                choices=[
                    ("reminder", "Herinnering"),
                    ("sick_reported", "Nieuwe ziekmelding"),
                    ("relapsed", "Dossier heropend"),
                    ("recovered", "Hersteld gemeld"),
                    ("assigned", "Dossier toegewezen"),
                    ("unassigned", "Nog geen Ontzorgmanager"),
                    ("analysis_signed", "Probleemanalyse is klaar"),
                    ("plan_to_sign", "Plan van aanpak om te ondertekenen"),
                    ("plan_refused", "Plan van aanpak niet akkoord"),
                    ("document_ready", "Document is klaar"),
                    ("render_failed", "Document maken is niet gelukt"),
                    ("build_up_proposed", "Voorstel voor de opbouw van uren"),
                    ("build_up_answered", "Antwoord op de opbouw van uren"),
                    ("first_day_changed", "Eerste ziektedag gewijzigd"),
                    ("first_day_to_uwv", "Geef de wijziging door aan UWV"),
                    ("recovery_changed", "Betermelding gewijzigd"),
                    ("report_cancelled", "Ziekmelding ingetrokken"),
                    ("file_closed", "Dossier gesloten"),
                    ("wia_waived", "Geen WIA-aanvraag"),
                    ("wia_needed", "WIA-aanvraag staat weer open"),
                ],
                max_length=20,
                verbose_name="soort",
            ),
        ),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.UniqueConstraint(
                condition=models.Q(("withdrawn_at__isnull", True)),
                fields=("case", "key", "done_on"),
                name="completion_once_a_day",
            ),
        ),
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    models.Q(("withdrawn_at__isnull", True), ("withdrawn_by__isnull", True)),
                    models.Q(("withdrawn_at__isnull", False), ("withdrawn_by__isnull", False)),
                    _connector="OR",
                ),
                name="completion_withdrawn_who_and_when",
            ),
        ),
    ]
