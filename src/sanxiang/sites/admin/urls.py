"""单位管理的地址: those of every subject of the menu."""

from __future__ import annotations

from django.urls import include, path

from sanxiang.sites.admin.menu import SUBJECTS

app_name = "admin"
urlpatterns = [path(f"{s.path}/" if s.path else "", include(list(s.pages))) for s in SUBJECTS]
