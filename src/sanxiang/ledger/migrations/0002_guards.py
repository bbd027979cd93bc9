from django.db import migrations

CONSTRAINTS = """
-- One constraint, because PostgreSQL prepares each of them anew for every INSERT.
ALTER TABLE log_entry ADD CONSTRAINT log_entry_shape CHECK (
    length(leaf) BETWEEN 1 AND 65535 AND leaf_hash = sha256('\\x00'::bytea || leaf)
    AND CASE WHEN erased_at IS NULL THEN envelope IS NOT NULL AND salt IS NOT NULL AND length(salt) = 32
             ELSE envelope IS NULL AND salt IS NULL AND fields IS NULL AND idx IS NOT NULL END
);
ALTER TABLE log_tile
    ADD CONSTRAINT log_tile_data CHECK (length(data) BETWEEN 32 AND 8192 AND length(data) % 32 = 0),
    ADD CONSTRAINT log_tile_place CHECK (level BETWEEN 0 AND 7 AND n >= 0);
ALTER TABLE log_checkpoint
    ADD CONSTRAINT log_checkpoint_size CHECK (size > 0 AND length(root) = 32);
"""

TRIGGERS = """
CREATE FUNCTION log_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '账本只能追加：不允许对 % 执行 %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE FUNCTION log_entry_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.id, NEW.leaf, NEW.leaf_hash, NEW.kind, NEW.at)
        IS DISTINCT FROM (OLD.id, OLD.leaf, OLD.leaf_hash, OLD.kind, OLD.at) THEN
        RAISE EXCEPTION '账本记录 % 不可更改', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF NEW.idx IS DISTINCT FROM OLD.idx AND OLD.idx IS NOT NULL THEN
        RAISE EXCEPTION '账本记录 % 的序号不可更改', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF (NEW.envelope, NEW.salt, NEW.fields, NEW.subject, NEW.case_id, NEW.actor_id, NEW.erased_at)
        IS DISTINCT FROM
       (OLD.envelope, OLD.salt, OLD.fields, OLD.subject, OLD.case_id, OLD.actor_id, OLD.erased_at)
       AND NOT (OLD.idx IS NOT NULL AND OLD.erased_at IS NULL AND NEW.erased_at IS NOT NULL
                AND num_nonnulls(NEW.envelope, NEW.salt, NEW.fields, NEW.subject, NEW.case_id, NEW.actor_id) = 0) THEN
        RAISE EXCEPTION '账本记录 % 的内容只能整体依法删除一次', OLD.id USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION log_tile_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.level, NEW.n) IS DISTINCT FROM (OLD.level, OLD.n)
        OR length(NEW.data) < length(OLD.data)
        OR substring(NEW.data FOR length(OLD.data)) <> OLD.data THEN
        RAISE EXCEPTION '树块 %/% 只能增长', OLD.level, OLD.n USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION log_checkpoint_update() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.size, NEW.root, NEW.note, NEW.at) IS DISTINCT FROM (OLD.size, OLD.root, OLD.note, OLD.at)
        OR OLD.published_at IS NOT NULL THEN
        RAISE EXCEPTION '检查点 % 不可更改', OLD.size USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;

CREATE TRIGGER log_entry_update BEFORE UPDATE ON log_entry FOR EACH ROW EXECUTE FUNCTION log_entry_update();
CREATE TRIGGER log_tile_update BEFORE UPDATE ON log_tile FOR EACH ROW EXECUTE FUNCTION log_tile_update();
CREATE TRIGGER log_checkpoint_update BEFORE UPDATE ON log_checkpoint
    FOR EACH ROW EXECUTE FUNCTION log_checkpoint_update();
"""
for table in ("log_entry", "log_tile", "log_checkpoint"):
    TRIGGERS += f"""
CREATE TRIGGER {table}_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION log_refuse();
CREATE TRIGGER {table}_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION log_refuse();
"""

REMOVE = "DROP FUNCTION log_refuse, log_entry_update, log_tile_update, log_checkpoint_update CASCADE;"

# A role is missing only when the migrating role may not create one; grants then belong to the administrator.
ROLES = """
DO $$
DECLARE wanted text;
BEGIN
    FOREACH wanted IN ARRAY ARRAY['sanxiang_app', 'sanxiang_public'] LOOP
        IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = wanted)
            AND (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) THEN
            BEGIN
                EXECUTE format('CREATE ROLE %I NOLOGIN', wanted);
            EXCEPTION WHEN duplicate_object OR unique_violation THEN
                NULL;
            END;
        END IF;
    END LOOP;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sanxiang_app') THEN
        REVOKE ALL ON log_entry, log_tile, log_checkpoint FROM sanxiang_app;
        GRANT SELECT ON log_entry, log_tile, log_checkpoint TO sanxiang_app;
        GRANT INSERT (leaf, leaf_hash, kind, subject, case_id, actor_id, at, envelope, salt, fields)
            ON log_entry TO sanxiang_app;
        GRANT INSERT ON log_tile, log_checkpoint TO sanxiang_app;
        GRANT UPDATE (idx, envelope, salt, fields, subject, case_id, actor_id, erased_at) ON log_entry TO sanxiang_app;
        GRANT UPDATE (data) ON log_tile TO sanxiang_app;
        GRANT UPDATE (published_at) ON log_checkpoint TO sanxiang_app;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sanxiang_public') THEN
        REVOKE ALL ON log_entry, log_tile, log_checkpoint FROM sanxiang_public;
        GRANT SELECT (id, idx, leaf, leaf_hash) ON log_entry TO sanxiang_public;
        GRANT SELECT ON log_tile, log_checkpoint TO sanxiang_public;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("ledger", "0001_initial")]
    operations = [
        migrations.RunSQL(CONSTRAINTS, migrations.RunSQL.noop),
        migrations.RunSQL(TRIGGERS, REMOVE),
        migrations.RunSQL(ROLES, migrations.RunSQL.noop),
    ]
