"""证件申领."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('exams', '0001_initial'),
        ('registry', '0006_agency_contacts'),
    ]

    operations = [
        migrations.CreateModel(
            name='CredentialApplication',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('kind', models.CharField(choices=[('enforcement', '行政执法证'), ('supervision', '行政执法监督证')], default='enforcement', max_length=12, verbose_name='证件种类')),
                ('fields', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=30), size=None, verbose_name='执法类别')),
                ('training_hours', models.PositiveSmallIntegerField(default=0, verbose_name='培训学时')),
                ('training', models.CharField(blank=True, max_length=200, verbose_name='培训情况')),
                ('status', models.CharField(choices=[('asked', '待审定'), ('issued', '已发证'), ('refused', '未同意'), ('ended', '已终止')], default='asked', max_length=10, verbose_name='状态')),
                ('asked_by', models.CharField(max_length=60, verbose_name='申领人')),
                ('asked_by_id', models.CharField(blank=True, max_length=40)),
                ('asked_on', models.DateField(verbose_name='申领日期')),
                ('decided_by', models.CharField(blank=True, max_length=60, verbose_name='审定人')),
                ('decided_by_id', models.CharField(blank=True, max_length=40)),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='审定日期')),
                ('reason', models.CharField(blank=True, max_length=300, verbose_name='理由')),
                ('number', models.CharField(blank=True, max_length=32, verbose_name='证件编号')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.officer')),
            ],
            options={
                'verbose_name': '证件申领',
                'ordering': ['-asked_on'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status', 'asked')), fields=('officer',), name='application_asked_once', violation_error_message='这名执法人员已有一份申领待审定'), models.CheckConstraint(condition=models.Q(('decided_by_id', ''), ('status', 'ended'), models.Q(('decided_by_id', models.F('asked_by_id')), _negated=True), _connector='OR'), name='application_decided_by_another', violation_error_message='审定的人不能是申领的人')],
            },
        ),
    ]
