"""清单的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.lists import views
from sanxiang.sites.admin.subject import RULES, Subject

SUBJECT = Subject(
    path="lists",
    label="清单",
    icon="scroll-text",
    about="核对公示网站还没有跟上的变化，发布清单，下载表格。",
    home="admin:lists",
    roles=views.READERS,
    pages=(
        path("", views.index, name="lists"),
        path("publish/", views.publish, name="lists_publish"),
        path("<slug:code>.<slug:form>", views.download, name="list_file"),
    ),
    group=RULES,
)
