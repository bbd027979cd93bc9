"""历史处罚的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.history import views
from sanxiang.sites.admin.subject import Subject

SUBJECT = Subject(
    path="history",
    label="历史处罚",
    icon="history",
    about="导入的历史处罚：成批公示，核对疑似的第三人姓名，撤下不应公示的。",
    home="admin:history",
    roles=views.READERS,
    pages=(
        path("", views.index, name="history"),
        path("release/", views.release, name="history_release"),
        path("<uuid:row>/", views.show, name="historical"),
        path("<uuid:row>/confirm/", views.confirm, name="historical_confirm"),
        path("<uuid:row>/release/", views.release_one, name="historical_release"),
        path("<uuid:row>/withdraw/", views.withdraw, name="historical_withdraw"),
    ),
)
