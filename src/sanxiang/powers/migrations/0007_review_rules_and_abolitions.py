"""废止申请; review rules are drafted and approved by two people, and what was approved stays."""

import django.db.models.deletion
import uuid
from django.db import migrations, models

GUARD = """
UPDATE powers_reviewrule SET status = 'in_force';

CREATE FUNCTION powers_rules_stay() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF to_jsonb(NEW) - 'effective_to' IS DISTINCT FROM to_jsonb(OLD) - 'effective_to' THEN
        RAISE EXCEPTION '已审定的审核目录不能修改，请起草新的版本' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER approved_rules_stay BEFORE UPDATE ON powers_reviewrule
    FOR EACH ROW WHEN (OLD.status = 'in_force') EXECUTE FUNCTION powers_rules_stay();
"""
UNDO = "DROP TRIGGER approved_rules_stay ON powers_reviewrule; DROP FUNCTION powers_rules_stay;"


class Migration(migrations.Migration):

    dependencies = [
        ('powers', '0006_authors'),
        ('registry', '0004_standing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Abolition',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('until', models.DateField(verbose_name='适用到')),
                ('reason', models.TextField(verbose_name='废止理由')),
                ('status', models.CharField(choices=[('asked', '待审定'), ('approved', '已审定'), ('refused', '未同意')], default='asked', max_length=10, verbose_name='状态')),
                ('asked_by', models.CharField(max_length=60, verbose_name='申请人')),
                ('asked_by_id', models.CharField(blank=True, max_length=40)),
                ('asked_on', models.DateField(verbose_name='申请日期')),
                ('decided_by', models.CharField(blank=True, max_length=60, verbose_name='审定人')),
                ('decided_by_id', models.CharField(blank=True, max_length=40)),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='审定日期')),
                ('refused_reason', models.TextField(blank=True, verbose_name='不同意的理由')),
            ],
            options={
                'verbose_name': '废止申请',
                'ordering': ['-asked_on'],
            },
        ),
        migrations.AddField(
            model_name='reviewrule',
            name='approved_by',
            field=models.CharField(blank=True, max_length=60, verbose_name='审定人'),
        ),
        migrations.AddField(
            model_name='reviewrule',
            name='approved_by_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='reviewrule',
            name='approved_on',
            field=models.DateField(blank=True, null=True, verbose_name='审定日期'),
        ),
        migrations.AddField(
            model_name='reviewrule',
            name='entered_by',
            field=models.CharField(blank=True, max_length=60, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='reviewrule',
            name='entered_by_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='reviewrule',
            name='status',
            field=models.CharField(choices=[('draft', '草稿'), ('in_force', '有效'), ('discarded', '已撤回')], default='draft', max_length=10, verbose_name='状态'),
        ),
        migrations.RunSQL(GUARD, UNDO),
        migrations.AddConstraint(
            model_name='reviewrule',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('agency', 'code'), name='review_rule_one_draft', nulls_distinct=False, violation_error_message='这一触发情形已有草稿'),
        ),
        migrations.AddConstraint(
            model_name='reviewrule',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by_id', ''), models.Q(('approved_by_id', models.F('entered_by_id')), _negated=True), _connector='OR'), name='review_rule_approved_by_another', violation_error_message='审定的人不能是录入的人'),
        ),
        migrations.AddField(
            model_name='abolition',
            name='power_item',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='abolitions', to='powers.poweritem'),
        ),
        migrations.AddConstraint(
            model_name='abolition',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('power_item',), name='abolition_asked_once', violation_error_message='这一事项已有一份废止申请待审定'),
        ),
        migrations.AddConstraint(
            model_name='abolition',
            constraint=models.CheckConstraint(condition=models.Q(('decided_by_id', ''), models.Q(('decided_by_id', models.F('asked_by_id')), _negated=True), _connector='OR'), name='abolition_decided_by_another', violation_error_message='审定的人不能是申请的人'),
        ),
    ]
