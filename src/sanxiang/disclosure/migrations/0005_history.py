"""历史处罚; the public site's role reads it (see 0002 for why a role may be missing)."""

import django.db.models.functions.comparison
import sanxiang.kernel.ids
import uuid
from django.db import migrations, models

READ = """
DO $$
BEGIN
    IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'sanxiang_public') THEN
        GRANT SELECT ON disclosure_history TO sanxiang_public;
    END IF;
END $$;
"""


class Migration(migrations.Migration):

    dependencies = [
        ('disclosure', '0004_editions'),
    ]

    operations = [
        migrations.CreateModel(
            name='HistoricalPenalty',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('public_id', models.CharField(default=sanxiang.kernel.ids.public_id, editable=False, max_length=10, unique=True)),
                ('identity', models.CharField(max_length=64, unique=True)),
                ('agency_id', models.CharField(blank=True, max_length=10)),
                ('agency_name', models.CharField(blank=True, max_length=100, verbose_name='处罚机关')),
                ('provider', models.CharField(max_length=100, verbose_name='提供单位')),
                ('title', models.CharField(blank=True, max_length=300, verbose_name='标题')),
                ('document_no', models.CharField(blank=True, max_length=60, verbose_name='决定书文号')),
                ('party_name', models.CharField(blank=True, max_length=300, verbose_name='当事人')),
                ('party_kind', models.CharField(blank=True, max_length=20, verbose_name='当事人类别')),
                ('violation', models.CharField(blank=True, max_length=300, verbose_name='违法行为')),
                ('facts', models.TextField(blank=True, verbose_name='违法事实')),
                ('basis', models.TextField(blank=True, verbose_name='处罚依据')),
                ('penalty_kinds', models.CharField(blank=True, max_length=200, verbose_name='处罚种类')),
                ('result', models.TextField(blank=True, verbose_name='处罚内容')),
                ('amount', models.DecimalField(blank=True, decimal_places=2, max_digits=16, null=True, verbose_name='罚款金额（元）')),
                ('amount_text', models.CharField(blank=True, max_length=200, verbose_name='罚款金额（原文）')),
                ('decided_on', models.DateField(blank=True, null=True, verbose_name='决定日期')),
                ('decided_text', models.CharField(blank=True, max_length=60, verbose_name='决定日期（原文）')),
                ('published_on', models.DateField(blank=True, null=True, verbose_name='原公布日期')),
                ('published_text', models.CharField(blank=True, max_length=60, verbose_name='原公布日期（原文）')),
                ('dated_on', models.GeneratedField(db_persist=True, expression=django.db.models.functions.comparison.Coalesce('decided_on', 'published_on'), output_field=models.DateField(null=True))),
                ('expires_on', models.DateField(blank=True, null=True, verbose_name='公示截止')),
                ('source', models.CharField(blank=True, max_length=200, verbose_name='来源')),
            ],
            options={
                'verbose_name': '历史处罚',
                'db_table': 'disclosure_history',
                'ordering': [models.OrderBy(models.F('dated_on'), descending=True, nulls_last=True), 'public_id'],
            },
        ),
        migrations.RunSQL(READ, migrations.RunSQL.noop),
    ]
