"""主体入库受审核；曾用名；委托协议."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


#: what was registered before there was an approval may enforce on
IN_FORCE = """
UPDATE registry_agency SET status = 'in_force', approved_on = current_date WHERE status = 'drafted';
SET CONSTRAINTS ALL IMMEDIATE;
SET CONSTRAINTS ALL DEFERRED;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0003_accounts'),
    ]

    operations = [
        migrations.CreateModel(
            name='AgencyName',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('name', models.CharField(max_length=100, verbose_name='名称')),
                ('short_name', models.CharField(max_length=40, verbose_name='简称')),
                ('until', models.DateField(verbose_name='使用至')),
                ('document_no', models.CharField(blank=True, max_length=60, verbose_name='更名文号')),
            ],
            options={
                'verbose_name': '曾用名',
                'ordering': ['agency', 'until'],
            },
        ),
        migrations.CreateModel(
            name='Delegation',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=60, unique=True, verbose_name='委托书文号')),
                ('matters', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=80), size=None, verbose_name='委托事项')),
                ('powers', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), size=None, verbose_name='委托权限')),
                ('basis', models.CharField(max_length=200, verbose_name='委托依据')),
                ('valid_from', models.DateField(verbose_name='委托期限自')),
                ('valid_to', models.DateField(verbose_name='委托期限至')),
                ('filing_no', models.CharField(blank=True, max_length=60, verbose_name='备案号')),
                ('filed_on', models.DateField(blank=True, null=True, verbose_name='备案日期')),
            ],
            options={
                'verbose_name': '委托协议',
                'ordering': ['-valid_from', 'number'],
            },
        ),
        migrations.AddField(
            model_name='agency',
            name='ended_document_no',
            field=models.CharField(blank=True, max_length=60, verbose_name='撤销文号'),
        ),
        migrations.AddField(
            model_name='agency',
            name='approval_no',
            field=models.CharField(blank=True, max_length=60, verbose_name='审定文号'),
        ),
        migrations.AddField(
            model_name='agency',
            name='approved_by',
            field=models.CharField(blank=True, max_length=40, verbose_name='审定人'),
        ),
        migrations.AddField(
            model_name='agency',
            name='approved_by_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='agency',
            name='approved_on',
            field=models.DateField(blank=True, null=True, verbose_name='审定日期'),
        ),
        migrations.AddField(
            model_name='agency',
            name='checked_by',
            field=models.CharField(blank=True, max_length=40, verbose_name='核对人'),
        ),
        migrations.AddField(
            model_name='agency',
            name='checked_by_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='agency',
            name='entered_by',
            field=models.CharField(blank=True, max_length=40, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='agency',
            name='entered_by_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='agency',
            name='qualification',
            field=models.TextField(blank=True, help_text='法律、法规或者“三定”规定', verbose_name='主体资格依据'),
        ),
        migrations.AddField(
            model_name='agency',
            name='returned_reason',
            field=models.TextField(blank=True, verbose_name='退回理由'),
        ),
        migrations.AddField(
            model_name='agency',
            name='status',
            field=models.CharField(choices=[('drafted', '待核对'), ('checked', '待审定'), ('in_force', '在册'), ('ended', '已撤销')], default='drafted', max_length=8, verbose_name='状态'),
        ),
        migrations.AddField(
            model_name='agency',
            name='successor',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='predecessors', to='registry.agency'),
        ),
        migrations.RunSQL(IN_FORCE, migrations.RunSQL.noop),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by_id', ''), models.Q(models.Q(('approved_by_id', models.F('entered_by_id')), _negated=True), models.Q(('approved_by_id', models.F('checked_by_id')), _negated=True)), _connector='OR'), name='agency_approved_by_another', violation_error_message='审定的人不能是录入或者核对的人'),
        ),
        migrations.AddConstraint(
            model_name='agency',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('active_to__isnull', False), ('status', 'ended')), models.Q(models.Q(('status', 'ended'), _negated=True), ('successor__isnull', True)), _connector='OR'), name='agency_end_has_a_day', violation_error_message='撤销的主体须有撤销日期，在册的主体没有承继机关'),
        ),
        migrations.AddField(
            model_name='agencyname',
            name='agency',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='former_names', to='registry.agency'),
        ),
        migrations.AddField(
            model_name='delegation',
            name='agent',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='held', to='registry.agency'),
        ),
        migrations.AddField(
            model_name='delegation',
            name='principal',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='given', to='registry.agency'),
        ),
        migrations.AddConstraint(
            model_name='agencyname',
            constraint=models.UniqueConstraint(fields=('agency', 'until'), name='agency_one_name_a_day', violation_error_message='同一天不能更名两次'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('valid_to__gte', models.F('valid_from'))), name='delegation_term_in_order', violation_error_message='委托期限至不能早于委托期限自'),
        ),
        migrations.AddConstraint(
            model_name='delegation',
            constraint=models.CheckConstraint(condition=models.Q(('principal', models.F('agent')), _negated=True), name='delegation_between_two', violation_error_message='不能委托自己'),
        ),
    ]
