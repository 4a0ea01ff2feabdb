"""What came of an advice stays when the paper that showed it goes with the file in which that lay."""

import django.db.models.deletion
from django.db import migrations, models

from accounts.rls import tie

TIE, UNTIE = tie(
    "documents_advicefollowup", "documents_attachment", ("paper_id", "id"), ("employer_id", "employer_id")
)
# The database empties it by itself, whoever removes the paper: only what names the paper, never the employer.
FORWARD = f"{UNTIE}; {TIE.replace(' DEFERRABLE', ' ON DELETE SET NULL (paper_id) DEFERRABLE')}"
BACKWARD = f"{UNTIE}; {TIE}"


class Migration(migrations.Migration):

    dependencies = [
        ("documents", "0010_advice_ledger"),
    ]

    operations = [
        migrations.AlterField(
            model_name="advicefollowup",
            name="paper",
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name="+", to="documents.attachment", verbose_name="stuk"),
        ),
        migrations.RunSQL(FORWARD, BACKWARD),
    ]
