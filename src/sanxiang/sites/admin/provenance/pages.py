"""来历的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.provenance import views
from sanxiang.sites.admin.subject import SYSTEM, Subject

SUBJECT = Subject(
    path="rows",
    label="来历",
    icon="scan-search",
    about="查一条登记从哪里来：谁录入、谁批准、依据什么、现在管着什么。",
    home="admin:rows",
    roles=views.READERS,
    pages=(
        path("", views.index, name="rows"),
        path("<slug:kind>/<uuid:row>/", views.show, name="row"),
    ),
    group=SYSTEM,
)
