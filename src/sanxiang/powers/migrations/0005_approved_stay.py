"""What was approved stays as it was: of an approved version only its end and its standing may change."""

from django.db import migrations

GUARD = """
CREATE FUNCTION powers_approved_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF OLD.status IN ('in_force', 'superseded', 'repealed')
        AND to_jsonb(NEW) - 'status' - 'effective_to' IS DISTINCT FROM to_jsonb(OLD) - 'status' - 'effective_to' THEN
        RAISE EXCEPTION '已审定的版本不能修改，请起草新的版本' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status IN ('in_force', 'superseded', 'repealed') AND NEW.status IN ('draft', 'submitted', 'discarded') THEN
        RAISE EXCEPTION '已审定的版本不能退回草稿' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approved_stays BEFORE UPDATE ON powers_poweritem
    FOR EACH ROW EXECUTE FUNCTION powers_approved_stays();
"""
UNDO = "DROP TRIGGER approved_stays ON powers_poweritem; DROP FUNCTION powers_approved_stays;"


class Migration(migrations.Migration):
    dependencies = [("powers", "0004_benchmark_lines")]
    operations = [migrations.RunSQL(GUARD, UNDO)]
