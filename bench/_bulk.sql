-- Files in bulk for measuring only: written by the superuser, one employer per 100 files, six pending steps per file.
SET session_replication_role = replica;  -- no foreign-key triggers while filling
TRUNCATE employers_employer, accounts_user CASCADE;
INSERT INTO accounts_user (id, password, email, name, is_active, joined_at)
SELECT n, '!', 'p' || n || '@bench.example', 'Persoon ' || n, true, now() FROM generate_series(1, :files / 100 + 20) n;
INSERT INTO employers_employer (id, name, sector, address, city, phone, contact_name, payroll_tax_number)
SELECT n, 'Bedrijf ' || n, 'Bakkerij', 'Straat 1', 'Utrecht', '030', 'Contact', lpad(n::text, 9, '0') || 'L01'
FROM generate_series(1, :files / 100) n;
INSERT INTO employers_membership (id, role, user_id, employer_id)
SELECT n, 'employer', n, n FROM generate_series(1, :files / 100) n;
INSERT INTO employers_membership (id, role, user_id)
SELECT :files / 100 + n, 'ontzorgmanager', :files / 100 + n FROM generate_series(1, 19) n;
INSERT INTO employers_membership (id, role, user_id) VALUES (:files / 100 + 20, 'desk', :files / 100 + 20);
INSERT INTO employers_employee
    (id, employer_id, first_name, last_name, birth_date, function, contract_hours, started_on)
SELECT n, (n - 1) / 100 + 1, 'Voornaam', 'Naam ' || n, '1980-01-01', 'Bakker', 36, '2010-01-01'
FROM generate_series(1, :files) n;
INSERT INTO cases_absencecase
    (id, employer_id, employee_id, ontzorgmanager_id, assigned_on, state, insurer_manages, vangnet_applies,
     first_sick_day, reported_on, plan_waits_for, version, changed_as)
SELECT n, (n - 1) / 100 + 1, n, :files / 100 + n % 19 + 1, DATE '2026-01-01', 'active', true, false,
       DATE '2026-11-21' - n % 700, DATE '2026-11-21' - n % 700, '{}', 1, ''
FROM generate_series(1, :files) n;
INSERT INTO employers_ontzorgmanager (user_id, basis, registration_number, registered_until, phone, is_active)
SELECT :files / 100 + n, 'insurer', '', DATE '2099-01-01', '06', true FROM generate_series(1, 19) n;
INSERT INTO cases_spell (case_id, employer_id, employee_id, start)
SELECT id, employer_id, employee_id, first_sick_day FROM cases_absencecase;
INSERT INTO cases_milestone
    (case_id, employer_id, key, occurrence, opens_on, due_on, state, weight, responsible, lapses, shown_to, remind,
     rule_version)
SELECT n, (n - 1) / 100 + 1, step.key, 1, NULL, DATE '2026-11-21' + (n * 7 + step.ahead) % 700, 'pending', 3, 'employer',
       false, ARRAY['employer', 'ontzorgmanager', 'desk'], ARRAY['employer', 'ontzorgmanager'], 1
FROM generate_series(1, :files) n,
     (VALUES ('plan_of_action', 3), ('uwv_week_42_report', 110), ('first_year_evaluation', 220),
             ('current_opinion', 330), ('final_evaluation', 440), ('wia_application', 550)) AS step (key, ahead);
SET session_replication_role = DEFAULT;
ANALYZE;
