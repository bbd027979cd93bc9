from django.db import migrations

PUBLIC = "disclosure_publication, disclosure_snapshot, disclosure_progress, disclosure_token, disclosure_revision"

# The role belongs to the cluster, not to this database; it is missing only when the migrating role may not
# create one, and grants then belong to the administrator. The migrating role becomes a member so that the web
# process may SET ROLE without being a superuser.
ROLE = f"""
INSERT INTO disclosure_revision (id, number) VALUES (1, 0) ON CONFLICT DO NOTHING;
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sanxiang_public')
        AND (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        BEGIN
            CREATE ROLE sanxiang_public NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sanxiang_public') THEN
        GRANT USAGE ON SCHEMA public TO sanxiang_public;
        REVOKE ALL ON ALL TABLES IN SCHEMA public FROM sanxiang_public;
        GRANT SELECT ON {PUBLIC} TO sanxiang_public;
        GRANT SELECT, INSERT, UPDATE, DELETE ON disclosure_progress_attempt TO sanxiang_public;
        GRANT SELECT (id, idx, leaf, leaf_hash) ON log_entry TO sanxiang_public;
        GRANT SELECT ON log_tile, log_checkpoint TO sanxiang_public;
        IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
            AND NOT pg_has_role(current_user, 'sanxiang_public', 'SET') THEN
            EXECUTE format('GRANT sanxiang_public TO %I WITH SET TRUE', current_user);
        END IF;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0001_initial"), ("ledger", "0002_guards")]
    operations = [migrations.RunSQL(ROLE, migrations.RunSQL.noop)]
