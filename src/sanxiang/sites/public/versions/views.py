"""对照: two published versions of a power item or a law side by side."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import selectors
from sanxiang.rules.differences import differences
from sanxiang.rules.wordings import Article, compare, word_changes
from sanxiang.sites.design.parts import Link
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import public, render

_LABELS = {
    "name": "事项名称", "code": "事项编码", "field": "执法类别", "basis": "法律依据", "conditions": "适用条件",
    "material_rows": "申请材料", "materials": "申请材料原文", "hall": "办理地点", "hall_hours": "办理时间", "hall_phone": "咨询电话",
    "accepting_unit": "承办机构", "level": "行使层级", "fee": "收费标准", "limit": "办理期限",
    "promised": "承诺期限", "penalty_kinds": "处罚种类", "fine": "法定罚款幅度", "benchmarks": "裁量基准",
    "responsibilities": "责任事项", "accountability": "追责情形", "effective_from": "生效日期",
}  # fmt: skip


@public("power.versions")
def power(request: HttpRequest, public_id: str) -> HttpResponse:
    """The published versions of a power item and the fields that differ between two of them."""
    versions, older, newer = _chosen(request, "power", public_id)
    changes = differences(_words(older["data"]), _words(newer["data"]), _LABELS) if older else ()
    trail = crumbs(Link("权责清单", "/powers/"), Link(newer["title"], f"/powers/{public_id}/"), "历次版本")
    context: dict[str, Any] = {
        "versions": versions,
        "older": older,
        "newer": newer,
        "changes": changes,
        "public_id": public_id,
    }
    return render(request, "versions/power.html", column="/powers/", trail=trail, **context)


@public("law.versions")
def law(request: HttpRequest, public_id: str) -> HttpResponse:
    """The published wordings of a law, two of them article by article."""
    versions, older, newer = _chosen(request, "law", public_id)
    pairings = compare(_articles(older["data"]), _articles(newer["data"])) if older else []
    rows = [
        (
            p,
            list(word_changes(p.before.text, p.after.text))
            if p.kind == "修改" and p.before and p.after
            else None,
        )
        for p in pairings
        if p.kind != "相同"
    ]
    trail = crumbs(Link("法规依据", "/law/"), Link(newer["title"], f"/law/{public_id}/"), "历次版本")
    context: dict[str, Any] = {
        "versions": versions,
        "older": older,
        "newer": newer,
        "rows": rows,
        "same": sum(p.kind == "相同" for p in pairings),
        "public_id": public_id,
    }
    return render(request, "versions/law.html", column="/powers/", trail=trail, **context)


def _chosen(
    request: HttpRequest, kind: str, public_id: str
) -> tuple[list[dict[str, Any]], dict[str, Any] | None, dict[str, Any]]:
    """All versions, and the two asked for: by default the newest and the one before."""
    versions = selectors.versions_of(kind, public_id)
    if not versions:
        raise Http404
    by_number = {str(row["version"]): row for row in versions}
    newer = by_number.get(request.GET.get("to", ""), versions[0])
    before = [row for row in versions if row["version"] < newer["version"]]
    older = by_number.get(request.GET.get("from", ""), before[0] if before else None)
    return versions, older, newer


def _words(data: Mapping[str, Any]) -> dict[str, str]:
    """A published power item, field by field, in words."""
    plain = {name: str(data.get(name, "")) for name in _LABELS}
    tiers = [
        f"{b['title']}（{b['document_no']}）{t['label']}：{t['standard']}"
        for b in data["benchmarks"]
        for t in b["tiers"]
    ]
    return plain | {
        "basis": "\n".join(f"《{b['law']['name']}》{b['place']}" for b in data["basis"]),
        "material_rows": "\n".join("，".join(filter(None, row)) for row in data.get("material_rows", [])),
        "penalty_kinds": "、".join(data["penalty_kinds"]),
        "fine": "至".join(f"{data[end]}元" for end in ("fine_min", "fine_max") if data[end]),
        "benchmarks": "\n".join(tiers),
    }


def _articles(data: Mapping[str, Any]) -> list[Article]:
    return [Article(a["label"], a["text"].removeprefix(a["label"]).strip()) for a in data["articles"]]
