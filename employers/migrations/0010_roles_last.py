"""A role has a first day, who guides is no delegate on the same day, and a delegation ends with the role behind it."""

import accounts.dated
import accounts.terms
import datetime
import django.contrib.postgres.constraints
import django.db.models.functions.comparison
import employers.models.partners
from django.conf import settings
from django.db import migrations, models

# Row-level security would hide the rows from the owner too.
NAME_ROLES = """
ALTER TABLE employers_delegation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE employers_membership NO FORCE ROW LEVEL SECURITY;
UPDATE employers_delegation d SET doctor_role = m.id, doctor_until = m.last_day
FROM employers_membership m
WHERE m.user_id = d.bedrijfsarts_id AND m.role = 'bedrijfsarts' AND m.ohs_id = d.ohs_id;
ALTER TABLE employers_delegation FORCE ROW LEVEL SECURITY;
ALTER TABLE employers_membership FORCE ROW LEVEL SECURITY;
"""
# The database follows the role by itself, whoever ends it and whatever he may see.
TIE = """
ALTER TABLE employers_delegation ADD CONSTRAINT employers_delegation_lasts_with_role
FOREIGN KEY (doctor_role, doctor_until) REFERENCES employers_membership (id, last_day)
ON UPDATE CASCADE ON DELETE SET NULL;
"""
UNTIE = "ALTER TABLE employers_delegation DROP CONSTRAINT employers_delegation_lasts_with_role"


class Migration(migrations.Migration):

    dependencies = [
        ('employers', '0009_role_ends'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RemoveConstraint(
            model_name='membership',
            name='membership_guide_or_delegate',
        ),
        migrations.AddField(
            model_name='delegation',
            name='doctor_role',
            field=models.BigIntegerField(null=True, verbose_name='rol van de bedrijfsarts'),
        ),
        migrations.AddField(
            model_name='delegation',
            name='doctor_until',
            field=models.DateField(null=True, verbose_name='laatste dag van die rol'),
        ),
        migrations.AddField(
            model_name='membership',
            name='last_day',
            field=models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('valid_to', models.Value(datetime.date(9999, 12, 31))), output_field=models.DateField(), verbose_name='laatste dag, ook van wat doorloopt'),
        ),
        # Of the roles that are there nobody knows since when: empty, and from now on the day on which one is given.
        migrations.AddField(
            model_name="membership",
            name="valid_from",
            field=models.DateField(blank=True, null=True, verbose_name="eerste dag"),
        ),
        migrations.AlterField(
            model_name="membership",
            name="valid_from",
            field=models.DateField(blank=True, db_default=accounts.dated.Today(), null=True, verbose_name="eerste dag"),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=models.UniqueConstraint(fields=('id', 'last_day'), name='membership_with_last_day'),
        ),
        migrations.AddConstraint(
            model_name='membership',
            constraint=django.contrib.postgres.constraints.ExclusionConstraint(condition=models.Q(('role__in', [accounts.terms.Role['ONTZORGMANAGER'], accounts.terms.Role['DELEGATE']])), expressions=[('user', '='), ('role', '<>'), (employers.models.partners.DateRange(models.Case(models.When(then=models.F('valid_to'), valid_from__gt=models.F('valid_to')), default=models.F('valid_from')), 'valid_to', models.Value('[]')), '&&')], name='membership_guide_or_delegate'),
        ),
        migrations.RunSQL(NAME_ROLES, migrations.RunSQL.noop),
        migrations.RunSQL(TIE, UNTIE),
    ]
