"""审计的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.audit import views
from sanxiang.sites.admin.subject import SYSTEM, Subject

SUBJECT = Subject(
    path="audit",
    label="审计",
    icon="scroll-text",
    about="谁在什么时候对什么做了什么，谁从哪里登录；可以查、可以导出，不能改。",
    home="admin:audit",
    roles=views.AUDITORS,
    pages=(
        path("", views.log, name="audit"),
        path("export.csv", views.log_csv, name="audit_csv"),
        path("sign-ins/", views.sign_ins, name="audit_sign_ins"),
        path("sign-ins/export.csv", views.sign_ins_csv, name="audit_sign_ins_csv"),
    ),
    group=SYSTEM,
)
