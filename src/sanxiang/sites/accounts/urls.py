"""账户的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.accounts import views

app_name = "accounts"
urlpatterns = [
    path("login/", views.sign_in, name="login"),
    path("logout/", views.sign_out, name="logout"),
    path("password/", views.password, name="password"),
    path("mode/", views.set_mode, name="mode"),
]
