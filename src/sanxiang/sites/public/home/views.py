"""首页: search, progress, five counts with their time, three kinds of disclosure, the newest results."""

from __future__ import annotations

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse

from sanxiang.disclosure import selectors
from sanxiang.sites.design.parts import Bar, Link
from sanxiang.sites.public.views import now, public, render, today
from sanxiang.sites.public.words import KINDS, RESULT_KINDS, SCOPES

NEWEST, NEWS = 5, 4
#: share of decisions published on time below which a bar is red
AIM = 90


@public("home", kept=True)
def home(request: HttpRequest) -> HttpResponse:
    """首页."""
    at = now()
    figures = selectors.overview(*_month(today()))
    lists, results = figures["lists"], figures["results"]
    _, newest = selectors.results(selectors.Filters(), offset=0, limit=NEWEST)
    return render(
        request,
        "home/home.html",
        column="/",
        at=at,
        scopes=SCOPES,
        stats=[
            ("执法单位", lists.get("agency", 0), "个"),
            ("持证执法人员", lists.get("officer", 0), "人"),
            ("权责事项", lists.get("power", 0), "项"),
            ("法规依据", lists.get("law", 0), "部"),
            ("已公示执法结果", sum(results.values()), "条"),
        ],
        before=_before(lists),
        during=_during(),
        after=_after(results, figures["changed"]),
        tabs=_tabs(results),
        newest=newest,
        news=_news(),
        bars=_bars(figures["punctual"]),
        punctual=(sum(p["on_time"] for p in figures["punctual"]), sum(p["due"] for p in figures["punctual"])),
        aim=AIM,
    )


def _before(lists: dict[str, int]) -> list[Link]:
    return [
        Link("执法主体", "/agencies/", count=lists.get("agency", 0)),
        Link("执法人员", "/officers/", count=lists.get("officer", 0)),
        Link("权责清单", "/powers/", count=lists.get("power", 0)),
        Link("法规依据", "/law/", count=lists.get("law", 0)),
        Link("执法流程图", "/flows/"),
        Link("裁量基准", "/discretion/"),
    ]


def _during() -> list[Link]:
    return [
        Link("核验执法人员", "/officers/"),
        Link("办理进度", "/progress/"),
        Link("文书真伪查验", "/d/"),
        Link("当事人权利", "/rights/"),
        Link("投诉渠道", "/ask/"),
        Link("综合信息", "/news/"),
    ]


def _after(results: dict[str, int], changed: int) -> list[Link]:
    kinds = [Link(KINDS[k], f"/results/{k}/", count=results.get(k, 0)) for k in RESULT_KINDS[:4]]
    others = sum(n for kind, n in results.items() if kind not in RESULT_KINDS[:4])
    return [
        *kinds,
        Link("其他结果", "/results/", count=others),
        Link("撤下和更正", "/results/withdrawn/", count=changed),
    ]


def _tabs(results: dict[str, int]) -> list[Link]:
    """最新执法结果: all kinds, and each kind that has any."""
    kinds = [Link(KINDS[k], f"/results/{k}/") for k in RESULT_KINDS if results.get(k)]
    return [Link("全部", "/results/", current=True), *kinds]


def _news() -> list[tuple[Link, date]]:
    _, rows = selectors.snapshots("news", newest=True, limit=NEWS)
    return [(Link(r["title"], f"/news/{r['public_id']}/"), date.fromisoformat(r["facet"])) for r in rows]


def _bars(punctual: list[dict[str, Any]]) -> list[Bar]:
    bars = [Bar(KINDS[p["kind"]], p["on_time"], p["due"]) for p in punctual]
    return [Bar(b.label, b.part, b.whole, low=b.percent < AIM) for b in bars]


def _month(day: date) -> tuple[date, date]:
    """The month of a day, up to that day: what is due later is not late yet."""
    return day.replace(day=1), day
