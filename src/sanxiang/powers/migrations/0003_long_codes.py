"""Codes of the national service catalogue have up to 55 characters."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('powers', '0002_life_cycle'),
    ]

    operations = [
        migrations.AlterField(
            model_name='poweritem',
            name='code',
            field=models.CharField(max_length=80, verbose_name='事项编码'),
        ),
    ]
