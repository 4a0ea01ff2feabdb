"""The arbodienst and the insurer read hours once the employer passed them on; the insurer reads the percentage."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models

# Nobody was asked to pass on what was recorded before: it counts as passed on with that, so that nobody is late with
# it. The owner of the tables changes the rows of all files only while row-level security is not forced on him;
# secure_tables, after every migration, forces it again.
BEFORE = """
ALTER TABLE cases_capacitychange NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_casefact NO FORCE ROW LEVEL SECURITY;
UPDATE cases_capacitychange
SET recorded_on = (recorded_at AT TIME ZONE 'Europe/Amsterdam')::date,
    passed_on = (recorded_at AT TIME ZONE 'Europe/Amsterdam')::date,
    shown_to = '{arbodienst,bedrijfsarts,desk,employee,employer,labour_expert,ontzorgmanager,provider,system,uwv}';
UPDATE cases_casefact SET shown_to = shown_to || '{desk}'::varchar[]
WHERE kind = 'incapacity_percentage' AND NOT 'desk' = ANY(shown_to);
ALTER TABLE cases_capacitychange FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_casefact FORCE ROW LEVEL SECURITY;
"""
OUTSIDE = ["arbodienst", "desk"]


class Migration(migrations.Migration):
    dependencies = [
        ("cases", "0016_papers"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="capacitychange",
            name="passed_by",
            field=models.ForeignKey(
                blank=True,
                null=True,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
                verbose_name="doorgegeven door",
            ),
        ),
        migrations.AddField(
            model_name="capacitychange",
            name="passed_on",
            field=models.DateField(blank=True, null=True, verbose_name="doorgegeven op"),
        ),
        migrations.AddField(
            model_name="capacitychange",
            name="shown_to",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), default=list, size=None, verbose_name="zichtbaar voor"
            ),
            preserve_default=False,
        ),
        migrations.AddField(
            model_name="capacitychange",
            name="recorded_on",
            field=models.DateField(null=True, verbose_name="vastgelegd op (dag)"),
        ),
        migrations.RunSQL(BEFORE, migrations.RunSQL.noop),
        migrations.AlterField(
            model_name="capacitychange",
            name="recorded_on",
            field=models.DateField(verbose_name="vastgelegd op (dag)"),
        ),
        migrations.AddConstraint(
            model_name="capacitychange",
            constraint=models.CheckConstraint(
                condition=models.Q(passed_on__isnull=False, shown_to__contains=OUTSIDE)
                | models.Q(passed_on__isnull=True, passed_by__isnull=True) & ~models.Q(shown_to__overlap=OUTSIDE),
                name="capacity_shown_once_passed_on",
            ),
        ),
    ]
