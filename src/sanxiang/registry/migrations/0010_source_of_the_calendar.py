"""The source of the built-in calendar is named in words that its readers know."""

from django.apps.registry import Apps
from django.db import migrations
from django.db.backends.base.schema import BaseDatabaseSchemaEditor

_BEFORE = "国务院办公厅关于部分节假日安排的通知（holidays数据包）"
_AFTER = "内置日历（依据国务院办公厅历年放假通知整理）"


def rename(apps: Apps, schema_editor: BaseDatabaseSchemaEditor) -> None:
    """Days of earlier databases say the same as those that are seeded from now on."""
    apps.get_model("registry", "CalendarDay").objects.filter(source=_BEFORE).update(source=_AFTER)


class Migration(migrations.Migration):
    dependencies = [("registry", "0009_history_term")]
    operations = [migrations.RunPython(rename, migrations.RunPython.noop)]
