"""What was done, and why it was late, names its readers, as the step itself does; steps of before follow the rules."""

import django.contrib.postgres.fields
from django.db import migrations, models

# The readers of the rules on the day of this migration. The owner of the tables changes the rows of all files only
# while row-level security is not forced on him; secure_tables, after every migration, forces it again.
READERS = """
ALTER TABLE cases_completion NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_delay NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_milestone NO FORCE ROW LEVEL SECURITY;
UPDATE cases_completion SET shown_to = CASE
    WHEN key = 'early_iva_window' THEN '{bedrijfsarts,employee}'
    WHEN key IN ('no_capacity_check', 'problem_analysis_update')
        THEN '{bedrijfsarts,employee,employer,labour_expert,ontzorgmanager,provider,system,uwv}'
    ELSE '{arbodienst,bedrijfsarts,desk,employee,employer,labour_expert,ontzorgmanager,provider,system,uwv}'
END::varchar[];
UPDATE cases_delay SET shown_to = CASE
    WHEN key = 'early_iva_window' THEN '{bedrijfsarts,employee}'
    WHEN key IN ('no_capacity_check', 'problem_analysis_update')
        THEN '{bedrijfsarts,employee,employer,labour_expert,ontzorgmanager,provider,system,uwv}'
    ELSE '{arbodienst,bedrijfsarts,desk,employee,employer,labour_expert,ontzorgmanager,provider,system,uwv}'
END::varchar[];
UPDATE cases_milestone
SET shown_to = array_remove(array_remove(shown_to, 'desk'), 'arbodienst'), remind = array_remove(remind, 'arbodienst')
WHERE key IN ('no_capacity_check', 'problem_analysis_update');
ALTER TABLE cases_completion FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_delay FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_milestone FORCE ROW LEVEL SECURITY;
"""


def _readers() -> models.Field:
    return django.contrib.postgres.fields.ArrayField(
        base_field=models.CharField(max_length=20), size=None, verbose_name="zichtbaar voor", default=list
    )


class Migration(migrations.Migration):
    dependencies = [("cases", "0008_file_split")]

    operations = [
        migrations.AddField(model_name="completion", name="shown_to", field=_readers(), preserve_default=False),
        migrations.AddField(model_name="delay", name="shown_to", field=_readers(), preserve_default=False),
        migrations.RunSQL(READERS, migrations.RunSQL.noop),
    ]
