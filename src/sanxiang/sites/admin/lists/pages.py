"""清单的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.lists import editions, views
from sanxiang.sites.admin.subject import RULES, Subject

SUBJECT = Subject(
    path="lists",
    label="清单",
    icon="scroll-text",
    about="核对公示网站还没有跟上的变化；拟制、审定、公布、备案清单和文本。",
    home="admin:lists",
    roles=views.READERS,
    pages=(
        path("", views.index, name="lists"),
        path("publish/", views.publish, name="lists_publish"),
        path("editions/<uuid:edition>/", editions.show, name="edition"),
        path("editions/<uuid:edition>/approve/", editions.approve, name="edition_approve"),
        path("editions/<uuid:edition>/record/", editions.record, name="edition_record"),
        path("editions/<uuid:edition>/publish/", editions.publish, name="edition_publish"),
        path("editions/<uuid:edition>/discard/", editions.discard, name="edition_discard"),
        path("editions/<uuid:edition>/list.<slug:form>", editions.download, name="edition_file"),
        path("<slug:code>.<slug:form>", views.download, name="list_file"),
        path("<slug:code>/", views.one, name="list"),
        path("<slug:code>/draft/", editions.draft, name="edition_draft"),
    ),
    group=RULES,
)
