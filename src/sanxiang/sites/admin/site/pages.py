"""设置的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.kernel import Role
from sanxiang.sites.admin.site import local, views
from sanxiang.sites.admin.subject import SYSTEM, Subject

SUBJECT = Subject(
    path="site",
    label="设置",
    icon="settings",
    about="公示网站页脚的法定内容，本地规定，登录和密码的规则。",
    home="admin:site",
    roles=(Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR),
    pages=(
        path("", views.show, name="site"),
        path("edit/", views.edit, name="site_edit"),
        path("local/<slug:key>/", local.edit, name="site_local"),
    ),
    group=SYSTEM,
)
