"""Take over the lists, receipts and remembered columns that `imports` kept, and the jobs that wait for them.

Lists of sites and extracts that waited to be taken in are handed in again: what they would do was worked out otherwise.
"""

import shutil
from pathlib import Path

from django.conf import settings
from django.db import migrations

# The encrypted texts are bound to the same names, so they stay as they are.
TAKE_OVER = """
    INSERT INTO intake_run (
        id, kind, organisation_id, organisation_name, asked, about, uploaded_by, uploaded_at, file_name, sha256, status,
        columns, sheets, notices, left_out, refusal_code, refusal_facts, lines_total, lines_done, new, changed, unchanged,
        rejected, act, receipt_number, finished_at
    )
    SELECT
        run.id, 'stay-lists', run.organisation_id, organisation.name, jsonb_build_object('site', run.site_id::text),
        site.name, run.uploaded_by, run.uploaded_at, run.file_name, run.sha256, run.status, run.columns, run.sheets,
        run.notices, run.left_out, run.refusal_code, run.refusal_facts, run.lines_total, run.lines_done, run.new,
        run.changed, run.unchanged, run.rejected, run.change_id, run.receipt_number, run.finished_at
    FROM imports_importrun run
    JOIN places_organisation organisation ON organisation.id = run.organisation_id
    JOIN housing_site site ON site.id = run.site_id;

    INSERT INTO intake_rejectedline (run_id, sheet, line, problems, cells)
    SELECT run_id, sheet, line, problems, cells FROM imports_rejectedline;

    INSERT INTO intake_rememberedcolumns (organisation_id, kind, fingerprint, columns)
    SELECT organisation_id, 'stay-lists', fingerprint, columns FROM imports_rememberedcolumns;

    UPDATE procrastinate_jobs SET task_name = replace(task_name, 'imports.', 'intake.')
    WHERE task_name IN ('imports.check', 'imports.take_in', 'imports.undo') AND status = 'todo';
"""
GIVE_BACK = """
    INSERT INTO imports_importrun (
        id, organisation_id, site_id, uploaded_by, uploaded_at, file_name, sha256, status, columns, sheets, notices,
        left_out, refusal_code, refusal_facts, lines_total, lines_done, new, changed, unchanged, rejected, change_id,
        receipt_number, finished_at
    )
    SELECT
        id, organisation_id, (asked ->> 'site')::uuid, uploaded_by, uploaded_at, file_name, sha256, status, columns, sheets,
        notices, left_out, refusal_code, refusal_facts, lines_total, lines_done, new, changed, unchanged, rejected, act,
        receipt_number, finished_at
    FROM intake_run WHERE kind = 'stay-lists';

    INSERT INTO imports_rejectedline (run_id, sheet, line, problems, cells)
    SELECT line.run_id, line.sheet, line.line, line.problems, line.cells
    FROM intake_rejectedline line JOIN intake_run run ON run.id = line.run_id WHERE run.kind = 'stay-lists';

    INSERT INTO imports_rememberedcolumns (organisation_id, fingerprint, columns)
    SELECT organisation_id, fingerprint, columns FROM intake_rememberedcolumns WHERE kind = 'stay-lists';

    DELETE FROM intake_rejectedline;
    DELETE FROM intake_rememberedcolumns;
    DELETE FROM intake_run;
"""
COUNTS = ("new", "changed", "unchanged", "rejected", "receipt_number", "finished_at")


def take_over_receipts(apps, schema_editor):
    run = apps.get_model("intake", "Run")
    for kind, model in (("site-lists", "SiteList"), ("label-extracts", "QualityLabelExtract")):
        for old in apps.get_model("imports", model).objects.exclude(receipt_number=None).select_related("organisation"):
            is_extract = model == "QualityLabelExtract"
            run.objects.create(
                id=old.pk, kind=kind, organisation_id=old.organisation_id, organisation_name=old.organisation.name,
                asked={"scheme": old.scheme, "as_of": old.as_of.isoformat()} if is_extract else {},
                about=old.scheme.upper() if is_extract else "", uploaded_by=old.uploaded_by, uploaded_at=old.uploaded_at,
                file_name=old.file_name, sha256=old.sha256, status="done", **{name: getattr(old, name) for name in COUNTS},
            )  # fmt: skip
    shutil.rmtree(Path(settings.MEDIA_ROOT) / "site-list-files", ignore_errors=True)


class Migration(migrations.Migration):
    dependencies = [
        ("intake", "0001_files"),
        ("imports", "0006_seal_site_lists"),
        ("procrastinate", "0001_initial"),
    ]

    operations = [
        migrations.RunSQL(TAKE_OVER, GIVE_BACK),
        migrations.RunPython(take_over_receipts, migrations.RunPython.noop),
    ]
