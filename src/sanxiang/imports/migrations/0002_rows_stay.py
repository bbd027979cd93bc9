"""What an import did to a row stays as it was written."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION imports_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '导入的记录不可更改' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER imports_importedrow_kept BEFORE UPDATE OR DELETE ON imports_importedrow
    FOR EACH ROW EXECUTE FUNCTION imports_refuse();
CREATE TRIGGER imports_importrun_kept BEFORE DELETE ON imports_importrun
    FOR EACH ROW EXECUTE FUNCTION imports_refuse();
CREATE TRIGGER imports_importrun_final BEFORE UPDATE ON imports_importrun FOR EACH ROW
    WHEN (OLD.state = 'undone' OR OLD.state = 'done' AND NEW.state <> 'undone')
    EXECUTE FUNCTION imports_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("imports", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, "DROP FUNCTION imports_refuse CASCADE;")]
