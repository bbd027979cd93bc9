"""机构的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.agencies import views
from sanxiang.sites.admin.subject import Subject

SUBJECT = Subject(
    path="agencies",
    label="机构",
    icon="building-2",
    about="执法主体入库的核对和审定，更名、撤销，委托协议的备案。",
    home="admin:agencies",
    roles=views.READERS,
    pages=(
        path("", views.index, name="agencies"),
        path("<uuid:agency>/", views.show, name="agency"),
        path("<uuid:agency>/take-over/", views.take_over, name="agency_take_over"),
        path("<uuid:agency>/<slug:act>/", views.act, name="agency_act"),
    ),
)
