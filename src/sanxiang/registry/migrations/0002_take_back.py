"""A row leaves the register only if nothing refers to it and the ledger says that it leaves.

The application's role may not delete here; this function, which belongs to the owner, does it for one row that
an entry of the ledger names as taken back.
"""

from django.db import migrations

TAKE_BACK = """
CREATE FUNCTION registry_take_back(what text, key uuid) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public AS $$
BEGIN
    IF what NOT IN ('agency', 'unit', 'officer', 'credential', 'party', 'region') OR NOT EXISTS (
        SELECT FROM log_entry WHERE kind = 'registry.' || what || '_removed' AND subject = key) THEN
        RAISE EXCEPTION '账本没有记载撤回这条记录' USING ERRCODE = 'insufficient_privilege';
    END IF;
    EXECUTE format('DELETE FROM %I WHERE id = $1', 'registry_' || what) USING key;
    SET CONSTRAINTS ALL IMMEDIATE;
    SET CONSTRAINTS ALL DEFERRED;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("registry", "0001_initial"), ("ledger", "0001_initial")]
    operations = [migrations.RunSQL(TAKE_BACK, "DROP FUNCTION registry_take_back;")]
