"""执法主体: when its office is open, and where else one may complain."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0005_delegation_ends'),
    ]

    operations = [
        migrations.AddField(
            model_name='agency',
            name='complaint_channels',
            field=models.TextField(blank=True, help_text='一行一条', verbose_name='其他投诉渠道'),
        ),
        migrations.AddField(
            model_name='agency',
            name='office_hours',
            field=models.CharField(blank=True, max_length=100, verbose_name='办公时间'),
        ),
    ]
