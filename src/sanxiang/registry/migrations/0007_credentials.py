"""执法证件: every act on it, and what else is known of people; an act is never changed (a trigger refuses it)."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


STAY = """
CREATE FUNCTION registry_acts_stay() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '证件办理只能追加：不允许%', TG_OP USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER credential_acts_stay BEFORE UPDATE OR DELETE ON registry_credentialevent
    FOR EACH ROW EXECUTE FUNCTION registry_acts_stay();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0006_agency_contacts'),
    ]

    operations = [
        migrations.CreateModel(
            name='CredentialEvent',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('passed', '年审合格'), ('failed', '年审不合格'), ('suspended', '暂扣'), ('lifted', '解除暂扣'), ('cancelled', '注销收回'), ('revoked', '吊销')], max_length=10, verbose_name='办理')),
                ('day', models.DateField(verbose_name='办理日期')),
                ('until', models.DateField(blank=True, null=True, verbose_name='暂扣期限至')),
                ('training_hours', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='年度培训学时')),
                ('reason', models.CharField(max_length=300, verbose_name='理由')),
                ('by', models.CharField(max_length=40, verbose_name='办理人')),
                ('by_id', models.CharField(max_length=40)),
            ],
            options={
                'verbose_name': '证件办理',
                'ordering': ['id'],
            },
        ),
        migrations.AddField(
            model_name='credential',
            name='kind',
            field=models.CharField(choices=[('enforcement', '行政执法证'), ('supervision', '行政执法监督证')], default='enforcement', max_length=12, verbose_name='证件种类'),
        ),
        migrations.AddField(
            model_name='officer',
            name='duty',
            field=models.CharField(choices=[('enforcement', '行政执法人员'), ('reviewer', '法制审核人员'), ('counsel', '法律顾问'), ('lawyer', '公职律师'), ('supervisor', '执法监督人员')], default='enforcement', max_length=12, verbose_name='人员类别'),
        ),
        migrations.AddField(
            model_name='officer',
            name='legal_certificate_no',
            field=models.CharField(blank=True, max_length=40, verbose_name='法律职业资格证书编号'),
        ),
        migrations.AddField(
            model_name='officer',
            name='legal_certified_on',
            field=models.DateField(blank=True, null=True, verbose_name='法律职业资格取得日期'),
        ),
        migrations.AlterField(
            model_name='credential',
            name='status',
            field=models.CharField(choices=[('valid', '有效'), ('suspended', '暂扣'), ('unchecked', '年审未过'), ('cancelled', '已注销'), ('revoked', '已吊销')], default='valid', max_length=10, verbose_name='状态'),
        ),
        migrations.AddConstraint(
            model_name='officer',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('legal_certificate_no', ''), ('legal_certified_on__isnull', True), ('legally_qualified', False)), models.Q(('legal_certificate_no__gt', ''), ('legal_certified_on__isnull', False), ('legally_qualified', True)), _connector='OR'), name='officer_legal_certificate_complete', violation_error_message='取得法律职业资格的，证书编号和取得日期须一并登记；没有取得的，这两项留空'),
        ),
        migrations.AddField(
            model_name='credentialevent',
            name='credential',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='acts', to='registry.credential'),
        ),
        migrations.AddConstraint(
            model_name='credentialevent',
            constraint=models.CheckConstraint(condition=models.Q(('until__isnull', True), models.Q(('kind', 'suspended'), ('until__gte', models.F('day'))), _connector='OR'), name='credential_suspension_term', violation_error_message='只有暂扣有期限，期限不能早于暂扣之日'),
        ),
        migrations.AddConstraint(
            model_name='credentialevent',
            constraint=models.CheckConstraint(condition=models.Q(('reason__gt', '')), name='credential_act_has_reason', violation_error_message='请写明理由'),
        ),
        migrations.CreateModel(
            name='LocalSetting',
            fields=[
                ('key', models.CharField(choices=[('credential_number', '证件编号格式'), ('training_first', '申领前的岗前培训学时'), ('training_yearly', '年审核对的年度培训学时')], max_length=24, primary_key=True, serialize=False, verbose_name='项目')),
                ('value', models.CharField(max_length=200, verbose_name='内容')),
                ('source', models.CharField(max_length=200, verbose_name='依据')),
                ('set_by', models.CharField(max_length=40, verbose_name='设定人')),
                ('set_on', models.DateField(verbose_name='设定日期')),
            ],
            options={
                'verbose_name': '本地规定',
                'ordering': ['key'],
                'constraints': [models.CheckConstraint(condition=models.Q(('source__gt', ''), ('value__gt', '')), name='local_setting_has_source', violation_error_message='请写明内容和依据')],
            },
        ),
        migrations.RunSQL(STAY, "DROP FUNCTION registry_acts_stay CASCADE;"),
    ]
