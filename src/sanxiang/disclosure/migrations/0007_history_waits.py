"""历史处罚: an imported row waits until the head of the agency shows it."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('disclosure', '0006_standing_and_cards'),
    ]

    operations = [
        migrations.AlterField(
            model_name='historicalpenalty',
            name='state',
            field=models.CharField(choices=[('entered', '待公示'), ('shown', '公示中'), ('held', '待核对姓名'), ('withdrawn', '已撤下')], default='entered', max_length=10, verbose_name='状态'),
        ),
    ]
