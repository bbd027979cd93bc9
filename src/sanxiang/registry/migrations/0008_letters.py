"""执法责任书, one for an officer and a year."""

import django.db.models.deletion
import uuid
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0007_credentials'),
    ]

    operations = [
        migrations.CreateModel(
            name='ResponsibilityLetter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('year', models.PositiveSmallIntegerField(verbose_name='年度')),
                ('post', models.CharField(max_length=40, verbose_name='岗位')),
                ('text', models.TextField(verbose_name='正文')),
                ('drafted_by', models.CharField(max_length=40, verbose_name='拟定人')),
                ('drafted_on', models.DateField(verbose_name='拟定日期')),
                ('signatory', models.CharField(blank=True, max_length=40, verbose_name='机关签署人')),
                ('agency_signed_on', models.DateField(blank=True, null=True, verbose_name='机关签署日期')),
                ('officer_signed_on', models.DateField(blank=True, null=True, verbose_name='本人签署日期')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='letters', to='registry.officer')),
            ],
            options={
                'verbose_name': '执法责任书',
                'ordering': ['-year'],
                'constraints': [models.UniqueConstraint(fields=('officer', 'year'), name='letter_once_a_year', violation_error_message='这名人员本年度已有执法责任书'), models.CheckConstraint(condition=models.Q(models.Q(('agency_signed_on__isnull', True), ('officer_signed_on__isnull', True), ('signatory', '')), models.Q(('agency_signed_on__isnull', False), ('officer_signed_on__isnull', False), ('signatory__gt', '')), _connector='OR'), name='letter_signed_by_both', violation_error_message='执法责任书由双方签署，签署人和日期须一并登记')],
            },
        ),
    ]
