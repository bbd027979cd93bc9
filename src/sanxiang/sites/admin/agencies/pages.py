"""机构的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.agencies import delegating, entry, views
from sanxiang.sites.admin.subject import Subject

SUBJECT = Subject(
    path="agencies",
    label="机构",
    icon="building-2",
    about="执法主体的录入、核对、审定，更名、撤销和接收案件，委托协议的登记和备案。",
    home="admin:agencies",
    roles=views.READERS,
    pages=(
        path("", views.index, name="agencies"),
        path("new/", entry.new, name="agency_new"),
        path("together/", views.together, name="agencies_together"),
        path("delegations/<uuid:delegation>/", delegating.show, name="delegation"),
        path("delegations/<uuid:delegation>/file/", delegating.file, name="delegation_file"),
        path("delegations/<uuid:delegation>/end/", delegating.end, name="delegation_end"),
        path("<uuid:agency>/", views.show, name="agency"),
        path("<uuid:agency>/edit/", entry.edit, name="agency_edit"),
        path("<uuid:agency>/entrust/", delegating.new, name="agency_entrust"),
        path("<uuid:agency>/take-over/", views.take_over, name="agency_take_over"),
        path("<uuid:agency>/<slug:act>/", views.act, name="agency_act"),
    ),
)
