"""allauth 的接口: who comes from the provider is looked up among our accounts, by one claim, and let in our way."""

from __future__ import annotations

from typing import Any, NoReturn

from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from django.conf import settings
from django.contrib.auth import get_user_model
from django.http import HttpRequest
from django.shortcuts import redirect

from sanxiang.registry.accounts import Outcome
from sanxiang.sites.accounts.entering import ENDED, SINGLE, come_in, inside
from sanxiang.sites.accounts.records import record

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class Adapter(DefaultSocialAccountAdapter):
    """Every way out of allauth's flow is one of ours, so none of its pages is ever shown."""

    def pre_social_login(self, request: HttpRequest, sociallogin: Any) -> None:
        name = _claim(sociallogin.account.extra_data)
        user = get_user_model().objects.filter(username=name, is_active=True).first() if name else None
        if user is None:
            record(request, Outcome.FAILED, name)
            self._turn_away(request, "unknown")
        user.backend = _BACKEND
        request.session[SINGLE] = True
        to = inside(request, sociallogin.state.get("next") or "")
        raise ImmediateHttpResponse(come_in(request, user, to))

    def on_authentication_error(self, request: HttpRequest, provider: Any, **told: Any) -> None:
        self._turn_away(request, "failed")

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False

    def _turn_away(self, request: HttpRequest, why: str) -> NoReturn:
        request.session[ENDED] = why
        raise ImmediateHttpResponse(redirect(settings.LOGIN_URL))


def _claim(said: dict[str, Any]) -> str:
    """The username that the provider vouches for: of one person in ID token and userinfo (OIDC Core 5.3.2)."""
    token, info = said.get("id_token") or {}, said.get("userinfo") or {}
    if not token.get("sub") or info.get("sub", token["sub"]) != token["sub"]:
        return ""
    return str({**token, **info}.get(settings.OIDC_CLAIM) or "")
