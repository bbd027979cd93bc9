"""经手人; and what was approved stays as it was, with its bases and lines."""

import django.contrib.postgres.fields
from django.db import migrations, models

GUARD = """
CREATE FUNCTION powers_bases_stay() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT FROM powers_poweritem
            WHERE id = OLD.power_item_id AND status IN ('in_force', 'superseded', 'repealed')) THEN
        RAISE EXCEPTION '已审定的版本的依据不能改动' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER approved_bases_stay BEFORE UPDATE OR DELETE ON powers_powerbasis
    FOR EACH ROW EXECUTE FUNCTION powers_bases_stay();

CREATE FUNCTION powers_lines_stay() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF EXISTS (SELECT FROM powers_benchmark WHERE id = OLD.benchmark_id AND status = 'in_force') THEN
        RAISE EXCEPTION '已审定的裁量基准不能改动' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
END $$;
CREATE TRIGGER approved_lines_stay BEFORE UPDATE OR DELETE ON powers_benchmarktier
    FOR EACH ROW EXECUTE FUNCTION powers_lines_stay();

CREATE FUNCTION powers_ended_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    RAISE EXCEPTION '已替代或者废止的版本不能恢复' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER ended_stays BEFORE UPDATE ON powers_poweritem
    FOR EACH ROW WHEN (OLD.status IN ('superseded', 'repealed') AND NEW.status <> OLD.status)
    EXECUTE FUNCTION powers_ended_stays();
"""
UNDO = """
DROP TRIGGER ended_stays ON powers_poweritem;
DROP TRIGGER approved_lines_stay ON powers_benchmarktier;
DROP TRIGGER approved_bases_stay ON powers_powerbasis;
DROP FUNCTION powers_ended_stays, powers_lines_stay, powers_bases_stay;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('powers', '0005_approved_stay'),
    ]

    operations = [
        migrations.RunSQL(GUARD, UNDO),
        migrations.AddField(
            model_name='benchmark',
            name='authors',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='经手人'),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='authors',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), blank=True, default=list, size=None, verbose_name='经手人'),
        ),
    ]
