"""法规变更的页面: enter a change, see what it does, approve it or take it back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from sanxiang.flows.approve_law_change import approve_law_change, obstacle
from sanxiang.kernel import InvalidInput, NotFound, Role
from sanxiang.registry.policies import may_administer_city, may_approve_for_city
from sanxiang.rules.citations import Place
from sanxiang.sites.admin.laws.forms import FORMS, ChangeForm
from sanxiang.sites.admin.laws.register import READERS, TITLE, chosen
from sanxiang.sites.admin.shell import actor_of, admin_page, now
from sanxiang.sites.design.parts import Link
from sanxiang.sites.doors import door
from sanxiang.sites.wording import say_beside
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.changing import selectors as changes
from sanxiang.statutes.changing import services
from sanxiang.statutes.changing.types import ChangeKind, ChangeView
from sanxiang.statutes.types import VersionView

_Fixed = dict[str, Any]


@door("admin.law_change.new", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def new(request: HttpRequest, law: UUID | None = None, kind: str = ChangeKind.REGISTER) -> HttpResponse:
    """Enter a change of a law (of one of its wordings: ?version=, of one article: ?place=), or a new law."""
    _keeper(request)
    of = next((k for k in FORMS if k == kind), None)
    if of is None or (law is None) != (of == ChangeKind.REGISTER):
        raise NotFound("没有这种法规变更")
    version = _version(law, request.GET.get("version", "")) if law and of.of_a_version else None
    fixed, initial = _start(of, law, version, request.GET.get("place", ""))

    def save(says: _Fixed, basis: str) -> UUID:
        return services.draft_change(
            actor=actor_of(request), now=now(), kind=of, law=law, says=says, basis=basis,
            version=version.id if version else None,
        )  # fmt: skip

    form = _form(request, of, initial, version)
    return _filled(request, of, form, fixed, save, version)


@door("admin.law_change.edit", roles=(Role.ADMINISTRATOR,))
@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, change: UUID) -> HttpResponse:
    """Change a draft."""
    _keeper(request)
    found = changes.get_change(change)
    if found.kind not in FORMS:
        raise NotFound("导入的文本不在页面上修改，请撤销导入，改好文件后再导入")
    version = changes.get_version(found.version_id) if found.version_id else None
    fixed = {name: found.says[name] for name in ("article", "suffix") if name in found.says}
    initial = {**found.says, "basis": found.basis}
    if "laws" in found.says:
        initial["laws"] = "\n".join(found.says["laws"])

    def save(says: _Fixed, basis: str) -> UUID:
        services.edit_change(actor=actor_of(request), now=now(), change=change, says=says, basis=basis)
        return change

    form = _form(request, found.kind, initial, version)
    return _filled(request, found.kind, form, fixed, save, version)


@door("admin.law_change.add", roles=(Role.ADMINISTRATOR,))
@require_POST
def add_article(request: HttpRequest, change: UUID) -> HttpResponse:
    """Add one more article, with its heading if one stands above it, at the end of the text of a draft."""
    _keeper(request)
    found = changes.get_change(change)
    heading, words = (request.POST.get(name, "").strip() for name in ("heading", "article"))
    if "version_date" not in found.says or found.batch or not words.startswith("第"):
        return _shown(request, found, (("id_article", "请写出一条的全文，以“第…条”开头"),))
    text = "\n".join(part for part in (found.says["text"], heading, words) if part)
    says = {**found.says, "text": text}
    services.edit_change(actor=actor_of(request), now=now(), change=change, says=says, basis=found.basis)
    return redirect(reverse("admin:law_change", args=[change]) + "#add")


@door("admin.law_change", roles=READERS)
def show(request: HttpRequest, change: UUID) -> HttpResponse:
    """One change: what it says, what was recognised, who entered and approved it."""
    return _shown(request, changes.get_change(change))


@door("admin.law_change.approve", roles=(Role.SUPERVISOR,))
@require_POST
def approve(request: HttpRequest, change: UUID) -> HttpResponse:
    """审定."""
    found = changes.get_change(change)
    try:
        approve_law_change(actor=actor_of(request), now=now(), change=change)
    except InvalidInput as invalid:
        return _shown(request, found, tuple(("", text) for _, text in invalid.problems))
    messages.success(request, f"已审定{found.kind.label}：{found.title}")
    return redirect("admin:law", law=found.law_id) if _there(found.law_id) else redirect("admin:law_register")


@door("admin.law_change.discard", roles=(Role.ADMINISTRATOR,))
@require_POST
def discard(request: HttpRequest, change: UUID) -> HttpResponse:
    """撤回草稿."""
    _keeper(request)
    services.discard_change(actor=actor_of(request), now=now(), change=change)
    messages.success(request, "已撤回")
    return redirect("admin:law_register")


def _there(law: UUID) -> bool:
    """Is the law registered: not yet before its registration is approved, no more after its last wording went?"""
    try:
        statutes.get_law(law)
    except NotFound:
        return False
    return True


def _keeper(request: HttpRequest) -> None:
    if not may_administer_city(actor_of(request)):
        raise NotFound("法规由司法行政机关的系统管理员维护")


def _version(law: UUID, sent: str) -> VersionView:
    found = chosen(statutes.versions(law), sent, None)
    if found is None:
        raise NotFound("没有这个法规版本")
    return found


def _start(
    kind: ChangeKind, law: UUID | None, version: VersionView | None, sent: str
) -> tuple[_Fixed, _Fixed]:
    """What the form of a new change does not ask, and what stands in it at first."""
    if kind == ChangeKind.UNREPEAL and law:
        return {}, {"laws": "\n".join(changes.ended_by(law))}
    if kind == ChangeKind.UNCOMMENCE and version:
        own = [str(a.place) for a in statutes.law_contents(version.id) if a.starts_on]
        return {}, {"articles": "、".join(own)}
    if kind == ChangeKind.DATE and version:
        return {}, {"effective_from": version.effective_from}
    if kind != ChangeKind.ARTICLE or version is None:
        return {}, {}
    article = next((a for a in statutes.law_contents(version.id) if str(a.place) == sent), None)
    if article is None:
        raise NotFound("这一文本没有这一条")
    return {"article": article.place.article, "suffix": article.place.suffix}, {"text": article.text}


def _form(
    request: HttpRequest, kind: ChangeKind, initial: Mapping[str, Any], version: VersionView | None
) -> ChangeForm:
    options: dict[str, Any] = {"initial": initial}
    if kind == ChangeKind.SOURCE and version:
        others = [s for s in changes.sources(version.id) if not s.used]
        options["sources"] = [(str(s.id), f"{s.source}（{len(s.differing)}条不同）") for s in others]
    return FORMS[kind](request.POST if request.method == "POST" else None, **options)


def _filled(
    request: HttpRequest, kind: ChangeKind, form: ChangeForm, fixed: _Fixed, save: Callable[[_Fixed, str], UUID],
    version: VersionView | None,
) -> HttpResponse:  # fmt: skip
    if request.method == "POST" and form.is_valid():
        try:
            saved = save({**fixed, **form.says()}, form.cleaned_data["basis"])
        except InvalidInput as invalid:
            say_beside(form, invalid.problems)
        else:
            return redirect("admin:law_change", change=saved)
    title = kind.label
    if fixed:
        title = f"更正{Place(fixed['article'], fixed['suffix'])}"
    context = {"form": form, "title": title, "version": version, "compared": _pairs(kind, version)}
    crumbs = [Link(TITLE, reverse("admin:law_register")), Link(title)]
    status = 422 if form.errors else 200
    return admin_page(request, "admin/laws/change_form.html", context, crumbs=crumbs, status=status)


def _pairs(kind: ChangeKind, version: VersionView | None) -> list[tuple[str, list[Any]]]:
    """For the choice of a source: each other source with the articles that differ."""
    if kind != ChangeKind.SOURCE or version is None:
        return []
    others = [s for s in changes.sources(version.id) if s.id and not s.used]
    return [(s.source, changes.compared(version.id, s.id)) for s in others if s.id]


def _shown(request: HttpRequest, found: ChangeView, errors: tuple[tuple[str, str], ...] = ()) -> HttpResponse:
    actor, draft = actor_of(request), found.status == "draft"
    version = changes.get_version(found.version_id) if found.version_id else None
    context = {
        "found": found,
        "version": version,
        "preview": changes.preview(found.id),
        "pairs": _change_pairs(found, version),
        "obstacle": obstacle(found.id),
        "errors": errors,
        "registered": _there(found.law_id),
        "editable": found.kind in FORMS,
        "sent": request.POST,
        "may": {
            "enter": draft and may_administer_city(actor),
            "approve": draft and may_approve_for_city(actor),
        },
    }
    crumbs = [Link(TITLE, reverse("admin:law_register")), Link(found.kind.label)]
    status = 422 if errors else 200
    return admin_page(request, "admin/laws/change.html", context, crumbs=crumbs, status=status)


def _change_pairs(found: ChangeView, version: VersionView | None) -> list[tuple[str, str, str]]:
    """(place, words now, words to be) of each article that a draft would replace, or that a correction replaced."""
    if version is None:
        return []
    if found.kind == ChangeKind.ARTICLE:
        place = Place(found.says["article"], found.says["suffix"])
        held = next((a.text for a in statutes.law_contents(version.id) if a.place == place), "")
        before = found.before["text"] if found.before else held
        return [(str(place), before, found.says["text"])]
    if found.kind == ChangeKind.SOURCE and found.status == "draft":
        pairs = changes.compared(version.id, UUID(found.says["source_text"]))
        return [(str(p.place), p.held, p.other) for p in pairs]
    return []
