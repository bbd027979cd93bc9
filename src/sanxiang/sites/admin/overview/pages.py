"""概览的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.overview import views
from sanxiang.sites.admin.subject import Subject
from sanxiang.sites.doors import STAFF

SUBJECT = Subject(
    path="",
    label="概览",
    icon="layout-dashboard",
    about="",
    home="admin:overview",
    roles=STAFF,
    pages=(path("", views.show, name="overview"),),
    group="",
)
