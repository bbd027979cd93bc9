from django.db import migrations

TRIGGERS = """
CREATE FUNCTION evidence_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '证据只能追加：不允许对 % 执行 %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

-- What is not named here may never change: the row as a whole is compared without the columns that may.
CREATE FUNCTION evidence_item_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    open text[] := ARRAY['status', 'invalid_reason', 'invalid_at', 'confirmed_at', 'confirmed_by'];
BEGIN
    IF to_jsonb(NEW) - open IS DISTINCT FROM to_jsonb(OLD) - open THEN
        RAISE EXCEPTION '证据 % 存入后不可更改', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status = 'invalid'
        AND (NEW.status, NEW.invalid_reason, NEW.invalid_at)
            IS DISTINCT FROM (OLD.status, OLD.invalid_reason, OLD.invalid_at) THEN
        RAISE EXCEPTION '证据 % 已标记无效，不可恢复', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.confirmed_at IS NOT NULL
        AND (NEW.confirmed_at, NEW.confirmed_by) IS DISTINCT FROM (OLD.confirmed_at, OLD.confirmed_by) THEN
        RAISE EXCEPTION '证据 % 的查证记录不可更改', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION evidence_object_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF to_jsonb(NEW) - 'last_verified_at' IS DISTINCT FROM to_jsonb(OLD) - 'last_verified_at' THEN
        RAISE EXCEPTION '原始文件 % 不可更改', OLD.sha256 USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION evidence_series_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF NEW.case_id <> OLD.case_id OR NEW.last <> OLD.last + 1 THEN
        RAISE EXCEPTION '证据编号只能逐一递增' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER evidence_item_update BEFORE UPDATE ON evidence_evidenceitem
    FOR EACH ROW EXECUTE FUNCTION evidence_item_update();
CREATE TRIGGER evidence_object_update BEFORE UPDATE ON evidence_evidenceobject
    FOR EACH ROW EXECUTE FUNCTION evidence_object_update();
CREATE TRIGGER evidence_series_update BEFORE UPDATE ON evidence_itemseries
    FOR EACH ROW EXECUTE FUNCTION evidence_series_update();
CREATE TRIGGER evidence_derivative_update BEFORE UPDATE ON evidence_derivative
    FOR EACH ROW EXECUTE FUNCTION evidence_refuse();
"""
for table in ("evidenceitem", "evidenceobject", "itemseries", "derivative"):
    TRIGGERS += f"""
CREATE TRIGGER evidence_{table}_delete BEFORE DELETE ON evidence_{table}
    FOR EACH ROW EXECUTE FUNCTION evidence_refuse();
CREATE TRIGGER evidence_{table}_truncate BEFORE TRUNCATE ON evidence_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION evidence_refuse();
"""

REMOVE = """
DROP FUNCTION evidence_refuse, evidence_item_update, evidence_object_update, evidence_series_update CASCADE;
"""


class Migration(migrations.Migration):
    dependencies = [("evidence", "0001_initial")]
    operations = [migrations.RunSQL(TRIGGERS, REMOVE)]
