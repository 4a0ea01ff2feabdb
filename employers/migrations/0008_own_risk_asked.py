"""Whether an employer bears a risk itself is unknown until somebody was asked; until now nobody was."""

from django.db import migrations, models

# An answer "yes" was given on purpose; "no" was only the default.
UNASKED = """
ALTER TABLE employers_employer NO FORCE ROW LEVEL SECURITY;
UPDATE employers_employer SET own_risk_ziektewet = NULLIF(own_risk_ziektewet, false),
    own_risk_wga = NULLIF(own_risk_wga, false);
ALTER TABLE employers_employer FORCE ROW LEVEL SECURITY;
"""
BACK = """
ALTER TABLE employers_employer NO FORCE ROW LEVEL SECURITY;
UPDATE employers_employer SET own_risk_ziektewet = coalesce(own_risk_ziektewet, false),
    own_risk_wga = coalesce(own_risk_wga, false);
ALTER TABLE employers_employer FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [
        ("employers", "0007_mandates"),
    ]

    operations = [
        migrations.AlterField(
            model_name="employer",
            name="own_risk_wga",
            field=models.BooleanField(blank=True, null=True, verbose_name="eigenrisicodrager WGA"),
        ),
        migrations.AlterField(
            model_name="employer",
            name="own_risk_ziektewet",
            field=models.BooleanField(blank=True, null=True, verbose_name="eigenrisicodrager Ziektewet"),
        ),
        migrations.RunSQL(UNASKED, BACK),
    ]
