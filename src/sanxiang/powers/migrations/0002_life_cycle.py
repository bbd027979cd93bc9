"""权力事项的一生: versions, and who entered, submitted and approved each."""

import sanxiang.kernel.ids
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('powers', '0001_initial'),
        ('registry', '0002_take_back'),
    ]

    operations = [
        migrations.AddField(
            model_name='poweritem',
            name='approval_no',
            field=models.CharField(blank=True, max_length=60, verbose_name='审定文号'),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='approved_by',
            field=models.CharField(blank=True, max_length=60, verbose_name='审定人'),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='approved_by_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='approved_on',
            field=models.DateField(blank=True, null=True, verbose_name='审定日期'),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='basis_text',
            field=models.TextField(blank=True, verbose_name='依据原文'),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='entered_by',
            field=models.CharField(blank=True, max_length=60, verbose_name='录入人'),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='entered_by_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='fee',
            field=models.CharField(blank=True, max_length=200, verbose_name='收费标准'),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='level',
            field=models.CharField(blank=True, max_length=30, verbose_name='行使层级'),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='returned_reason',
            field=models.TextField(blank=True, verbose_name='退回理由'),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='submitted_by',
            field=models.CharField(blank=True, max_length=60, verbose_name='报审人'),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='submitted_by_id',
            field=models.CharField(blank=True, max_length=40),
        ),
        migrations.AddField(
            model_name='poweritem',
            name='version',
            field=models.PositiveSmallIntegerField(default=1, verbose_name='版本'),
        ),
        migrations.AlterField(
            model_name='poweritem',
            name='enforcement_field',
            field=models.CharField(blank=True, max_length=30, verbose_name='执法类别'),
        ),
        migrations.AlterField(
            model_name='poweritem',
            name='public_id',
            field=models.CharField(default=sanxiang.kernel.ids.public_id, editable=False, max_length=10),
        ),
        migrations.AlterField(
            model_name='poweritem',
            name='status',
            field=models.CharField(choices=[('draft', '草稿'), ('submitted', '待审定'), ('in_force', '有效'), ('superseded', '已被新版本替代'), ('repealed', '已废止'), ('discarded', '已撤回')], default='draft', max_length=10, verbose_name='状态'),
        ),
        migrations.AddConstraint(
            model_name='poweritem',
            constraint=models.UniqueConstraint(condition=models.Q(('status__in', ['draft', 'submitted'])), fields=('agency', 'code'), name='power_item_one_open_draft', violation_error_message='本机关这一编码已有草稿'),
        ),
        migrations.AddConstraint(
            model_name='poweritem',
            constraint=models.UniqueConstraint(fields=('agency', 'code', 'version'), name='power_item_version_once'),
        ),
        migrations.AddConstraint(
            model_name='poweritem',
            constraint=models.CheckConstraint(condition=models.Q(('approved_by_id', ''), models.Q(('approved_by_id__in', [models.F('entered_by_id'), models.F('submitted_by_id')]), _negated=True), _connector='OR'), name='power_item_approved_by_another', violation_error_message='审定的人不能是录入或者报审的人'),
        ),
    ]
