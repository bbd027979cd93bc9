"""法规变动的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.laws import views
from sanxiang.sites.admin.subject import RULES, Subject

SUBJECT = Subject(
    path="laws",
    label="法规变动",
    icon="book-open-check",
    about="哪些事项还在引用失效或者将要失效的法规，成批改到承接的条文上。",
    home="admin:laws",
    roles=views.READERS,
    pages=(
        path("", views.index, name="laws"),
        path("impact/", views.touched, name="law_impact"),
    ),
    group=RULES,
)
