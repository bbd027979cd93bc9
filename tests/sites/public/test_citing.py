"""文中引用: what the public reads is linked to what the public may read, and to nothing else."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from sanxiang.disclosure import selectors, services
from sanxiang.sites.design.linking import TextLink, linked_paragraphs
from sanxiang.sites.public.citing import Writing, linked
from tests.factories import disclosure as sample

RULE = "aw00000077"
TEXTS = [
    "第三十三条 根据《中华人民共和国行政处罚法》（以下简称处罚法）第三十九条、第四十条，制定<本>办法。",
    "第三十四条 违反本办法第三十三条，\n依照处罚法第四十八条和《没有公布的法》第二条处理，公布《处罚法》。",
]


@pytest.fixture
def _published(db: None) -> None:
    now = datetime.now(UTC) - timedelta(minutes=1)
    sample.publish_lists(now)
    data = sample.law_data("aw00000002") | {
        "title": "云屏市公示办法",
        "short_title": "云屏市公示办法",
        "articles": [
            {"article": n, "suffix": 0, "label": text[:5], "chapter": "", "text": text}
            for n, text in zip((33, 34), TEXTS, strict=True)
        ],
    }
    services.publish_snapshot(actor=sample.SYSTEM, now=now, kind="law", public_id=RULE, data=data)


def links(html: str) -> list[tuple[str, str]]:
    return re.findall(r'<a href="([^"]+)">([^<]+)</a>', html)


@pytest.mark.usefixtures("_published")
def test_a_law_page_links_its_citations(client: Client) -> None:
    page = client.get(f"/law/{RULE}/").content.decode()
    body = page[page.index('<article class="sx-card') : page.index("</article>")]
    assert links(body) == [
        (f"/law/{RULE}/a33/", "第三十三条"),
        ("/law/aw00000001/#a39", "《中华人民共和国行政处罚法》（以下简称处罚法）第三十九条"),
        (f"/law/{RULE}/a34/", "第三十四条"),
        ("#a33", "本办法第三十三条"),
        ("/law/aw00000001/#a48", "处罚法第四十八条"),
        ("/law/aw00000001/", "《处罚法》"),
    ]
    assert "&lt;本&gt;办法" in body


@pytest.mark.usefixtures("_published")
def test_only_current_published_laws_are_led_to() -> None:
    ((before,),) = linked(Writing(["依照《行政处罚法》第三十九条"]))
    assert links(before) == [("/law/aw00000001/#a39", "《行政处罚法》第三十九条")]
    services.retire_snapshot(actor=sample.SYSTEM, now=datetime.now(UTC), kind="law", public_id="aw00000001")
    ((after,),) = linked(Writing(["依照《行政处罚法》第三十九条"]))
    assert after == "<p>依照《行政处罚法》第三十九条</p>"
    assert "行政处罚法" not in selectors.published_laws()


@pytest.mark.usefixtures("_published")
def test_a_page_of_many_texts_costs_two_queries() -> None:
    writings = [Writing(TEXTS * 20, "云屏市公示办法", RULE) for _ in range(5)]
    with CaptureQueriesContext(connection) as queries:
        linked(*writings)
    assert len(queries) == 2


def test_a_result_and_a_power_item_link_inside_the_text_of_the_basis(client: Client, city) -> None:  # type: ignore[no-untyped-def]
    law = selectors.published_laws()["排污许可管理条例"]
    ((text,),) = linked(Writing(["违反本条例第三十三条规定"], "排污许可管理条例"))
    assert links(text) == [(f"/law/{law}/#a33", "本条例第三十三条")]
    assert "情节严重的，报经有批准权的人民政府批准" in client.get(city.firm).content.decode()


def test_a_link_holds_no_line_break_and_everything_is_escaped() -> None:
    text = "甲<b>\n《水\n法》第三条\n乙"
    shown = linked_paragraphs(text, [TextLink(5, 13, "/law/x/#a3")])
    assert shown == '<p>甲&lt;b&gt;</p><p><a href="/law/x/#a3">《水法》第三条</a></p><p>乙</p>'
