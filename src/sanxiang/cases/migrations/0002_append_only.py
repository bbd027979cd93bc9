"""What is on file can be read and added to, not rewritten: triggers refuse UPDATE and DELETE."""

from django.db import migrations

TABLES = (
    "approval caseevent decision discussion notice payment proposal record serviceofprocess statement".split()
)

REFUSE = """
CREATE FUNCTION cases_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '案件记录只能追加：不允许对 % 执行 %', TG_TABLE_NAME, TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
""" + "".join(
    f"CREATE TRIGGER cases_{table}_append_only BEFORE UPDATE OR DELETE ON cases_{table}"
    " FOR EACH ROW EXECUTE FUNCTION cases_refuse();\n"
    for table in TABLES
)


class Migration(migrations.Migration):
    dependencies = [("cases", "0001_initial")]
    operations = [migrations.RunSQL(REFUSE, "DROP FUNCTION cases_refuse CASCADE;")]
