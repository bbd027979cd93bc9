"""裁量档次: the line of a graded benchmark that a proposal rests on."""

import django.contrib.postgres.fields
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_one_fine'),
    ]

    operations = [
        migrations.AddField(
            model_name='proposal',
            name='line',
            field=models.UUIDField(blank=True, null=True, verbose_name='裁量档次'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='line_label',
            field=models.TextField(blank=True, verbose_name='裁量档次和情形'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='measure',
            field=models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name='计算基数（元）'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='measure_evidence',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), default=list, size=None, verbose_name='计算基数的证据'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='counts',
            field=models.JSONField(default=list, verbose_name='累加的次数'),
        ),
    ]
