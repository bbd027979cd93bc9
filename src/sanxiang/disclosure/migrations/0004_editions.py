"""清单版本; of an approved one only its standing, its filing and its publication change."""

import sanxiang.kernel.ids
import uuid
from django.db import migrations, models

GUARD = """
CREATE FUNCTION disclosure_editions_stay() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF to_jsonb(NEW) - ARRAY['state', 'filed_no', 'filed_on', 'filed_by', 'published_on'] IS DISTINCT FROM
        to_jsonb(OLD) - ARRAY['state', 'filed_no', 'filed_on', 'filed_by', 'published_on']
        OR NEW.state IN ('draft', 'discarded') THEN
        RAISE EXCEPTION '已审定的清单不能修改，请重新拟制' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approved_editions_stay BEFORE UPDATE ON disclosure_edition
    FOR EACH ROW WHEN (OLD.state NOT IN ('draft', 'discarded')) EXECUTE FUNCTION disclosure_editions_stay();
"""
UNDO = "DROP TRIGGER approved_editions_stay ON disclosure_edition; DROP FUNCTION disclosure_editions_stay;"


class Migration(migrations.Migration):

    dependencies = [
        ('disclosure', '0003_keeper_role'),
    ]

    operations = [
        migrations.CreateModel(
            name='Edition',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('public_id', models.CharField(default=sanxiang.kernel.ids.public_id, editable=False, max_length=10)),
                ('agency_ref', models.UUIDField(verbose_name='机关')),
                ('agency_id', models.CharField(max_length=10)),
                ('agency_name', models.CharField(max_length=100, verbose_name='机关名称')),
                ('code', models.CharField(max_length=20, verbose_name='清单')),
                ('group', models.CharField(max_length=10, verbose_name='类别')),
                ('title', models.CharField(max_length=60, verbose_name='名称')),
                ('number', models.PositiveIntegerField(blank=True, null=True, verbose_name='版次')),
                ('as_of', models.DateField(verbose_name='截至')),
                ('heads', models.JSONField(verbose_name='栏目')),
                ('rows', models.JSONField(verbose_name='内容')),
                ('key', models.PositiveSmallIntegerField(default=0)),
                ('sha256', models.CharField(max_length=64)),
                ('state', models.CharField(choices=[('draft', '待审定'), ('approved', '待公布'), ('published', '公布中'), ('replaced', '已被新版替代'), ('discarded', '已撤回')], default='draft', max_length=10, verbose_name='状态')),
                ('drafted_by', models.CharField(max_length=60, verbose_name='拟制人')),
                ('drafted_by_id', models.CharField(max_length=40)),
                ('approved_by', models.CharField(blank=True, max_length=60, verbose_name='审定人')),
                ('approved_by_id', models.CharField(blank=True, max_length=40)),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='审定日期')),
                ('approval_no', models.CharField(blank=True, max_length=60, verbose_name='审定文号')),
                ('filed_no', models.CharField(blank=True, max_length=60, verbose_name='备案号')),
                ('filed_on', models.DateField(blank=True, null=True, verbose_name='备案日期')),
                ('filed_by', models.CharField(blank=True, max_length=60, verbose_name='备案登记人')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='公布日期')),
            ],
            options={
                'verbose_name': '清单版本',
                'db_table': 'disclosure_edition',
                'ordering': ['agency_name', 'code', '-number'],
                'constraints': [models.UniqueConstraint(fields=('agency_ref', 'code', 'number'), name='edition_number_once'), models.UniqueConstraint(condition=models.Q(('state', 'draft')), fields=('agency_ref', 'code'), name='edition_one_draft', violation_error_message='这一清单已有一份待审定的版本'), models.UniqueConstraint(condition=models.Q(('state', 'published')), fields=('agency_ref', 'code'), name='edition_one_published'), models.CheckConstraint(condition=models.Q(('approved_by_id', ''), models.Q(('approved_by_id', models.F('drafted_by_id')), _negated=True), _connector='OR'), name='edition_approved_by_another', violation_error_message='审定的人不能是拟制的人'), models.CheckConstraint(condition=models.Q(('state__in', ['draft', 'discarded']), ('number__isnull', False), _connector='OR'), name='edition_approved_has_number')],
            },
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
