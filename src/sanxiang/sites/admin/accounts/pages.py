"""账户的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.accounts import views
from sanxiang.sites.admin.subject import SYSTEM, Subject

SUBJECT = Subject(
    path="accounts",
    label="账户",
    icon="users",
    about="系统管理员开设和停用账户，安全管理员授予角色。",
    home="admin:accounts",
    roles=views.KEEPERS,
    pages=(
        path("", views.index, name="accounts"),
        path("new/", views.new, name="account_new"),
        path("<uuid:account>/", views.show, name="account"),
        path("<uuid:account>/roles/", views.roles, name="account_roles"),
        path("<uuid:account>/close/", views.close, name="account_close"),
        path("<uuid:account>/second-step/", views.drop_second_step, name="account_second_step"),
        path("<uuid:account>/unlock/", views.unlock, name="account_unlock"),
        path("<uuid:account>/reset/", views.reset, name="account_reset"),
    ),
    group=SYSTEM,
)
