"""What was stored about the advice moves to its own tables; what is left in a row is for all of its readers."""

from django.db import migrations, models

# The words by which a sentence told of the advice on the day of this migration. Steps that neither the planner nor the
# insurer may know of stay as they are: who reads those may know the advice. The owner of the tables changes the rows
# of all files only while row-level security is not forced on him; secure_tables, after every migration, forces it again.
APART = """
ALTER TABLE cases_completion NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_waiver NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_advisedderivation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_advisedground NO FORCE ROW LEVEL SECURITY;
INSERT INTO cases_advisedderivation (completion_id, case_id, employer_id, why, shown_to)
SELECT id, case_id, employer_id, why, array_remove(array_remove(shown_to, 'desk'), 'arbodienst')
FROM cases_completion
WHERE shown_to && '{desk,arbodienst}'::varchar[] AND EXISTS (
    SELECT FROM unnest(why) AS line WHERE line LIKE ANY (ARRAY[
        '%De bedrijfsarts ziet mogelijkheden voor werk%', '%De bedrijfsarts ziet geen mogelijkheden voor werk%',
        '%De mogelijkheden of de verwachting zijn gewijzigd%', '%Bijstelling probleemanalyse%',
        '%Controle op mogelijkheden voor werk%', '%mogelijkheden voor werk%', '%De bedrijfsarts verwacht herstel%'
    ])
);
UPDATE cases_completion AS done
SET why = ARRAY[done.why[1], 'Een deel van deze uitleg is niet voor iedereen zichtbaar.'] || ARRAY(
    SELECT line FROM unnest(done.why[2:]) WITH ORDINALITY AS rest (line, place)
    WHERE line LIKE 'Bron: %' OR line LIKE 'Regelversie %' ORDER BY place
)
FROM cases_advisedderivation AS whole WHERE whole.completion_id = done.id;
INSERT INTO cases_advisedground (waiver_id, case_id, employer_id, ground, shown_to)
SELECT id, case_id, employer_id, ground,
    '{bedrijfsarts,employee,employer,labour_expert,ontzorgmanager,provider,system,uwv}'
FROM cases_waiver WHERE key IN ('labour_expert_assessment', 'second_track_start', 'final_evaluation');
UPDATE cases_waiver SET ground = ''
WHERE key IN ('labour_expert_assessment', 'second_track_start', 'final_evaluation');
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cases_completion FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_waiver FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_advisedderivation FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_advisedground FORCE ROW LEVEL SECURITY;
"""
TOGETHER = """
ALTER TABLE cases_completion NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_waiver NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_advisedderivation NO FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_advisedground NO FORCE ROW LEVEL SECURITY;
UPDATE cases_completion AS done SET why = whole.why
FROM cases_advisedderivation AS whole WHERE whole.completion_id = done.id;
UPDATE cases_waiver AS waiver SET ground = whole.ground
FROM cases_advisedground AS whole WHERE whole.waiver_id = waiver.id;
DELETE FROM cases_advisedderivation;
DELETE FROM cases_advisedground;
SET CONSTRAINTS ALL IMMEDIATE;
ALTER TABLE cases_completion FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_waiver FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_advisedderivation FORCE ROW LEVEL SECURITY;
ALTER TABLE cases_advisedground FORCE ROW LEVEL SECURITY;
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0012_advised_apart")]

    operations = [
        migrations.AlterField(
            model_name="waiver", name="ground", field=models.CharField(blank=True, max_length=30, verbose_name="reden")
        ),
        migrations.RunSQL(APART, TOGETHER),
        migrations.AddConstraint(
            model_name="waiver",
            constraint=models.CheckConstraint(
                condition=~models.Q(ground__in=["no_capacity"]), name="waiver_ground_is_for_everybody"
            ),
        ),
    ]
