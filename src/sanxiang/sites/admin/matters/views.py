"""音像记录事项、随机抽查事项的页面: the rows of an agency, one row with its versions, and its acts."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.kernel import Actor, InvalidInput, NotFound, Role, local_date
from sanxiang.powers import matters, policies, services
from sanxiang.powers.matters import MatterView
from sanxiang.registry.policies import register_scope, require_register
from sanxiang.sites.admin.matters.forms import FORMS, NoPenaltyForm, RandomCheckForm, RecordingForm
from sanxiang.sites.admin.matters.words import LABELS, LISTS, words
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.wording import say_beside

READERS = (Role.ADMINISTRATOR, Role.AGENCY_HEAD, Role.SUPERVISOR)
_Form = RecordingForm | RandomCheckForm | NoPenaltyForm
_Problems = tuple[tuple[str, str], ...]


@door("admin.matters", roles=READERS)
def index(request: HttpRequest, kind: str) -> HttpResponse:
    """The newest version of every row of the agencies in scope; drafts first."""
    actor, q = actor_of(request), request.GET.get("q", "").strip()[:100]
    newest: dict[tuple[UUID, str], MatterView] = {}
    for row in matters.matters(kind, register_scope(actor)):
        newest.setdefault((row.agency_id, row.number), row)
    found = [m for m in newest.values() if q in f"{m.number}{m.title}"]
    found.sort(key=lambda m: m.status != "draft")
    everything = request.GET.get("all") == "1"
    query = {k: v for k, v in (("q", q), ("all", "" if everything else "1")) if v}
    context = {
        "kind": kind,
        "list": LISTS[kind],
        "rows": found,
        "q": q,
        "today": local_date(now()),
        "many": len({m.agency_id for m in found}) > 1,
        "enters": actor.agency_id is not None and policies.may_enter(actor, actor.agency_id),
        "approvable": {
            m.id for m in found if m.status == "draft" and policies.may_submit(actor, m.agency_id)
        },
        "ticked": everything,
        "all_url": "?" + urlencode(query),
    }
    return admin_page(
        request, "admin/matters/list.html", context, crumbs=[Link(LISTS[kind])], block="results"
    )


@door("admin.matter", roles=READERS)
def show(request: HttpRequest, kind: str, matter: UUID) -> HttpResponse:
    """One version: what it says, who entered and approved it, its versions."""
    return _shown(request, _opened(request, kind, matter))


@door("admin.matter.new", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, kind: str) -> HttpResponse:
    """Draft a row of the own agency."""
    actor = actor_of(request)
    if actor.agency_id is None:
        raise NotFound("没有所属机关")
    agency = actor.agency_id

    def save(says: dict[str, Any]) -> UUID:
        return services.draft_matter(actor=actor, now=now(), kind=kind, agency=agency, **says)

    form = _form(request, kind, {"effective_from": local_date(now()), "required": "1"}, numbered=True)
    return _filled(request, kind, form, save, f"起草{LISTS[kind]}")


@door("admin.matter.edit", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, kind: str, matter: UUID) -> HttpResponse:
    """Change a draft, or begin the next version of a row in force."""
    found = allowed(request, kind, matter, policies.may_enter)
    actor, draft = actor_of(request), found.status == "draft"

    def save(says: dict[str, Any]) -> UUID:
        if draft:
            services.change_matter(actor=actor, now=now(), kind=kind, matter=matter, **says)
            return matter
        return services.draft_matter(
            actor=actor, now=now(), kind=kind, agency=found.agency_id, number=found.number, **says
        )

    start = found.effective_from if draft else local_date(now())
    required = {"required": "1" if found.says.get("required") else "0"}
    form = _form(request, kind, {**found.says, **required, "effective_from": start}, numbered=False)
    return _filled(request, kind, form, save, "修改草稿" if draft else "起草新版本")


@door("admin.matter.approve", roles=(Role.AGENCY_HEAD,))
@require_POST
def approve(request: HttpRequest, kind: str, matter: UUID) -> HttpResponse:
    """审定."""
    return _do(request, kind, matter, policies.may_submit, services.approve_matter, "已审定")


@door("admin.matter.end", roles=(Role.AGENCY_HEAD,))
@require_POST
def end(request: HttpRequest, kind: str, matter: UUID) -> HttpResponse:
    """停止 after a day."""
    try:
        until = date.fromisoformat(request.POST.get("until", ""))
    except ValueError:
        found = allowed(request, kind, matter, policies.may_submit)
        return _shown(request, found, (("until", "请填写适用到哪一天，例如2026-12-31"),))
    return _do(request, kind, matter, policies.may_submit, services.end_matter, "已停止", until=until)


@door("admin.matter.discard", roles=(Role.ADMINISTRATOR,))
@require_POST
def discard(request: HttpRequest, kind: str, matter: UUID) -> HttpResponse:
    """撤回草稿."""
    allowed(request, kind, matter, policies.may_enter)
    services.discard_matter(actor=actor_of(request), now=now(), kind=kind, matter=matter)
    messages.success(request, "已撤回草稿")
    return redirect(f"admin:{kind}")


def _do(
    request: HttpRequest, kind: str, matter: UUID, may: Callable[[Actor, UUID], bool], service: Callable[..., None], said: str, **more: Any
) -> HttpResponse:  # fmt: skip
    found = allowed(request, kind, matter, may)
    try:
        service(actor=actor_of(request), now=now(), kind=kind, matter=matter, **more)
    except InvalidInput as invalid:
        return _shown(request, found, invalid.problems)
    messages.success(request, said)
    return redirect(f"admin:{kind}_row", matter=matter)


def _opened(request: HttpRequest, kind: str, matter: UUID) -> MatterView:
    found = matters.get_matter(kind, matter)
    require_register(actor_of(request), found.agency_id)
    return found


def allowed(request: HttpRequest, kind: str, matter: UUID, may: Callable[[Actor, UUID], bool]) -> MatterView:
    """The row, if this person may do the act for its agency; else NotFound."""
    found = _opened(request, kind, matter)
    if not may(actor_of(request), found.agency_id):
        raise NotFound("没有这个清单事项")
    return found


def _form(request: HttpRequest, kind: str, initial: dict[str, Any], *, numbered: bool) -> _Form:
    return FORMS[kind](request.POST if request.method == "POST" else None, initial=initial, numbered=numbered)


def _filled(
    request: HttpRequest, kind: str, form: _Form, save: Callable[[dict[str, Any]], UUID], title: str
) -> HttpResponse:
    if request.method == "POST" and form.is_valid():
        try:
            saved = save(form.says())
        except InvalidInput as invalid:
            say_beside(form, invalid.problems)
        else:
            messages.success(request, "草稿已保存，请本机关负责人审定")
            return redirect(f"admin:{kind}_row", matter=saved)
    crumbs = [Link(LISTS[kind], reverse(f"admin:{kind}")), Link(title)]
    context = {"form": form, "title": title, "back": reverse(f"admin:{kind}")}
    status = 422 if form.errors else 200
    return admin_page(request, "admin/matters/form.html", context, crumbs=crumbs, status=status)


def _shown(request: HttpRequest, found: MatterView, errors: _Problems = ()) -> HttpResponse:
    actor, kind = actor_of(request), found.kind
    saying = words(found)
    context = {
        "kind": kind,
        "found": found,
        "rows": [(label, saying[name]) for name, label in LABELS[kind].items() if saying[name]],
        "versions": matters.matter_versions(kind, found.agency_id, found.number),
        "errors": errors,
        "today": local_date(now()),
        "may": {
            "enter": policies.may_enter(actor, found.agency_id),
            "approve": policies.may_submit(actor, found.agency_id),
        },
    }
    crumbs = [Link(LISTS[kind], reverse(f"admin:{kind}")), Link(found.title)]
    status = 422 if errors else 200
    return admin_page(request, "admin/matters/matter.html", context, crumbs=crumbs, status=status)
