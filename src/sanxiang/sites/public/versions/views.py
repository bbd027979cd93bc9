"""对照: two published versions of a power item or a law side by side."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import selectors
from sanxiang.kernel import local_date
from sanxiang.rules.differences import differences
from sanxiang.rules.wordings import Article, Pairing, compare, word_changes
from sanxiang.sites.design.parts import Choice, Link
from sanxiang.sites.public.law.wordings import wordings_of
from sanxiang.sites.public.navigation import crumbs
from sanxiang.sites.public.views import public, render, word

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
        **choosing(versions, older, newer),
        "older": older,
        "newer": newer,
        "changes": changes,
        "public_id": public_id,
    }
    return render(request, "versions/power.html", column="/powers/", trail=trail, **context)


@public("law.versions")
def law(request: HttpRequest, public_id: str) -> HttpResponse:
    """The wordings of a law, two of them side by side, article by article."""
    published = selectors.versions_of("law", public_id)
    if not published:
        raise Http404
    texts = _texts(published)
    newer = texts.get(word(request, "to"), next(iter(texts.values())))
    keys = list(texts)
    before = keys[keys.index(newer.key) + 1 :]
    older = texts.get(word(request, "from"), texts[before[0]] if before else None)
    pairings = compare(older.articles, newer.articles) if older else []
    title = published[0]["title"]
    context: dict[str, Any] = {
        "title": title,
        "choices": [Choice(t.key, t.label) for t in texts.values()],
        "older": older,
        "newer": newer,
        "rows": [(p, *_sides(p)) for p in pairings if p.kind != "相同"],
        "same": sum(p.kind == "相同" for p in pairings),
        "chosen": (older.key if older else "", newer.key),
        "address": f"/law/{public_id}/",
    }
    trail = crumbs(Link("法规依据", "/law/"), Link(title, f"/law/{public_id}/"), "逐条对照")
    return render(request, "versions/law.html", column="/powers/", trail=trail, **context)


@dataclass(frozen=True, slots=True)
class ComparedText:
    """A wording as the site showed it; one whose words were corrected is there with both readings."""

    key: str
    label: str
    articles: list[Article]


def _texts(published: Sequence[Mapping[str, Any]]) -> dict[str, ComparedText]:
    """Every wording by its key, the newest first, out of all that was ever published of a law, newest first."""
    found: list[tuple[str, ComparedText]] = []
    for row in published:
        for wording in wordings_of(row["data"]):
            articles = _articles(wording.articles)
            readings = [text for key, text in found if key == wording.key]
            if articles in [text.articles for text in readings]:
                continue
            day = f"{wording.key}公布"
            if readings:
                until = local_date(row["superseded_at"] or row["published_at"])
                corrected = ComparedText(
                    f"{wording.key}.{row['version']}", f"{day}（{until}更正前）", articles
                )
                found.append((wording.key, corrected))
            else:
                found.append((wording.key, ComparedText(wording.key, day, articles)))
    found.sort(key=lambda pair: pair[0], reverse=True)
    return {text.key: text for _, text in found}


def _sides(p: Pairing) -> tuple[list[tuple[bool, str]], list[tuple[bool, str]]]:
    """The words of an article before and after, in pieces, each with whether it changed."""
    if p.before is None or p.after is None or p.kind != "修改":
        changed = p.kind != "条序调整"
        return [(changed, p.before.text)] if p.before else [], [(changed, p.after.text)] if p.after else []
    words = list(word_changes(p.before.text, p.after.text))
    old = [(kind == "old", part) for kind, part in words if kind != "new"]
    return old, [(kind == "new", part) for kind, part in words if kind != "old"]


def choosing(
    versions: Sequence[Mapping[str, Any]], older: Mapping[str, Any] | None, newer: Mapping[str, Any]
) -> dict[str, Any]:
    """What `versions/choose.html` takes: numbered versions to choose from, and the two that are shown."""
    return {
        "choices": [
            Choice(str(v["version"]), f"第{v['version']}版，{local_date(v['published_at'])}公布")
            for v in versions
        ],
        "chosen": (str(older["version"]) if older else "", str(newer["version"])),
    }


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


def _articles(rows: Sequence[Mapping[str, Any]]) -> list[Article]:
    return [Article(a["label"], a["text"].removeprefix(a["label"]).strip()) for a in rows]
