"""演练：一部新条例在同一天废止十部旧规定。旧案不动，事项成批改依据，经审定后按新条例办。"""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from uuid import UUID

import pytest

from sanxiang.cases.selectors import get_case
from sanxiang.flows.reading.impact import impact, spots
from sanxiang.powers import selectors as powers
from sanxiang.powers import services
from sanxiang.powers.types import BasisInput
from sanxiang.rules.citations import Place, parse_citation
from sanxiang.statutes import selectors as statutes
from sanxiang.statutes.services import import_laws
from tests.factories.cases import Story, lawful_case
from tests.factories.city import FIELD, FOUNDED, LAW, SYSTEM, City, found_city
from tests.factories.powers import ENTERS, approve, item_in_force

pytestmark = pytest.mark.django_db
NEW = "云屏市生态环境保护条例"
#: 新条例施行、旧规定废止的那一天
DAY = date(2026, 6, 1)
SUBJECTS = "甲乙丙丁戊己庚辛壬"
OLD = [f"云屏市{s}类污染防治规定" for s in SUBJECTS]


def words(subject: str) -> str:
    return f"违反规定排放{subject}类污染物的，责令改正，处一万元以上一百万元以下的罚款。"


def bring_laws(folder: Path, rows: list[dict[str, str]]) -> None:
    path = folder / "laws.jsonl"
    path.write_text("\n".join(json.dumps(row, ensure_ascii=False) for row in rows), "utf-8")
    import_laws(actor=SYSTEM, now=FOUNDED, paths=[path])


def law_id(title: str) -> UUID:
    law = statutes.find_law(title)
    assert law, title
    return law.id


@pytest.fixture
def city(db: None, tmp_path: Path) -> City:
    """九部旧规定各有一个事项，连同排污许可条例共十部；然后新条例公布。"""
    found = found_city()
    old = [
        {"title": title, "version_date": "2018-01-01", "effective_date": "2018-03-01", "text": f"第一条 为了防治污染，制定本规定。\n第二条 {words(s)}"}
        for title, s in zip(OLD, SUBJECTS, strict=True)
    ]  # fmt: skip
    bring_laws(tmp_path, old)
    for n, title in enumerate(OLD, start=1):
        item_in_force(
            now=FOUNDED, agency=found.agency, code=f"CF-1{n:02}", name=f"对违反《{title}》行为的处罚", kind="penalty",
            enforcement_field=FIELD, procedure="penalty_ordinary", bases=[BasisInput(law_id(title), Place(2), "penalty")],
            penalty_kinds=["fine"], effective_from=date(2020, 3, 1),
        )  # fmt: skip
    return found


def proclaim(folder: Path) -> None:
    """新条例：第一条目的，第二条至第十条承接九部规定，第十一条、第十二条承接排污许可条例，末条废止十部。"""
    articles = ["为了保护生态环境，制定本条例。", *(words(s) for s in SUBJECTS)]
    articles.append("排污单位应当依法取得排污许可证；未取得的，不得排放污染物。")
    articles.append(
        "未取得排污许可证排放污染物的，责令改正，处一万元以上一百万元以下的罚款；情节严重的，责令停业、关闭。"
    )
    ended = "、".join(f"《{title}》" for title in (*OLD, LAW))
    articles.append(f"本条例自2026年6月1日起施行。{ended}同时废止。")
    numerals = "一二三四五六七八九十"
    text = "\n".join(
        f"第{numerals[n] if n < 10 else '十' + numerals[n - 10]}条 {words}"
        for n, words in enumerate(articles)
    )
    bring_laws(
        folder, [{"title": NEW, "version_date": "2026-02-01", "effective_date": "2026-06-01", "text": text}]
    )


def 办结一件旧案(city: City) -> Story:
    return lawful_case(city, upto="decide_case")


def test_十部规定同日废止_旧案不动_事项成批改依据(city: City, tmp_path: Path) -> None:
    story = 办结一件旧案(city)
    proclaim(tmp_path)
    ended = [law_id(title) for title in (*OLD, LAW)]

    # 废止前一日还有效，当日起失效，旧文本仍可查
    eve = DAY - timedelta(days=1)
    for law in ended:
        assert statutes.version_in_force(law, eve) is not None
        assert statutes.version_in_force(law, DAY) is None

    # 影响：十个事项、一件在办案件、一项裁量基准
    found = impact(actor=city.head, laws=ended, on=eve)
    assert len(found.items) == 10 and len(found.laws) == 10
    assert [number for _, number, _, _ in found.cases] == [
        get_case(actor=city.head, case=story.case_id).number
    ]
    assert found.benchmarks == 1 and dict(found.agencies) == {"云屏市生态环境局": 10}

    # 系统按文字找到新条例中承接的条文，由人核对
    listed = spots(found, successor=law_id(NEW), on=DAY, before=eve)
    assert [s.suggested for s in listed if s.law.title == OLD[0]] == [f"《{NEW}》第二条"]
    assert all(s.suggested for s in listed), [s.citation for s in listed if not s.suggested]
    moves = {}
    for spot in listed:
        _, place = parse_citation(spot.suggested)
        assert place
        moves[spot.law.id, spot.place] = (law_id(NEW), place)

    # 一批起草，一批报审、审定；什么也没有删
    batch = services.rebase_items(
        actor=ENTERS, now=FOUNDED, items=found.items, moves=moves, effective_from=DAY
    )
    assert len(batch.drafts) == 10 and batch.left == ()
    for draft in batch.drafts:
        approve(draft, now=FOUNDED)
    for item in found.items:
        versions = powers.item_versions(powers.get_power_item(item).public_id)
        assert [(v.version, v.status) for v in versions] == [(2, "in_force"), (1, "superseded")]
        assert {b.law for b in versions[0].bases} == {NEW}
        assert versions[1].in_force_on(eve) and versions[0].in_force_on(DAY)
    assert len(impact(actor=city.head, laws=ended, on=eve).items) == 10  # 到前一日为止仍是现行版本
    after = impact(actor=city.head, laws=ended, on=DAY)
    assert after.items == () and len(after.cases) == 1

    # 旧案仍按当时的事项和文本
    case = get_case(actor=city.head, case=story.case_id)
    kept = powers.get_power_item(case.power_item_id or UUID(int=0))
    assert kept.version == 1 and {b.law for b in kept.bases} == {LAW}
    assert all(text.in_force for text in powers.basis_texts(kept, eve))


def test_没有承接条文的事项留下并说明_已有草稿的也留下(city: City, tmp_path: Path) -> None:
    proclaim(tmp_path)
    law = law_id(OLD[0])
    found = impact(actor=city.head, laws=[law], on=DAY)
    nothing = services.rebase_items(
        actor=ENTERS, now=FOUNDED, items=found.items, moves={(law, Place(2)): None}, effective_from=DAY
    )
    assert nothing.drafts == () and "没有承接的依据" in nothing.left[0][1]
    moves = {(law, Place(2)): (law_id(NEW), Place(2))}
    first = services.rebase_items(
        actor=ENTERS, now=FOUNDED, items=found.items, moves=moves, effective_from=DAY
    )
    again = services.rebase_items(
        actor=ENTERS, now=FOUNDED, items=found.items, moves=moves, effective_from=DAY
    )
    assert len(first.drafts) == 1 and "已有一份草稿" in again.left[0][1]
