"""No two fines for the same act (行政处罚法 29), even if two cases of the party are decided at the same moment.

The rule refuses what it can see; two transactions cannot see each other. The second waits for the first here.
"""

from django.db import migrations

ONE_FINE = """
CREATE FUNCTION cases_one_fine() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    decided cases_case%ROWTYPE;
BEGIN
    SELECT * INTO decided FROM cases_case WHERE id = NEW.case_id;
    PERFORM pg_advisory_xact_lock(hashtextextended(
        concat_ws('/', 'one_fine', decided.party_id, decided.act_on, decided.power_item_id), 0));
    IF EXISTS (
        SELECT FROM cases_decision d JOIN cases_case c ON c.id = d.case_id
        WHERE d.fine > 0 AND c.id <> decided.id
            AND (c.party_id, c.act_on, c.power_item_id)
                = (decided.party_id, decided.act_on, decided.power_item_id)) THEN
        RAISE EXCEPTION '对当事人的同一个违法行为已经罚款' USING ERRCODE = 'unique_violation';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER cases_decision_one_fine BEFORE INSERT ON cases_decision FOR EACH ROW
    WHEN (NEW.fine > 0) EXECUTE FUNCTION cases_one_fine();
"""


class Migration(migrations.Migration):
    dependencies = [("cases", "0002_append_only")]
    operations = [migrations.RunSQL(ONE_FINE, "DROP FUNCTION cases_one_fine CASCADE;")]
