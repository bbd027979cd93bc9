"""权责清单: narrowed by agency, class, kind and the law or article that items rest on."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from django.test import Client

from tests.factories import disclosure as sample
from tests.sites.public.conftest import publish_city

DRAIN, ROAD = "对未取得排污许可证排放污染物的处罚", "对擅自超限行驶公路的处罚"


@pytest.fixture(autouse=True)
def city(db: None) -> None:
    publish_city(datetime.now(UTC))


def page(client: Client, address: str, **query: str) -> str:
    answer = client.get(address, query)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.mark.parametrize(
    ("query", "chip"),
    [
        ({"field": "生态环境"}, "执法类别：生态环境"),
        ({"law": "aw00000002"}, "依据《排污许可管理条例》"),
        ({"law": "aw00000002", "article": "a33"}, "第三十三条"),
        ({"agency": "ag00000001"}, "云屏市生态环境局"),
    ],
)
def test_a_filter_keeps_what_it_names_and_can_be_taken_off(
    client: Client, query: dict[str, str], chip: str
) -> None:
    found = page(client, "/powers/", **query)
    assert DRAIN in found and ROAD not in found
    assert f"{chip}<" in found and "去掉这个条件" in found


def test_a_filter_that_nothing_answers_says_so(client: Client) -> None:
    for query in ({"law": "aw00000002", "article": "a34"}, {"field": "渔业"}, {"law": "none"}):
        found = page(client, "/powers/", **query)
        assert "没有符合条件的事项。" in found and DRAIN not in found
    for article in ("a0", "33", "a33-", "a33; DROP"):  # no article: the law alone narrows the list
        assert DRAIN in page(client, "/powers/", law="aw00000002", article=article)


def test_the_counts_of_kinds_follow_the_other_filters(client: Client) -> None:
    from sanxiang.disclosure.selectors import PowerFilters, power_kinds

    assert power_kinds(PowerFilters(law="aw00000002", kind="licence")) == {"penalty": 1}
    assert power_kinds(PowerFilters(law="none")) == {}


def test_the_classes_to_choose_are_those_of_the_agencies(client: Client) -> None:
    from sanxiang.disclosure.selectors import enforcement_fields

    assert enforcement_fields() == sorted({field for agency in sample.AGENCIES for field in agency[6]})


def test_benchmarks_are_shown_by_agency_in_pages(client: Client) -> None:
    whole = page(client, "/discretion/")
    assert DRAIN in whole and ROAD in whole
    own = page(client, "/discretion/", agency="ag00000001")
    assert DRAIN in own and ROAD not in own
    assert "没有公示的裁量基准" in page(client, "/discretion/", agency="none")


def test_a_version_published_before_amounts_were_words_is_still_read(client: Client) -> None:
    words = "".join(page(client, "/discretion/").split())
    low, high = (f"{float(end):,.2f}" for end in sample.POWERS[0][-1])
    assert f'裁量幅度">{low}—{high}元</td>' in words
