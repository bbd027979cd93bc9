"""全部是: the agency that every row is of, where the file has no column that says so."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('imports', '0003_doubts'),
    ]

    operations = [
        migrations.AddField(
            model_name='importrun',
            name='one_agency',
            field=models.UUIDField(blank=True, null=True, verbose_name='全部是'),
        ),
    ]
