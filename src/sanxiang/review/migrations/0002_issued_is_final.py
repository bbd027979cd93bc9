"""An issued opinion and its points stay as they were signed."""

from django.db import migrations

REFUSE = """
CREATE FUNCTION review_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '审核意见已出具，不可更改' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE FUNCTION review_point_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF EXISTS (SELECT FROM review_review r WHERE r.id = COALESCE(NEW.review_id, OLD.review_id)
               AND r.issued_at IS NOT NULL) THEN
        RAISE EXCEPTION '审核意见已出具，不可更改' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN COALESCE(NEW, OLD);
END $$;
CREATE TRIGGER review_review_final BEFORE UPDATE ON review_review FOR EACH ROW
    WHEN (OLD.issued_at IS NOT NULL) EXECUTE FUNCTION review_refuse();
CREATE TRIGGER review_review_kept BEFORE DELETE ON review_review FOR EACH ROW EXECUTE FUNCTION review_refuse();
CREATE TRIGGER review_point_final BEFORE INSERT OR UPDATE OR DELETE ON review_point
    FOR EACH ROW EXECUTE FUNCTION review_point_refuse();
"""


class Migration(migrations.Migration):
    dependencies = [("review", "0001_initial")]
    operations = [
        migrations.RunSQL(REFUSE, "DROP FUNCTION review_refuse, review_point_refuse CASCADE;")
    ]
