"""去统一身份认证，再回来: allauth's two views behind doors of ours."""

from __future__ import annotations

from allauth.socialaccount.providers.openid_connect import views as openid
from django.http import HttpRequest, HttpResponse
from django.views.decorators.http import require_GET

from sanxiang.sites.doors import door

PROVIDER = "sso"


@door("accounts.single", public=True)
@require_GET
def begin(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Off to the provider; 404 where none is set."""
    request.personal = True  # type: ignore[attr-defined]
    answer: HttpResponse = openid.login(request, provider_id)
    return answer


@door("accounts.single_back", public=True)
@require_GET
def back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Back with a code, which is changed for who it is."""
    request.personal = True  # type: ignore[attr-defined]
    answer: HttpResponse = openid.callback(request, provider_id)
    return answer
