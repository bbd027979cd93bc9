"""待核: rows that were kept as they stand and need a look."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0002_rows_stay'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='doubts',
            field=models.JSONField(default=list, verbose_name='待核'),
        ),
    ]
