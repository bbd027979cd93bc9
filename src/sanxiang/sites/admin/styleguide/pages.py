"""样式手册的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.kernel import Role
from sanxiang.sites.admin.styleguide import views
from sanxiang.sites.admin.subject import SYSTEM, Subject

SUBJECT = Subject(
    path="styleguide",
    label="样式手册",
    icon="palette",
    about="每个页面零件一个样例，供开发新页面时对照。",
    home="admin:styleguide",
    roles=(Role.ADMINISTRATOR,),
    pages=(
        path("", views.index, name="styleguide"),
        path("<slug:shell>/", views.shell, name="styleguide-shell"),
    ),
    group=SYSTEM,
    for_builders=True,
)
