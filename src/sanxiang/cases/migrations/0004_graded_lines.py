"""裁量档次: the line of a graded benchmark that a proposal rests on."""

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
    ]
