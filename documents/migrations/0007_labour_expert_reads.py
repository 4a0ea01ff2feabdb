"""An arbeidsdeskundige who is called to a file reads its documents: those of before name their readers anew."""

from django.db import migrations

TABLES = "document problemanalysis limitation planofaction planactivity buildupstep signature rendition".split()
BEFORE = "{employer,employee,ontzorgmanager,bedrijfsarts,desk}"
NOW = "{employer,employee,ontzorgmanager,bedrijfsarts,labour_expert,desk}"


def _renamed(before: str, after: str) -> str:
    # The owner of the tables changes the rows of all files only while row-level security is not forced on him.
    return "".join(
        f"ALTER TABLE documents_{table} NO FORCE ROW LEVEL SECURITY;\n"
        f"UPDATE documents_{table} SET shown_to = '{after}' WHERE shown_to = '{before}';\n"
        f"ALTER TABLE documents_{table} FORCE ROW LEVEL SECURITY;\n"
        for table in TABLES
    )


class Migration(migrations.Migration):
    dependencies = [("documents", "0006_papers"), ("cases", "0018_labour_expert_call")]

    operations = [migrations.RunSQL(_renamed(BEFORE, NOW), _renamed(NOW, BEFORE))]
