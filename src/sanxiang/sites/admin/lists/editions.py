"""清单版本的页面: one edition with what changed, and the acts that bring it to the public."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from sanxiang.disclosure.list_types import EditionView
from sanxiang.disclosure.selectors import get_edition
from sanxiang.documents.fonts import FontMissing
from sanxiang.flows import list_editions as flow
from sanxiang.flows.reading.editions import cautions, changes_of
from sanxiang.kernel import Actor, InvalidInput, NotFound, Role, local_date
from sanxiang.registry.policies import require_scope
from sanxiang.sites.admin.lists.views import OWN, READERS, own_agency
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.tables import TYPES, numbered, table_file

DRAFTERS = (Role.ADMINISTRATOR, Role.DISCLOSER)
PUBLISHERS = (Role.AGENCY_HEAD, Role.DISCLOSER)
#: rows and changes that the page shows; the files have all
SHOWN = 100
_Problems = tuple[tuple[str, str], ...]


@door("admin.edition", roles=READERS)
def show(request: HttpRequest, edition: UUID) -> HttpResponse:
    """The edition: who drafted, approved and filed it, what changed, its rows."""
    return _shown(request, _opened(request, edition))


@door("admin.edition.file", roles=READERS)
def download(request: HttpRequest, edition: UUID, form: str) -> HttpResponse:
    """The edition as XLSX or CSV."""
    if form not in TYPES:
        raise NotFound("没有这种格式")
    found = _opened(request, edition)
    name = f"{found.agency['name']}{found.title}" + (f"第{found.number}版" if found.number else "")
    return table_file(form, found.title, ("序号", *found.heads), numbered(found.rows), name=name)


@door("admin.edition.draft", roles=DRAFTERS)
@require_POST
def draft(request: HttpRequest, code: str) -> HttpResponse:
    """拟制 an edition of the own agency from what runs today."""
    try:
        made = flow.draft_list(actor=actor_of(request), now=now(), agency=own_agency(request), code=code)
    except InvalidInput as invalid:
        messages.warning(request, str(invalid))
        return redirect("admin:list", code=code)
    messages.success(request, "已按今天起作用的登记拟制，请本机关负责人审定")
    return redirect("admin:edition", edition=made)


@door("admin.edition.approve", roles=(Role.AGENCY_HEAD,))
@require_POST
def approve(request: HttpRequest, edition: UUID) -> HttpResponse:
    """审定."""
    number = request.POST.get("approval_no", "")

    def act(actor: Actor) -> None:
        flow.approve_list(actor=actor, now=now(), edition=edition, approval_no=number)

    return _do(request, _own(request, edition), act, "已审定，可以公布")


@door("admin.edition.record", roles=(Role.SUPERVISOR,))
@require_POST
def record(request: HttpRequest, edition: UUID) -> HttpResponse:
    """登记备案."""
    found = _opened(request, edition)
    try:
        filed_on = date.fromisoformat(request.POST.get("filed_on", ""))
    except ValueError:
        return _shown(request, found, (("filed_on", "请填写备案日期，例如2026-11-26"),))
    number = request.POST.get("filed_no", "")

    def act(actor: Actor) -> None:
        flow.file_list(actor=actor, now=now(), edition=edition, filed_no=number, filed_on=filed_on)

    return _do(request, found, act, "已登记备案")


@door("admin.edition.publish", roles=PUBLISHERS)
@require_POST
def publish(request: HttpRequest, edition: UUID) -> HttpResponse:
    """公布."""

    def act(actor: Actor) -> None:
        flow.publish_list(actor=actor, now=now(), edition=edition)

    return _do(request, _own(request, edition), act, "已公布，公众现在可以查阅和下载")


@door("admin.edition.discard", roles=DRAFTERS)
@require_POST
def discard(request: HttpRequest, edition: UUID) -> HttpResponse:
    """撤回 a draft."""

    def act(actor: Actor) -> None:
        flow.discard_list(actor=actor, now=now(), edition=edition)

    return _do(request, _own(request, edition), act, "已撤回")


def _do(request: HttpRequest, found: EditionView, act: Callable[[Actor], None], said: str) -> HttpResponse:
    try:
        act(actor_of(request))
    except InvalidInput as invalid:
        return _shown(request, found, invalid.problems)
    except FontMissing as missing:
        return _shown(request, found, (("", str(missing)),))
    messages.success(request, said)
    return redirect("admin:edition", edition=found.id)


def _opened(request: HttpRequest, edition: UUID) -> EditionView:
    found = get_edition(edition)
    require_scope(actor_of(request), found.agency_ref)
    return found


def _own(request: HttpRequest, edition: UUID) -> EditionView:
    """An edition of the own agency; another agency's is not there."""
    found = get_edition(edition)
    if found.agency_ref != actor_of(request).agency_id:
        raise NotFound("没有这一版清单")
    return found


def _shown(request: HttpRequest, found: EditionView, errors: _Problems = ()) -> HttpResponse:
    actor, (before, changes) = actor_of(request), changes_of(found)
    own = found.agency_ref == actor.agency_id
    context = {
        "found": found,
        "cautions": cautions(found.code, found.agency_ref, local_date(now())) if found.state in ("draft", "approved") else (),
        "before": before,
        "changes": changes[:SHOWN],
        "changed": len(changes),
        "rows": found.rows[:SHOWN],
        "errors": errors,
        "today": local_date(now()),
        "may": {
            "approve": own and actor.has(Role.AGENCY_HEAD) and found.state == "draft",
            "discard": own and actor.has(*DRAFTERS) and found.state == "draft",
            "publish": own and actor.has(*PUBLISHERS) and found.state == "approved",
            "file": actor.has(Role.SUPERVISOR) and found.number is not None and not found.filed_no
            and found.state != "replaced",
        },
    }  # fmt: skip
    crumbs = [Link("清单", reverse("admin:lists"))]
    if own and actor.has(*OWN):
        crumbs.append(Link(found.title, reverse("admin:list", args=[found.code])))
    title = f"第{found.number}版" if found.number else found.state_label
    status = 422 if errors else 200
    return admin_page(
        request, "admin/lists/edition.html", context, crumbs=[*crumbs, Link(title)], status=status
    )
