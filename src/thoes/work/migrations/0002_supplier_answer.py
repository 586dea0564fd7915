"""The view in which a labour supplier reads its answers."""

from django.db import migrations

# What a labour supplier may know, and no more. The view runs with the rights of its owner, so the policies of the tables
# under it do not narrow it; what narrows it is the sealed organisation and purpose of the actor. "No" is said when a desk
# is at it (a letter, an appointment) or knows of the RNI, of where the worker lives and not where the labour supplier's
# own bed is; whoever was set aside for another reason is not known.
ANSWER = """
CREATE VIEW work_supplieranswer WITH (security_barrier) AS
WITH answering AS (
  SELECT municipality_id FROM (
    SELECT DISTINCT ON (municipality_id) municipality_id, answers FROM work_supplierdecision
    ORDER BY municipality_id, decided_at DESC, id DESC
  ) latest WHERE answers
)
SELECT w.id AS worker_id, w.person_id,
  CASE
    WHEN EXISTS (
      SELECT FROM registration_brpregistration r JOIN answering a ON a.municipality_id = r.municipality_id
      WHERE r.person_id = w.person_id AND r.ended_on IS NULL AND r.withdrawn_at IS NULL
    ) THEN 'yes'
    WHEN EXISTS (
      SELECT FROM registration_followup f JOIN answering a ON a.municipality_id = f.municipality_id
      WHERE f.person_id = w.person_id AND f.superseded_at IS NULL
        AND f.municipality_id = (SELECT d.municipality_id FROM registration_assessment d WHERE d.person_id = w.person_id)
        AND f.state IN ('informed', 'appointment', 'rni')
    ) AND NOT EXISTS (
      SELECT FROM registration_brpregistration r
      WHERE r.person_id = w.person_id AND r.ended_on IS NULL AND r.withdrawn_at IS NULL
    ) THEN 'no'
    ELSE 'unknown'
  END AS answer,
  EXISTS (
    SELECT FROM work_answerreport p
    WHERE p.person_id = w.person_id AND p.organisation_id = s.employer_id AND p.closed_at IS NULL
  ) AS reported
FROM register_stay s JOIN register_worker w ON w.id = s.worker_id
WHERE s.employer_id = (SELECT thoes_setting('organisation')::uuid)
  AND s.known_until IS NULL AND NOT s.voided
  AND s.arrival <= (now() AT TIME ZONE 'Europe/Amsterdam')::date
  AND (s.departure IS NULL OR s.departure > (now() AT TIME ZONE 'Europe/Amsterdam')::date)
  AND (SELECT thoes_setting('purpose')) = 'check_own_workers'
"""


class Migration(migrations.Migration):
    dependencies = [
        ("privacy", "0002_setting"),
        ("register", "0001_initial"),
        ("registration", "0001_initial"),
        ("work", "0001_initial"),
    ]

    operations = [migrations.RunSQL(ANSWER, "DROP VIEW work_supplieranswer")]
