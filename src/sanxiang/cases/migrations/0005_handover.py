"""案件移交: the successor of an agency that has ended takes over its cases. Append-only as the rest of the course."""

import uuid

import django.db.models.deletion
from django.db import migrations, models

REFUSE = (
    "CREATE TRIGGER cases_handover_append_only BEFORE UPDATE OR DELETE ON cases_handover"
    " FOR EACH ROW EXECUTE FUNCTION cases_refuse();"
)


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0004_graded_lines'),
    ]

    operations = [
        migrations.CreateModel(
            name='Handover',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('made_at', models.DateTimeField(verbose_name='记录时间')),
                ('made_by', models.CharField(max_length=40, verbose_name='记录人')),
                ('made_by_id', models.CharField(max_length=36)),
                ('from_agency', models.UUIDField(verbose_name='移交机关')),
                ('from_name', models.CharField(max_length=100, verbose_name='移交机关名称')),
                ('to_agency', models.UUIDField(verbose_name='接收机关')),
                ('to_name', models.CharField(max_length=100, verbose_name='接收机关名称')),
                ('handed_on', models.DateField(verbose_name='接收日期')),
                ('basis', models.CharField(max_length=200, verbose_name='移交依据')),
                ('reason', models.CharField(max_length=300, verbose_name='移交理由')),
                ('case', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='cases.case')),
            ],
            options={
                'verbose_name': '案件移交',
                'ordering': ['case', 'made_at'],
                'abstract': False,
                'constraints': [models.CheckConstraint(condition=models.Q(('from_agency', models.F('to_agency')), _negated=True), name='handover_between_two')],
            },
        ),
        migrations.RunSQL(REFUSE, "DROP TRIGGER cases_handover_append_only ON cases_handover;"),
    ]
