"""单位管理的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.admin.styleguide import views as styleguide

app_name = "admin"
urlpatterns = [
    path("styleguide/", styleguide.index, name="styleguide"),
    path("styleguide/<slug:shell>/", styleguide.shell, name="styleguide-shell"),
]
