"""密码有期限，登录有记录，三员分立."""

import django.contrib.postgres.fields
import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


#: an administrator who also handled cases keeps the cases
SEPARATE = """
UPDATE registry_account SET roles = array_remove(roles, 'administrator')
WHERE 'administrator' = ANY(roles) AND cardinality(roles) > 1;
"""

BEGIN_AND_KEEP = """
UPDATE registry_account SET password_changed_at = now() WHERE password !~ '^!';
CREATE FUNCTION registry_sign_in_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION '登录记录和用过的密码不可更改' USING ERRCODE = 'insufficient_privilege';
END $$;
CREATE TRIGGER registry_signin_kept BEFORE UPDATE OR DELETE ON registry_signin
    FOR EACH ROW EXECUTE FUNCTION registry_sign_in_refuse();
CREATE TRIGGER registry_usedpassword_kept BEFORE UPDATE OR DELETE ON registry_usedpassword
    FOR EACH ROW EXECUTE FUNCTION registry_sign_in_refuse();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('registry', '0002_take_back'),
    ]

    operations = [
        migrations.RunSQL(SEPARATE, migrations.RunSQL.noop),
        migrations.CreateModel(
            name='SignIn',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('at', models.DateTimeField(verbose_name='时间')),
                ('outcome', models.CharField(choices=[('signed_in', '登录'), ('failed', '登录失败'), ('locked_out', '登录锁定'), ('signed_out', '退出'), ('timed_out', '超时退出')], max_length=10, verbose_name='结果')),
                ('username', models.CharField(max_length=40, verbose_name='用户名')),
                ('address', models.CharField(blank=True, max_length=45, verbose_name='来源地址')),
            ],
            options={
                'verbose_name': '登录记录',
                'ordering': ['-id'],
            },
        ),
        migrations.CreateModel(
            name='UsedPassword',
            fields=[
                ('id', models.BigAutoField(primary_key=True, serialize=False)),
                ('hash', models.CharField(max_length=128, verbose_name='密码摘要')),
                ('set_at', models.DateTimeField(verbose_name='设定时间')),
            ],
            options={
                'verbose_name': '用过的密码',
                'ordering': ['-id'],
            },
        ),
        migrations.AlterField(
            model_name='account',
            name='roles',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(max_length=20), blank=True, default=list, size=None, verbose_name='角色'),
        ),
        migrations.AddField(
            model_name='account',
            name='must_change_password',
            field=models.BooleanField(default=False, verbose_name='须先修改密码'),
        ),
        migrations.AddField(
            model_name='account',
            name='password_changed_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='密码修改时间'),
        ),
        migrations.AddConstraint(
            model_name='account',
            constraint=models.CheckConstraint(condition=models.Q(('roles__len', 1), models.Q(('roles__overlap', ['administrator', 'security_admin', 'audit_admin']), _negated=True), _connector='OR'), name='account_administrator_is_nothing_else', violation_error_message='系统管理员、安全管理员、审计管理员不能兼任别的角色'),
        ),
        migrations.AddField(
            model_name='signin',
            name='account',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='usedpassword',
            name='account',
            field=models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='used_passwords', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='signin',
            index=models.Index(fields=['account', '-id'], name='sign_in_account'),
        ),
        migrations.RunSQL(BEGIN_AND_KEEP, "DROP FUNCTION registry_sign_in_refuse CASCADE;"),
    ]
