"""Composite foreign keys: a part of a document in the wrong tenant or file is impossible."""

from django.db import migrations

from accounts.rls import tie

_IN_CASE = (("case_id", "case_id"), ("employer_id", "employer_id"))
_DOCUMENT = "documents_document"
TIES = [
    tie(_DOCUMENT, "cases_absencecase", ("case_id", "id"), ("employer_id", "employer_id")),
    *(
        tie(f"documents_{child}", _DOCUMENT, (column, "id"), *_IN_CASE)
        for child, column in (
            ("problemanalysis", "document_id"),
            ("planofaction", "document_id"),
            ("signature", "document_id"),
            ("rendition", "document_id"),
            # The key of an analysis or a plan is the key of its document.
            ("limitation", "analysis_id"),
            ("planactivity", "plan_id"),
            ("buildupstep", "plan_id"),
        )
    ),
]


class Migration(migrations.Migration):
    """Ties every table of this app to its document."""

    dependencies = [("documents", "0001_initial"), ("cases", "0002_tenant_ties")]

    operations = [migrations.RunSQL(forward, backward) for forward, backward in TIES]
