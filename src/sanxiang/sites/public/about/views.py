"""本站: news, complaints, rights, and what a government site must say of itself (国办发〔2017〕47号)."""

from __future__ import annotations

from datetime import date

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse

from sanxiang.disclosure import selectors
from sanxiang.sites.design.parts import Link
from sanxiang.sites.public.navigation import COLUMNS, crumbs
from sanxiang.sites.public.views import pager, public, render, window
from sanxiang.sites.public.words import RESULT_KINDS

NEWS = Link("综合信息", "/news/")
#: pages of fixed words: address → title
WORDS: dict[str, str] = {
    "about": "关于本站",
    "contact": "联系我们",
    "accessibility": "无障碍说明",
    "privacy": "隐私说明",
    "correction": "网站纠错",
    "rights": "当事人的权利",
}
#: pages beside the columns, in the site map
FURTHER: tuple[Link, ...] = (
    Link("搜索", "/search"),
    Link("撤下和更正", "/results/withdrawn/"),
    Link("应公示决定台账", "/results/account/"),
    Link("历史处罚", "/results/history/"),
    Link("清单和文本", "/lists/"),
    Link("裁量基准", "/discretion/"),
    Link("执法流程图", "/flows/"),
    Link("法规依据", "/law/"),
    Link("核验执法证件", "/v/"),
    Link("文书真伪查验", "/d/"),
    Link("核验公示决定", "/verify/"),
    Link("公开账本", "/log/"),
    Link("数据开放", "/data/"),
)
SITEMAP_SIZE = 45_000


@public("news", kept=True)
def news(request: HttpRequest) -> HttpResponse:
    """综合信息: announcements and lists as published, newest first."""
    number, size = window(request)
    total, rows = selectors.snapshots("news", newest=True, offset=(number - 1) * size, limit=size, slim=True)
    items = [(Link(r["title"], f"/news/{r['public_id']}/"), date.fromisoformat(r["facet"])) for r in rows]
    return render(
        request,
        "about/news.html",
        column=NEWS.url,
        trail=crumbs("综合信息"),
        items=items,
        at=pager(request, total),
        changed=selectors.changed_results()[:5],
    )


@public("news.item", kept=True)
def item(request: HttpRequest, public_id: str) -> HttpResponse:
    """An announcement."""
    row = selectors.snapshot("news", public_id)
    if row is None:
        raise Http404
    issued_on = date.fromisoformat(row["data"]["issued_on"])
    return render(
        request,
        "about/news_item.html",
        column=NEWS.url,
        trail=crumbs(NEWS, row["title"]),
        row=row,
        data=row["data"],
        issued_on=issued_on,
    )


@public("ask", kept=True)
def ask(request: HttpRequest) -> HttpResponse:
    """咨询投诉: whom to call, agency by agency."""
    _, rows = selectors.snapshots("agency")
    return render(request, "about/ask.html", column="/ask/", trail=crumbs("咨询投诉"), rows=rows)


@public("words", kept=True)
def words(request: HttpRequest, name: str) -> HttpResponse:
    """One of the pages of fixed words."""
    if name not in WORDS:
        raise Http404
    return render(request, f"about/{name}.html", trail=crumbs(WORDS[name]), title=WORDS[name])


@public("sitemap", kept=True)
def sitemap(request: HttpRequest) -> HttpResponse:
    """网站地图 for people."""
    return render(
        request, "about/sitemap.html", trail=crumbs("网站地图"), columns=COLUMNS, further=FURTHER, words=WORDS
    )


@public("sitemap.xml", kept=True)
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """网站地图 for search engines: columns, lists and results; no page of a party's own."""
    _, rows = selectors.results(selectors.Filters(), offset=0, limit=SITEMAP_SIZE)
    places = {"agency": "agencies", "power": "powers", "law": "law", "list": "lists", "news": "news"}
    paths = [link.url for link in (*COLUMNS, *FURTHER)] + [f"/results/{kind}/" for kind in RESULT_KINDS]
    paths += [f"/results/{row.kind}/{row.public_id}/" for row in rows if row.party_kind != "person"]
    for kind, place in places.items():
        paths += [f"/{place}/{row['public_id']}/" for row in selectors.snapshots(kind, slim=True)[1]]
    urls = "".join(f"<url><loc>{settings.SITE_ORIGIN}{path}</loc></url>" for path in paths)
    body = f'<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{SITEMAP_NS}">{urls}</urlset>'
    return HttpResponse(body, "application/xml")


SITEMAP_NS = "http://www.sitemaps.org/schemas/sitemap/0.9"


@public("robots", kept=True)
def robots(request: HttpRequest) -> HttpResponse:
    """Crawlers are welcome everywhere but where a party or an officer's work is personal."""
    lines = [
        "User-agent: *",
        "Disallow: /progress/",
        "Disallow: /d/",
        "Disallow: /v/",
        "Disallow: /w/",
        "Disallow: /a/",
    ]
    text = "\n".join([*lines, f"Sitemap: {settings.SITE_ORIGIN}/sitemap.xml", ""])
    return HttpResponse(text, "text/plain; charset=utf-8")
