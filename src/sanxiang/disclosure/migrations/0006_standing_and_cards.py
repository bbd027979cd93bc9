"""历史处罚: held and withdrawn rows; the public role reads what is shown, whatever a query asks for. 监督证 by number."""

import django.db.models.fields.json
from django.db import migrations, models

# Whoever may add rows reads all of them; every other role, whatever its name, only what is shown. Worked out once a query.
SHOWN_ONLY = """
ALTER TABLE disclosure_history ENABLE ROW LEVEL SECURITY;
CREATE POLICY history_shown ON disclosure_history
    USING (state = 'shown' OR (SELECT has_table_privilege('disclosure_history', 'INSERT'))) WITH CHECK (true);
"""
UNDO = "DROP POLICY history_shown ON disclosure_history; ALTER TABLE disclosure_history DISABLE ROW LEVEL SECURITY;"


class Migration(migrations.Migration):

    dependencies = [
        ('disclosure', '0005_history'),
    ]

    operations = [
        migrations.AddField(
            model_name='historicalpenalty',
            name='digest',
            field=models.CharField(blank=True, max_length=64),
        ),
        migrations.AddField(
            model_name='historicalpenalty',
            name='reason',
            field=models.TextField(blank=True, verbose_name='撤下理由'),
        ),
        migrations.AddField(
            model_name='historicalpenalty',
            name='state',
            field=models.CharField(choices=[('shown', '公示中'), ('held', '待核对姓名'), ('withdrawn', '已撤下')], default='shown', max_length=10, verbose_name='状态'),
        ),
        migrations.AddField(
            model_name='historicalpenalty',
            name='withdrawn_on',
            field=models.DateField(blank=True, null=True, verbose_name='撤下日期'),
        ),
        migrations.AddConstraint(
            model_name='historicalpenalty',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('state', 'withdrawn'), ('withdrawn_on__isnull', False), models.Q(('reason', ''), _negated=True)), models.Q(models.Q(('state', 'withdrawn'), _negated=True), ('reason', ''), ('withdrawn_on__isnull', True)), _connector='OR'), name='history_withdrawn_with_reason', violation_error_message='撤下须写明理由'),
        ),
        migrations.AddIndex(
            model_name='snapshot',
            index=models.Index(django.db.models.fields.json.KeyTransform('number', django.db.models.fields.json.KeyTransform('credential', django.db.models.fields.json.KeyTransform('other', 'data'))), condition=models.Q(('kind', 'officer')), name='snapshot_by_other_card'),
        ),
        migrations.RunSQL(SHOWN_ONLY, UNDO),
    ]
