"""账户的地址."""

from __future__ import annotations

from django.urls import path

from sanxiang.sites.accounts import views
from sanxiang.sites.accounts.second import step
from sanxiang.sites.accounts.second import views as second

app_name = "accounts"
urlpatterns = [
    path("login/", views.sign_in, name="login"),
    path("logout/", views.sign_out, name="logout"),
    path("password/", views.password, name="password"),
    path("login/code/", step.second_step, name="second_step"),
    path("login/code/passkey/", step.passkey_question, name="passkey_question"),
    path("security/", second.security, name="security"),
    path("security/totp/", second.totp, name="totp"),
    path("security/codes/", second.codes, name="codes"),
    path("security/passkey/", second.passkey, name="passkey"),
    path("security/passkey/options/", second.passkey_options, name="passkey_options"),
    path("security/remove/", second.remove, name="remove_factor"),
    path("mode/", views.set_mode, name="mode"),
]
