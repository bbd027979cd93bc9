"""日历的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.calendar import views
from sanxiang.sites.admin.subject import SYSTEM, Subject

SUBJECT = Subject(
    path="calendar",
    label="日历",
    icon="calendar-days",
    about="各年的工作日。粘贴放假通知，先看哪些期限会变，再保存。",
    home="admin:calendar",
    roles=views.READERS,
    pages=(
        path("", views.index, name="calendar"),
        path("<int:year>/", views.show, name="calendar_year"),
        path("<int:year>/change/", views.change, name="calendar_change"),
    ),
    group=SYSTEM,
)
