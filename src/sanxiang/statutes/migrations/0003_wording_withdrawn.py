from django.db import migrations, models

#: A decided change lets go of its wording, and of nothing else, once the ledger says that the wording was taken back.
LETS_GO = """
CREATE OR REPLACE FUNCTION statutes_changes_stay() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF TG_OP = 'UPDATE' AND NEW.version_id IS NULL
        AND to_jsonb(NEW) - 'version_id' = to_jsonb(OLD) - 'version_id'
        AND EXISTS (SELECT FROM log_entry
                    WHERE kind = 'statutes.version_removed' AND subject = OLD.version_id) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION '已审定和已撤回的法规变更不能修改' USING ERRCODE = 'insufficient_privilege';
END $$;
"""
STAYS = """
CREATE OR REPLACE FUNCTION statutes_changes_stay() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION '已审定和已撤回的法规变更不能修改' USING ERRCODE = 'insufficient_privilege';
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("statutes", "0002_imported_and_withdrawn"), ("ledger", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="lawchange", name="says", field=models.JSONField(blank=True, verbose_name="内容")
        ),
        migrations.RunSQL(LETS_GO, STAYS),
    ]
