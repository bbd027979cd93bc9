"""引用核对: each status by a text that deserves it, what it says, and what it costs."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sanxiang.kernel import Actor
from sanxiang.rules.citations import Place
from sanxiang.statutes import selectors, services
from sanxiang.statutes.citing.types import CitedPlace, CitedStatus
from sanxiang.statutes.citing.wording import differs, nearest, quoted_after
from sanxiang.statutes.models import Commencement, LawVersion

pytestmark = pytest.mark.django_db
NOW = datetime(2026, 3, 2, 1, 30, tzinfo=UTC)
DAY = date(2026, 3, 2)
WASTE = "弃置清淤废物的，由水行政主管部门责令限期清除，处一万元以上五万元以下罚款。"
DREDGE = "清淤作业应当在每年汛期以前完成，并在作业现场设置明显的安全标志。"


def law(title: str, day: str, text: str, *, effective: str = "", **more: Any) -> dict[str, Any]:
    return {
        "id": f"{title}{day}", "title": title, "version_date": day, "effective_date": effective or day,
        "level": "法律", "category": "行政法", "expired": False, "article_count": text.count("\n\n第") + 1,
        "history": [], "text": text, **more,
    }  # fmt: skip


LAWS = [
    law(
        "中华人民共和国云屏河道法",
        "2016-05-01",
        f"第一条 为了保护河道。\n\n第二条 {WASTE}\n\n第三条 {DREDGE}",
    ),
    law(
        "中华人民共和国云屏河道法",
        "2024-05-01",
        f"第一条 为了保护河道。\n\n第二条 下列行为应当经过批准：\n\n（一）采砂；\n\n（二）取土。\n\n批准的期限为二十日。"
        f"\n\n第三条 {DREDGE}\n\n第四条 {WASTE}",
    ),
    law("云屏市采砂办法（试行）", "2010-01-01", "第一条 采砂应当取得许可。"),
    law("云屏市清淤条例", "2025-01-01", "第一条 清淤。\n\n第二条 《云屏市采砂办法（试行）》同时废止。"),
    law("云屏市航道条例", "2026-02-01", "第一条 航道。", effective="2026-07-01"),
    law("云屏市断行条例", "2020-01-01", "第一条 下列行为：\n\n采砂；\n\n（二）取土。"),
    law("云屏市失效规定", "2001-01-01", "第一条 甲。", expired=True),
]


@pytest.fixture
def _laws(tmp_path: Path) -> None:
    path = tmp_path / "laws.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in LAWS), "utf-8")
    services.import_laws(actor=Actor.system("测试"), now=NOW, paths=[path])


def only(text: str, **options: Any) -> CitedPlace:
    (one,) = selectors.cited(text, on=DAY, **options)
    return one


@pytest.mark.parametrize(
    ("text", "status", "says"),
    [
        ("《云屏河道法》第二条第一款第二项", CitedStatus.OK, ""),
        ("依照云屏河道法第二条第二款", CitedStatus.OK, ""),
        ("《云屏市清淤条例》", CitedStatus.OK, ""),
        ("《云屏市断行条例》第一条第一款第二项", CitedStatus.OK, ""),
        ("国办发〔2018〕118号", CitedStatus.UNCHECKED, "文号"),
        ("《云屏市清於条例》第一条", CitedStatus.UNKNOWN_LAW, "法规库中没有《云屏市清於条例》"),
        ("违反本法第三条", CitedStatus.UNKNOWN_LAW, "没有写明“本法”指哪部法规"),
        ("《云屏市采砂办法》第一条", CitedStatus.REPEALED, "已由《云屏市清淤条例》自2025年1月1日起废止"),
        ("《云屏市失效规定》第一条", CitedStatus.REPEALED, "没有载明失效日期"),
        ("《云屏市航道条例》第一条", CitedStatus.NOT_YET, "自2026年7月1日起施行"),
        ("《云屏河道法》第五条", CitedStatus.NO_ARTICLE, "没有第五条，全文共4条"),
        ("《云屏河道法》第一条之一", CitedStatus.NO_ARTICLE, "没有第一条之一"),
        ("《云屏河道法》第一条至第九条", CitedStatus.NO_ARTICLE, "没有第九条"),
        ("《云屏河道法》第二条第三款", CitedStatus.NO_PLACE, "只有二款，没有第三款"),
        ("《云屏河道法》第二条第三项", CitedStatus.NO_PLACE, "共二项，没有第三项"),
        ("《云屏河道法》第一条第一项", CitedStatus.NO_PLACE, "没有分项"),
        ("《云屏河道法》（2016年修正）第二条", CitedStatus.CHANGED, "所引的是2016年的文本"),
        ("《云屏河道法》（2025年修正）第二条", CitedStatus.UNCHECKED, "没有2025年的文本"),
        ("《云屏河道法》（2024年修正）第二条", CitedStatus.OK, ""),
        (f"《云屏河道法》第四条：{WASTE}", CitedStatus.OK, ""),
        (f"《云屏河道法》第四条规定：“{WASTE[:-3]}两万元罚款”", CitedStatus.CHANGED, "所录文字与"),
    ],
)
@pytest.mark.usefixtures("_laws")
def test_each_status(text: str, status: CitedStatus, says: str) -> None:
    one = only(text)
    assert one.status is status, one.message
    assert says in one.message
    assert bool(one.message) == bool(one.remedy) == (status is not CitedStatus.OK)
    assert one.flagged == (status not in (CitedStatus.OK, CitedStatus.UNCHECKED))


@pytest.mark.usefixtures("_laws")
def test_renumbered_words_are_found_where_they_stand_now() -> None:
    quoted = only(f"《云屏河道法》第二条：\n{WASTE}")
    assert quoted.status is CitedStatus.CHANGED
    assert (quoted.message.endswith("现在是第四条"), quoted.remedy) == (True, "核对后改引第四条")
    dated = only("《云屏河道法》第二条", since=date(2020, 1, 1))
    assert dated.message == "《云屏河道法》第二条自2024年5月1日起已经修改；相近的内容现在是第四条"
    assert only("《云屏河道法》第三条", since=date(2020, 1, 1)).status is CitedStatus.OK


@pytest.mark.usefixtures("_laws")
def test_on_another_day_the_wording_of_that_day_counts() -> None:
    (one,) = selectors.cited("《云屏河道法》第四条、《云屏市采砂办法》", on=date(2020, 1, 1))[:1]
    assert one.status is CitedStatus.NO_ARTICLE
    (_, two) = selectors.cited("《云屏河道法》第四条、《云屏市采砂办法》", on=date(2020, 1, 1))
    assert two.status is CitedStatus.OK


@pytest.mark.usefixtures("_laws")
def test_an_article_that_begins_later_is_not_yet_in_force() -> None:
    version = LawVersion.objects.get(law__title="中华人民共和国云屏河道法", version_date="2024-05-01")
    Commencement.objects.create(version=version, article=4, starts_on=date(2026, 3, 3))
    text = "依照《云屏河道法》第三条、第四条。"
    third, fourth = selectors.cited(text, on=DAY)
    assert (third.status, fourth.status) == (CitedStatus.OK, CitedStatus.NOT_YET)
    assert "《云屏河道法》第四条自2026年3月3日起施行，2026年3月2日尚未施行" in fourth.message
    _, fourth = selectors.cited(text, on=date(2026, 3, 3))
    assert fourth.status is CitedStatus.OK


@pytest.mark.usefixtures("_laws")
def test_the_own_law_of_a_text() -> None:
    own = selectors.find_law("云屏河道法")
    assert own is not None
    first, second = selectors.cited("违反本法第四条、第七条", on=DAY, within=own.id)
    assert (first.status, first.law) == (CitedStatus.OK, own)
    assert (second.status, second.version) == (CitedStatus.NO_ARTICLE, first.version)


@pytest.mark.usefixtures("_laws")
def test_a_thousand_texts_cost_as_many_queries_as_one() -> None:
    text = f"《云屏河道法》第二条：{WASTE}《云屏市清淤条例》第一条、第九条"
    with CaptureQueriesContext(
        connection,
    ) as one:
        selectors.cited(text, on=DAY)
    with CaptureQueriesContext(connection) as many:
        selectors.cited_in([text] * 50, on=DAY)
    assert len(many) == len(one) <= 4
    with CaptureQueriesContext(connection) as none:
        assert selectors.cited("没有引用的文字", on=DAY) == []
    assert len(none) == 0


@pytest.mark.usefixtures("_laws")
def test_the_bases_in_a_cell_become_places_or_problems() -> None:
    own = selectors.find_law("云屏河道法")
    assert own is not None
    reader = selectors.basis_reader(DAY)
    good, half, none, empty = reader(
        [
            f"《云屏河道法》第二条第一款第一项、第四条：{WASTE}",
            "《云屏河道法》第四条；《云屏市采砂办法》第一条；《云屏市清淤条例》；《云屏河道法》第一条至第三条",
            "按有关规定办理",
            " ",
        ]
    )
    assert good.places == ((own.id, Place(2, paragraph=1, item=1)), (own.id, Place(4)))
    assert good.problems == ()
    assert half.places == ((own.id, Place(4)),)
    assert [p.partition("：")[0] for p in half.problems] == [
        "“《云屏市采砂办法》第一条”",
        "“《云屏市清淤条例》”",
        "“《云屏河道法》第一条至第三条”",
    ]
    assert (none.places, len(none.problems)) == ((), 1)
    assert (empty.places, empty.problems) == ((), ())
    with CaptureQueriesContext(connection) as again:
        reader(["《云屏河道法》第四条"])
    assert len(again) == 2


@pytest.mark.parametrize(
    ("after", "quote"),
    [
        ("：清淤应当在每年汛期以前完成。", "清淤应当在每年汛期以前完成。"),
        (" 清淤应当在每年汛期以前完成。\n另一段", "清淤应当在每年汛期以前完成。"),
        (
            "：\n有下列行为之一的，处以罚款：\n（一）采砂；\n其他",
            "有下列行为之一的，处以罚款：\n（一）采砂；",
        ),
        ("规定：“清淤应当在每年汛期以前完成”，", "清淤应当在每年汛期以前完成"),
        ("的规定，责令限期改正，处一万元罚款。", ""),
        ("，责令限期改正，处一万元罚款。", ""),
        ("的规定：\n（一）为改进技术、研究开发新产品的；", ""),
        ("\n当事人应当在十五日内缴纳罚款。", ""),
        ("", ""),
    ],
)
def test_what_is_quoted_after_a_citation(after: str, quote: str) -> None:
    head = "《云屏河道法》第三条"
    assert quoted_after(head + after, len(head)) == quote


def test_words_are_compared_without_marks_and_found_by_likeness() -> None:
    assert not differs("弃置清淤废物的, 由水行政主管部门责令限期清除", WASTE)
    assert differs("弃置清淤废物的，由环境保护主管部门责令限期清除", WASTE)
    places = {Place(1): DREDGE, Place(2): WASTE}
    assert nearest(WASTE.replace("一万元", "二万元"), places) == Place(2)
    assert nearest("完全不相干的一句话没有相近的内容", places) is None
    assert nearest("", places) is None
