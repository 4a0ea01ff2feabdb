"""The trail has a beginning that moves up, the moment is the database's own, and closed accounts say since when."""

from django.db import migrations, models

# Whoever commits holds the one row of the beginning until the commit is done. The runtime role may not write that row,
# so it cannot hold it for longer; and who waits for it does not wait for ever.
LINK = """
CREATE OR REPLACE FUNCTION accounts_link_event() RETURNS trigger
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET timezone = 'UTC' SET lock_timeout = '10s' AS $$
DECLARE
    start public.accounts_auditstart;
    before public.accounts_auditlink;
    place bigint;
BEGIN
    SELECT * INTO start FROM public.accounts_auditstart WHERE id = 1 FOR UPDATE;
    IF NOT FOUND THEN
        INSERT INTO public.accounts_auditstart (id, position, hash) VALUES (1, 0, '') ON CONFLICT DO NOTHING;
        SELECT * INTO start FROM public.accounts_auditstart WHERE id = 1 FOR UPDATE;
    END IF;
    SELECT * INTO before FROM public.accounts_auditlink ORDER BY position DESC LIMIT 1;
    place := coalesce(before.position, start.position) + 1;
    INSERT INTO public.accounts_auditlink (position, event_id, hash)
    VALUES (place, NEW.id, encode(sha256(convert_to(
        place || E'\\n' || coalesce(before.hash, start.hash) || E'\\n' || jsonb_strip_nulls(to_jsonb(NEW))::text,
        'UTF8')), 'hex'));
    RETURN NULL;
END $$;
"""
# Whatever the application says: the moment is that of the clock of the database.
MOMENT = """
CREATE FUNCTION accounts_date_event() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    NEW.at := clock_timestamp();
    RETURN NEW;
END $$;
CREATE TRIGGER accounts_date_event BEFORE INSERT ON accounts_auditevent
FOR EACH ROW EXECUTE FUNCTION accounts_date_event();
"""
UNDATE = """
DROP TRIGGER accounts_date_event ON accounts_auditevent;
DROP FUNCTION accounts_date_event();
"""
# Five years is the least that the law asks for (Stcrt. 2019, 38007); how long it is really kept stands in
# accounts/retention.py. The policies of the caller hold here too, so only the purger finds anything.
REMOVE = """
CREATE FUNCTION accounts_remove_events(until bigint) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp SET lock_timeout = '10s' AS $$
DECLARE
    start public.accounts_auditstart;
    last public.accounts_auditlink;
    gone bigint;
BEGIN
    IF current_setting('ontzorg.role', true) IS DISTINCT FROM 'purger' THEN
        RAISE insufficient_privilege USING MESSAGE = 'permission denied: only the purger removes events';
    END IF;
    SELECT * INTO start FROM public.accounts_auditstart WHERE id = 1 FOR UPDATE;
    SELECT * INTO last FROM public.accounts_auditlink WHERE position = until;
    IF last.position IS NULL THEN
        RAISE EXCEPTION 'the trail has no position %', until;
    END IF;
    IF EXISTS (
        SELECT FROM public.accounts_auditlink l JOIN public.accounts_auditevent e ON e.id = l.event_id
        WHERE l.position <= until AND e.at >= now() - interval '5 years'
    ) THEN
        RAISE EXCEPTION 'an event before position % is younger than five years', until;
    END IF;
    DELETE FROM public.accounts_auditevent e USING public.accounts_auditlink l
    WHERE l.event_id = e.id AND l.position <= until;
    GET DIAGNOSTICS gone = ROW_COUNT;
    IF gone <> until - start.position THEN
        RAISE EXCEPTION 'the trail is not whole before position %', until;
    END IF;
    DELETE FROM public.accounts_auditlink WHERE position <= until;
    UPDATE public.accounts_auditstart SET position = until, event_id = last.event_id, hash = last.hash WHERE id = 1;
    RETURN gone;
END $$;
REVOKE EXECUTE ON FUNCTION accounts_remove_events(bigint) FROM PUBLIC;
"""
UNREMOVE = "DROP FUNCTION accounts_remove_events(bigint)"


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0006_audit_by_moment'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='closed_on',
            field=models.DateField(blank=True, null=True, verbose_name='gesloten op'),
        ),
        migrations.CreateModel(
            name='AuditStart',
            fields=[
                ('id', models.SmallIntegerField(default=1, primary_key=True, serialize=False, verbose_name='nummer')),
                ('position', models.BigIntegerField(default=0, verbose_name='plaats')),
                ('event_id', models.BigIntegerField(null=True, verbose_name='gebeurtenis')),
                ('hash', models.CharField(blank=True, default='', max_length=64, verbose_name='controlegetal')),
            ],
            options={
                'verbose_name': 'begin van het logboek',
                'verbose_name_plural': 'begin van het logboek',
                'ordering': ['pk'],
                'constraints': [models.CheckConstraint(condition=models.Q(('id', 1)), name='audit_start_once')],
            },
        ),
        # Not taken back: without the row of the beginning the chain would begin anew.
        migrations.RunSQL(LINK, migrations.RunSQL.noop),
        migrations.RunSQL(MOMENT, UNDATE),
        migrations.RunSQL(REMOVE, UNREMOVE),
    ]
