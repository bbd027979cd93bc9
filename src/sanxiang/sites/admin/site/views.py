"""设置的页面: the footer of the public site, read and set; the rules of signing in, which the server's environment sets."""

from __future__ import annotations

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.password_validation import password_validators_help_texts
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanxiang.disclosure.selectors import site_said
from sanxiang.disclosure.services import set_site
from sanxiang.kernel import NotFound, Role
from sanxiang.registry.local import local_values
from sanxiang.registry.policies import may_administer_site
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.admin.site.footer import LABELS, footer, set_text
from sanxiang.sites.admin.site.forms import SiteForm
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door


@door("admin.site", roles=(Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR))
def show(request: HttpRequest) -> HttpResponse:
    """The footer with what is missing, the values of the place, and the rules of signing in."""
    here = site_said()
    items = footer({**settings.SITE, **here}, settings.SITE_EXAMPLES, here)
    days = settings.PASSWORD_DAYS
    context = {
        "items": items,
        "local": local_values(),
        "edits": may_administer_site(actor_of(request)),
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


@door("admin.site.edit", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest) -> HttpResponse:
    """Set the footer: the public pages show it at once, the audit log keeps before and after."""
    actor = actor_of(request)
    if not may_administer_site(actor):
        raise NotFound("没有这个页面")
    shown = {**settings.SITE, **site_said()}
    filled = {name: set_text(value) for name, value in shown.items()}
    form = SiteForm(request.POST if request.method == "POST" else None, initial=filled)
    if request.method == "POST" and form.is_valid():
        changed = set_site(actor=actor, now=now(), said=form.cleaned_data, labels=LABELS, before=shown)
        messages.success(request, f"已修改{changed}项，公示网站随即更新" if changed else "没有改动")
        return redirect("admin:site")
    crumbs = [Link("设置", reverse("admin:site")), Link("修改页脚")]
    status = 422 if form.errors else 200
    return admin_page(request, "admin/site/edit.html", {"form": form}, crumbs=crumbs, status=status)
