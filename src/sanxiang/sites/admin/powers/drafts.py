"""草稿表格: the drafts of the list as a table that is filled and imported again."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse

from sanxiang.imports.drafts import items_workbook
from sanxiang.kernel import local_date
from sanxiang.sites.admin.powers.views import READERS, asked, listed_items
from sanxiang.sites.admin.shell import actor_of, now
from sanxiang.sites.doors import door
from sanxiang.sites.tables import workbook_file


@door("admin.items.drafts", roles=READERS)
def drafts_file(request: HttpRequest) -> HttpResponse:
    """What the list of drafts shows with this search, whole."""
    found = listed_items(actor_of(request), "draft", asked(request))
    return workbook_file(items_workbook(found), f"权力事项草稿{local_date(now())}")
