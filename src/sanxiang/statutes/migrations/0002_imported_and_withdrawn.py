from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("statutes", "0001_initial")]

    operations = [
        migrations.AlterField(
            model_name="commencement",
            name="starts_on",
            field=models.DateField(null=True, verbose_name="施行日期"),
        ),
        migrations.AlterField(
            model_name="repeal",
            name="on",
            field=models.DateField(null=True, verbose_name="废止日期"),
        ),
        migrations.AddField(
            model_name="lawchange",
            name="batch",
            field=models.UUIDField(db_index=True, editable=False, null=True, verbose_name="导入批次"),
        ),
    ]
