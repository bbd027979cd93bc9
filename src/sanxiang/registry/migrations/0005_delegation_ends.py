"""委托协议: its full text, and its end before the agreed term."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0004_standing'),
    ]

    operations = [
        migrations.AddField(
            model_name='delegation',
            name='text',
            field=models.TextField(blank=True, verbose_name='委托书全文'),
        ),
        migrations.AddField(
            model_name='delegation',
            name='ended_on',
            field=models.DateField(blank=True, null=True, verbose_name='提前终止日期'),
        ),
        migrations.AddField(
            model_name='delegation',
            name='ended_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='终止理由'),
        ),
    ]
