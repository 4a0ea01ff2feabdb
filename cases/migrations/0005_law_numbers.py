"""Every number of a term that a change of law replaces, and why it also holds for files that run already."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("cases", "0004_regime_ties")]

    operations = [
        migrations.AddField(
            model_name="rulechange",
            name="due_more",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="verdere getallen van uiterlijk",
            ),
        ),
        migrations.AddField(
            model_name="rulechange",
            name="opens_more",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.PositiveSmallIntegerField(),
                blank=True,
                default=list,
                size=None,
                verbose_name="verdere getallen van kan vanaf",
            ),
        ),
        migrations.AddField(
            model_name="rulechange",
            name="reason",
            field=models.CharField(blank=True, max_length=200, verbose_name="waarom ook voor lopende dossiers"),
        ),
    ]
