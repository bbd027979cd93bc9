from django.db import migrations

TRIGGERS = """
CREATE FUNCTION document_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '文书只能作废：不允许对 % 执行 %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION document_update() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    -- All that may still change once a document is signed or void; compared as a whole, so a new column is frozen.
    open text[] := ARRAY['status', 'served_on', 'void_reason', 'voided_at'];
BEGIN
    IF (NEW.id, NEW.case_id, NEW.code, NEW.token) IS DISTINCT FROM (OLD.id, OLD.case_id, OLD.code, OLD.token)
        OR (OLD.number <> '' AND NEW.number <> OLD.number) THEN
        RAISE EXCEPTION '文书 % 的编号与归属不可更改', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.status IN ('SIGNED', 'SERVED', 'VOID')
        AND to_jsonb(NEW) - open IS DISTINCT FROM to_jsonb(OLD) - open THEN
        RAISE EXCEPTION '文书 % 已签章或作废，不可更改', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NOT (OLD.status, NEW.status) IN (
        ('DRAFT', 'DRAFT'), ('DRAFT', 'ISSUED'), ('DRAFT', 'VOID'),
        ('ISSUED', 'ISSUED'), ('ISSUED', 'DRAFT'), ('ISSUED', 'SIGNED'), ('ISSUED', 'VOID'),
        ('SIGNED', 'SIGNED'), ('SIGNED', 'SERVED'), ('SIGNED', 'VOID'),
        ('SERVED', 'SERVED'), ('SERVED', 'VOID')) THEN
        RAISE EXCEPTION '文书 % 不能由 % 变为 %', OLD.id, OLD.status, NEW.status
            USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF OLD.served_on IS NOT NULL AND NEW.served_on IS DISTINCT FROM OLD.served_on THEN
        RAISE EXCEPTION '文书 % 的送达日期不可更改', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION number_series_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.word, NEW.year) IS DISTINCT FROM (OLD.id, OLD.word, OLD.year) OR NEW.last <> OLD.last + 1 THEN
        RAISE EXCEPTION '文号序列只能逐一递增' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER document_update BEFORE UPDATE ON documents_document
    FOR EACH ROW EXECUTE FUNCTION document_update();
CREATE TRIGGER number_series_update BEFORE UPDATE ON documents_numberseries
    FOR EACH ROW EXECUTE FUNCTION number_series_update();
CREATE TRIGGER revision_update BEFORE UPDATE ON documents_revision
    FOR EACH ROW EXECUTE FUNCTION document_refuse();
"""
for table in ("document", "numberseries", "revision"):
    TRIGGERS += f"""
CREATE TRIGGER documents_{table}_delete BEFORE DELETE ON documents_{table}
    FOR EACH ROW EXECUTE FUNCTION document_refuse();
CREATE TRIGGER documents_{table}_truncate BEFORE TRUNCATE ON documents_{table}
    FOR EACH STATEMENT EXECUTE FUNCTION document_refuse();
"""

REMOVE = "DROP FUNCTION document_refuse, document_update, number_series_update CASCADE;"


class Migration(migrations.Migration):
    dependencies = [("documents", "0001_initial")]
    operations = [migrations.RunSQL(TRIGGERS, REMOVE)]
