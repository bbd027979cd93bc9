"""账户的页面: the list, one account, and what each administrator may do to it."""

from __future__ import annotations

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.kernel import ADMINISTRATORS, InvalidInput, NotFound, Role
from sanxiang.registry import accounts as services
from sanxiang.registry import selectors as registry
from sanxiang.registry.policies import kept_agencies
from sanxiang.registry.types import AccountView, AgencyView
from sanxiang.sites.accounts import locks
from sanxiang.sites.accounts.second.factors import factors_of, remove
from sanxiang.sites.admin.accounts.forms import AccountForm, RolesForm, UnlockForm
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.staff import pager_of
from sanxiang.sites.wording import say_beside

KEEPERS = (Role.ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR)


@door("admin.accounts", roles=KEEPERS)
def index(request: HttpRequest) -> HttpResponse:
    """The accounts of the agencies that this administrator keeps."""
    q = request.GET.get("q", "").strip()
    found = [a for a in registry.accounts() if a.agency_id in kept_agencies(actor_of(request))]
    found = [
        a for a in found if q.lower() in f"{a.display_name} {a.username} {'、'.join(a.role_labels)}".lower()
    ]
    pager = pager_of(request, len(found), {"q": q} if q else {})
    first = (min(pager.number, pager.pages) - 1) * pager.size
    context = {
        "accounts": found[first : first + pager.size],
        "agencies": _names(),
        "pager": pager,
        "q": q,
        "opens": actor_of(request).has(Role.ADMINISTRATOR),
    }
    return admin_page(request, "admin/accounts/list.html", context, crumbs=[Link("账户")])


@door("admin.accounts.new", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest) -> HttpResponse:
    """Open an account; its first password is shown once."""
    kept = _kept(request)
    agency = _chosen(request, kept)
    form = AccountForm(request.POST or None, agency=agency.id)
    if request.method == "POST" and form.is_valid():
        try:
            key, password = services.open_account(
                actor=actor_of(request), now=now(), agency=agency.id, **form.arguments()
            )
        except InvalidInput as invalid:
            named = {name.removesuffix("_id"): name for name in form.fields}
            say_beside(form, [(named.get(field, field), said) for field, said in invalid.problems])
        else:
            return _told(request, registry.account(key), password)
    context = {
        "form": form,
        "agencies": kept,
        "agency": agency,
        "appointed": services.also_appointed(agency.id, ADMINISTRATORS),
    }
    status = 422 if form.errors else 200
    return admin_page(request, "admin/accounts/new.html", context, crumbs=_crumbs("开设账户"), status=status)


@door("admin.account", roles=KEEPERS)
def show(request: HttpRequest, account: UUID) -> HttpResponse:
    """One account, with the acts of this administrator."""
    found = _account(request, account)
    return _show(request, found, _roles_form(found))


@door("admin.account.roles", roles=(Role.SECURITY_ADMINISTRATOR,))
@require_POST
def roles(request: HttpRequest, account: UUID) -> HttpResponse:
    """Give the account these roles and no others."""
    found, form = _account(request, account), RolesForm(request.POST)
    if form.is_valid():
        try:
            services.grant_roles(actor=actor_of(request), now=now(), account=account, roles=form.wanted())
        except InvalidInput as invalid:
            for _, said in invalid.problems:
                form.add_error("roles", said)
        else:
            messages.success(request, f"已保存{found.display_name}的角色")
            if others := services.also_appointed(found.agency_id, form.wanted(), but=account):
                messages.warning(request, f"本单位另有{others}，不再使用的账户请由系统管理员停用")
            return redirect("admin:account", account=account)
    return _show(request, found, form, status=422)


@door("admin.account.close", roles=(Role.ADMINISTRATOR,))
@require_POST
def close(request: HttpRequest, account: UUID) -> HttpResponse:
    """Shut the way in, or open it again."""
    reopen = request.POST.get("reopen") == "1"
    services.close_account(actor=actor_of(request), now=now(), account=account, reopen=reopen)
    messages.success(request, "已启用" if reopen else "已停用，这个账户不能再登录")
    return redirect("admin:account", account=account)


@door("admin.account.reset", roles=(Role.ADMINISTRATOR,))
@require_POST
def reset(request: HttpRequest, account: UUID) -> HttpResponse:
    """A new first password, shown once."""
    password = services.reset_password(actor=actor_of(request), now=now(), account=account)
    return _told(request, _account(request, account), password)


@door("admin.account.unlock", roles=(Role.SECURITY_ADMINISTRATOR,))
@require_POST
def unlock(request: HttpRequest, account: UUID) -> HttpResponse:
    """Let in again who was locked out after wrong passwords, with the reason."""
    found, form = _account(request, account), UnlockForm(request.POST)
    if not form.is_valid():
        return _show(request, found, _roles_form(found), unlocking=form, status=422)
    with transaction.atomic():
        reason = form.cleaned_data["reason"]
        username = services.record_unlock(actor=actor_of(request), now=now(), account=account, reason=reason)
        locks.unlock(username)
    messages.success(request, f"已解除{found.display_name}的登录锁定")
    return redirect("admin:account", account=account)


@door("admin.account.second_step", roles=(Role.ADMINISTRATOR,))
@require_POST
def drop_second_step(request: HttpRequest, account: UUID) -> HttpResponse:
    """Take away the second step of who lost the telephone; the person sets it up again."""
    found, actor = _account(request, account), actor_of(request)
    if account == actor.account_id:
        raise InvalidInput(("", "不能管理自己的账户，请由另一名管理员办理"))
    with transaction.atomic():
        if gone := remove(account, everything=True):
            services.record_second_step(actor=actor, now=now(), account=account, kind=gone, added=False)
    messages.success(request, f"已解除{found.display_name}的第二步验证")
    return redirect("admin:account", account=account)


def _roles_form(account: AccountView) -> RolesForm:
    return RolesForm(initial={"roles": [role.value for role in account.roles]})


def _show(
    request: HttpRequest,
    account: AccountView,
    form: RolesForm,
    *,
    unlocking: UnlockForm | None = None,
    status: int = 200,
) -> HttpResponse:
    actor = actor_of(request)
    others = account.id != actor.account_id
    context = {
        "account": account,
        "agency": registry.get_agency(account.agency_id).name if account.agency_id else "",
        "form": form,
        "unlocking": unlocking or UnlockForm(),
        "locked": locks.is_locked(account.username, now()),
        "grants": others and actor.has(Role.SECURITY_ADMINISTRATOR),
        "keeps": others and actor.has(Role.ADMINISTRATOR),
        "second_step": factors_of(account.id).any,
    }
    crumbs = _crumbs(account.display_name)
    return admin_page(request, "admin/accounts/account.html", context, crumbs=crumbs, status=status)


def _told(request: HttpRequest, account: AccountView, password: str) -> HttpResponse:
    context = {"account": account, "password": password}
    return admin_page(request, "admin/accounts/told.html", context, crumbs=_crumbs(account.display_name))


def _account(request: HttpRequest, account: UUID) -> AccountView:
    found = registry.account(account)
    if found.agency_id not in kept_agencies(actor_of(request)):
        raise NotFound("没有这个账户")
    return found


def _kept(request: HttpRequest) -> list[AgencyView]:
    return registry.agencies(kept_agencies(actor_of(request)))


def _chosen(request: HttpRequest, kept: list[AgencyView]) -> AgencyView:
    """The agency that was asked for; the own one to begin with."""
    asked = request.GET.get("agency") or str(actor_of(request).agency_id)
    found = next((agency for agency in kept if str(agency.id) == asked), None)
    if found is None:
        raise NotFound("没有这个单位")
    return found


def _names() -> dict[UUID, str]:
    return {agency.id: agency.short_name for agency in registry.agencies()}


def _crumbs(last: str) -> list[Link]:
    return [Link("账户", reverse("admin:accounts")), Link(last)]
