"""The audit trail says why and from where, and hangs together in a chain that the database keeps."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.db import migrations, models

# At commit, so that the chain is locked for a moment and not for as long as a transaction lasts. The function belongs to
# the owner: the runtime role cannot write a link itself.
LINK_ONE = """
CREATE FUNCTION accounts_link_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' AS $$
DECLARE
    before public.accounts_auditlink;
    place bigint;
BEGIN
    PERFORM pg_advisory_xact_lock(20180525, 32);
    SELECT * INTO before FROM public.accounts_auditlink ORDER BY position DESC LIMIT 1;
    place := coalesce(before.position, 0) + 1;
    INSERT INTO public.accounts_auditlink (position, event_id, hash)
    VALUES (place, NEW.id, encode(sha256(convert_to(
        place || E'\\n' || coalesce(before.hash, '') || E'\\n' || jsonb_strip_nulls(to_jsonb(NEW))::text, 'UTF8')), 'hex'));
    RETURN NULL;
END $$;
REVOKE EXECUTE ON FUNCTION accounts_link_event() FROM PUBLIC;
CREATE CONSTRAINT TRIGGER accounts_link_event AFTER INSERT ON accounts_auditevent
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION accounts_link_event();
"""
# What is there already, in its order. Row-level security would hide it from the owner too.
LINK_OLD = """
ALTER TABLE accounts_auditevent NO FORCE ROW LEVEL SECURITY;
DO $$
DECLARE
    event public.accounts_auditevent;
    place bigint := 0;
    last text := '';
BEGIN
    SET LOCAL timezone = 'UTC';
    FOR event IN SELECT * FROM public.accounts_auditevent ORDER BY id LOOP
        place := place + 1;
        last := encode(sha256(convert_to(
            place || E'\\n' || last || E'\\n' || jsonb_strip_nulls(to_jsonb(event))::text, 'UTF8')), 'hex');
        INSERT INTO public.accounts_auditlink (position, event_id, hash) VALUES (place, event.id, last);
    END LOOP;
END $$;
ALTER TABLE accounts_auditevent FORCE ROW LEVEL SECURITY;
"""
UNLINK = """
DROP TRIGGER accounts_link_event ON accounts_auditevent;
DROP FUNCTION accounts_link_event();
"""

CASE = models.ForeignKey(
    "cases.absencecase",
    verbose_name="dossier",
    null=True,
    on_delete=django.db.models.deletion.DO_NOTHING,
    db_constraint=False,
    db_index=False,
    related_name="+",
)


class Migration(migrations.Migration):
    dependencies = [
        ("accounts", "0004_roles"),
        ("cases", "0009_readers"),
    ]

    operations = [
        migrations.CreateModel(
            name="AuditLink",
            fields=[
                ("position", models.BigIntegerField(primary_key=True, serialize=False, verbose_name="plaats")),
                ("event_id", models.BigIntegerField(unique=True, verbose_name="gebeurtenis")),
                ("hash", models.CharField(max_length=64, verbose_name="controlegetal")),
            ],
            options={
                "verbose_name": "schakel van het logboek",
                "verbose_name_plural": "schakels van het logboek",
                "ordering": ["position"],
            },
        ),
        # The column stays as it is, under the same name and index.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.RemoveIndex(model_name="auditevent", name="audit_by_case"),
                migrations.RemoveField(model_name="auditevent", name="case_id"),
                migrations.AddField(model_name="auditevent", name="case", field=CASE),
                migrations.AddIndex(
                    model_name="auditevent", index=models.Index(fields=["case", "at"], name="audit_by_case")
                ),
            ],
        ),
        migrations.AddField(
            model_name="auditevent",
            name="organisation_id",
            field=models.BigIntegerField(null=True, verbose_name="organisatie van wie handelde"),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="touched",
            field=django.contrib.postgres.fields.ArrayField(
                base_field=models.CharField(max_length=20), default=list, size=None, verbose_name="soorten gegevens"
            ),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="purpose",
            field=models.CharField(blank=True, default="", max_length=20, verbose_name="doel"),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="ip",
            field=models.GenericIPAddressField(null=True, verbose_name="adres"),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="session",
            field=models.CharField(blank=True, default="", max_length=32, verbose_name="kenmerk van de sessie"),
        ),
        migrations.AddField(
            model_name="auditevent",
            name="result",
            field=models.CharField(
                choices=[("done", "done"), ("denied", "denied")],
                default="done",
                max_length=10,
                verbose_name="uitkomst",
            ),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(fields=["subject_id", "at"], name="audit_by_subject"),
        ),
        migrations.AddIndex(
            model_name="auditevent",
            index=models.Index(
                condition=models.Q(("result", "denied")), fields=["actor", "at"], name="audit_refused"
            ),
        ),
        migrations.RunSQL(LINK_OLD, migrations.RunSQL.noop),
        migrations.RunSQL(LINK_ONE, UNLINK),
    ]
