"""草稿表格: the drafts of the list as a table that is filled and imported again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sanxiang.imports.drafts import items_workbook
from sanxiang.kernel import local_date
from sanxiang.sites.admin.powers.views import READERS, listed_items
from sanxiang.sites.admin.shell import now
from sanxiang.sites.doors import door
from sanxiang.sites.tables import workbook_file


@door("admin.items.drafts", roles=READERS)
def drafts_file(request: HttpRequest) -> HttpResponse:
    """What the list of drafts shows with this search, whole."""
    return workbook_file(items_workbook(listed_items(request, "draft")), f"权力事项草稿{local_date(now())}")
