"""单点登录的地址, under the names by which allauth asks for them."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.accounts.single import views

urlpatterns = [
    path("login/sso/", views.begin, {"provider_id": views.PROVIDER}, name="openid_connect_login"),
    path("login/sso/back/", views.back, {"provider_id": views.PROVIDER}, name="openid_connect_callback"),
]
