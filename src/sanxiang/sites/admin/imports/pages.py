"""导入的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.imports import views
from sanxiang.sites.admin.subject import REGISTERS, Subject

SUBJECT = Subject(
    path="imports",
    label="导入",
    icon="file-up",
    about="用手里的表格成批登记：下载模板、试运行、逐行报告、撤销。",
    home="admin:imports",
    roles=views.IMPORTERS,
    pages=(
        path("", views.index, name="imports"),
        path("new/<slug:kind>/", views.upload, name="import_new"),
        path("template/<slug:kind>.xlsx", views.template_file, name="import_template"),
        path("<uuid:run>/", views.show, name="import_run"),
        path("<uuid:run>/start/", views.start, name="import_start"),
        path("<uuid:run>/undo/", views.undo, name="import_undo"),
        path("<uuid:run>/report.xlsx", views.report_file, name="import_report"),
    ),
    group=REGISTERS,
)
