"""What follows from the advice of the bedrijfsarts has tables of its own."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

from accounts.rls import tie


def _advised(name, parent, one, many, content):
    """One table beside its parent: the same file, the same employer, other readers."""
    return migrations.CreateModel(
        name=name,
        fields=[
            ("id", models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name="ID")),
            content,
            (
                "shown_to",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.CharField(max_length=20), size=None, verbose_name="zichtbaar voor"
                ),
            ),
            (
                "case",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.CASCADE,
                    related_name="+",
                    to="cases.absencecase",
                    verbose_name="dossier",
                ),
            ),
            (
                "employer",
                models.ForeignKey(
                    on_delete=django.db.models.deletion.PROTECT,
                    related_name="+",
                    to="employers.employer",
                    verbose_name="werkgever",
                ),
            ),
            parent,
        ],
        options={"verbose_name": one, "verbose_name_plural": many, "ordering": ["pk"]},
    )


def _beside(name, model, verbose_name):
    return (
        name,
        models.OneToOneField(
            on_delete=django.db.models.deletion.CASCADE,
            related_name="advised",
            to=f"cases.{model}",
            verbose_name=verbose_name,
        ),
    )


def _tied(child, parent, *columns):
    forward, backward = tie(child, parent, *columns)
    return migrations.RunSQL(forward, backward)


_IN_EMPLOYER = (("case_id", "id"), ("employer_id", "employer_id"))


class Migration(migrations.Migration):
    dependencies = [("cases", "0011_who_changed"), ("employers", "0008_own_risk_asked")]

    operations = [
        migrations.AddConstraint(
            model_name="completion",
            constraint=models.UniqueConstraint(fields=("id", "case"), name="completion_in_case"),
        ),
        migrations.AddConstraint(
            model_name="waiver",
            constraint=models.UniqueConstraint(fields=("id", "case"), name="waiver_in_case"),
        ),
        _advised(
            "AdvisedDerivation",
            _beside("completion", "completion", "gedane stap"),
            "uitleg met advies van de bedrijfsarts",
            "uitleg met advies van de bedrijfsarts",
            (
                "why",
                django.contrib.postgres.fields.ArrayField(
                    base_field=models.TextField(), size=None, verbose_name="waarom deze datum"
                ),
            ),
        ),
        _advised(
            "AdvisedGround",
            _beside("waiver", "waiver", "niet nodige stap"),
            "reden volgens de bedrijfsarts",
            "redenen volgens de bedrijfsarts",
            ("ground", models.CharField(max_length=30, verbose_name="reden")),
        ),
        _tied("cases_advisedderivation", "cases_absencecase", *_IN_EMPLOYER),
        _tied("cases_advisedderivation", "cases_completion", ("completion_id", "id"), ("case_id", "case_id")),
        _tied("cases_advisedground", "cases_absencecase", *_IN_EMPLOYER),
        _tied("cases_advisedground", "cases_waiver", ("waiver_id", "id"), ("case_id", "case_id")),
    ]
