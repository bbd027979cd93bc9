"""证件的申请 belong to the register (registry.credentialing)."""

from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [
        ('exams', '0002_credential_application'),
    ]

    operations = [
        migrations.DeleteModel(
            name='CredentialApplication',
        ),
    ]
