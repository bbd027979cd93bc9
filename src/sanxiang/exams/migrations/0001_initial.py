"""试题、考试、答卷; a paper never changes, a result stays, a question in use only leaves use."""

import django.contrib.postgres.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models


GUARD = """
CREATE FUNCTION exams_question_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF to_jsonb(NEW) - 'status' - 'retired_reason' IS DISTINCT FROM to_jsonb(OLD) - 'status' - 'retired_reason'
        OR NEW.status NOT IN (OLD.status, 'repealed') THEN
        RAISE EXCEPTION '已审定的试题不能修改，请停用后另录' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER question_stays BEFORE UPDATE ON exams_question
    FOR EACH ROW WHEN (OLD.status IN ('in_force', 'repealed')) EXECUTE FUNCTION exams_question_stays();

CREATE FUNCTION exams_examination_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF to_jsonb(NEW) - 'status' IS DISTINCT FROM to_jsonb(OLD) - 'status' OR NEW.status = 'draft' THEN
        RAISE EXCEPTION '已发布的考试不能修改' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER examination_stays BEFORE UPDATE ON exams_examination
    FOR EACH ROW WHEN (OLD.status <> 'draft') EXECUTE FUNCTION exams_examination_stays();

CREATE FUNCTION exams_sitting_stays() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, public AS $$
BEGIN
    IF OLD.handed_in_at IS NOT NULL THEN
        RAISE EXCEPTION '已交卷的答卷不能修改' USING ERRCODE = 'insufficient_privilege';
    END IF;
    IF to_jsonb(NEW) - 'answers' - 'handed_in_at' - 'score' - 'passed'
        IS DISTINCT FROM to_jsonb(OLD) - 'answers' - 'handed_in_at' - 'score' - 'passed' THEN
        RAISE EXCEPTION '试卷和时间不能修改' USING ERRCODE = 'insufficient_privilege';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER sitting_stays BEFORE UPDATE ON exams_sitting
    FOR EACH ROW EXECUTE FUNCTION exams_sitting_stays();
"""
UNDO = """
DROP TRIGGER sitting_stays ON exams_sitting;
DROP TRIGGER examination_stays ON exams_examination;
DROP TRIGGER question_stays ON exams_question;
DROP FUNCTION exams_sitting_stays, exams_examination_stays, exams_question_stays;
"""


class Migration(migrations.Migration):

    initial = True

    dependencies = [
        ('registry', '0004_standing'),
    ]

    operations = [
        migrations.CreateModel(
            name='Examination',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('title', models.CharField(max_length=100, verbose_name='考试名称')),
                ('field', models.CharField(blank=True, max_length=30, verbose_name='执法类别')),
                ('parts', models.JSONField(verbose_name='组卷')),
                ('minutes', models.PositiveSmallIntegerField(verbose_name='考试时长（分钟）')),
                ('pass_mark', models.PositiveSmallIntegerField(verbose_name='合格分数')),
                ('attempts', models.PositiveSmallIntegerField(default=1, verbose_name='最多考几次')),
                ('opens_at', models.DateTimeField(verbose_name='开始时间')),
                ('closes_at', models.DateTimeField(verbose_name='结束时间')),
                ('status', models.CharField(choices=[('draft', '待发布'), ('announced', '已发布'), ('cancelled', '已取消')], default='draft', max_length=10, verbose_name='状态')),
                ('entered_by', models.CharField(max_length=60, verbose_name='拟定人')),
                ('authors', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='经手人')),
                ('announced_by', models.CharField(blank=True, max_length=60, verbose_name='发布人')),
                ('announced_by_id', models.CharField(blank=True, max_length=40)),
                ('organiser', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.agency')),
            ],
            options={
                'verbose_name': '考试',
                'ordering': ['-opens_at'],
            },
        ),
        migrations.CreateModel(
            name='Question',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('number', models.CharField(max_length=30, verbose_name='题号')),
                ('kind', models.CharField(choices=[('judge', '判断题'), ('single', '单选题'), ('multiple', '多选题')], max_length=10, verbose_name='题型')),
                ('field', models.CharField(blank=True, max_length=30, verbose_name='执法类别')),
                ('stem', models.TextField(verbose_name='题干')),
                ('options', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=300), size=None, verbose_name='选项')),
                ('answer', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=1), size=None, verbose_name='答案')),
                ('basis_text', models.CharField(max_length=300, verbose_name='依据')),
                ('explanation', models.TextField(blank=True, verbose_name='解析')),
                ('status', models.CharField(choices=[('draft', '待审定'), ('in_force', '使用中'), ('repealed', '已停用'), ('discarded', '已撤回')], default='draft', max_length=10, verbose_name='状态')),
                ('entered_by', models.CharField(max_length=60, verbose_name='录入人')),
                ('authors', django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=40), default=list, size=None, verbose_name='经手人')),
                ('approved_by', models.CharField(blank=True, max_length=60, verbose_name='审定人')),
                ('approved_by_id', models.CharField(blank=True, max_length=40)),
                ('approved_on', models.DateField(blank=True, null=True, verbose_name='审定日期')),
                ('retired_reason', models.CharField(blank=True, max_length=300, verbose_name='停用理由')),
            ],
            options={
                'verbose_name': '试题',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(condition=models.Q(('status__in', ['draft', 'in_force'])), fields=('number',), name='question_number_once', violation_error_message='已有同一题号的试题'), models.UniqueConstraint(condition=models.Q(('status__in', ['draft', 'in_force'])), fields=('kind', 'stem'), name='question_stem_once', violation_error_message='题库里已有题干相同的试题'), models.CheckConstraint(condition=models.Q(('approved_by_id', ''), models.Q(('authors__contains', [models.F('approved_by_id')]), _negated=True), _connector='OR'), name='question_approved_by_another', violation_error_message='审定的人不能是录入或者修改的人')],
            },
        ),
        migrations.CreateModel(
            name='Sitting',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('attempt', models.PositiveSmallIntegerField(verbose_name='第几次')),
                ('seed', models.CharField(max_length=32, verbose_name='组卷种子')),
                ('paper', models.JSONField(verbose_name='试卷')),
                ('answers', models.JSONField(default=dict, verbose_name='作答')),
                ('started_at', models.DateTimeField(verbose_name='开始时间')),
                ('due_at', models.DateTimeField(verbose_name='交卷期限')),
                ('handed_in_at', models.DateTimeField(blank=True, null=True, verbose_name='交卷时间')),
                ('score', models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='得分')),
                ('passed', models.BooleanField(blank=True, null=True, verbose_name='合格')),
                ('examination', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='sittings', to='exams.examination')),
                ('officer', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to='registry.officer')),
            ],
            options={
                'verbose_name': '答卷',
                'ordering': ['-started_at'],
            },
        ),
        migrations.AddConstraint(
            model_name='examination',
            constraint=models.CheckConstraint(condition=models.Q(('closes_at__gt', models.F('opens_at'))), name='examination_window_in_order', violation_error_message='结束时间应当晚于开始时间'),
        ),
        migrations.AddConstraint(
            model_name='examination',
            constraint=models.CheckConstraint(condition=models.Q(('attempts__gte', 1), ('minutes__gte', 1), ('pass_mark__gte', 1)), name='examination_positive', violation_error_message='时长、合格分数、次数都至少为1'),
        ),
        migrations.AddConstraint(
            model_name='examination',
            constraint=models.CheckConstraint(condition=models.Q(('announced_by_id', ''), models.Q(('authors__contains', [models.F('announced_by_id')]), _negated=True), _connector='OR'), name='examination_announced_by_another', violation_error_message='发布的人不能是拟定的人'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.UniqueConstraint(fields=('examination', 'officer', 'attempt'), name='sitting_attempt_once'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.UniqueConstraint(condition=models.Q(('handed_in_at__isnull', True)), fields=('examination', 'officer'), name='sitting_one_open'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.CheckConstraint(condition=models.Q(('due_at__gt', models.F('started_at'))), name='sitting_time_in_order'),
        ),
        migrations.AddConstraint(
            model_name='sitting',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('handed_in_at__isnull', True), ('passed__isnull', True), ('score__isnull', True)), models.Q(('handed_in_at__isnull', False), ('passed__isnull', False), ('score__isnull', False)), _connector='OR'), name='sitting_result_whole'),
        ),
        migrations.RunSQL(GUARD, UNDO),
    ]
