"""站点地图: one line per audience."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("", include("sanxiang.sites.accounts.urls")),
    path("", include("sanxiang.sites.accounts.single.urls")),
    path("w/", include("sanxiang.sites.desk.urls")),
    path("a/", include("sanxiang.sites.admin.urls")),
    path("", include("sanxiang.sites.public.urls")),
]

handler400 = "sanxiang.sites.errors.bad_request"
handler403 = "sanxiang.sites.errors.forbidden"
handler404 = "sanxiang.sites.errors.not_found"
handler500 = "sanxiang.sites.errors.server_error"
