"""设置的页面: read, not changed: what is set stands in the environment of the server."""

from __future__ import annotations

from django.conf import settings
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse

from sanxiang.kernel import Role
from sanxiang.sites.admin.shell import admin_page
from sanxiang.sites.admin.site.footer import footer
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door


@door("admin.site", roles=(Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR))
def show(request: HttpRequest) -> HttpResponse:
    """The footer with what is missing, and the rules of signing in."""
    items = footer(settings.SITE, settings.SITE_EXAMPLES)
    days = settings.PASSWORD_DAYS
    context = {
        "items": items,
        "wrong": sum(bool(item.problem) for item in items),
        "rules": [
            ("密码", "；".join(password_validators_help_texts())),
            ("密码有效期", f"{days}天" if days else "不限"),
            (
                "登录锁定",
                f"连续{settings.AXES_FAILURE_LIMIT}次不正确，暂停{round(settings.AXES_COOLOFF_TIME * 60)}分钟",
            ),
            ("空闲退出", f"{settings.SESSION_IDLE_SECONDS // 60}分钟没有操作"),
            ("最长登录", f"{settings.SESSION_SECONDS // 3600}小时"),
        ],
    }
    return admin_page(request, "admin/site/site.html", context, crumbs=[Link("设置")])
