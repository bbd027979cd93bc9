"""本地规定的页面: one value with its document, set by the administrator of the highest justice bureau."""

from __future__ import annotations

from django import forms
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sanxiang.kernel import NotFound, Role
from sanxiang.registry.local import local_values, set_local_value
from sanxiang.registry.policies import may_administer_site
from sanxiang.sites.admin.agencies.acts import ActForm
from sanxiang.sites.admin.agencies.filling import fill_in
from sanxiang.sites.admin.shell import actor_of, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door


class LocalForm(ActForm):
    value = forms.CharField(label="内容", max_length=200)
    source = forms.CharField(label="依据", max_length=200, help_text="本地的文件名称和文号")


@door("admin.site.local", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, key: str) -> HttpResponse:
    """Set one value: it holds for what is issued and checked from now on."""
    actor = actor_of(request)
    held = next((v for v in local_values() if v.rule.key == key), None)
    if held is None or not may_administer_site(actor):
        raise NotFound("没有这个页面")
    form = LocalForm(request.POST or None, initial={"value": held.value, "source": held.source})
    form.fields["value"].help_text = held.rule.hint
    title = f"修改{held.rule.key.label}"
    return fill_in(
        request,
        form,
        lambda: set_local_value(actor=actor, now=now(), key=held.rule.key, **form.cleaned_data),
        title=title,
        under="此后办理的按新的规定，已经办理的不变",
        said=f"已修改{held.rule.key.label}",
        back=reverse("admin:site"),
        crumbs=[Link("设置", reverse("admin:site")), Link(title)],
        button="保存",
    )
