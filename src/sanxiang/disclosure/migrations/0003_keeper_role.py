from django.db import migrations

# A role of its own compares viewing passwords, so that the public site's role cannot read their hashes and
# writes nothing at all (see 0002 for why a role may be missing).
ROLE = """
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'sanxiang_keeper')
        AND (SELECT rolcreaterole OR rolsuper FROM pg_roles WHERE rolname = current_user) THEN
        BEGIN
            CREATE ROLE sanxiang_keeper NOLOGIN;
        EXCEPTION WHEN duplicate_object OR unique_violation THEN
            NULL;
        END;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sanxiang_public') THEN
        REVOKE ALL ON disclosure_progress, disclosure_progress_attempt FROM sanxiang_public;
        GRANT SELECT (number, data, updated_at) ON disclosure_progress TO sanxiang_public;
    END IF;
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sanxiang_keeper') THEN
        GRANT USAGE ON SCHEMA public TO sanxiang_keeper;
        GRANT SELECT (number, password_hash) ON disclosure_progress TO sanxiang_keeper;
        GRANT SELECT, INSERT, UPDATE, DELETE ON disclosure_progress_attempt TO sanxiang_keeper;
        IF NOT (SELECT rolsuper FROM pg_roles WHERE rolname = current_user)
            AND NOT pg_has_role(current_user, 'sanxiang_keeper', 'SET') THEN
            EXECUTE format('GRANT sanxiang_keeper TO %I WITH SET TRUE', current_user);
        END IF;
    END IF;
END $$;
"""


class Migration(migrations.Migration):
    dependencies = [("disclosure", "0002_public_role")]
    operations = [migrations.RunSQL(ROLE, migrations.RunSQL.noop)]
