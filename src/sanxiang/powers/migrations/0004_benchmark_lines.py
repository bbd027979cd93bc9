"""裁量基准的草稿和分档: lines as published tables have them; drafts that are not tied to an item yet."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('powers', '0003_long_codes'),
        ('registry', '0003_accounts'),
    ]

    operations = [
        migrations.AddField(
            model_name='benchmark',
            name='agency',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency'),
        ),
        migrations.AddField(
            model_name='benchmark',
            name='approved_by',
            field=models.CharField(blank=True, max_length=60, verbose_name='审定人'),
        ),
        migrations.AddField(
            model_name='benchmark',
            name='approved_by_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='benchmark',
            name='approved_on',
            field=models.DateField(blank=True, null=True, verbose_name='审定日期'),
        ),
        migrations.AddField(
            model_name='benchmark',
            name='basis_text',
            field=models.TextField(blank=True, verbose_name='依据原文'),
        ),
        migrations.AddField(
            model_name='benchmark',
            name='entered_by',
            field=models.CharField(blank=True, max_length=60, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='benchmark',
            name='entered_by_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='benchmark',
            name='number',
            field=models.CharField(blank=True, max_length=20, verbose_name='编号'),
        ),
        migrations.AddField(
            model_name='benchmark',
            name='status',
            field=models.CharField(choices=[('draft', '草稿'), ('in_force', '有效'), ('discarded', '已撤回')], default='in_force', max_length=10, verbose_name='状态'),
        ),
        migrations.AddField(
            model_name='benchmarktier',
            name='grade',
            field=models.PositiveSmallIntegerField(default=0, verbose_name='档'),
        ),
        migrations.AddField(
            model_name='benchmarktier',
            name='remark',
            field=models.TextField(blank=True, verbose_name='备注'),
        ),
        migrations.AddField(
            model_name='benchmarktier',
            name='uid',
            field=models.UUIDField(null=True, editable=False),
        ),
        migrations.RunSQL('UPDATE powers_benchmarktier SET uid = gen_random_uuid()', migrations.RunSQL.noop),
        migrations.AlterField(
            model_name='benchmarktier',
            name='uid',
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
        migrations.AlterField(
            model_name='benchmark',
            name='document_no',
            field=models.CharField(blank=True, max_length=60, verbose_name='发布文号'),
        ),
        migrations.AlterField(
            model_name='benchmark',
            name='power_item',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='benchmarks', to='powers.poweritem'),
        ),
        migrations.AlterField(
            model_name='benchmarktier',
            name='level',
            field=models.CharField(blank=True, choices=[('NONE', '不予处罚'), ('MITIGATED', '减轻'), ('LENIENT', '从轻'), ('NORMAL', '一般'), ('SEVERE', '从重')], max_length=10, verbose_name='阶次'),
        ),
        migrations.RemoveConstraint(
            model_name='benchmark',
            name='benchmark_version_once',
        ),
        migrations.AddConstraint(
            model_name='benchmark',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'in_force')), fields=('power_item', 'title', 'version'), name='benchmark_version_once'),
        ),
        migrations.AddConstraint(
            model_name='benchmark',
            constraint=models.UniqueConstraint(condition=models.Q(('status', 'draft')), fields=('agency', 'number', 'title'), name='benchmark_one_draft', violation_error_message='这一违法行为已有裁量基准草稿'),
        ),
        migrations.AddConstraint(
            model_name='benchmark',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('status', 'in_force'), _negated=True), ('power_item__isnull', False), _connector='OR'), name='benchmark_in_force_has_item'),
        ),
        migrations.AddConstraint(
            model_name='benchmark',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by_id', ''), models.Q(('approved_by_id', models.F('entered_by_id')), _negated=True), _connector='OR'), name='benchmark_approved_by_another'),
        ),
    ]
